"""Normal forms as the tests look at them."""

from __future__ import annotations

from grader.domain import Domain
from grader.equivalence.proof.elementary import elementary
from grader.equivalence.proof.normal import Normaliser
from grader.equivalence.proof.prove import prove
from grader.equivalence.proof.ring import Kind, Ring
from grader.equivalence.proof.text import polynomial_text
from grader.equivalence.steps import Steps
from grader.expression import Expression
from grader.text import parse
from tests.equivalence.samples import x

NO_INTEGERS: frozenset[str] = frozenset()


class Setting:
    """The normal forms of two expressions over one ring."""

    def __init__(
        self,
        student: Expression,
        reference: Expression = x,
        degree: int = 2,
        **ranges: str,
    ) -> None:
        self.ring = Ring(32, Steps(10**6))
        self.normaliser = Normaliser(self.ring, Domain.of(ranges), degree, 1)
        pair = elementary(student, NO_INTEGERS), elementary(reference, NO_INTEGERS)
        self.student, self.reference = self.normaliser.forms(*pair)
        self.definedness = self.normaliser.definedness

    @classmethod
    def of(cls, student: str) -> Setting:
        """The normal form of a text."""
        return cls(parse(student))

    def kinds(self) -> list[Kind]:
        return [generator.kind for generator in self.ring.generators]

    def terms(self) -> list[str]:
        """The terms of the student's numerator."""
        top = self.student.numerator
        parts = (self.ring.context.from_dict({e: c}) for e, c in top.terms())
        return [polynomial_text(self.ring, part) for part in parts]


def scope_of(student: Expression, reference: Expression, **ranges: str) -> str:
    """Where the student's form is proved to equal the reference."""
    certificate = prove(student, reference, Domain.of(ranges), Steps(10**6))
    assert certificate is not None
    return certificate.scope
