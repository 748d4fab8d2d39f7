"""`make picture` makes the README's picture: a page of a plan, an interviewer's sheet and the site, side by side.

All three are what `rehearse site` last built in `build/site`. Needs Chromium and poppler, as the tests do.
"""

from __future__ import annotations

import base64
import io
import subprocess
from pathlib import Path

from browser import chromium, served
from PIL import Image

ROOT = Path(__file__).parent.parent
PICTURE = ROOT / ".github" / "picture.png"
#: Caption → the document in the site and its page, from 1.
PRINTED = {
    "A plan": ("candidates/ada-plan-a4.pdf", 3),
    "An interviewer’s sheet": ("sheets/merge-booking-windows-session-a4.pdf", 1),
}
#: Caption of the site's front page.
FRONT = "The handbook"
#: CSS pixels of a page as shown here, and of the window in which the site is opened: both in the shape of A4.
PAGE, WINDOW = (275, 389), (580, 820)
#: Colours of the picture: few, so that it is small.
COLOURS = 64
_FONTS = "Promise.all([...document.fonts].map(each => each.load())).then(() => document.fonts.ready).then(() => null)"
_PAGE = """\
<!doctype html><meta charset="utf-8"><style>
@font-face {{ font-family: Sans; src: url({address}assets/fonts/rehearsal-sans-400.woff2) }}
body {{ margin: 0; background: none }}
main {{ width: 900px; padding: 20px; box-sizing: border-box; display: flex; justify-content: space-between;
  background: #dfe3e8; border-radius: 12px; font: 14px/1 Sans; color: #23272e; text-align: center }}
figure {{ margin: 0 }}
img {{ width: {width}px; height: {height}px; display: block; background: #fff; box-shadow: 0 1px 5px #0003 }}
figcaption {{ padding-top: 12px }}
</style><main>{figures}</main>"""


def _drawn(pdf: Path, page: int) -> bytes:
    """Draw a page of a PDF as PNG, four pixels for each of those that it gets here."""
    size = ("-scale-to-x", str(4 * PAGE[0]), "-scale-to-y", "-1")
    command = ["pdftoppm", "-png", "-f", str(page), "-l", str(page), *size, str(pdf)]
    return subprocess.run(command, capture_output=True, check=True).stdout


def make(site: Path) -> bytes:
    """Return the picture as PNG, made from a built site: the same bytes for the same site and browser."""
    with served(site) as address, chromium() as browser:
        window = browser.new_page(viewport=dict(zip(("width", "height"), WINDOW, strict=True)), device_scale_factor=2)
        window.goto(f"{address}index.html", wait_until="networkidle")
        window.evaluate(_FONTS)  # a page takes the next best font where its own comes late
        window.reload(wait_until="networkidle")
        window.evaluate(_FONTS)
        pictures = {caption: _drawn(site / path, number) for caption, (path, number) in PRINTED.items()}
        pictures[FRONT] = window.screenshot()
        figures = "".join(
            f'<figure><img src="data:image/png;base64,{base64.b64encode(shown).decode()}">'
            f"<figcaption>{caption}</figcaption></figure>"
            for caption, shown in pictures.items()
        )
        page = browser.new_page(viewport={"width": 900, "height": 100}, device_scale_factor=2)
        page.goto(f"{address}404.html")  # fonts are for pages of the same address
        page.set_content(_PAGE.format(address=address, figures=figures, width=PAGE[0], height=PAGE[1]))
        page.evaluate(_FONTS)
        shot = page.locator("main").screenshot(omit_background=True)
    picture = Image.open(io.BytesIO(shot)).convert("RGBA").quantize(COLOURS, Image.Quantize.FASTOCTREE)
    made = io.BytesIO()
    picture.save(made, "PNG", optimize=True)
    return made.getvalue()


if __name__ == "__main__":
    PICTURE.write_bytes(make(ROOT / "build" / "site"))
    print(f"picture    {PICTURE.relative_to(ROOT).as_posix()}: {PICTURE.stat().st_size // 1000} kB")
