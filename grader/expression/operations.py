"""Which operations build a formula, and under which names are they known?

One table for the whole package: readers, writers and the decision procedure go by it.

>>> OPERATIONS["log"].spellings, OPERATIONS["atan2"].least
(('log', 'ln'), 2)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

MANY = 512


@dataclass(frozen=True)
class Operation:
    """One way to build an expression from others.

    `spellings` are the names under which the text reader knows a function, the first one being how
    it is printed; `sympy` is the name of SymPy's class, where there is one. `total` says that it
    has a real value for all real arguments; for a power and a logarithm it depends on them.
    """

    name: str
    least: int = 1
    most: int = 1
    spellings: tuple[str, ...] = ()
    sympy: str = ""
    total: bool = False


def _function(
    name: str, sympy: str, *spellings: str, least: int = 1, most: int = 1, total: bool = False
) -> Operation:
    return Operation(name, least, most, (name, *spellings), sympy, total)


OPERATIONS: Mapping[str, Operation] = {
    operation.name: operation
    for operation in (
        Operation("add", 1, MANY, sympy="Add", total=True),
        Operation("mul", 1, MANY, sympy="Mul", total=True),
        Operation("pow", 2, 2, sympy="Pow"),
        _function("exp", "exp", total=True),
        _function("log", "log", "ln"),
        _function("sin", "sin", total=True),
        _function("cos", "cos", total=True),
        _function("tan", "tan"),
        _function("sec", "sec"),
        _function("csc", "csc"),
        _function("cot", "cot"),
        _function("asin", "asin", "arcsin"),
        _function("acos", "acos", "arccos"),
        _function("atan", "atan", "arctan", total=True),
        _function("asec", "asec", "arcsec"),
        _function("acsc", "acsc", "arccsc"),
        _function("acot", "acot", "arccot", total=True),
        _function("sinh", "sinh", total=True),
        _function("cosh", "cosh", total=True),
        _function("tanh", "tanh", total=True),
        _function("sech", "sech", total=True),
        _function("csch", "csch"),
        _function("coth", "coth"),
        _function("asinh", "asinh", "arcsinh", "arsinh", total=True),
        _function("acosh", "acosh", "arccosh", "arcosh"),
        _function("atanh", "atanh", "arctanh", "artanh"),
        _function("abs", "Abs", "Abs", total=True),
        _function("sign", "sign", total=True),
        _function("heaviside", "Heaviside", "Heaviside", total=True),
        _function("max", "Max", "Max", "maximum", most=MANY, total=True),
        _function("min", "Min", "Min", "minimum", most=MANY, total=True),
        _function("atan2", "atan2", "arctan2", least=2, most=2),
        _function("re", "re", total=True),
        _function("im", "im", total=True),
        _function("conjugate", "conjugate", total=True),
    )
}
CONSTANTS = ("pi", "i")
"""The named constants: the circle's, and the imaginary unit. Euler's number is exp(1)."""
