"""Which sums may be taken for one variable? Those with a term that occurs nowhere else.

In exp(-(w*x + b))/(1 + exp(-(w*x + b)))**2 the variable b occurs inside w*x + b alone. As b ranges
over the real numbers so does the sum, whatever w and x are: the formulas are the same functions of
w, x and u = w*x + b. Nothing is lost, and there is less to work out.

>>> from grader.expression import apply
>>> w, x, b = symbol("w"), symbol("x"), symbol("b")
>>> short = shortened([w * apply("exp", w * x + b), apply("sin", -1 * b - x * w)], Domain())
>>> [str(each) for each in short.expressions]
['w*exp([w*x + b])', 'sin(-[w*x + b])']
>>> point = {"w": Fraction(2), "[w*x + b]": Fraction(5)}
>>> whole = short.expanded(point, Domain.of({"x": "positive"}))
>>> {name: str(value) for name, value in whole.items()}
{'b': '3', 'w': '2', 'x': '1'}
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import prod

from grader.domain import REAL, Domain
from grader.equivalence.search.points import Point, fixed_points
from grader.expression import Expression, number, postorder, substituted, symbol, symbols

FEWEST = 3
"""Variables from which on shortening is worth its own time."""
MOST_NAMED = 3
"""Terms of a sum that is named in full."""
Monomial = tuple[str, ...]
Terms = dict[Monomial, Fraction]


@dataclass(frozen=True)
class _Sum:
    """A sum that became the variable `variable`, and its term `free` that occurs nowhere else."""

    terms: Terms
    free: str
    variable: str

    def solved(self, point: Mapping[str, Fraction]) -> Fraction:
        """The value of `free` for which the sum has the value of `variable`."""
        rest = sum(
            factor * prod((point[name] for name in monomial), start=Fraction(1))
            for monomial, factor in self.terms.items()
            if monomial != (self.free,)
        )
        return (point[self.variable] - rest) / self.terms[(self.free,)]


@dataclass(frozen=True)
class Shortened:
    """Expressions in fewer variables.

    Attributes:
        expressions: what is equivalent to the given ones, with the same meaning on the domain.
        names: the variables of the given ones.
    """

    expressions: list[Expression]
    names: list[str]
    sums: tuple[_Sum, ...] = ()

    def expanded(self, point: Point, domain: Domain) -> Point:
        """The point in the given variables, where those that are free to choose are simple."""
        if not self.sums:
            return point
        values = dict(point)
        for name in self.names:
            if name not in values and not any(name == each.free for each in self.sums):
                values[name] = _simple(name, domain)
        for each in reversed(self.sums):
            values[each.free] = each.solved(values)
        return {name: values[name] for name in self.names}


def shortened(expressions: Sequence[Expression], domain: Domain) -> Shortened:
    """The expressions with one variable in place of each sum that may be taken for one."""
    found, names = list(expressions), sorted(symbols(*expressions))
    sums: list[_Sum] = []
    if len(names) < FEWEST:
        return Shortened(found, names)
    for group in _groups(found):
        for free in _free_terms(group.terms, domain):
            variable = group.name(free)
            shorter = substituted(found, group.replaced_by(variable))
            if free not in symbols(*shorter):
                found = shorter
                sums.append(_Sum(group.terms, free, variable))
                break
    return Shortened(found, names, tuple(sums))


@dataclass(frozen=True)
class _Group:
    """All places at which one sum, or its negative, stands."""

    terms: Terms
    same: list[Expression]
    opposite: list[Expression]

    def name(self, free: str) -> str:
        """What the sum is called where a scope names it."""
        return f"[{self.same[0]}]" if len(self.terms) <= MOST_NAMED else f"[... + {free}]"

    def replaced_by(self, variable: str) -> dict[Expression, Expression]:
        new = symbol(variable)
        return dict.fromkeys(self.same, new) | dict.fromkeys(self.opposite, -new)


def _groups(expressions: Sequence[Expression]) -> list[_Group]:
    """The different sums of monomials, the longest first."""
    groups: list[_Group] = []
    for expression in postorder(*expressions):
        terms = _terms(expression)
        if terms is None:
            continue
        negative = {monomial: -factor for monomial, factor in terms.items()}
        for group in groups:
            if group.terms == terms:
                group.same.append(expression)
                break
            if group.terms == negative:
                group.opposite.append(expression)
                break
        else:
            groups.append(_Group(terms, [expression], []))
    return sorted(groups, key=lambda group: len(group.terms), reverse=True)


def _free_terms(terms: Terms, domain: Domain) -> list[str]:
    """The variables that are a term of the sum, and range over all real numbers."""
    occurring = [name for monomial in terms for name in monomial]
    return [
        monomial[0]
        for monomial, factor in terms.items()
        if len(monomial) == 1
        and abs(factor) == 1
        and occurring.count(monomial[0]) == 1
        and domain[monomial[0]] == REAL
    ]


def _terms(expression: Expression) -> Terms | None:
    """The monomials and their factors, if `expression` is a sum of different monomials."""
    if expression.operation != "add":
        return None
    terms: Terms = {}
    for argument in expression.arguments:
        factors = _factors(argument)
        names = sorted(str(f.value) for f in factors if f.operation == "symbol")
        numbers = [value for f in factors if (value := number(f)) is not None]
        monomial = tuple(names)
        if len(names) + len(numbers) < len(factors) or monomial in terms:
            return None
        terms[monomial] = prod(numbers, start=Fraction(1))
    return terms


def _factors(expression: Expression) -> list[Expression]:
    if expression.operation != "mul":
        return [expression]
    return [factor for argument in expression.arguments for factor in _factors(argument)]


def _simple(name: str, domain: Domain) -> Fraction:
    if domain[name].contains(Fraction(0)):
        return Fraction(0)
    return next(fixed_points([name], domain))[name]
