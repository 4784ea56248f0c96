r"""What did the student write? A notebook file that was handed in, read as plain text cells.

Nothing of it is believed but the text of its cells, the id that tells which released cell a cell
was, and its attached pictures. Flags, tags, points, outputs and kernels are not even read.

>>> read_submission(b'{"cells": [{"cell_type": "code", "source": ["J = 1\\n", "J"]}]}')[0].source
'J = 1\nJ'
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn

from grader.errors import StudentError

LARGEST = 32 * 2**20
DEEPEST = 64
MOST_BRACKETS = 2_000_000
MOST_CELLS = 1000
LONGEST_SOURCE = 100_000
MOST_SOURCE = 500_000
"""Characters of all cells together; a page colours them, at two seconds each 100,000."""
MOST_ATTACHMENTS = 20

# Possessive, and with its end optional: a text without an end is not read again from each quote.
_STRING = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?', re.DOTALL)
_BRACKET = re.compile(rb"[\[\]{}]")
_INVISIBLE = frozenset("\u061c\u200e\u200f\ufeff") | {
    chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
}


@dataclass(frozen=True)
class SubmittedCell:
    """One cell: what it says, and which released cell it claims to be.

    Attributes:
        kind: "code", "markdown" or "raw".
        source: its cleaned text.
        grade_id: nbgrader's name of the cell; '' if it has none.
        id: the notebook format's id of the cell; '' if it has none.
        attachments: base64 texts by file name and MIME type, not yet checked.
        cleaned: whether characters were dropped or the text was cut.
    """

    kind: str
    source: str
    grade_id: str = ""
    id: str = ""
    attachments: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    cleaned: bool = False


def read_submission(data: bytes) -> list[SubmittedCell]:
    """Read the cells of a notebook file, however broken it may be.

    Raises:
        StudentError: the file is no notebook, or too large or too deep to be one.
    """
    if not data.strip():
        _refuse("it is empty")
    if len(data) > LARGEST:
        _refuse(f"it is larger than {LARGEST // 2**20} MiB")
    _require_shallow(data)
    try:
        text = data.decode("utf-8-sig", errors="replace")
        # Numbers are of no interest, and one of a million digits would cost minutes.
        found = json.loads(text, parse_int=len, parse_float=len, parse_constant=len)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        _refuse("it is not a complete notebook file")
    cells = found.get("cells")
    if not isinstance(cells, list):
        _refuse("it has no cells")
    return list(_read([cell for cell in cells[:MOST_CELLS] if isinstance(cell, dict)]))


def clean_text(text: str) -> str:
    r"""Drop lone surrogates, control characters and marks that reorder what a reader sees.

    >>> clean_text("a\ud800b\x00c\u202ed\r\ne\tf")
    'abcd\ne\tf'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(character for character in text.replace("\r\n", "\n") if _kept(character))


def _kept(character: str) -> bool:
    if character in "\n\t":
        return True
    return character not in _INVISIBLE and unicodedata.category(character) not in {"Cc", "Cs"}


def _refuse(why: str) -> NoReturn:
    rationale = f"the notebook can't be read: {why}"
    raise StudentError(rationale, "open it in JupyterLab, save it, and hand it in again")


def _require_shallow(data: bytes) -> None:
    depth = 0
    for count, bracket in enumerate(_BRACKET.finditer(_STRING.sub(b"", data))):
        depth += 1 if bracket.group() in b"[{" else -1
        if depth > DEEPEST or count > MOST_BRACKETS:
            _refuse("it is nested too deep")


def _read(cells: Iterable[dict[str, Any]]) -> Iterator[SubmittedCell]:
    left = MOST_SOURCE
    for cell in cells:
        found = _cell(cell, min(left, LONGEST_SOURCE))
        left -= len(found.source)
        yield found


def _cell(cell: dict[str, Any], longest: int) -> SubmittedCell:
    source = cell.get("source")
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    written = source if isinstance(source, str) else ""
    cleaned = clean_text(written[:longest])
    kind = cell.get("cell_type")
    return SubmittedCell(
        kind if kind in ("code", "markdown") else "raw",
        cleaned,
        _text_at(cell, "metadata", "nbgrader", "grade_id"),
        _text_at(cell, "id"),
        _attachments(cell.get("attachments")),
        cleaned=cleaned != written.replace("\r\n", "\n"),
    )


def _text_at(value: object, *keys: str) -> str:
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, str) else ""


def _attachments(found: object) -> dict[str, dict[str, str]]:
    if not isinstance(found, dict):
        return {}
    bundles = {
        name: {mime: text for mime, text in bundle.items() if isinstance(text, str)}
        for name, bundle in found.items()
        if isinstance(bundle, dict)
    }
    return dict(list(bundles.items())[:MOST_ATTACHMENTS])
