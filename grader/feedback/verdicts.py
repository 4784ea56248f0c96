"""How does a verdict on two formulas read in a terminal? With its evidence, for staff.

>>> from grader.verdict import Certificate, Status
>>> print(render_verdict(Verdict(Status.PROVED, certificate=Certificate("normal form"))))
PROVED, everywhere
  by normal form
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from grader.verdict import Verdict, Witness

WIDTH = 96


def render_verdict(verdict: Verdict) -> str:
    """The verdict as lines of text, in which A is the student's formula and B the reference."""
    return "\n".join(_lines(verdict))


def _lines(verdict: Verdict) -> Iterator[str]:
    scope = verdict.certificate.scope if verdict.certificate else ""
    where = _point(verdict.witness) if verdict.witness else ""
    yield from _wrapped(f"{verdict.status.value}{scope and ', '}{scope}{where and ' at '}{where}")
    if verdict.certificate:
        yield from _wrapped(f"by {verdict.certificate.method}", "  ")
    if verdict.witness:
        yield from _wrapped(_values(verdict.witness), "  ")
        yield f"  ({verdict.witness.bits}-bit interval arithmetic)"
    if verdict.reason:
        yield from _wrapped(verdict.reason, "  ")


def _wrapped(text: str, indent: str = "") -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent=indent, subsequent_indent="  ", break_on_hyphens=False
    )


def _point(witness: Witness) -> str:
    return ", ".join(f"{name} = {value}" for name, value in witness.point)


def _values(witness: Witness) -> str:
    gap = f"; they differ by at least {witness.gap}" if witness.gap else ""
    if gap and witness.student == witness.reference:
        return f"A and B are both {witness.student} in the digits shown{gap}"
    return f"A {_value(witness.student)}, B {_value(witness.reference)}{gap}"


def _value(text: str) -> str:
    return "is undefined there" if text == "undefined" else f"is {text}"
