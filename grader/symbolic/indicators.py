"""What is 1 where a condition holds and 0 elsewhere? A product of steps along lines.

Conditions on one linear form become one step function: x > 0 and x < 1 together are
Heaviside(x) - Heaviside(x - 1), not a product, in which two signs would depend on each other.

>>> from grader.expression import symbol
>>> x = symbol("x")
>>> inside = Indicator.positive(x) & Indicator.positive(1 - x)
>>> str(inside.expression()), str((~inside).expression())
('heaviside(x) - heaviside(x - 1)', 'heaviside(-x) + heaviside(x - 1)')
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import prod

from grader.errors import StudentError
from grader.expression import Expression, apply, number, product, rational, total
from grader.expression.limits import NODES, SHORTER

Line = tuple[tuple[Expression, Fraction], ...]
"""A linear form without a constant, as terms and their coefficients, of which the first is 1."""


@dataclass(frozen=True)
class Step:
    """A function of `line` that is 1 or 0: `start` far below, and changing at each of `ends`."""

    line: Line
    start: bool
    ends: tuple[Fraction, ...]

    def after(self, place: Fraction) -> bool:
        """Whether it is 1 just above `place`."""
        return self.start != (sum(end <= place for end in self.ends) % 2 == 1)

    def __and__(self, other: Step) -> Step:
        start = self.start and other.start
        ends: list[Fraction] = []
        for place in sorted({*self.ends, *other.ends}):
            now = start != (len(ends) % 2 == 1)
            if (self.after(place) and other.after(place)) != now:
                ends.append(place)
        return Step(self.line, start, tuple(ends))

    def __invert__(self) -> Step:
        return Step(self.line, not self.start, self.ends)

    def expression(self) -> Expression:
        """The sum of Heaviside functions; it is 1/2 at each of the ends."""
        down, up = self.ends[: self.start], self.ends[self.start :]
        terms = [_heaviside(self.line, end, -1) for end in down]
        for place, end in enumerate(up):
            term = _heaviside(self.line, end, 1)
            terms.append(-term if place % 2 else term)
        return total(terms)


@dataclass(frozen=True)
class Indicator:
    """A product: of steps along different lines, and of other expressions that are 1 or 0."""

    steps: tuple[Step, ...] = ()
    others: tuple[Expression, ...] = ()
    never: bool = False

    @classmethod
    def positive(cls, level: Expression) -> Indicator:
        """Where `level` > 0, or >= 0; it must not be 0 but on a null set."""
        form, constant = _linear(level)
        if not form:
            return ALWAYS if constant > 0 else NEVER
        scale = form[0][1]
        line = tuple((term, coefficient / scale) for term, coefficient in form)
        return cls((Step(line, scale < 0, (-constant / scale,)),))

    def __and__(self, other: Indicator) -> Indicator:
        if self.never or other.never:
            return NEVER
        along = {step.line: step for step in self.steps}
        for step in other.steps:
            along[step.line] = along[step.line] & step if step.line in along else step
        if any(not step.ends and not step.start for step in along.values()):
            return NEVER
        steps = tuple(step for step in along.values() if step.ends)
        return Indicator(steps, tuple(dict.fromkeys(self.others + other.others)))

    def __or__(self, other: Indicator) -> Indicator:
        return ~(~self & ~other)

    def __invert__(self) -> Indicator:
        if self.never:
            return ALWAYS
        if self == ALWAYS:
            return NEVER
        if len(self.steps) == 1 and not self.others:
            return Indicator((~self.steps[0],))
        return Indicator(others=(1 - self.expression(),))

    def expression(self) -> Expression:
        """The product."""
        if self.never:
            return rational(0)
        return product([*(step.expression() for step in self.steps), *self.others])


ALWAYS = Indicator()
NEVER = Indicator(never=True)


def _heaviside(line: Line, end: Fraction, sign: int) -> Expression:
    terms = [_times(sign * coefficient, term) for term, coefficient in line]
    level = total([*terms, rational(-sign * end)] if end else terms)
    return apply("heaviside", level)


def _times(coefficient: Fraction, term: Expression) -> Expression:
    if coefficient in (1, -1):
        return term if coefficient == 1 else -term
    return product([rational(coefficient), term])


def _linear(level: Expression) -> tuple[Line, Fraction]:
    """The terms of a sum, each once and in one order, with their coefficients; and its constant."""
    form: dict[Expression | None, Fraction] = {}
    for term, coefficient in _terms(level):
        form[term] = form.get(term, Fraction(0)) + coefficient
    constant = form.pop(None, Fraction(0))
    line = [(term, each) for term, each in form.items() if term is not None and each]
    return tuple(sorted(line, key=_place)), constant


def _place(item: tuple[Expression, Fraction]) -> tuple[str, str]:
    return item[0].operation, str(item[0].value)


def _terms(level: Expression) -> Iterator[tuple[Expression | None, Fraction]]:
    """The terms below nested sums and numerical factors; None stands for 1."""
    stack = [(level, Fraction(1))]
    for _ in range(NODES):  # shared sums may stand for more terms than anything can hold
        if not stack:
            return
        part, scale = stack.pop()
        value = number(part)
        rest = [each for each in part.arguments if number(each) is None]
        if value is not None:
            yield None, scale * value
        elif part.operation == "add":
            stack.extend((each, scale) for each in reversed(part.arguments))
        elif part.operation == "mul" and len(rest) < len(part.arguments):
            factors = (number(each) for each in part.arguments)
            stack.append(
                (product(rest), scale * prod(each for each in factors if each is not None))
            )
        else:
            yield part, scale
    message = f"a comparison of more than {NODES} terms was found"
    raise StudentError(message, SHORTER)
