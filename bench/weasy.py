"""Print our plan, sheet or pack with WeasyPrint: `python -m bench.weasy plan VIEW.json PLAN.pdf 5`, in its environment.

VIEW.json is what our template gets. It prints once, then as often as is said, and gives the median of these, or what
the only one took, in seconds of the processors. Fonts, template and style sheet are read once. It imports nothing of
ours: it is not there.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).parent
ENVIRONMENT = HERE.parent / "build" / ".bench-weasy"
WEASYPRINT = "weasyprint==70.0"


def environment() -> Path | None:
    """Give the Python of an environment with WeasyPrint, made where there is none yet.

    None, and a line that says why, where pip can't bring it or the machine lacks Pango, which pip doesn't bring.
    """
    python = ENVIRONMENT / "bin" / "python"
    steps: list[list[str | Path]] = [
        [python, "-m", "pip", "install", "--quiet", WEASYPRINT, f"jinja2=={version('jinja2')}"],
        [python, "-c", "import weasyprint"],
    ]
    if not python.exists():
        steps.insert(0, [sys.executable, "-m", "venv", ENVIRONMENT])
    for step in steps:
        done = subprocess.run(step, capture_output=True, text=True, check=False)
        if done.returncode:
            reason = (done.stderr.strip() or done.stdout.strip() or f"exit {done.returncode}").splitlines()[-1]
            print(f"WeasyPrint is left out: {reason}", file=sys.stderr)
            return None
    return python


def main(document: str, view: Path, out: Path, warm: int) -> None:
    """Print once, then `warm` times more."""
    # not in our own environment, so no type checker knows it
    weasyprint = import_module("weasyprint")
    jinja2 = import_module("jinja2")
    html = jinja2.Environment(loader=jinja2.FileSystemLoader(HERE), autoescape=True, undefined=jinja2.StrictUndefined)
    template = html.get_template("weasy.html")
    fonts = import_module("weasyprint.text.fonts").FontConfiguration()
    style = weasyprint.CSS(HERE / "weasy.css", font_config=fonts)
    taken = []
    for _ in range(warm + 1):
        start = time.process_time()
        page = template.render(document=document, doc=json.loads(view.read_text("utf-8")))
        weasyprint.HTML(string=page).write_pdf(out, stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1")
        taken.append(time.process_time() - start)
    print(statistics.median(taken[1:] or taken))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]))
