"""Is the student's form defined almost everywhere where the reference is?

The reference's conditions are taken note of; the student's are checked against them, one by one,
in the order in which the form is built, so that nothing is used before it is proved.
"""

from __future__ import annotations

from grader.domain import Domain
from grader.equivalence.quotients import Quotients
from grader.equivalence.ring import Kind, Polynomial, Quotient, Ring
from grader.equivalence.signs import Signs
from grader.equivalence.text import expression_text, polynomial_text
from grader.equivalence.thin import vanishes_thinly
from grader.expression import Expression


class NowhereDefinedError(Exception):
    """A form divides by an expression that is proved to be zero.

    Attributes:
        student: whether it is the student's.
    """

    def __init__(self, *, student: bool) -> None:
        super().__init__()
        self.student = student


class Definedness:
    """The conditions under which two forms have a value.

    Attributes:
        excluded: what the student's form divides by and the reference does not.
        unproved: conditions of the student's form that could not be proved.
        partial: whether the scope of a proof is less than every point of the domain.
    """

    def __init__(self, quotients: Quotients, signs: Signs, domain: Domain) -> None:
        self.excluded: list[str] = []
        self.unproved: list[str] = []
        self.partial = False
        self._quotients = quotients
        self._ring: Ring = quotients.ring
        self._signs = signs
        self._integers = {name for name in domain if domain[name].integer}
        self._not_zero: list[Polynomial] = []
        self._not_negative: list[Quotient] = []

    def not_zero(self, value: Quotient, source: Expression, *, student: bool) -> None:
        """A form divides by `value`, the normal form of `source`.

        Raises:
            NowhereDefinedError: `value` is zero.
        """
        if value.numerator.is_zero():
            raise NowhereDefinedError(student=student)
        for factor in self._zeros(value):
            if not student:
                self._not_zero.append(factor)
            elif factor not in self._not_zero and not self._signs.is_never_zero(factor):
                self._check_not_zero(factor, source)

    def not_negative(self, value: Quotient, *, student: bool) -> None:
        """A form takes an even root or the logarithm of `value`."""
        if not student:
            self._not_negative.append(value)
            self._signs.learn(value)
        elif value not in self._not_negative:
            self._signs.borrowed = False
            if value.numerator.is_zero() or self._signs.of_quotient(value) == 1:
                self.partial |= self._signs.borrowed
            else:
                self._unproved(f"{self._text(value)} >= 0")

    def jumps_at(self, value: Quotient) -> None:
        """A form, the student's or the reference's, takes the sign of `value`."""
        self.partial = True
        whole = not value.numerator.is_zero() and vanishes_thinly(self._ring, value.numerator)
        if not whole or self._only_integers(value.numerator):
            self._unproved(f"{self._text(value)} != 0")

    def _zeros(self, value: Quotient) -> list[Polynomial]:
        """The factors at whose zeros `value` is zero.

        With T = tan(b/2), cos(b) + 1 = 2/(1 + T**2) is zero where T is infinite: 1 + T**2 stands
        for that, a polynomial without real zeros of its own.
        """
        found = [factor for factor, _ in self._ring.factors(value.numerator)[1]]
        above, below = value.numerator.degrees(), value.denominator.degrees()
        for generator in self._ring.generators_of(value.denominator):
            tangent = generator.kind is Kind.HALF_TANGENT
            if tangent and above[generator.index] < below[generator.index]:
                found.append(1 + self._ring.gen(generator) ** 2)
        return found

    def _check_not_zero(self, factor: Polynomial, source: Expression) -> None:
        plain = all(g.kind in (Kind.SYMBOL, Kind.PI) for g in self._ring.generators_of(factor))
        text = polynomial_text(self._ring, factor) if plain else expression_text(source)
        if vanishes_thinly(self._ring, factor) and self._has_few_integer_zeros(factor):
            self.partial = True
            if f"{text} = 0" not in self.excluded:
                self.excluded.append(f"{text} = 0")
        else:
            self._unproved(f"{text} != 0")

    def _has_few_integer_zeros(self, factor: Polynomial) -> bool:
        """Whether finitely many integers at most make the whole factor zero."""
        generators = self._ring.generators_of(factor)
        names = [g.label for g in generators if g.kind is Kind.SYMBOL]
        integers = [name for name in names if name in self._integers]
        if not self._integers or (not integers and len(names) == len(generators)):
            return True
        return len(names) == len(generators) and len(integers) == 1

    def _only_integers(self, polynomial: Polynomial) -> bool:
        if not self._integers:
            return False
        generators = self._ring.generators_of(polynomial)
        return not any(
            g.kind is Kind.SYMBOL and g.label not in self._integers for g in generators
        ) or any(g.kind is not Kind.SYMBOL for g in generators)

    def _unproved(self, text: str) -> None:
        if text not in self.unproved:
            self.unproved.append(text)

    def _text(self, value: Quotient) -> str:
        top, bottom = (polynomial_text(self._ring, part) for part in value)
        return top if value.denominator.is_one() else f"({top})/({bottom})"
