"""Draw a diagram: from the author's grid to boxes, straight arrows and their numbers. Pages and paper only scale it.

Pure. Lengths are in units of our own; y grows downwards. Arrows are numbered in the author's order, and what goes along
them is said in a list next to the drawing, so that long words never cover a box.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from generator.model.working import Arrow, Diagram, DiagramPart

Point = tuple[float, float]

#: The size of a box, the distances between boxes, and the margin around them all, for arrows at the edge.
WIDTH, HEIGHT = 128, 52
ACROSS, DOWN = 52, 44
MARGIN = 4
#: The length and half the width of an arrow's head, and the distance of an arrow from the boxes.
HEAD, HALF = 9, 4
CLEAR = 2
#: The distance between arrows that connect the same two boxes.
APART = 20
#: How far along an arrow its number is: one that runs aslant, and so may cross another, has it nearer to its start.
STRAIGHT, ASLANT = 0.44, 0.25
#: The characters of a line and the lines of a box.
LETTERS, LINES = 19, 3


@dataclass(frozen=True)
class Box:
    """A box: its upper left corner and the lines of its label."""

    x: float
    y: float
    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Line:
    """An arrow: a line, the three corners of its head, and the centre of its number."""

    number: int
    start: Point
    end: Point
    head: tuple[Point, Point, Point]
    middle: Point
    said: str


@dataclass(frozen=True)
class Drawing:
    """A diagram, ready to be drawn."""

    width: float
    height: float
    box: Point
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]


def draw(diagram: Diagram) -> Drawing:
    """Return the drawing of a diagram whose arrows all name two different parts of it."""
    parts = {each.id: each for each in diagram.parts}
    columns, rows = max(each.column for each in diagram.parts), max(each.row for each in diagram.parts)
    boxes = tuple(
        Box(x - WIDTH / 2, y - HEIGHT / 2, each.label, lines_of(each.label))
        for each in diagram.parts
        for x, y in (_centre(each),)
    )
    lines = tuple(
        _line(number, arrow, parts, start, end)
        for number, (arrow, start, end) in enumerate(_ends(diagram, parts), start=1)
    )
    width = 2 * MARGIN + columns * WIDTH + (columns - 1) * ACROSS
    height = 2 * MARGIN + rows * HEIGHT + (rows - 1) * DOWN
    return Drawing(width, height, (WIDTH, HEIGHT), boxes, lines)


def lines_of(label: str) -> tuple[str, ...]:
    """Return the lines of a label in a box."""
    return tuple(textwrap.wrap(label, LETTERS))


def crossed(diagram: Diagram) -> Iterator[tuple[int, DiagramPart]]:
    """Yield the index of each arrow that goes through a box, with the part whose box it is."""
    parts = {each.id: each for each in diagram.parts}
    for index, (arrow, start, end) in enumerate(_ends(diagram, parts)):
        for part in diagram.parts:
            if part.id not in (arrow.start, arrow.end) and _inside(start, end, _centre(part)):
                yield index, part


def _centre(part: DiagramPart) -> Point:
    return (
        MARGIN + WIDTH / 2 + (part.column - 1) * (WIDTH + ACROSS),
        MARGIN + HEIGHT / 2 + (part.row - 1) * (HEIGHT + DOWN),
    )


def _ends(diagram: Diagram, parts: dict[str, DiagramPart]) -> Iterator[tuple[Arrow, Point, Point]]:
    """Yield each arrow from centre to centre; those that connect the same two boxes are moved apart."""
    for index, arrow in enumerate(diagram.arrows):
        pair = {arrow.start, arrow.end}
        alike = [place for place, other in enumerate(diagram.arrows) if {other.start, other.end} == pair]
        one, other = sorted(pair)
        across = _direction(_centre(parts[one]), _centre(parts[other]))
        shift = APART * (alike.index(index) - (len(alike) - 1) / 2)
        dx, dy = -across[1] * shift, across[0] * shift
        (x1, y1), (x2, y2) = _centre(parts[arrow.start]), _centre(parts[arrow.end])
        yield arrow, (x1 + dx, y1 + dy), (x2 + dx, y2 + dy)


def _line(number: int, arrow: Arrow, parts: dict[str, DiagramPart], start: Point, end: Point) -> Line:
    # Both ends are inside their boxes.
    leaves = _inside(start, end, _centre(parts[arrow.start])) or (0, 0)
    arrives = _inside(start, end, _centre(parts[arrow.end])) or (1, 1)
    first, last = _along(start, end, leaves[1]), _along(start, end, arrives[0])
    dx, dy = _direction(first, last)
    neck = last[0] - HEAD * dx, last[1] - HEAD * dy
    head = (last, (neck[0] - HALF * dy, neck[1] + HALF * dx), (neck[0] + HALF * dy, neck[1] - HALF * dx))
    said = f"{parts[arrow.start].label} → {parts[arrow.end].label}" + (f": {arrow.label}" if arrow.label else "")
    middle = _along(first, last, ASLANT if dx and dy else STRAIGHT)
    return Line(number, first, neck, head, middle, said)


def _inside(start: Point, end: Point, centre: Point) -> tuple[float, float] | None:
    """Return which part of a line is inside a box, as two fractions of its length, or None if it misses the box."""
    enters, leaves = 0.0, 1.0
    for axis, half in ((0, WIDTH / 2 + CLEAR), (1, HEIGHT / 2 + CLEAR)):
        length, to = end[axis] - start[axis], centre[axis] - start[axis]
        if length == 0:
            if abs(to) > half:
                return None
            continue
        near, far = sorted(((to - half) / length, (to + half) / length))
        enters, leaves = max(enters, near), min(leaves, far)
    return (enters, leaves) if enters < leaves else None


def _along(start: Point, end: Point, fraction: float) -> Point:
    return start[0] + fraction * (end[0] - start[0]), start[1] + fraction * (end[1] - start[1])


def _direction(start: Point, end: Point) -> Point:
    length = math.dist(start, end)
    return (end[0] - start[0]) / length, (end[1] - start[1]) / length
