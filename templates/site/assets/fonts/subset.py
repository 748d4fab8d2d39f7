"""Make the WOFF2 subsets next to it from the fonts of the printed side. Needs fonttools and brotli; see README.md."""

from pathlib import Path

from fontTools import subset

HERE = Path(__file__).parent
PAPER = HERE.parents[2] / "paper" / "fonts"
CHARACTERS = (
    "U+0020-007E,U+00A0-0107,U+010C-010D,U+0118-011B,U+0130-0131,U+0141-0144,U+0150-0153,U+0158-015B,U+015E-0161,"
    "U+016E-0171,U+0178-017E,U+2010-2015,U+2018-201E,U+2022,U+2026,U+2032-2033,U+2039-203A,U+20AC,U+2190-2193,"
    "U+2212,U+2248,U+2260,U+2264-2265"
)
FONTS = (
    ("SourceSansPro-Regular.otf", "rehearsal-sans-400.woff2", "Rehearsal Sans", "Regular"),
    ("SourceSansPro-It.otf", "rehearsal-sans-400-italic.woff2", "Rehearsal Sans", "Italic"),
    ("SourceSansPro-Semibold.otf", "rehearsal-sans-600.woff2", "Rehearsal Sans", "Semibold"),
    ("JetBrainsMono-Regular.ttf", "jetbrains-mono-400.woff2", "JetBrains Mono", "Regular"),
)

for source, target, family, style in FONTS:
    features = ["kern", "liga", "mark", "mkmk", "ccmp", "locl"] if "Sans" in family else []
    options = subset.Options(
        flavor="woff2", hinting=False, layout_features=features, name_IDs=[0, 1, 2, 3, 4, 5, 6, 13]
    )
    font = subset.load_font(str(PAPER / source), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=subset.parse_unicodes(CHARACTERS))
    subsetter.subset(font)
    plain = style in ("Regular", "Italic")
    postscript = f"{family}-{style}".replace(" ", "")
    names = {
        1: family if plain else f"{family} {style}",
        2: style if plain else "Regular",
        3: postscript,
        4: f"{family} {style}",
        6: postscript,
    }
    for record in list(font["name"].names):
        if record.nameID in names:
            font["name"].setName(
                names[record.nameID], record.nameID, record.platformID, record.platEncID, record.langID
            )
    if "CFF " in font:
        cff = font["CFF "].cff
        cff.fontNames = [postscript]
        cff.topDictIndex[0].FamilyName, cff.topDictIndex[0].FullName = family, f"{family} {style}"
    font.flavor = "woff2"
    subset.save_font(font, str(HERE / target), options)
