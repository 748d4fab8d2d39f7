"""The words and patterns that an advertisement is read with.

The plan page reads advertisements with the same ones (`shared`), in the browser. Its script translates what JavaScript
writes differently: classes of characters and word boundaries, which are Unicode here, named groups, and (?i) at the
beginning of a pattern. What only Python has stays out: possessive repeats, atomic groups, flags anywhere else.

Each pattern takes time in proportion to the text, whatever the text is. So neighbouring repeats match different
characters, and nothing searches the rest of a line from each of many places.
"""

from __future__ import annotations

import re

from generator.model import Level


def _any(*patterns: str) -> str:
    return f"(?:{'|'.join(patterns)})"


# ── words ────────────────────────────────────────────────────────────────────────────────────────

WORD = re.compile(r"[^\W_]+(?:['’](?!s\b)[^\W_]+)*[+#]*|&")
WORD_OR_OPEN = re.compile(rf"[^\W_]+\*|{WORD.pattern}")
#: A word of a title, which is compared without its marks.
PLAIN_WORD = re.compile(r"[^\W_]+")
#: What may be between the words of a phrase: spaces, hyphens, a slash, one line end, a possessive s.
GAP = re.compile(r"(?:['’]s)?[ \t\u00a0]*(?:[-‐‑/_][ \t\u00a0]*)?(?:\n[ \t]*)?")
#: A name that would be a common word in small letters: React, Swift.
NAME = re.compile(r"[A-Z][a-z]+")

DENIES = re.compile(r"no|not|never|without|neither|nor|nothing|cannot|\w+n't")
#: What cancels a negation after its word: not only, no matter, not afraid of.
NO_NEGATION = re.compile(
    r"only|just|least|matter|doubt|afraid|shy|fear|scared|hesitate|mention|limited|give|afterthought|mind|stranger|forget"
)
#: Words that end a negation.
BUT = re.compile(
    r"but|instead|rather|however|yet|although|though|because|so|if|when|unless|since|while|whilst|until|as|just|only"
    r"|where|who|that"
)
#: What ends a negation between two words.
STOP = re.compile(r"[;:–—()]")
#: What negates the words before it, after a word of negation: Kotlin isn't required.
NEGATES_BEFORE = re.compile(r"require(?:d|ment)|necessary|needed|essential|expected|involved|mandatory")

# ── lines and sentences ──────────────────────────────────────────────────────────────────────────

#: Web and e-mail addresses, which aren't read as words.
ADDRESS = re.compile(r"https?://\S+|www\.\S+|(?<!\S)\S+@\S+")
END = re.compile(r"(?<![.!?])[.!?]+[\"'”’)]*\s+(?=[\"'“‘(]?[^\W_a-z])|;\s")
BULLET = re.compile(r"\s*(?:[-*+•·▪●◦‣–—>✓✔➤]+|\(?\d{1,2}[.)]|[a-z]\))\s+")
#: What is left out at the beginning of a heading.
MARKS = re.compile(r"[\W_]+")

# ── sections ─────────────────────────────────────────────────────────────────────────────────────

_OUR = r"(?:(?:the|our|your|key|some|other|company|employee|additional|and)\W+)*"
BENEFITS = re.compile(
    _any(
        _OUR + r"(?:benefits?|perks?|rewards?|compensation|package)\b",
        r"(?:what|how|why)\b.{0,24}\b(?:we offer|we.ll offer|you.ll (?:get|receive)|you get|in it for you)\b",
        r"(?:what.s )?on offer\b",
        r"why\b.{0,24}\b(?:us|join|work)\b",
        r"(?:what we|we) (?:can )?offer\b",
        r"in return\b",
        r"(?:equality|diversity|equal opportunit|inclusion|eeo)\b",
        r"(?:our )?commitment to\b",
        r"(?:privacy|legal|disclaimer|gdpr|accommodations?)\b",
    )
)
_STEP = r"(?:process|steps?|stages?|journey|timeline|plan)"
INTERVIEWS = re.compile(
    _any(
        rf"{_OUR}(?:interview|hiring|recruitment|recruiting|selection|application|assessment|candidate)s?\W+{_STEP}\b",
        r"how (?:we hire|to apply|do i apply)\b",
        r"how you.{0,9}(?:assessed|interviewed)\b",
        r"what (?:does|will|happens in) the (?:application|interview|selection)\b",
        r"what happens next\b",
        r"(?:next steps|applying|our process)\b",
        r"(?:getting hired|how it works|interested in joining)\b",
        r"(?:what.{0,20}\W)?(?:interviews?|process)\W*$",
    )
)
#: The same at the beginning of a line that goes on: "Process: two stages".
LABEL = re.compile(
    rf"\W*{_OUR}(?:(?:interview|hiring|selection|recruitment|candidate) )?(?:process|journey|interviews?|stages)\W*:"
)
_KIND = r"(?:(?:the|our|your|key|main|core|minimum|preferred|basic|technical|required|essential|desirable|desired)\W+)*"
WORK = re.compile(
    _any(
        _KIND + r"(?:role|job|position|opportunity|team|responsibilit\w+|requirements?|qualifications?|skills)\b",
        _KIND
        + r"(?:experience|duties|tasks|essential|desirable|person specification|profile|stack|mission|criteria)\b",
        r"(?:what|who|how|where) (?:you|we|it|is|are|happens)\b",
        r"about (?:you|us|the)\b",
        r"you (?:will|have|are|bring|might)\b",
        r"you.(?:ll|re|ve)\b",
        r"(?:must|nice|good)\W+(?:to\W+)?haves?\b",
        r"(?:tech stack|bonus|day to day|a (?:typical )?day|in this role)\b",
    )
)

# ── sentences that are left out, and those about interviews ──────────────────────────────────────

BOILERPLATE = re.compile(
    _any(
        r"equal\W+opportunit",
        r"discriminat",
        r"regardless of|without regard|all qualified applicants|all backgrounds|celebrates? diversity",
        r"under\W?represented",
        r"tick every box|every single (?:box|requirement)",
        r"disability confident|background (?:check|screening)|reasonable (?:adjustment|accommodation)",
        r"right to work|visa sponsor",
        r"no agencies|recruitment agenc",
        r"\bfraud|\bscam|privacy (?:notice|policy)",
        r"benefits (?:include|package)|learning budget|annual leave|pension|health(?:care)? insurance",
        r"days.? holiday|401\(?k",
        r"^\W*(?:we (?:also |can )?offer|perks|benefits)\b",
    )
)
#: Boilerplate, too, if the second comes after the first on a line: how AI is used in hiring.
HIRING_BY_AI = re.compile(
    r"(?P<first>\b(?:ai|artificial intelligence)\b)"
    r"|(?P<second>\b(?:hiring|recruit\w+|application)s?\W+(?:process|team|decision))|\n"
)
#: Words of equal opportunity notices. A sentence with two of them is one.
PROTECTED = re.compile(
    r"\b(?:race|religion|sexual orientation|gender|ethnic\w*|veteran|national origin|disabilit\w+|age|marital)\b"
)
_FIRST = _any("phone", "screening", "introductory", "intro", "initial", "first", "informal")
ABOUT_INTERVIEWS = re.compile(
    r"\b"
    + _any(
        r"interview (?:process|stages?|panel)|interviews? (?:will|with|consists?|takes?)",
        r"(?:at|the|an|our|your)\W+interview(?! candidates)",
        r"(?:first|second|final|phone|telephone|video|technical|panel|onsite)\W+interview",
        r"assessment (?:centre|center|day)|recruiter|hiring manager|shortlist\w*|take\W?home",
        r"invit\w+ (?:you )?(?:to|for)|will (?:ring|call|phone) you",
        _FIRST + r" (?:screen|call|chat|conversation)",
    )
    + r"\b"
)
#: About interviews, too, if the second comes after the first on a line: 45 minutes with a founder.
MINUTES_WITH = re.compile(
    r"(?P<first>\b\d\d\W?min(?:ute)?s?\b)"
    r"|(?P<second>\b(?:with|call|interview|session|exercise|test|chat|conversation|coding)\b)|\n"
)

# ── the level ────────────────────────────────────────────────────────────────────────────────────


def _levels(*signs: tuple[Level, str]) -> tuple[tuple[Level, re.Pattern[str]], ...]:
    return tuple((level, re.compile(rf"(?i)\b(?:{words})\b")) for level, words in signs)


LEVEL_WORDS = _levels(
    ("staff", r"staff|principal|distinguished"),
    ("senior", r"senior|sr|snr|lead|experienced"),
    ("mid", r"mid|mid[- ]?level|mid[- ]?weight|intermediate"),
    (
        "junior",
        r"junior|jr|graduate|new grad|early careers?|entry[- ]level|trainee|apprentice|intern(?:ship)?|associate",
    ),
)
#: Phrases that suggest a level if neither a level nor years are named.
LEVEL_SIGNS = _levels(
    ("junior", r"(?:school|college)(?: or college)? leavers?|entry[- ]level|recent graduates?|full training"),
    ("junior", r"no (?:previous |prior )?experience|don.t need (?:any )?experience"),
    ("senior", r"(?:significant|substantial|extensive|proven|demonstrable) (?:\w+ ){0,2}(?:experience|track record)"),
    ("senior", r"experienced"),
)
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_AT_WORK = r"\b(?:experience|building|developing|working|writing|leading|managing|commercial|professional|software)\b"
YEARS = re.compile(
    rf"(?i)(?P<before>{_AT_WORK}[^.\n]{{0,40}}?)?"
    rf"\b(?P<years>(?P<least>\d{{1,2}}|{'|'.join(NUMBERS)})\b\s*(?:\+\s*)?(?:(?:-|–|—|to|or)\s*\w+\s*)?(?:\+\s*)?years?\b)"
    rf"(?P<after>[^.\n]{{0,40}}?{_AT_WORK})?"
)
