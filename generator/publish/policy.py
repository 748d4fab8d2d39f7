"""What a browser may do on a page of the site: run our scripts, load our files, nothing else.

Pure. The policy stands in each page, so it holds on every host and when a page is opened from a folder. What only a
header can say stands in `_headers`, which Netlify, Cloudflare Pages and others read.
"""

from __future__ import annotations

import base64
import hashlib
import re

from generator.publish.markup import Markup

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
_ENCODING = '<meta charset="utf-8">'
_DEPTH = re.compile(r'new URL\("[^"]*",location\)')


def same_anywhere(script: str) -> str:
    """A theme's script without the one thing that differs from page to page: how deep the page lies."""
    return _DEPTH.sub("new URL(location)", script)


def with_policy(page: str, read: Markup) -> str:
    """Put the policy into a page, before anything that it rules. It lets exactly this page's inline scripts run.

    `read` is the same page, read. A page that does not name its encoding first is given UTF-8, with which we write it.
    """
    digests = (hashlib.sha256(script.encode()).digest() for script in read.scripts)
    scripts = " ".join(["'self'", *(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)])
    meta = f'<meta http-equiv="Content-Security-Policy" content="{_POLICY.format(scripts=scripts)}">'
    encoding = "" if read.named else _ENCODING
    return f"{page[: read.place]}{encoding}\n      {meta}{page[read.place :]}"
