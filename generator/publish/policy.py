"""The content-security policy: a page may run the site's scripts and load the site's files, nothing else.

Pure. The policy is in each page, so it applies on every host and when a page is opened from a folder. What only a
header can say is in `_headers`, which Netlify, Cloudflare Pages and others read.
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
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'"
)
_ENCODING = '<meta charset="utf-8">'
_DEPTH = re.compile(r'new URL\("[^"]*",location\)')


def same_anywhere(script: str) -> str:
    """Return a theme's script without what differs from page to page: the way up to the root."""
    return _DEPTH.sub("new URL(location)", script)


def with_policy(page: str, read: Markup) -> str:
    """Return a page with the policy before anything that loads or runs. It allows exactly this page's inline scripts.

    `read` is the same page, parsed. If the page doesn't name its encoding first, UTF-8 is added.
    """
    digests = (hashlib.sha256(script.encode()).digest() for script in read.scripts)
    scripts = " ".join(["'self'", *(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)])
    meta = f'<meta http-equiv="Content-Security-Policy" content="{_POLICY.format(scripts=scripts)}">'
    encoding = "" if read.named else _ENCODING
    return f"{page[: read.place]}{encoding}\n      {meta}{page[read.place :]}"
