"""Read the bytes and the text of files, and list the files of a folder.

Only regular files are opened, because a pipe would wait for a writer and a device has no end.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from generator.problem import ContentError, Problem, refused

MAX_BYTES = 1024 * 1024
#: Bytes read first: allocating MAX_BYTES takes longer than reading most files.
_FIRST = 1 << 16

#: C0 and C1 controls except tab and newline; line separators; direction overrides and isolates; a stray BOM; lone
#: surrogates; characters that YAML excludes.
CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
# Printable ASCII is removed before a source is searched for CONTROL: searching the few other bytes is faster.
_USUAL = bytes([*b"\t\n", *range(0x20, 0x7F)])
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_SAVE_AS_UTF_8 = 'save it again with the encoding UTF-8 (in Notepad: "Save as", then "Encoding")'
#: A conflict marker, as git writes it.
_MARK = re.compile(r"^(<{7}|\|{7}|={7}|>{7})(?=[ \t]|$)", re.MULTILINE)
#: A folder with such an ending was meant to be a file.
_FILE_NAMES = (".yml", ".yaml", ".md")


def raw(path: Path, shown: str) -> bytes:
    """Return the bytes of a file. Raise ContentError if it isn't a regular file or has more than `MAX_BYTES`."""
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            raise refused(shown, f"expected a file; got {_kind(mode)}")
        with path.open("rb") as file:
            content = file.read(_FIRST)
            if len(content) == _FIRST:
                content += file.read(MAX_BYTES + 1 - _FIRST)
    except OSError as error:
        raise refused(shown, f"can't be read: {error.strerror}") from error
    if len(content) > MAX_BYTES:
        raise refused(shown, f"expected at most {MAX_BYTES} bytes; got more")
    return content


def _kind(mode: int) -> str:
    if stat.S_ISDIR(mode):
        return "a folder"
    return "a pipe" if stat.S_ISFIFO(mode) else "a socket" if stat.S_ISSOCK(mode) else "a device"


def read_text(path: Path, shown: str) -> str:
    """Return the text of a file. Raise ContentError as `raw`, `decode` and `cleaned` do."""
    return cleaned(decode(raw(path, shown), shown), shown)


def decode(content: bytes, shown: str) -> str:
    """Decode the bytes of a file. Raise ContentError if they aren't UTF-8."""
    if content.startswith(_UTF_16) or b"\0" in content[:4]:
        raise refused(shown, f"expected UTF-8; got UTF-16: {_SAVE_AS_UTF_8}", 1)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode()
        byte = error.object[error.start : error.start + 1]
        as_windows = byte.decode("cp1252", "replace")
        meant = f', "{as_windows}" in Windows-1252' if as_windows.isprintable() and as_windows != "\ufffd" else ""
        message = f"expected UTF-8; got byte 0x{byte.hex()}{meant}: {_SAVE_AS_UTF_8}"
        raise refused(shown, message, *_position(before, len(before))) from error


def cleaned(source: str, shown: str) -> str:
    """Return a text with CRLF replaced by LF. Raise ContentError if it contains control characters."""
    source = source.replace("\r\n", "\n")
    unusual = source.encode("utf-8", "surrogatepass").translate(None, _USUAL).decode("utf-8", "surrogatepass")
    if CONTROL.search(unusual) and (match := CONTROL.search(source)):
        raise refused(shown, no_control(match[0]), *_position(source, match.start()))
    return source


def refuse_conflicts(source: str, shown: str, marks: str = "<|=>") -> None:
    """Raise ContentError if a file contains merge conflicts: one problem for each, or for each stray marker.

    `marks` are the markers to look for. Markdown leaves out =, because a row of = underlines a title there.
    """
    if not any(7 * mark in source for mark in marks):
        return
    problems: list[Problem] = []
    start = 0
    for match in _MARK.finditer(source):
        line = source.count("\n", 0, match.start()) + 1
        if match[0][0] not in marks or (start and match[0][0] in "|="):
            continue
        if start and match[0][0] == ">":
            problems.append(Problem(shown, start, 1, _conflict(f", up to line {line}")))
            start = 0
        elif match[0][0] == "<" and not start:
            start = line
        else:
            problems.append(Problem(shown, line, 1, f'git left "{match[0]}" of a conflict here: delete the line'))
    if start:
        problems.append(Problem(shown, start, 1, _conflict("")))
    if problems:
        raise ContentError(problems)


def _conflict(end: str) -> str:
    return f"git left a conflict here{end}: keep one side and delete the lines <<<<<<<, ======= and >>>>>>>"


def _position(source: str, index: int) -> tuple[int, int]:
    """Return the line and column, from 1, of the character at an index."""
    return source.count("\n", 0, index) + 1, index - source.rfind("\n", 0, index)


def no_control(character: str) -> str:
    """Return the error message for a control character."""
    return f"expected no control characters; got U+{ord(character):04X}"


def files(folder: Path) -> Iterator[Path]:
    """Yield the files under a folder, sorted, without hidden ones. Then raise ContentError if a folder can't be listed.

    Pipes, broken links, and folders named like a file are yielded too, so that reading them reports the error. Links
    to folders aren't followed. A folder that doesn't exist yields nothing.
    """
    paths: list[Path] = []
    wrong: list[OSError] = []
    for here, folders, names in os.walk(folder, onerror=wrong.append) if folder.is_dir() else ():
        meant = [name for name in folders if name.endswith(_FILE_NAMES) or Path(here, name).is_symlink()]
        paths += [Path(here, name) for name in [*meant, *names] if not name.startswith(".")]
        folders[:] = [name for name in folders if name not in meant and not name.startswith(".")]
    yield from sorted(paths)
    if wrong:
        raise ContentError(Problem(Path(e.filename).as_posix(), 0, 0, f"can't be read: {e.strerror}") for e in wrong)
