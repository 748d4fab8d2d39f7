"""The page to judge by: five dimensions with their anchors, and the signals of this sheet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field

from generator.model import SCORE_NAMES, SCORES, Dimension, Question, Round
from generator.paper.view import Spans, View, spans


class Anchor(View):
    """What one score looks like."""

    score: Annotated[int, Field(ge=1, le=4)]
    name: str
    text: Spans


class Signal(View):
    """A signal, and the number of its question; no number if the sheet has one question."""

    number: str
    text: Spans


class JudgedDimension(View):
    """A dimension as it is printed. `strong` and `weak` are this sheet's signals; `note` says that it is core."""

    title: str
    note: str
    measures: Spans
    anchors: Annotated[tuple[Anchor, ...], Field(min_length=4, max_length=4)]
    strong: Signal
    weak: Signal
    not_seen: Spans


Five = Annotated[tuple[JudgedDimension, ...], Field(min_length=5, max_length=5)]


def dimensions(round_: Round, questions: Sequence[Question] = ()) -> Five:
    """Return a round's dimensions, each with one strong and one weak signal of the questions in turn.

    The first dimension has its strong signal from the first question and its weak one from the next, and so on, so that
    several questions are used about equally often. Without questions the signals are the round's own.
    """
    return tuple(
        _judged(dimension, *_signals(dimension, place, questions))
        for place, dimension in enumerate(round_.rubric.dimensions)
    )


def _judged(dimension: Dimension, strong: Signal, weak: Signal) -> JudgedDimension:
    return JudgedDimension(
        title=dimension.title,
        note="core: must be 3 or better" if dimension.core else "",
        measures=spans(dimension.measures),
        anchors=tuple(
            Anchor(score=score, name=name, text=spans(anchor))
            for score, name, anchor in zip(SCORES, SCORE_NAMES, dimension.anchors, strict=True)
        ),
        strong=strong,
        weak=weak,
        not_seen=spans(dimension.not_seen),
    )


def _signals(dimension: Dimension, place: int, questions: Sequence[Question]) -> tuple[Signal, Signal]:
    if not questions:
        own = dimension.signals
        return Signal(number="", text=spans(own.strong[0])), Signal(number="", text=spans(own.weak[0]))
    return _signal(dimension, place, questions, "strong"), _signal(dimension, place + 1, questions, "weak")


def _signal(dimension: Dimension, turn: int, questions: Sequence[Question], kind: Literal["strong", "weak"]) -> Signal:
    at = turn % len(questions)
    own = questions[at].signals.get(dimension.id)
    if own is None:  # the question has no signals for this dimension, the round has
        return Signal(number="", text=spans(getattr(dimension.signals, kind)[0]))
    return Signal(number=str(at + 1) if len(questions) > 1 else "", text=spans(getattr(own, kind)[0]))
