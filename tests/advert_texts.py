"""Advertisements to compare both readers with: the ones in tests/adverts, what becomes of them on the way, and made-up ones."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

from generator.model import Handbook

ADVERTS = Path(__file__).parent / "adverts"

#: What happens to a text in capitals, on other keyboards, in other programs and on the way through the clipboard.
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


#: Parts of made-up advertisements. What is in braces comes from the handbook: a keyword of the role, a name of a round.
_HEADINGS = (
    "About the role", "What you'll do:", "Requirements", "Benefits", "What we offer", "Interview process",
    "How you’ll be assessed", "Our hiring process:", "Why join us", "Perks & package", "Nice to have", "WHAT HAPPENS NEXT",
    "Process: two stages", "👋 Our benefits 👋", "About us", "Day to day", "Equal opportunities", "Who you are", "Tech stack",
    "The selection process", "Diversity", "In return", "Your experience", "Interviews", "What an interview is like 🎉🎉🎉",
    "{keyword}", "{round}",
)  # fmt: skip
_SENTENCES = (
    "You will need {keyword}.", "No {keyword} required.", "Not only {keyword}, but {keyword}!", "{keyword} isn't required",
    "We don’t do {keyword}, {keyword} or {keyword}, though {keyword} helps.", "{keyword} and {keyword}; {keyword} (not {keyword})",
    "Without {keyword}: {keyword}.", "There is a {round} with the team.", "45-minute {round} with a founder",
    "30 minutes of {keyword}", "30\nmin {round} call", "{keyword} is never necessary here because {keyword} is.",
    "First call, then a technical interview about {keyword}.", "We’ll invite you to a {round}.",
    "Your {keyword}'s quality matters. “{keyword}” matters more.", "Pension, annual leave and {keyword}.",
    "We use AI in {keyword} and in our hiring process.", "AI for {keyword}\nand then our hiring team", "Race, gender and {keyword}.",
    "All backgrounds welcome: {keyword}.", "See https://example.org/{keyword} or www.example.org, jobs@example.org {keyword}",
    "{keyword} nor {keyword} is expected, neither is {keyword}", "Experience of {keyword}... {keyword}?? {keyword}!) Yes",
    "nothing about {keyword}, {keyword}, {keyword}, {keyword}, {keyword}, {keyword}, {keyword}, {keyword} or {keyword}",
    "no fear of {keyword}", "We cannot offer {keyword}", "a recruiter will ring you about {keyword}",
    "who you are: someone of any age who likes {keyword}", "{keyword}\u00a0{keyword}/{keyword} - {keyword}_{keyword}",
    "Interviews with the {round} panel", "we offer {keyword}", "• {keyword}", "- {keyword}", "12) {keyword}", "b) {keyword}",
    "Δουλειά με {keyword}, чёрный кофе и 面试 {keyword}", "नौकरी {keyword} العمل {round} 🧶{keyword}🧶",
)  # fmt: skip
_LEVELS = (
    "{n}+ years of commercial experience", "at least {n} years building things", "{n}-{m} years' experience", "{n} to {m} years",
    "You have been working for {n} years. Or not.", "{n} or more years in software", "our company is {n} years old",
    "leading teams, {n} + years", "{n}   +years writing", "experience ({n} years)", "no previous experience", "experienced",
    "substantial and proven commercial experience", "Extensive professional track record", "School leavers welcome",
    "you don’t need any experience", "recent graduates", "full training", "significant experience", "junior or senior",
)  # fmt: skip
_NUMBERS = ("0", "1", "2", "4", "5", "10", "99", "100", "no", "One", "two", "FIVE", "ten", "eleven", "٣", "१२", "²", "½")
_TITLES = ("{level} {title}", "{title} ({level})", "{title}, {level}", "{level}: {title} 🚀", "{title}", "{turned}", "{joined}")
_LEVEL_WORDS = (
    "Senior", "Sr.", "Mid-level", "mid level", "Midweight", "Junior", "Jr", "Graduate", "New Grad", "Staff", "Principal",
    "Lead", "Entry-level", "Apprentice", "Associate", "Interns", "Early career", "Distinguished", "Expert", "JUNİOR", "ſenior",
)  # fmt: skip


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
    names = [name for each in handbook.rounds.values() for name in (each.id, each.title, *each.aliases)]
    for _ in range(count):
        role = dice.choice(roles)
        others = [*dice.choice(roles).keywords]

        def filled(template: str, keywords: list[str] = [*role.keywords], others: list[str] = others) -> str:
            while "{keyword}" in template:
                word = dice.choice(keywords if dice.random() < 0.8 else others)
                template = template.replace("{keyword}", _written(dice, word), 1)
            number, more = dice.choice(_NUMBERS), dice.choice(_NUMBERS)
            return (
                template.replace("{round}", _written(dice, dice.choice(names)))
                .replace("{n}", number)
                .replace("{m}", more)
            )

        title = dice.choice((role.title, *role.aliases))
        words = title.split()
        head = (
            dice.choice(_TITLES)
            .replace("{level}", dice.choice(_LEVEL_WORDS))
            .replace("{title}", title)
            .replace("{turned}", ", ".join(reversed(words)))
            .replace("{joined}", "".join(words[:2]) + " " + " ".join(words[2:]))
        )
        lines = [head] if dice.random() < 0.7 else ["We are hiring", filled("{keyword} for a living")]
        for _ in range(dice.randint(1, 4)):
            if dice.random() < 0.7:
                lines += ["", filled(dice.choice(_HEADINGS)), ""][dice.randint(0, 1) : dice.randint(2, 3)]
            lines += [filled(dice.choice(_SENTENCES)) for _ in range(dice.randint(1, 5))]
            if dice.random() < 0.5:
                lines.append(filled(dice.choice(_LEVELS)))
        yield dice.choice(("\n", "\n", "\n", " ", "\r\n", "\n\n")).join(lines)


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
        return f"{phrase}s"
    if change == 6:
        middle = dice.randint(1, len(phrase))
        return f"{phrase[:middle]} {phrase[middle:]}"
    if change == 7:
        return phrase.replace("or", "our").replace("iz", "is")
    if change == 8:
        return phrase.replace(" ", "\n", 1)
    if change == 9:
        return phrase.replace(" ", "’s ", 1)
    return phrase
