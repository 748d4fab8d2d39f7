"""Read the answers for new content, each separately, so that an invalid one can be asked again."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NoReturn

from generator.load import load_handbook
from generator.load.ids import id_from
from generator.model import LEVELS, Candidate, Handbook, Role, Round
from generator.model.base import not_a_slug
from generator.model.typed import no_such_day, typed_day
from generator.names import plain, resolve, unknown
from generator.places import is_read_only
from generator.planner import PlanRefused
from generator.planner.refusal import refuse_what_cannot_be_planned
from generator.problem import refused
from generator.report import refusal
from generator.say import date

#: Example days for a new candidate.
DAYS = {"tue": 60, "thu": 60, "sat": 120}
#: The least and the most minutes of a round.
_SHORTEST, _LONGEST = 30, 180
_SUCH = "ada-okafor"


def wrong(option: str, message: str) -> NoReturn:
    """Raise ContentError for the value of an option."""
    raise refused(f"--{option}", message)


def id_of(text: str) -> str:
    """Return an id made from a title or a person's name, or an empty string. Apostrophes are dropped."""
    return id_from(text.replace("'", "").replace("’", ""))


@dataclass(frozen=True)
class Answers:
    """Reads the answers for a new question, round, role or candidate (`kind`)."""

    kind: str
    content: Path
    today: datetime.date

    def __post_init__(self) -> None:
        """Raise ContentError if the file would have to be written into an installed package."""
        if self.kind != "candidate" and is_read_only(self.content):
            wrong("content", "this content came with rehearse; start a copy that you can edit: rehearse init DIR")

    @cached_property
    def handbook(self) -> Handbook:
        """The existing content. Raise ContentError with all its problems."""
        return load_handbook(self.content)

    def choices(self, option: str, known: Mapping[str, Any]) -> list[str]:
        """Return the possible answers, or an empty list if any text is possible. `known` are the answers so far."""
        if option == "level":
            role = self._role(known)
            return [each.id for each in role.levels] if role else [*LEVELS]
        listed: dict[str, Iterable[str]] = {"role": self.handbook.roles, "round": self.handbook.rounds}
        return [*listed[option]] if option in ("role", "round") else []

    def read(self, option: str, text: str, known: Mapping[str, Any]) -> Any:
        """Return the value of an answer. Raise ContentError with what was expected."""
        return _READ[option](self, text.strip(), known)

    def _role(self, known: Mapping[str, Any]) -> Role | None:
        return self.handbook.roles.get(known.get("role", ""))

    def _name(self, text: str, known: Mapping[str, Any]) -> str:
        _one_line("name", text)
        if "out" in known:
            return text
        name = id_of(text)
        if not name:
            wrong(
                "name", f'no file name can be made from "{text}"; type another, or start again with --out {_SUCH}.yml'
            )
        path = Path(f"{name}.yml")
        if name.endswith("-log"):
            wrong("name", f"{path} would be a log's name; start again with --out {_SUCH}.yml")
        if self._is_content(path):
            wrong(
                "name", "this folder is for sample candidates, who are published; choose a place of your own with --out"
            )
        if path.exists():
            wrong("name", f"{path} already exists; type another name, or start again with --out {_SUCH}.yml")
        return text

    def _out(self, text: str, known: Mapping[str, Any]) -> Path:
        path = Path(text)
        if self._is_content(path):
            wrong("out", "expected a place of your own: the content has sample candidates, who are published")
        if not id_from(path.stem):
            wrong("out", f'no id can be made from "{path.name}"; choose another name, such as {_SUCH}.yml')
        if path.stem.endswith("-log"):
            wrong("out", f'"{path.name}" would be a log\'s name; choose another, such as {_SUCH}.yml')
        if path.exists():
            wrong("out", f"{path.as_posix()} already exists, and is left as it is")
        return path

    def _is_content(self, path: Path) -> bool:
        return path.resolve().is_relative_to(self.content.resolve())

    def _title(self, text: str, known: Mapping[str, Any]) -> str:
        _one_line("title", text)
        name = id_of(text)
        if not name:
            wrong("title", f'no id can be made from "{text}"; use other words, with a letter and at most 80 characters')
        if self.kind == "question" and name in self.handbook.questions:
            here = self.handbook.place("question", name, "id")
            wrong("title", f'question "{name}" is already at {here.path}:{here.line}')
        path = self.content / f"{self.kind}s" / f"{name}.yml"
        if self.kind != "question" and path.exists():
            wrong("title", f"{path.as_posix()} already exists; choose another title")
        return text

    def _slug(self, option: str, text: str) -> str:
        if expected := not_a_slug(text):
            such = id_of(text)
            wrong(option, f'{expected}{f", such as {such}" if such else ""}; got "{text}"')
        return text

    def _named(self, option: str, text: str) -> str:
        things: Mapping[str, Role] | Mapping[str, Round] = (
            self.handbook.roles if option == "role" else self.handbook.rounds
        )
        named_id = resolve(text, things)
        return named_id if named_id is not None else wrong(option, unknown(option, text, things))

    def _named_role(self, text: str, known: Mapping[str, Any]) -> str:
        role = self.handbook.roles[self._named("role", text)]
        if "level" in known and not role.level(known["level"]):
            wrong("role", _no_level(role, known["level"]))
        return role.id

    def _level(self, text: str, known: Mapping[str, Any]) -> str:
        role = self._role(known)
        titles = {each.id: each.title or each.id for each in role.levels} if role else {each: each for each in LEVELS}
        for level, title in titles.items():
            if plain(text) in (plain(level), plain(title)):
                return level
        if role is None or text not in LEVELS:
            wrong("level", f'expected {_either([*titles])}; got "{text}"')
        others = [each.id for each in self.handbook.roles.values() if text in (level.id for level in each.levels)]
        wrong("level", _no_level(role, text) + (f"; roles that have it: {', '.join(others)}" if others else ""))

    def _minutes(self, text: str, known: Mapping[str, Any]) -> int:
        if text.isascii() and text.isdecimal() and len(text) < 5 and _SHORTEST <= int(text) <= _LONGEST:
            return int(text)
        wrong("minutes", f"expected {_SHORTEST} to {_LONGEST}; got {text}")

    def _help(self, text: str, known: Mapping[str, Any]) -> str:
        return text if text in ("hints", "probes") else wrong("help-by", f'expected hints or probes; got "{text}"')

    def _interview(self, text: str, known: Mapping[str, Any]) -> datetime.date:
        day = _day("interview", text)
        person = Candidate.model_validate(
            {"name": "A", "role": known.get("role", "a"), "level": known.get("level", "mid"), "interview": day,
             "days": DAYS, "start": self.today}
        )  # fmt: skip
        try:
            refuse_what_cannot_be_planned(self.handbook, person, self.today, ())
        except PlanRefused as refused:
            for each in refused.reasons:
                if each.key not in ("role", "level"):
                    wrong("interview", refusal(each.code, each.values))
        return day


def _no_level(role: Role, level: str) -> str:
    return refusal("no-level", {"role": role.id, "level": level, "levels": [each.id for each in role.levels]})


def _either(names: list[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} or {last}" if first else last


def _one_line(option: str, text: str) -> None:
    if not text or len(text) > 300 or not text.isprintable():
        wrong(option, "expected one line of text, at most 300 characters")


def _day(option: str, text: str) -> datetime.date:
    """Parse a date in any unambiguous form. Raise ContentError for others."""
    typed = typed_day(text)
    if typed and typed.only:
        return typed.only
    year, _, rest = text.partition("-")
    month, _, day = rest.partition("-")
    if typed and all(part.isdecimal() for part in (year, month, day)) and len(year) == 4:
        wrong(option, f'{no_such_day(int(year), int(month), int(day))}; got "{text}"')
    meant = [date(each, "full") for each in typed.readings.values()] if typed else []
    ways = f", which can be {' or '.join(meant)}" if meant else ""
    wrong(option, f'expected a date like 2027-01-20; got "{text}"{ways}')


_READ: Mapping[str, Callable[[Answers, str, Mapping[str, Any]], Any]] = {
    "out": Answers._out,
    "name": Answers._name,
    "title": Answers._title,
    "role": Answers._named_role,
    "round": lambda self, text, known: self._named("round", text),
    "topic": lambda self, text, known: self._slug("topic", text),
    "family": lambda self, text, known: self._slug("family", text),
    "level": Answers._level,
    "minutes": Answers._minutes,
    "help-by": Answers._help,
    "interview": Answers._interview,
}
