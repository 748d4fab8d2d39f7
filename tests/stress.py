"""Documents as hard as input may be: long, wide, deep, empty, crowded, and in scripts that our fonts do not have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import made_up
from halfway import first
from test_paper_pdf import font_of_boxes, named

from generator import paper
from generator.model import Handbook, Plan
from generator.model.question import FollowUp
from generator.paper.documents.prompt import interviewer_prompt
from generator.paper.view import blocks
from generator.planner import make_plan

#: What the pictures are made of, and the pictures.
PAGES = Path(__file__).parent / "golden" / "pages"
NAME = ("Adaeze Chimamanda-Wolfeschlegelsteinhausenbergerdorff de la Santísima Trinidad y Åström " * 4)[:300]
CODE_LINE = "result = merge([" + ", ".join(f"(start_{n}, end_{n})" for n in range(16)) + "])"
CODE_WORD = "a_name_that_nobody_would_like_to_type_twice_" * 6
CELL = "column"
NESTED = "\n".join(f"{'   ' * depth}{mark} step {depth} {word}" for depth, mark, word in (
    (0, "1.", "outermost"), (1, "-", "second"), (2, "1.", "third"), (3, "-", "innermost"), (3, "-", "beside it"),
    (2, "2.", "back"), (1, "-", "further"), (0, "2.", "outermost again"),
))  # fmt: skip
#: A loop of five rounds.
CROWDED = [(name, 1, 2) for name in made_up.ROUNDS]
#: What a question may leave out.
EMPTY: Mapping[str, Any] = {
    "clarifications": (), "hints": (), "probes": (), "pushback": (), "follow_ups": (), "milestones": (),
    "curveball": None,
}  # fmt: skip
#: A sentence with code in it, in four ways to write, in the order in which it is read.
SCRIPTS: Mapping[str, tuple[str, str, str]] = {
    "hebrew": ("כתבו את", "merge(windows)", "שמחזירה רשימה"),
    "arabic": ("اكتب الدالة", "merge(windows)", "التي ترجع قائمة"),
    "chinese": ("请编写函数", "merge(windows)", "返回最少的窗口"),
    "emoji": ("Write 🙂", "merge(windows)", "that returns a list 🚀"),
}


@dataclass(frozen=True)
class Stress:
    """A document, the pages of it to look at, what it must say, and what our own fonts cannot print."""

    document: str
    view: paper.Document
    says: tuple[str, ...]
    pages: tuple[int, ...] = (1,)

    @property
    def foreign(self) -> str:
        """The characters that need a font from elsewhere."""
        return "".join(sorted({char for each in self.says for char in each if ord(char) > 0x500}))

    def pdf(self, fonts: Path | None = None) -> bytes:
        """Print it on A4, in `fonts` where it needs one."""
        return paper.to_pdf(self.document, self.view, "a4", fonts if self.foreign else None)


def stresses(handbook: Handbook) -> dict[str, Stress]:
    """Everything hard, by the name of its picture, made of a handbook that holds still."""
    made = first(handbook)
    question = handbook.questions["merge-booking-windows"]
    crowded = sixty()
    assert question.solution
    wide = question.solution.model_copy(update={"code": f"{CODE_LINE}\n{CODE_WORD} = 1\n"})
    return {
        "name": Stress("plan", paper.plan_document(handbook, named(made, NAME)), (NAME,)),
        "name-stories": Stress(
            "stories",
            paper.story_worksheet(handbook, handbook.candidates["ada"].model_copy(update={"name": NAME}), made.today),
            (NAME,),
        ),
        "follow-ups": Stress(
            "session", paper.session_sheet(changed(handbook, **twenty()), "knitting", [question.id], "senior"),
            tuple(asked(number) for number in (1, 2, 3)), (1, 2),
        ),
        "follow-ups-prompt": Stress(
            "prompt", interviewer_prompt(changed(handbook, **twenty()), question.id),
            tuple(asked(number) for number in range(1, 21)), (2,),
        ),
        "code": task(handbook, f"Mend this.\n\n```python\n{CODE_LINE}\n{CODE_WORD}\n```\n\nAnd `{CODE_WORD}` too.\n",
                     *CODE_LINE.split(), CODE_WORD),
        "code-answers": Stress(
            "answers", paper.answer_card(changed(handbook, solution=wide), question.id),
            (*CODE_LINE.split(), CODE_WORD),
        ),
        "table": task(handbook, table(12), *(f"{CELL}{n}" for n in range(12)), *(f"{n * 1111}" for n in range(12))),
        "lists": task(handbook, numbered(4), *(f"depth {n}" for n in range(4))),
        "lists-of-bullets": task(handbook, NESTED, *re.findall("[a-z ]{4,}[0-9] [a-z ]+", NESTED)),
        "empty": Stress(
            "session", paper.session_sheet(changed(handbook, **EMPTY), "knitting", [question.id], "senior"),
            (question.title,), (1, 2),
        ),
        "empty-plan": Stress("plan", paper.plan_document(handbook, alone(handbook)), ("Ada Okafor",), (1, 4)),
        "sixty": Stress(
            "plan", paper.plan_document(made_up.backend_handbook(CROWDED), crowded),
            tuple(each.id for each in crowded.sessions), (3, 5),
        ),
        **{name: written(handbook, *sentence) for name, sentence in SCRIPTS.items()},
    }  # fmt: skip


def changed(handbook: Handbook, **fields: Any) -> Handbook:
    """The same handbook with one question changed."""
    question = handbook.questions["merge-booking-windows"].model_copy(update=fields)
    return replace(handbook, questions={**handbook.questions, question.id: question})


def asked(number: int) -> str:
    return f"What if there were {number * 1000} of them, as number {number} asks?"


def twenty() -> dict[str, Any]:
    """Twenty follow-ups."""
    return {"follow_ups": tuple(FollowUp(ask=asked(n), listen_for="A cost, and a reason.") for n in range(1, 21))}


def alone(handbook: Handbook) -> Plan:
    """A plan of somebody with nobody, without a story or a rating."""
    ada = handbook.candidates["ada"]
    assert ada.start
    bare = {"partners": type(ada.partners)(), "stories": (), "confidence": {}, "away": ()}
    return make_plan(handbook, ada.model_copy(update=bare), ada.start)


def sixty() -> Plan:
    """Sixty sessions in twelve weeks for a loop of five rounds."""
    made = make_plan(made_up.backend_handbook(CROWDED), made_up.candidate(83), made_up.MONDAY)
    assert len(made.sessions) == 60, len(made.sessions)
    return made


def table(columns: int) -> str:
    """A table as wide as that."""
    rows = [[f"{CELL}{n}" for n in range(columns)], ["--"] * columns, [f"{n * 1111}" for n in range(columns)]]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def numbered(depth: int) -> str:
    """Numbered lists in one another, the innermost item with bullets."""
    steps = "".join(f"{'   ' * n}1. step at depth {n}\n{'   ' * n}2. again at depth {n}\n" for n in range(depth))
    return steps + f"{'   ' * depth}- a bullet\n{'   ' * depth}- and another\n"


def task(handbook: Handbook, prompt: str, *says: str) -> Stress:
    """A candidate's sheet with this prompt."""
    sheet = paper.candidate_sheet(handbook, "merge-booking-windows").model_copy(update={"prompt": blocks(prompt)})
    return Stress("candidate", sheet, says)


def written(handbook: Handbook, before: str, code: str, after: str) -> Stress:
    """A sentence, an item and a program in some script."""
    prompt = (
        f"{before} `{code}` {after}.\n\n- {before} `a[0]` {after}\n- {after}\n\n```python\n{code}  # {after}\n```\n"
    )
    return task(handbook, prompt, *before.split(), code, *after.split(), "a[0]")


def boxes(folder: Path, hard: Iterable[Stress]) -> Path:
    """A folder with one font that draws a box for every foreign character of some documents."""
    font_of_boxes(folder / "boxes.ttf", "".join(sorted({char for each in hard for char in each.foreign})))
    return folder
