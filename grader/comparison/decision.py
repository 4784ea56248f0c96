"""How is a row decided? Both formulas and the domain are read, then compared.

>>> answered(b'{"id": 1, "student": "x+", "reference": "2*x"}')["status"]
'INVALID'
>>> answered(b'{"id": 2, "student": "x+x", "reference": "2*x"}')["status"]
'PROVED'
"""

from __future__ import annotations

import time
from collections.abc import Collection
from typing import Any

from grader.comparison.answers import answer, refused
from grader.comparison.rows import Id, Row, RowError, read
from grader.domain import Domain, Range
from grader.equivalence import compare
from grader.errors import ConfigError, StudentError
from grader.expression import Expression, symbol
from grader.text import parse
from grader.verdict import Verdict

NAME = 40
"""How much of a variable's name a message quotes."""


def answered(line: bytes, *, declared_only: bool = False) -> dict[str, Any]:
    """The answer to a row.

    Args:
        line: the row's text.
        declared_only: refuse variables that the row's domain does not name; if not, they are real.
    """
    begin = time.perf_counter()
    try:
        row = read(line)
        verdict = _decided(row, declared_only=declared_only)
    except RowError as error:
        return refused(error.id, str(error))
    return answer(row.id, verdict, time.perf_counter() - begin)


def _decided(row: Row, *, declared_only: bool) -> Verdict:
    names = frozenset(row.domain) if declared_only else None
    domain = _domain(row, names)
    student = _formula("the student's formula", row.student, names, row.id)
    reference = _formula("the reference", row.reference, names, row.id)
    return compare(student, reference, domain)


def _domain(row: Row, names: Collection[str] | None) -> Domain:
    ranges = {}
    for name, text in row.domain.items():
        shown = repr(name[:NAME])
        if _formula(f"the domain names {shown}", name, names, row.id) is not symbol(name):
            message = f"the domain names {shown}, which is no variable"
            raise RowError(message, row.id)
        try:
            ranges[name] = Range.parse(text)
        except ConfigError as error:
            message = f"the domain of {name[:NAME]}: {error}"
            raise RowError(message, row.id) from None
    return Domain(tuple(sorted(ranges.items())))


def _formula(what: str, text: str, names: Collection[str] | None, name: Id) -> Expression:
    try:
        return parse(text, names)
    except StudentError as error:
        message = f"{what}: {error}"
        raise RowError(message, name) from None
