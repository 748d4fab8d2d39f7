"""A list of errors at the top of every page that is served."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

App = Callable[..., Iterable[bytes]]

_NOTE = (
    '<div role="alert" style="background:#a12d1c;color:#fff;padding:.6rem 1rem;font-size:.8rem;line-height:1.5">'
    "<strong>{title}</strong> This page is as it was when all was well."
    '<ul style="margin:.3rem 0 0;padding-left:1.2rem;font-family:monospace;overflow-wrap:anywhere">{items}</ul></div>'
)


def note(problems: Sequence[str]) -> str:
    """Return errors as HTML."""
    title = "There is an error." if len(problems) == 1 else "There are errors."
    return _NOTE.format(title=title, items="".join(f"<li>{html.escape(problem)}</li>" for problem in problems))


def noted(app: App, problems: Callable[[], Sequence[str]]) -> App:
    """Return a WSGI application with the list at the top of every page, while there are problems."""

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        started: list[Any] = []
        body = app(environ, lambda *arguments: started.extend(arguments))
        status, headers, *rest = started
        if dict(headers).get("Content-Type") == "text/html" and (found := problems()):
            page = b"".join(body)
            opened = re.search(rb"<body[^>]*>", page)
            at = opened.end() if opened else 0
            body = [page[:at], note(found).encode(), page[at:]]
            headers = [(name, value) for name, value in headers if name != "Content-Length"]
        start_response(status, headers, *rest)
        return body

    return answer
