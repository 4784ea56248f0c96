"""How are sums and products written without zeros and ones? For formulas that a program builds.

>>> from grader.expression.graph import rational, symbol
>>> x = symbol("x")
>>> str(plus(rational(0), x, times(rational(1), x, x)))
'x + x*x'
>>> times(rational(0), x) is rational(0)
True
"""

from __future__ import annotations

from grader.expression.graph import Expression, product, rational, total
from grader.expression.notation import number


def plus(*terms: Expression) -> Expression:
    """The sum of `terms`, zeros left out."""
    return total(term for term in terms if number(term) != 0)


def times(*factors: Expression) -> Expression:
    """The product of `factors`, ones left out; 0 if one of them is 0."""
    if any(number(factor) == 0 for factor in factors):
        return rational(0)
    return product(factor for factor in factors if number(factor) != 1)
