"""Advertisements to compare both readers with: those in tests/adverts, as others send them, and made-up ones."""

from __future__ import annotations

import random
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import yaml

from generator.model import Handbook, Role

ADVERTS = Path(__file__).parent / "adverts"

#: What capitals, other keyboards, other programs and the clipboard make of a text.
CHANGES: dict[str, Callable[[str], str]] = {
    "upper": str.upper,
    "lower": str.lower,
    "title": str.title,
    "curly": lambda text: text.replace("'", "’").replace(' "', " “").replace('"', "”"),
    "straight": lambda text: text.replace("’", "'"),
    "no-break": lambda text: text.replace(" ", "\u00a0"),
    "thin": lambda text: text.replace(" ", "\u2009"),
    "tabs": lambda text: text.replace(" ", "\t"),
    "two-spaces": lambda text: text.replace(" ", "  "),
    "crlf": lambda text: text.replace("\n", "\r\n"),
    "cr": lambda text: text.replace("\n", "\r"),
    "separators": lambda text: text.replace("\n", "\u2028"),
    "next-line": lambda text: text.replace("\n", "\x85"),
    "unit-separators": lambda text: text.replace(" ", "\x1f"),
    "one-line": lambda text: text.replace("\n", " "),
    "blank-lines": lambda text: text.replace("\n", "\n\n"),
    "no-blank-lines": lambda text: text.replace("\n\n", "\n"),
    "indented": lambda text: text.replace("\n", "\n   "),
    "hyphens": lambda text: text.replace("-", "‐"),
    "no-break-hyphens": lambda text: text.replace("-", "‑"),
    "dashes": lambda text: text.replace("-", "–"),
    "slashes": lambda text: text.replace("-", "/"),
    "no-hyphens": lambda text: text.replace("-", ""),
    "stars": lambda text: text.replace("•", "*").replace("- ", "* "),
    "emoji": lambda text: text.replace("•", "👉").replace(".", " 🚀."),
    "emoji-words": lambda text: text.replace(" ", "💥", 40),
    "soft-hyphens": lambda text: text.replace("in", "i\u00adn").replace(" ", " \u200b"),
    "mark": lambda text: "\ufeff" + text.replace(" ", "\ufeff ", 30),
    "composed": lambda text: unicodedata.normalize("NFC", text),
    "decomposed": lambda text: unicodedata.normalize("NFD", text.replace("e", "é")),
    "wide": lambda text: "".join(chr(ord(each) + 0xFEE0) if "!" <= each <= "~" else each for each in text),
    "bold": lambda text: "".join(chr(ord(each) + 0x1D3BF) if "A" <= each <= "Z" else each for each in text),
    "ligatures": lambda text: text.replace("fi", "ﬁ").replace("ff", "ﬀ").replace("st", "ﬆ"),
    "long-s": lambda text: text.replace("s", "ſ"),
    "sharp-s": lambda text: text.replace("ss", "ß"),
    "capital-sharp-s": lambda text: text.replace("ss", "ẞ"),
    "dotless": lambda text: text.replace("i", "ı"),
    "dotted": lambda text: text.replace("I", "İ").replace("i", "İ"),
    "kelvin": lambda text: text.replace("k", "\u212a"),
    "sigma": lambda text: text.replace("s ", "ς ").replace("S", "Σ"),
    "arabic-digits": lambda text: "".join(chr(0x660 + int(each)) if each in "0123456789" else each for each in text),
    "bold-digits": lambda text: "".join(chr(0x1D7CE + int(each)) if each in "0123456789" else each for each in text),
    "underscores": lambda text: text.replace(" ", "_"),
    "quoted": lambda text: "".join(f"> {line}\n" for line in text.splitlines()),
    "numbered": lambda text: "".join(f"{n}. {line}\n" for n, line in enumerate(text.splitlines())),
    "lettered": lambda text: "".join(f"{'abcdef'[n % 6]}) {line}\n" for n, line in enumerate(text.splitlines())),
    "wrapped": lambda text: "\n".join(_wrapped(text, 44)),
    "wrapped-short": lambda text: "\n".join(_wrapped(text, 39)),
    "colons": lambda text: text.replace("\n", ":\n"),
    "no-stops": lambda text: text.replace(". ", " "),
    "questions": lambda text: text.replace(". ", "?!” "),
    "reversed": lambda text: "\n".join(reversed(text.splitlines())),
}


def _wrapped(text: str, width: int) -> Iterator[str]:
    line = ""
    for word in text.split():
        if len(line) + len(word) >= width:
            yield line
            line = ""
        line = f"{line} {word}".strip()
    yield line


#: What made-up advertisements are made of.
PARTS: dict[str, list[str]] = yaml.safe_load((ADVERTS / "made-up.yml").read_text("utf-8"))


def whole() -> dict[str, str]:
    """Return every advertisement of tests/adverts, by its name."""
    return {path.relative_to(ADVERTS).as_posix(): path.read_text("utf-8") for path in sorted(ADVERTS.rglob("*.txt"))}


def pieces(text: str) -> Iterator[str]:
    """Yield halves of a text, its paragraphs, and what is left if its first lines go."""
    middle = len(text) // 2
    yield from (text[:middle], text[middle:], text[len(text) // 3 :])
    yield from text.split("\n\n")
    yield text.partition("\n")[2]


def made_up(handbook: Handbook, count: int) -> Iterator[str]:
    """Yield advertisements for the roles of a handbook, the same ones each time: titles, headings, items, negations."""
    dice = random.Random(19)
    roles = [*handbook.roles.values()]
    for _ in range(count):
        role, other = dice.choice(roles), dice.choice(roles)
        lines = [_title(dice, role) if dice.random() < 0.7 else "We are hiring"]
        for _ in range(dice.randint(1, 4)):
            if dice.random() < 0.7:
                lines += ["", dice.choice(PARTS["headings"]), ""][dice.randint(0, 1) : dice.randint(2, 3)]
            lines += dice.choices(PARTS["sentences"], k=dice.randint(1, 5))
            lines += dice.choices(PARTS["levels"], k=dice.randint(0, 1))
        text = dice.choice(("\n", "\n", "\n", " ", "\r\n", "\n\n")).join(lines)
        names = [name for each in handbook.rounds.values() for name in (each.id, each.title, *each.aliases)]
        for blank, words in (
            ("{keyword}", (*role.keywords, *role.keywords, *role.keywords, *other.keywords)),
            ("{round}", names),
            ("{n}", PARTS["numbers"]),
            ("{m}", PARTS["numbers"]),
        ):
            while blank in text:
                text = text.replace(blank, _written(dice, dice.choice(words)), 1)
        yield text


def edges(handbook: Handbook) -> Iterator[str]:
    """Yield texts on both sides of each limit: lengths of lines and headings, reach of a negation, capitals, years."""
    words = [
        name for role in handbook.roles.values() for name in role.keywords if name.count(" ") == 1 and "*" not in name
    ]
    names = {role.title: [name for name in role.keywords if name.istitle()] for role in handbook.roles.values()}
    title = next(title for title, some in names.items() if len(some) > 1)
    for n in range(37, 44):
        first, second = words[n % len(words)].lower().split()
        yield f"{'x ' * 20}"[: n - len(first)] + f"{first}\n{second} and x"
        yield "🚀" * (n - len(first) - 1) + f" {first}\n{second}"
    for n in range(48, 56):
        for head in ("Benefits ", "Benefits\u2003"):
            yield f"Work\n\n{head}{'x' * n}\n\n{words[0]}, {words[1]}\n"
            yield f"Work\n\n{head}{'🚀' * n}\n- {words[0]}\n- {words[1]}\n"
    for n in range(5, 11):
        yield f"Work\n\nBenefits{' x' * n}\n\n{words[0]}\n"
        yield f"Benefits\n{words[0]}\n\nAnything else\n\n{words[1]}, {words[2]}{' x' * n}\n"
        yield f"Benefits\n\nAnything else\n{words[1]}\n\n{words[2]}{' x' * n}\n"
        yield f"{'x' * (n - 4)}\n" * (n - 4) + "Backend engineer, senior\nMobile developer"
    for n in range(9, 15):
        yield f"{'x ' * n}mobile developer\n\n{words[0]}"
        yield f"No {'x ' * n}{words[0]}"
        yield f"{words[0]}{' x' * n} isn't required. {words[1]}{' x' * n} not needed"
    for n in range(198, 203):
        yield f"{title}\n{names[title][0]}, {names[title][1]}".lower().ljust(n - 1, ".") + "X"
    for n in range(7):
        yield f"{n} years of experience"
    # as good for several roles: keywords that most of them have, under a line that names none of them
    often = Counter(name.rstrip("*") for role in handbook.roles.values() for name in role.keywords)
    common = [name for name, _ in often.most_common(12)]
    for n in range(2, len(common) + 1):
        yield f"An engineer\n\n{', '.join(common[:n])}"
        yield f"A developer\n\n{', '.join(common[-n:])}"


def _title(dice: random.Random, role: Role) -> str:
    """Return a first line with a title of a role, its words in order or not, and often a level."""
    title = dice.choice((role.title, *role.aliases))
    words = title.split()
    return (
        dice.choice(PARTS["titles"])
        .replace("{level}", dice.choice(PARTS["level_words"]))
        .replace("{title}", title)
        .replace("{turned}", ", ".join(reversed(words)))
        .replace("{joined}", "".join(words[:2]) + " " + " ".join(words[2:]))
    )


def _written(dice: random.Random, phrase: str) -> str:
    """Return a keyword as an advertisement may write it: with an ending, split, joined, in capitals, in the plural."""
    phrase = phrase.replace("*", dice.choice(("", "s", "ing", "ed", "ation", "’s", "*")))
    change = dice.randrange(16)
    if change == 0:
        return phrase.replace(" ", "-")
    if change == 1:
        return phrase.replace(" ", "").replace("-", "")
    if change == 2:
        return phrase.replace("-", " ")
    if change == 3:
        return phrase.upper()
    if change == 4:
        return phrase.lower()
    if change == 5:
        return f"{phrase[:-1]}ies" if phrase.endswith("y") else f"{phrase}{'es' if phrase[-1:] in 'shx' else 's'}"
    if change == 6:
        middle = dice.randint(0, len(phrase))
        return f"{phrase[:middle]} {phrase[middle:]}"
    if change == 7:
        return phrase.replace("or", "our").replace("iz", "is")
    if change == 8:
        return phrase.replace(" ", "\n", 1)
    if change == 9:
        return phrase.replace(" ", "’s ", 1)
    return phrase
