"""The address of the site as it is printed: in words, and as a QR code for a phone."""

from __future__ import annotations

import io

from generator.paper.view import View


class Address(View):
    """An address, and a drawing of its QR code in SVG. Both are empty if the handbook is not published."""

    url: str
    drawing: str
    described: str


def address_of(url: str) -> Address:
    """Return an address with its QR code; without an address, an empty one."""
    if not url:
        return Address(url="", drawing="", described="")
    import segno

    drawn = io.BytesIO()
    segno.make_qr(url, error="m").save(drawn, kind="svg", border=0, xmldecl=False, svgns=True, nl=False)
    return Address(url=url, drawing=drawn.getvalue().decode(), described=f"QR code of the address {url}")
