"""What a candidate edits or runs in a session, and the page that its interviewer tries, as files next to the sheets.

Pure. In a plan no path outside `sealed/` names such a file, since its name may give a question away.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from generator.model import Handbook, Question, Session
from generator.tonight import Mock


def question_files(question: Question, folder: str) -> dict[str, bytes]:
    """Return the materials of a question as files of a folder: path → content, byte for byte."""
    return {f"{folder}/{material.file}": material.text.encode() for material in question.materials}


def solution_files(question: Question, folder: str) -> dict[str, bytes]:
    """Return the reference solution of a question as a file for its interviewer, if it is a page for a browser."""
    solution = question.solution
    return {f"{folder}/solution.html": solution.code.encode()} if solution and solution.language == "html" else {}


def twin_files(question: Question, folder: str) -> dict[str, bytes]:
    """Return the materials of a question's twin as files of a folder, for its interviewer to hand over."""
    materials = question.twin.materials if question.twin else ()
    return {f"{folder}/{material.file}": material.text.encode() for material in materials}


def folder_of(session: Session, code: str) -> str:
    """Return the folder for the question with this code on its sheet; of several, each has one within the session's."""
    return f"{session.id}-files" + (f"/{code}" if len(session.questions) > 1 else "")


def session_files(handbook: Handbook, session: Session) -> dict[str, bytes]:
    """Return the files of a session by their paths in a candidate's folder.

    The candidate has them in folders. The interviewer, who may bring the computer, has them in an archive, those of a
    surprise alone, and those of a twin and the solution in archives of their own.
    """
    files: dict[str, bytes] = {}
    spare: dict[str, bytes] = {}
    for code, name in zip(session.codes, session.questions, strict=True):
        files |= question_files(handbook.questions[name], f"candidate/sealed/{folder_of(session, code)}")
        spare |= question_files(handbook.questions[name], f"interviewer/{folder_of(session, code)}")
        spare |= twin_files(handbook.questions[name], f"interviewer/{code}-twin-files")
        spare |= solution_files(handbook.questions[name], f"interviewer/{code}-solution-files")
    for name in session.surprises:
        spare |= question_files(handbook.questions[name], f"interviewer/{surprise_folder(session)}")
    return files | archives(spare)


def mock_files(handbook: Handbook, mock: Mock, *, answers: bool) -> dict[str, bytes]:
    """Return the files of a mock without a plan, as archives: what the candidate edits or runs.

    With `answers` those of twins and solutions instead, which its partner keeps.
    """
    files: dict[str, bytes] = {}
    for code, name in zip(mock.codes, mock.questions, strict=True):
        question = handbook.questions[name]
        if answers:
            files |= twin_files(question, f"{code}-twin-files") | solution_files(question, f"{code}-solution-files")
        else:
            within = f"/{code}" if len(mock.questions) > 1 else ""
            files |= question_files(question, f"{mock.code}-files{within}")
    return archives(files)


def surprise_folder(session: Session) -> str:
    """Return the folder for the files of a session's surprise, next to its sheet."""
    return f"{session.id}-surprise-files"


def archives(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Pack files into one archive for each folder `…-files`, next to where it would be: path → ZIP.

    A browser saves an archive, whatever is in it, where it would open a page or run a script. The same files give the
    same bytes.
    """
    packed: dict[str, dict[str, bytes]] = {}
    for path, content in sorted(files.items()):
        sheets, _, inside = path.partition("-files/")
        packed.setdefault(sheets, {})[f"{sheets.rpartition('/')[2]}-files/{inside}"] = content
    return {f"{sheets}-files.zip": _zip(held) for sheets, held in packed.items()}


def _zip(files: Mapping[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files.items():
            entry = zipfile.ZipInfo(path)  # dated 1980, on every machine
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return target.getvalue()
