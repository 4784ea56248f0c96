"""What is the normal form of an expression? One quotient of polynomials over suitable generators.

Two expressions whose normal forms agree are equal wherever both are defined. That they disagree
says nothing: relations between generators may be missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from grader.domain import Domain
from grader.equivalence.angles import Angles
from grader.equivalence.definedness import Definedness
from grader.equivalence.exponents import Exponents, Multiple
from grader.equivalence.quotients import Quotients
from grader.equivalence.ring import Kind, Polynomial, Quotient, Ring
from grader.equivalence.roots import Roots
from grader.equivalence.signs import Signs
from grader.equivalence.thin import is_constant
from grader.expression import Expression, number, postorder

_WITH_A_BASIS = ("exp", "sin", "cos")
_ODD = ("atan",)
HIGHEST_ROOT = 64


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
        signs = Signs(ring, domain)
        self._roots = Roots(self._quotients, signs, degree, parts)
        self._angles = Angles(self._quotients, self._roots)
        self._exponentials = Exponents(self._quotients, Kind.EXPONENTIAL, parts)
        self._tangents = Exponents(self._quotients, Kind.HALF_TANGENT, parts)
        self._forms: dict[Expression, Quotient] = {}
        self.definedness = Definedness(self._quotients, signs, domain)

    def forms(self, student: Expression, reference: Expression) -> tuple[Quotient, Quotient]:
        """The normal forms of both; see `definedness` for where they are valid.

        Raises:
            GaveUp: a form is too large or the budget is used up.
            RingFullError, NeedsFinerError: try again with other generators.
            NowhereDefinedError: one of the two divides by zero identically.
        """
        theirs = list(postorder(reference))
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
        turns = [self._without_turns(self._forms[e.arguments[0]]) for e in angles]
        combinations = self._tangents.multiples([rest for _, rest in turns])
        for expression, (twelfths, _), combination in zip(angles, turns, combinations, strict=True):
            cosine, sine = self._angles.cosine_and_sine(combination, twelfths)
            self._forms[expression] = cosine if expression.operation == "cos" else sine

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
            if generator.base is None or (coefficient * self._degree).denominator > HIGHEST_ROOT:
                continue
            power = self._roots.factor_power(generator.base, coefficient)
            factor = self._quotients.multiply(factor, power)
            taken = self._plus(taken, polynomial, coefficient)
        return factor, self._quotients.subtract(exponent, taken)

    def _without_turns(self, angle: Quotient) -> tuple[int, Quotient]:
        """The angle as a whole number of twelfths of pi and the rest."""
        for polynomial, coefficient in self._linear_terms(angle, Kind.PI):
            twelfths = coefficient * 12
            if twelfths.denominator == 1:
                taken = self._plus(self._quotients.zero, polynomial, coefficient)
                return int(twelfths), self._quotients.subtract(angle, taken)
        return 0, angle

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
        if exponent is None:
            return self._opaque("pow", arguments)
        if exponent.denominator % 2 == 0:
            self.definedness.not_negative(base, student=student)
        if exponent < 0:
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
        if operation == "log":
            self.definedness.not_negative(arguments[0], student=student)
            self.definedness.not_zero(arguments[0], expression.arguments[0], student=student)
            return self._roots.logarithm(arguments[0])
        if operation == "abs":
            return self._roots.absolute(arguments[0])
        if operation == "sign":
            self.definedness.jumps_at(arguments[0])
            return self._quotients.polynomial(self._roots.sign(arguments[0]))
        return self._opaque(operation, arguments)

    def _atom(self, expression: Expression) -> Quotient:
        exact = number(expression)
        if exact is not None:
            return self._quotients.number(exact)
        if expression.operation == "symbol":
            return self._quotients.polynomial(self._ring.symbol(str(expression.value)))
        return self._quotients.polynomial(self._ring.pi())

    def _opaque(self, operation: str, arguments: Sequence[Quotient]) -> Quotient:
        """A function without rules: equal where its arguments are, and odd if it is."""
        if operation == "atan" and self._is_constant(arguments[0]):
            share = self._angles.exact_arctangent(arguments[0])
            if share is not None:
                return self._plus(self._quotients.zero, self._ring.pi(), share)
        negated = [Quotient(-top, bottom) for top, bottom in arguments]
        for generator in list(self._ring.generators):
            if generator.kind is not Kind.OPAQUE or generator.label != operation:
                continue
            known = self._quotients.polynomial(self._ring.gen(generator))
            if self._all_equal(generator.arguments, arguments):
                return known
            if operation in _ODD and self._all_equal(generator.arguments, negated):
                return self._quotients.subtract(self._quotients.zero, known)
        return self._quotients.polynomial(
            self._ring.transcendental(Kind.OPAQUE, operation, *arguments)
        )

    def _is_constant(self, value: Quotient) -> bool:
        return all(
            g.kind is Kind.ROOT and is_constant(self._ring, g)
            for g in self._ring.generators_of(*value)
        )

    def _all_equal(self, left: Sequence[Quotient], right: Sequence[Quotient]) -> bool:
        return all(self._quotients.equal(a, b) for a, b in zip(left, right, strict=True))


def _levels(expressions: Iterable[Expression]) -> dict[Expression, int]:
    """How deeply exponentials and trigonometric functions are nested."""
    levels: dict[Expression, int] = {}
    for expression in expressions:
        below = max((levels[argument] for argument in expression.arguments), default=0)
        levels[expression] = below + (expression.operation in _WITH_A_BASIS)
    return levels
