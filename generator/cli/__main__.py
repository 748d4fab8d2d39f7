"""`python -m generator.cli` is `rehearse`."""

from generator.cli import main

main()
