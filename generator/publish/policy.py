"""What a browser may do on a page of the site: run our scripts, load our files, nothing else.

Pure. The policy stands in each page, so it holds on every host and when a page is opened from a folder. What only a
header can say stands in `_headers`, which Netlify, Cloudflare Pages and others read.
"""

from __future__ import annotations

import base64
import hashlib
import re

#: The file for hosts that read one.
HEADERS = """\
/*
  Content-Security-Policy: frame-ancestors 'none'
  Cross-Origin-Opener-Policy: same-origin
  Cross-Origin-Resource-Policy: same-origin
  Permissions-Policy: camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()
  Referrer-Policy: no-referrer
  X-Content-Type-Options: nosniff
"""

_POLICY = (
    "default-src 'none'; script-src {scripts}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'"
)
_FIRST = '<meta charset="utf-8">'
_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script\s*>", re.DOTALL | re.IGNORECASE)
_DEPTH = re.compile(r'new URL\("[^"]*",location\)')


def inline_scripts(html: str) -> list[str]:
    """What stands inside the page's script elements; those with an address, and data, are left out."""
    found = _SCRIPT.findall(html)
    return [body for attributes, body in found if "src=" not in attributes and "application/json" not in attributes]


def same_anywhere(script: str) -> str:
    """A theme's script without the one thing that differs from page to page: how deep the page lies."""
    return _DEPTH.sub("new URL(location)", script)


def with_policy(html: str) -> str:
    """Put the policy into a page, before anything that it rules. It lets exactly this page's inline scripts run.

    Raises ValueError for a page without the theme's first line of a head.
    """
    before, first, after = html.partition(_FIRST)
    if not first:
        raise ValueError(f"no {_FIRST}")
    digests = (hashlib.sha256(script.encode()).digest() for script in inline_scripts(html))
    scripts = " ".join(["'self'", *(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)])
    meta = f'<meta http-equiv="Content-Security-Policy" content="{_POLICY.format(scripts=scripts)}">'
    return f"{before}{first}\n      {meta}{after}"
