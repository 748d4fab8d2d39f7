"""What an answer is worked out with: calculations, and a diagram on a grid."""

from __future__ import annotations

import ast
import math
import operator
import re
from collections.abc import Callable
from typing import Any

from pydantic import Field

from generator.model.base import Line, Node, Slug, Whole


class Sum(Node):
    """A calculation behind a figure of the question."""

    what: Line = Field(description="What it works out.")
    expr: Line = Field(
        description="The calculation: numbers, + - * / ** ( ), min, max, round and sqrt. Example: 600_000 / 2."
    )
    value: Line = Field(description="Its result, in quotes and without commas, such as '300000'.")
    unit: Line = Field(description="The unit of the result, such as runs a second.")

    @property
    def result(self) -> float:
        """The value of `expr`. Raise ValueError if it isn't a calculation."""
        return evaluate(self.expr)

    @property
    def shown(self) -> str:
        """Return the result as it is read, with commas: 1,080,000."""
        whole, point, rest = self.value.removeprefix("-").partition(".")
        return f"{'-' * self.value.startswith('-')}{int(whole):,}{point}{rest}"

    @property
    def is_right(self) -> bool:
        """Return whether `value` is the result. Raise ValueError if one of them isn't a number."""
        if not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", self.value):
            raise ValueError("expected a number")
        return math.isclose(self.result, float(self.value), rel_tol=1e-9)


_BINARY: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
}


def _round(number: float, digits: float = 0) -> float:
    return round(number, int(digits))


def _sqrt(number: float) -> Any:
    return number**0.5


_FUNCTIONS: dict[str, Callable[..., float]] = {"min": min, "max": max, "round": _round, "sqrt": _sqrt}


def evaluate(expr: str) -> float:
    """Return the value of a calculation. Raise ValueError if it contains anything but what `Sum.expr` names."""
    try:
        return float(_value(ast.parse(expr, mode="eval").body))
    except (SyntaxError, ArithmeticError, TypeError, RecursionError, MemoryError) as error:
        raise ValueError("expected a calculation") from error


def _value(node: ast.expr) -> Any:
    """Return the value of a part of a calculation, as a float: it overflows where a whole number would take hours."""
    match node:
        case ast.Constant(value=int() | float() as number) if not isinstance(number, bool):
            return float(number)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_value(operand)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _BINARY:
            return _BINARY[type(op)](_value(left), _value(right))
        case ast.Call(func=ast.Name(id=name), args=args, keywords=[]) if name in _FUNCTIONS:
            return _FUNCTIONS[name](*map(_value, args))
    raise ValueError(f"expected a number, + - * / ** ( ), min, max, round or sqrt; got {ast.unparse(node)}")


class DiagramPart(Node):
    """A box of a diagram."""

    id: Slug = Field(description="Unique in the diagram.")
    label: Line = Field(description="What is written in the box.")
    row: Whole = Field(ge=1, le=8, description="Its row in the grid, counted from 1 at the top.")
    column: Whole = Field(ge=1, le=5, description="Its column in the grid, counted from 1 on the left.")


class Arrow(Node):
    """An arrow between two boxes of a diagram."""

    start: Slug = Field(alias="from", description="The box in which it starts.")
    end: Slug = Field(alias="to", description="The box to which it points.")
    label: Line | None = Field(default=None, description="What goes along it.")


class Diagram(Node):
    """Boxes on a grid and arrows between them."""

    parts: tuple[DiagramPart, ...] = Field(min_length=2, description="The boxes, each in a cell of its own.")
    arrows: tuple[Arrow, ...] = Field(min_length=1, description="The arrows between them.")
