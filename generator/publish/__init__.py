"""Put finished bytes in place: changed files only, whole folders at once, one process at a time, nothing unfit.

Knows nothing of content: what is written is decided by `generator.jobs`.
"""
