"""Which sums may be taken for one variable? Those with a term that occurs nowhere else.

In exp(-(w*x + b))/(1 + exp(-(w*x + b)))**2 the variable b occurs inside w*x + b alone. As b ranges
over the real numbers so does the sum, whatever w and x are: the formulas are the same functions of
w, x and u = w*x + b. Nothing is lost, and there is less to multiply out.

>>> from grader.expression import apply, symbol
>>> w, x, b = symbol("w"), symbol("x"), symbol("b")
>>> short = shortened([w * apply("exp", w * x + b), apply("sin", -1 * b - x * w)], Domain())
>>> [str(each) for each in short]
['w*exp([w*x + b])', 'sin(-[w*x + b])']
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import prod

from grader.domain import REAL, Domain
from grader.expression import Expression, number, postorder, substitute, symbol, symbols

FEWEST = 3
"""Variables from which on shortening is worth its own time."""
LONGEST_NAME = 60
Monomial = tuple[str, ...]
Terms = dict[Monomial, Fraction]


def shortened(expressions: Sequence[Expression], domain: Domain) -> list[Expression]:
    """The expressions with one variable in place of each sum that may be taken for one."""
    found = list(expressions)
    if len(symbols(*found)) < FEWEST:
        return found
    for terms in _sums(found):
        for name in _free_terms(terms, domain):
            shorter = _replaced(found, terms, name)
            if name not in symbols(*shorter):
                found = shorter
                break
    return found


def _sums(expressions: Sequence[Expression]) -> list[Terms]:
    """The different sums of monomials, up to the sign, the longest first."""
    sums: list[Terms] = []
    for expression in postorder(*expressions):
        terms = _terms(expression)
        if terms and terms not in sums and _negated(terms) not in sums:
            sums.append(terms)
    return sorted(sums, key=len, reverse=True)


def _free_terms(terms: Terms, domain: Domain) -> list[str]:
    """The variables that are a term of the sum, and range over all real numbers."""
    alone = [monomial[0] for monomial, factor in terms.items()
             if len(monomial) == 1 and abs(factor) == 1]  # fmt: skip
    occurring = [name for monomial in terms for name in monomial]
    return [name for name in alone if occurring.count(name) == 1 and domain[name] == REAL]


def _replaced(expressions: Sequence[Expression], terms: Terms, name: str) -> list[Expression]:
    """The expressions with a variable for the sum, and its negative for the negative of the sum."""
    every = {expression: _terms(expression) for expression in postorder(*expressions)}
    negative = _negated(terms)
    same = [expression for expression, found in every.items() if found == terms]
    opposite = [expression for expression, found in every.items() if found == negative]
    text = str(same[0])
    variable = symbol(f"[{text}]" if len(text) <= LONGEST_NAME else f"[... + {name}]")
    replacements = dict.fromkeys(same, variable) | dict.fromkeys(opposite, -variable)
    return [substitute(expression, replacements) for expression in expressions]


def _negated(terms: Terms) -> Terms:
    return {monomial: -factor for monomial, factor in terms.items()}


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
