"""The address of the site as it is printed: in words, and beside them as a QR code for a phone."""

from __future__ import annotations

import io

from generator.paper.view import View


class Address(View):
    """An address and its code, a drawing in SVG. Both are empty where the handbook is not published."""

    url: str
    drawing: str
    described: str


def address(url: str) -> Address:
    """Draw the QR code of an address; nothing for no address."""
    if not url:
        return Address(url="", drawing="", described="")
    import segno

    drawn = io.BytesIO()
    segno.make_qr(url, error="m").save(drawn, kind="svg", border=0, xmldecl=False, svgns=True, nl=False)
    return Address(url=url, drawing=drawn.getvalue().decode(), described=f"QR code of the address {url}")


__all__ = ["Address", "address"]
