"""Is the student's form defined almost everywhere where the reference is?

The reference's conditions are taken note of; the student's are checked against them, one by one,
in the order in which the form is built, so that nothing is used before it is proved.
"""

from __future__ import annotations

from collections.abc import Iterable

from grader.domain import Domain
from grader.equivalence.proof.factors import is_split, polynomial_factors
from grader.equivalence.proof.positivity import Positivity
from grader.equivalence.proof.quotients import Quotients
from grader.equivalence.proof.ring import Generator, Kind, Polynomial, Quotient, Ring
from grader.equivalence.proof.signs import Signs
from grader.equivalence.proof.text import expression_text, polynomial_text
from grader.equivalence.proof.thin import vanishes_thinly
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
    """

    def __init__(self, quotients: Quotients, signs: Signs, domain: Domain) -> None:
        self.excluded: list[str] = []
        self.unproved: list[str] = []
        self._jumps = False
        self._positivity = Positivity(domain)
        self._quotients = quotients
        self._ring: Ring = quotients.ring
        self._signs = signs
        self._integers = {name for name in domain if domain[name].integer}
        self._not_zero: list[Polynomial] = []
        self._not_negative: list[Quotient] = []

    @property
    def partial(self) -> bool:
        """Whether the scope of a proof is less than every point of the domain."""
        return self._jumps or bool(self.excluded) or self._signs.conditions.used

    def begin_again(self) -> None:
        """Forget what was said of the student's form, and keep what the reference has shown."""
        self.excluded.clear()
        self.unproved.clear()

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
            return
        known = value.numerator.is_zero() or value in self._not_negative
        if not known and self._signs.of_quotient(value) != 1:
            self._unproved(f"{self._text(value)} >= 0")

    def jumps_at(self, value: Quotient) -> None:
        """A form, the student's or the reference's, may jump where `value` is zero."""
        if value.numerator.is_zero() or not all(map(self._signs.is_never_zero, self._zeros(value))):
            self._jumps = True
            self.rule_needs(value)

    def rule_needs(self, value: Quotient) -> None:
        """A rule that was used for either form holds only where `value` is not zero.

        The form itself may have a value there, so nothing is excluded; but the zeros must be few.
        """
        few = not value.numerator.is_zero() and all(
            self._signs.is_never_zero(factor) or self._is_null(factor)
            for factor in self._zeros(value)
        )
        if not few:
            self._unproved(f"{self._text(value)} != 0")

    def _zeros(self, value: Quotient) -> list[Polynomial]:
        """The factors at whose zeros `value` is zero.

        With T = tan(b/2), cos(b) + 1 = 2/(1 + T**2) is zero where T is infinite: 1 + T**2 stands
        for that, a polynomial without real zeros of its own.
        """
        found = [
            self._with_its_zeros(factor)
            for factor, _ in polynomial_factors(self._ring, value.numerator)[1]
        ]
        above, below = value.numerator.degrees(), value.denominator.degrees()
        for generator in self._ring.generators_of(value.denominator):
            tangent = generator.kind is Kind.HALF_TANGENT
            if tangent and above[generator.index] < below[generator.index]:
                found.append(1 + self._ring.gen(generator) ** 2)
        return found

    def _with_its_zeros(self, factor: Polynomial) -> Polynomial:
        """A polynomial that is zero where `factor` is: x for x**n and what is closed."""
        generators = self._ring.generators_of(factor)
        if len(factor) == 1 and len(generators) == 1:
            if (
                generators[0].kind in (Kind.POWER, Kind.FRACTIONAL)
                and generators[0].base is not None
            ):
                return generators[0].base
            if generators[0].label == "pow":
                return generators[0].arguments[0].numerator
        return factor

    def _check_not_zero(self, factor: Polynomial, source: Expression) -> None:
        plain = all(g.kind in (Kind.SYMBOL, Kind.PI) for g in self._ring.generators_of(factor))
        text = polynomial_text(self._ring, factor) if plain else expression_text(source)
        few = self._is_null(factor) or self._has_few_integer_zeros(factor)
        if few and vanishes_thinly(self._ring, factor):
            _, certainly_not = self._positivity.sign(source)
            if not certainly_not and f"{text} = 0" not in self.excluded:
                self.excluded.append(f"{text} = 0")
        else:
            self._unproved(f"{text} != 0")

    def _has_few_integer_zeros(self, factor: Polynomial) -> bool:
        """Whether `factor` is a polynomial in one variable, which has finitely many zeros."""
        generators = self._ring.generators_of(factor)
        return len(generators) == 1 and generators[0].kind is Kind.SYMBOL

    def _is_null(self, factor: Polynomial) -> bool:
        """Whether the zeros of `factor` are a null set, whatever the integers among the variables.

        With one integer n, an irreducible factor that is zero for all other values at some n would
        be n minus a number. With two, as in n*x + m, it may be.
        """
        if not vanishes_thinly(self._ring, factor):
            return False
        if not self._integers:
            return True
        if not is_split(factor):
            return False
        generators = self._ring.generators_of(factor)
        if any(g.kind is not Kind.SYMBOL and not self._ring.is_constant(g) for g in generators):
            return not self._integers.intersection(self._names(generators))
        names = self._names(generators)
        return len(names & self._integers) <= 1 and bool(names - self._integers)

    def _names(self, generators: Iterable[Generator]) -> set[str]:
        """The variables in what the generators stand for."""
        names: set[str] = set()
        for generator in generators:
            if generator.kind is Kind.SYMBOL:
                names.add(generator.label)
            names |= self._names(self._ring.below(generator))
        return names

    def _unproved(self, text: str) -> None:
        if text not in self.unproved:
            self.unproved.append(text)

    def _text(self, value: Quotient) -> str:
        top, bottom = (polynomial_text(self._ring, part) for part in value)
        return top if value.denominator.is_one() else f"({top})/({bottom})"
