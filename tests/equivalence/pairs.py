"""Pairs as texts, and verdicts whose evidence the independent evaluator has checked."""

from collections.abc import Mapping

from grader.text import parse
from grader.verdict import Status, Verdict
from tests.equivalence.samples import decided


def verdict(student: str, reference: str, domain: Mapping[str, str] | None = None) -> Verdict:
    """The verdict on two texts."""
    return decided(parse(student), parse(reference), domain)


def proved(student: str, reference: str, domain: Mapping[str, str] | None = None) -> bool:
    """Whether two texts are proved to be equal."""
    return verdict(student, reference, domain).status is Status.PROVED
