"""Small changes of a Python file: generic operators on its syntax tree, each giving what to put in place of a node."""

from __future__ import annotations

import ast
import contextlib
import copy
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

#: What an operator yields: its name and what to put in place of a node; a list for statements.
Change = tuple[str, "ast.AST | list[ast.stmt]"]


@dataclass(frozen=True)
class Mutant:
    """One small change of one file."""

    file: str
    line: int
    operator: str
    before: str
    after: str
    source: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.operator}: {self.before} → {self.after}"


_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_OPPOSITE: dict[type[ast.cmpop], type[ast.cmpop]] = {ast.Lt: ast.Gt, ast.LtE: ast.GtE, ast.Gt: ast.Lt, ast.GtE: ast.LtE}
_ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult, ast.Mod: ast.FloorDiv,
    ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip
_CALLED = {"min": "max", "max": "min", "any": "all", "all": "any", "sorted": "sorted", "reversed": "list"}
_EMPTY = {"list": "[]", "tuple": "()", "dict": "{}", "set": "set()", "int": "0", "str": "''", "bool": "False"}


def changes(node: ast.AST) -> Iterator[Change]:
    """Yield every change of a node, each a new node or the statements that replace it."""
    for operator in OPERATORS:
        yield from operator(node)


def _with(node: ast.AST, **fields: object) -> ast.AST:
    changed = copy.copy(node)
    for name, value in fields.items():
        setattr(changed, name, value)
    return changed


def _comparisons(node: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.Compare):
        for table in (_COMPARED, _OPPOSITE):
            for n, operator in enumerate(node.ops):
                if type(operator) in table:
                    yield "comparison", _with(node, ops=[*node.ops[:n], table[type(operator)](), *node.ops[n + 1 :]])


def _constants(node: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.Constant):
        if isinstance(node.value, bool):
            yield "constant", ast.Constant(not node.value)
        elif isinstance(node.value, int):
            yield "constant", ast.Constant(node.value + 1)
            yield "constant", ast.Constant(node.value - 1)


def _logic(node: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.BoolOp):
        yield "and/or", _with(node, op=ast.And() if isinstance(node.op, ast.Or) else ast.Or())
        for n in range(len(node.values)):
            left = [*node.values[:n], *node.values[n + 1 :]]
            yield "condition left out", left[0] if len(left) == 1 else _with(node, values=left)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.USub):
        yield "not", node.operand


def _arithmetic(node: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.BinOp | ast.AugAssign) and type(node.op) in _ARITHMETIC:
        yield "arithmetic", _with(node, op=_ARITHMETIC[type(node.op)]())


def _calls(node: ast.AST) -> Iterator[Change]:
    if not isinstance(node, ast.Call):
        return
    reverse = ast.keyword("reverse", ast.Constant(True))
    if isinstance(node.func, ast.Name) and node.func.id in _CALLED:
        other = _with(node, func=ast.Name(_CALLED[node.func.id], ast.Load()))
        yield node.func.id, _with(node, keywords=[*node.keywords, reverse]) if node.func.id == "sorted" else other
    elif isinstance(node.func, ast.Attribute) and node.func.attr == "sort":
        yield "sort", _with(node, keywords=[*node.keywords, reverse])


def _branches(node: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.If | ast.IfExp) and node.orelse:
        yield "branches swapped", _with(node, body=node.orelse, orelse=node.body)
    elif isinstance(node, ast.If | ast.While):
        yield "condition", _with(node, test=ast.UnaryOp(ast.Not(), node.test))
    elif isinstance(node, ast.comprehension) and node.ifs:
        for n in range(len(node.ifs)):
            yield "filter left out", _with(node, ifs=[*node.ifs[:n], *node.ifs[n + 1 :]])


def _statements(node: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.Break):
        yield "break", ast.Continue()
    elif isinstance(node, ast.Continue):
        yield "continue", ast.Break()
    elif _can_go(node):
        yield "statement left out", [ast.Pass()]
    elif isinstance(node, ast.Slice):
        for end in ("lower", "upper"):
            if getattr(node, end):
                yield "slice", _with(node, **{end: None})


def _can_go(node: ast.AST) -> bool:
    """Return whether a statement can be left out without a name going missing."""
    if isinstance(node, ast.Assign):
        return not all(isinstance(target, ast.Name) for target in node.targets)
    return isinstance(node, ast.AugAssign) or (isinstance(node, ast.Expr) and not isinstance(node.value, ast.Constant))


def _returns(node: ast.AST) -> Iterator[Change]:
    """Return something empty of the type that the function names."""
    if not isinstance(node, ast.FunctionDef) or node.returns is None:
        return
    kind = ast.unparse(node.returns)
    empty = _EMPTY.get(kind.partition("[")[0], "None" if kind.endswith("| None") else "")
    if kind.startswith("Iterator"):
        yield "yields nothing", _with(node, body=[*ast.parse("return\nyield").body])
    elif empty:
        yield "returns nothing", _with(node, body=ast.parse(f"return {empty}").body)


OPERATORS: tuple[Callable[[ast.AST], Iterator[Change]], ...] = (
    _comparisons, _constants, _logic, _arithmetic, _calls, _branches, _statements, _returns,
)  # fmt: skip


def _passed(tree: ast.AST) -> set[int]:
    """Identify the nodes that are no behaviour: annotations and decorators."""
    notes = [
        note
        for node in ast.walk(tree)
        for name in ("annotation", "returns")
        if isinstance(note := getattr(node, name, None), ast.AST)
    ]
    notes += [each for node in ast.walk(tree) for each in getattr(node, "decorator_list", ())]
    return {id(part) for note in notes for part in ast.walk(note)}


def mutants(file: str, source: str) -> Iterator[Mutant]:
    """Yield every mutant of a file, in order of its syntax tree, without those that read the same as before."""
    tree = ast.parse(source)
    passed, whole, seen = _passed(tree), ast.unparse(tree), {ast.unparse(tree)}
    for node in [*ast.walk(tree)]:
        if id(node) in passed:
            continue
        for operator, new in changes(node):
            changed = _replaced(tree, node, new)
            if changed is None or changed in seen:
                continue
            seen.add(changed)
            with contextlib.suppress(SyntaxError, ValueError):
                compile(changed, file, "exec", dont_inherit=True)
                before, after = _shown(node), " ".join(map(_shown, new)) if isinstance(new, list) else _shown(new)
                yield Mutant(file, _line(tree, node), operator, before, after, changed)
    assert ast.unparse(tree) == whole


def _replaced(tree: ast.AST, node: ast.AST, new: ast.AST | list[ast.stmt]) -> str | None:
    """Write the tree with a node replaced, and put it back."""
    for parent in ast.walk(tree):
        for name, value in ast.iter_fields(parent):
            if value is node and isinstance(new, ast.AST):
                setattr(parent, name, new)
                try:
                    return ast.unparse(ast.fix_missing_locations(tree))
                finally:
                    setattr(parent, name, node)
            if isinstance(value, list) and any(each is node for each in value):
                place = next(n for n, each in enumerate(value) if each is node)
                value[place : place + 1] = new if isinstance(new, list) else [new]
                try:
                    return ast.unparse(ast.fix_missing_locations(tree))
                finally:
                    value[place : place + (len(new) if isinstance(new, list) else 1)] = [node]
    return None


def _line(tree: ast.AST, node: ast.AST) -> int:
    """Return the line of a node; of one without, the line of its first part with one."""
    return next(line for part in ast.walk(node) if (line := getattr(part, "lineno", 0)))


def _shown(node: ast.AST) -> str:
    """Format a node in one short line."""
    if isinstance(node, ast.FunctionDef):
        node = ast.FunctionDef(node.name, node.args, node.body[-1:], [], None)
        ast.fix_missing_locations(node)
    line = " ".join(ast.unparse(node).split())
    return line if len(line) <= 90 else line[:89] + "…"


def chosen(found: dict[str, list[Mutant]], count: int, seed: int) -> list[Mutant]:
    """Choose mutants by a seed, from each file by its share of all."""
    total = sum(map(len, found.values()))
    count = min(count, total)
    shares = {file: count * len(each) / total for file, each in found.items()}
    taken = {file: int(share) for file, share in shares.items()}
    for file in sorted(shares, key=lambda each: (taken[each] - shares[each], each))[: count - sum(taken.values())]:
        taken[file] += 1
    rng = random.Random(seed)
    picked = [mutant for file, each in sorted(found.items()) for mutant in rng.sample(each, taken[file])]
    rng.shuffle(picked)
    return picked
