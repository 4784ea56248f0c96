"""What is the normal form of an expression? One quotient of polynomials over suitable generators.

Two expressions whose normal forms agree are equal wherever both are defined. That they disagree
says nothing: relations between generators may be missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from math import prod
from typing import NamedTuple

from grader.domain import Domain
from grader.equivalence.proof.angles import Angles
from grader.equivalence.proof.arctangents import Arctangents
from grader.equivalence.proof.definedness import Definedness
from grader.equivalence.proof.exponents import Exponents, Multiple
from grader.equivalence.proof.logarithms import Logarithms
from grader.equivalence.proof.positivity import Positivity
from grader.equivalence.proof.quotients import Quotients
from grader.equivalence.proof.ring import Kind, Polynomial, Quotient, Ring
from grader.equivalence.proof.roots import Roots
from grader.equivalence.proof.signs import Signs
from grader.equivalence.proof.whole_powers import WholePowers
from grader.expression import Expression, number, postorder

_WITH_A_BASIS = ("exp", "sin", "cos")
HIGHEST_ROOT = 64
LARGEST_SHARE = 10**6
_PARTS = (Kind.PI, Kind.OPAQUE)


class _Angle(NamedTuple):
    """The sums of twelfths*s*pi/12 with signs s and of halves*atan(value)/2, and the rest."""

    turns: list[tuple[Polynomial, int]]
    arctangents: list[tuple[Quotient, int]]
    rest: Quotient


class Normaliser:
    """Computes normal forms of two expressions over generators that they share.

    Args:
        ring: an empty ring.
        domain: the range of every variable.
        degree: the degree of root generators.
        parts: into how many parts the exponents' basis is divided.
    """

    def __init__(self, ring: Ring, domain: Domain, degree: int, parts: int) -> None:
        self._ring = ring
        self._degree = degree
        self._quotients = Quotients(ring)
        self._signs = Signs(ring, domain)
        self._positivity = Positivity(domain)
        self._roots = Roots(self._quotients, self._signs, degree, parts)
        self._logarithms = Logarithms(self._quotients)
        self._whole_powers = WholePowers(self._quotients)
        self._angles = Angles(self._quotients, self._roots)
        self._arctangents = Arctangents(self._quotients, self._roots, self._angles)
        self._exponentials = Exponents(self._quotients, Kind.EXPONENTIAL, parts)
        self._tangents = Exponents(self._quotients, Kind.HALF_TANGENT, parts)
        self._forms: dict[Expression, Quotient] = {}
        self.definedness = Definedness(self._quotients, self._signs, domain)

    def forms(
        self, student: Expression, reference: Expression, *where: Expression
    ) -> tuple[Quotient, Quotient]:
        """The normal forms of both; see `definedness` for where they are valid.

        What `where` needs for having values may be taken as given, as what the reference needs.

        Raises:
            GaveUp: a form is too large or the budget is used up.
            RingFullError, NeedsFinerError: try again with other generators.
            NowhereDefinedError: one of the two divides by zero identically.
        """
        theirs = list(postorder(*where, reference))
        known = set(theirs)
        ours = [expression for expression in postorder(student) if expression not in known]
        levels = _levels([*theirs, *ours])
        for level in range(max(levels.values()) + 1):
            sides = [[e for e in side if levels[e] == level] for side in (theirs, ours)]
            self._prepare([e for side in sides for e in side])
            for side, is_student in zip(sides, (False, True), strict=True):
                for expression in side:
                    if expression not in self._forms:
                        self._forms[expression] = self._form(expression, student=is_student)
        return self._forms[student], self._forms[reference]

    def forget_forms(self) -> bool:
        """Make ready for another round, with all conditions known; False if there are none."""
        self._forms.clear()
        self.definedness.begin_again()
        return self._signs.conditions.any

    def equal(self, student: Quotient, reference: Quotient) -> bool:
        """Whether the two normal forms agree."""
        return self._quotients.equal(student, reference)

    def _prepare(self, expressions: Sequence[Expression]) -> None:
        """Generators for the exponentials and angles of one level, from a common basis."""
        exponentials = [e for e in expressions if e.operation == "exp"]
        split = [self._without_logarithms(self._forms[e.arguments[0]]) for e in exponentials]
        multiples = self._exponentials.multiples([rest for _, rest in split])
        for expression, (factor, _), combination in zip(
            exponentials, split, multiples, strict=True
        ):
            self._forms[expression] = self._exponential(factor, combination)
        angles = [e for e in expressions if e.operation in ("sin", "cos")]
        parts = [self._parts_of_an_angle(self._forms[e.arguments[0]]) for e in angles]
        combinations = self._tangents.multiples([part.rest for part in parts])
        for expression, part, combination in zip(angles, parts, combinations, strict=True):
            pair = self._angles.cosine_and_sine(combination)
            for sign, twelfths in part.turns:
                pair = self._angles.turned(*pair, sign, twelfths)
            for value, halves in part.arctangents:
                pair = self._arctangents.rotated(*pair, value, halves)
            self._forms[expression] = pair[expression.operation == "sin"]

    def _exponential(self, factor: Quotient, multiples: Iterable[Multiple]) -> Quotient:
        result = factor
        for multiple in multiples:
            generator = self._quotients.polynomial(multiple.generator)
            power = self._quotients.power(generator, multiple.times)
            result = self._quotients.multiply(result, power)
        return result

    def _without_logarithms(self, exponent: Quotient) -> tuple[Quotient, Quotient]:
        """exp(exponent) as a product of powers |p|**c and the exponential of the rest."""
        factor = self._quotients.one
        taken = self._quotients.zero
        for polynomial, coefficient in self._linear_terms(exponent, Kind.LOGARITHM):
            (generator,) = self._ring.generators_of(polynomial)
            if generator.base is None:
                continue
            power = self._roots.factor_power(generator.base, coefficient)
            factor = self._quotients.multiply(factor, power)
            taken = self._plus(taken, polynomial, coefficient)
        return factor, self._quotients.subtract(exponent, taken)

    def _parts_of_an_angle(self, angle: Quotient) -> _Angle:
        taken, turns, arctangents = self._quotients.zero, [], []
        for sign, polynomial, coefficient in self._signed_terms(angle):
            (generator,) = (g for g in self._ring.generators_of(polynomial) if g.kind in _PARTS)
            is_turn = generator.kind is Kind.PI
            share = coefficient * (12 if is_turn else 2)
            if share.denominator != 1 or abs(share) > LARGEST_SHARE:
                continue
            if is_turn:
                turns.append((sign, int(share)))
            elif generator.label == "atan" and sign.is_one():
                arctangents.append((generator.arguments[0], int(share)))
            else:
                continue
            taken = self._plus(taken, polynomial, coefficient)
        return _Angle(turns, arctangents, self._quotients.subtract(angle, taken))

    def _signed_terms(self, value: Quotient) -> Iterator[tuple[Polynomial, Polynomial, Fraction]]:
        """The terms number*signs*v for v pi or an opaque value: the signs, signs*v, the number."""
        content, bottom = value.denominator.primitive()
        whole = value.numerator if bottom.is_one() else divmod(value.numerator, bottom)[0]
        for exponents, coefficient in whole.terms():
            occurring = [g for g, e in zip(self._ring.generators, exponents, strict=False) if e]
            parts = [g for g in occurring if g.kind in _PARTS]
            signs = [g for g in occurring if g.kind is Kind.SIGN]
            if len(parts) == 1 and len(parts) + len(signs) == len(occurring) == sum(exponents):
                sign = prod((self._ring.gen(g) for g in signs), start=self._ring.one)
                term = sign * self._ring.gen(parts[0])
                yield sign, term, Fraction(int(coefficient), int(content))

    def _plus(self, total: Quotient, polynomial: Polynomial, coefficient: Fraction) -> Quotient:
        term = self._quotients.multiply(
            self._quotients.number(coefficient), self._quotients.polynomial(polynomial)
        )
        return self._quotients.add(total, term)

    def _linear_terms(self, value: Quotient, kind: Kind) -> list[tuple[Polynomial, Fraction]]:
        """The generators of that kind that occur alone, to the first power, as terms of `value`."""
        content, bottom = value.denominator.primitive()
        whole = value.numerator if bottom.is_one() else divmod(value.numerator, bottom)[0]
        found = []
        for exponents, coefficient in whole.terms():
            if sum(exponents) == 1:
                generator = self._ring.generators[exponents.index(1)]
                if generator.kind is kind:
                    share = Fraction(int(coefficient), int(content))
                    found.append((self._ring.gen(generator), share))
        return found

    def _form(self, expression: Expression, *, student: bool) -> Quotient:
        self._ring.steps.spend(1)
        arguments = [self._forms[argument] for argument in expression.arguments]
        operation = expression.operation
        if operation == "add":
            total = arguments[0]
            for term in arguments[1:]:
                total = self._quotients.add(total, term)
            return total
        if operation == "mul":
            product = arguments[0]
            for factor in arguments[1:]:
                product = self._quotients.multiply(product, factor)
            return product
        if operation == "pow":
            return self._power(expression, arguments, student=student)
        return self._function(expression, arguments, student=student)

    def _power(
        self, expression: Expression, arguments: Sequence[Quotient], *, student: bool
    ) -> Quotient:
        exponent = number(expression.arguments[1])
        base = arguments[0]
        divides = exponent is not None and exponent.numerator < 0
        if exponent is None or exponent.denominator > 1 or (divides and student):
            self._know(expression.arguments[0])
        if exponent is None:
            self.definedness.jumps_at(base)
            return self._whole_powers.power(*arguments)
        if exponent.denominator % 2 == 0:
            self.definedness.not_negative(base, student=student)
        if divides:
            self.definedness.not_zero(base, expression.arguments[0], student=student)
        if exponent.denominator == 1:
            return self._quotients.power(base, exponent.numerator)
        return self._roots.power(base, exponent)

    def _function(
        self, expression: Expression, arguments: Sequence[Quotient], *, student: bool
    ) -> Quotient:
        operation = expression.operation
        if not arguments:
            return self._atom(expression)
        self._know(expression.arguments[0])
        if operation == "log":
            self.definedness.not_negative(arguments[0], student=student)
            self.definedness.not_zero(arguments[0], expression.arguments[0], student=student)
            return self._logarithms.logarithm(arguments[0])
        if operation == "abs":
            return self._roots.absolute(arguments[0])
        if operation == "sign":
            if arguments[0].numerator.is_zero():
                return self._quotients.zero
            self.definedness.jumps_at(arguments[0])
            return self._quotients.polynomial(self._roots.sign(arguments[0]))
        return self._arc(expression, arguments, student=student)

    def _know(self, expression: Expression) -> None:
        """Take note of the signs that the factors of an expression show by their form."""
        if expression.operation == "mul":
            for factor in expression.arguments:
                self._know(factor)
        elif expression.operation == "pow":
            self._know(expression.arguments[0])
        elif expression.operation == "add":
            sign, strict = self._positivity.sign(expression)
            if sign:
                self._signs.know(self._forms[expression], sign, strict=strict)

    def _arc(
        self, expression: Expression, arguments: Sequence[Quotient], *, student: bool
    ) -> Quotient:
        """An inverse function, or the angle of a point; each is an arctangent almost everywhere."""
        value = arguments[0]
        if expression.operation == "asin":
            rest = self._quotients.subtract(
                self._quotients.one, self._quotients.multiply(value, value)
            )
            self.definedness.not_negative(rest, student=student)
            if not rest.numerator.is_zero():
                self.definedness.rule_needs(rest)
            return self._arctangents.arcsine(value, rest)
        if expression.operation == "acot":
            if not value.numerator.is_zero():
                self.definedness.jumps_at(value)
            return self._arctangents.arccotangent(value)
        if expression.operation == "atan2":
            size = self._quotients.add(*(self._quotients.multiply(v, v) for v in arguments))
            self.definedness.not_zero(size, expression, student=student)
            for coordinate in arguments:
                if not coordinate.numerator.is_zero():
                    self.definedness.jumps_at(coordinate)
            return self._arctangents.angle(*arguments)
        return self._arctangents.arctangent(value)

    def _atom(self, expression: Expression) -> Quotient:
        exact = number(expression)
        if exact is not None:
            return self._quotients.number(exact)
        if expression.operation == "symbol":
            return self._quotients.polynomial(self._ring.symbol(str(expression.value)))
        return self._quotients.polynomial(self._ring.pi())


def _levels(expressions: Iterable[Expression]) -> dict[Expression, int]:
    """How deeply exponentials and trigonometric functions are nested."""
    levels: dict[Expression, int] = {}
    for expression in expressions:
        arguments = expression.arguments
        below = max([levels[argument] for argument in arguments]) if arguments else 0
        levels[expression] = below + (expression.operation in _WITH_A_BASIS)
    return levels
