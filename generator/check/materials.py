"""Rules about materials: they can be saved as files on every operating system."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Handbook
from generator.model.file_name import not_a_file_name
from generator.problem import Problem


def materials_have_file_names(handbook: Handbook) -> Iterator[Problem]:
    """A material has a file name or a caption, and no two of a question have the same file name, ignoring case."""
    for question in handbook.questions.values():
        first: dict[str, int] = {}
        for index, material in enumerate(question.materials):
            expected = not_a_file_name(material.name)
            other = first.setdefault(material.file.casefold(), index)
            if not expected and other != index:
                name = question.materials[other].name
                expected = f'expected another file than that of "{name}"; both would be {material.file}'
            if expected:
                message = f'name: {expected}; got "{material.name}"'
                yield handbook.problem("question", question.id, "materials", index, "name", message=message)
