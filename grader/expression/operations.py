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
    it is printed; `sympy` is the name of SymPy's class, where there is one.
    """

    name: str
    least: int = 1
    most: int = 1
    spellings: tuple[str, ...] = ()
    sympy: str = ""


def _function(name: str, sympy: str, *spellings: str, least: int = 1, most: int = 1) -> Operation:
    return Operation(name, least, most, (name, *spellings), sympy)


OPERATIONS: Mapping[str, Operation] = {
    operation.name: operation
    for operation in (
        Operation("add", 1, MANY, sympy="Add"),
        Operation("mul", 1, MANY, sympy="Mul"),
        Operation("pow", 2, 2, sympy="Pow"),
        _function("exp", "exp"),
        _function("log", "log", "ln"),
        _function("sin", "sin"),
        _function("cos", "cos"),
        _function("tan", "tan"),
        _function("sec", "sec"),
        _function("csc", "csc"),
        _function("cot", "cot"),
        _function("asin", "asin", "arcsin"),
        _function("acos", "acos", "arccos"),
        _function("atan", "atan", "arctan"),
        _function("asec", "asec", "arcsec"),
        _function("acsc", "acsc", "arccsc"),
        _function("acot", "acot", "arccot"),
        _function("sinh", "sinh"),
        _function("cosh", "cosh"),
        _function("tanh", "tanh"),
        _function("sech", "sech"),
        _function("csch", "csch"),
        _function("coth", "coth"),
        _function("asinh", "asinh", "arcsinh", "arsinh"),
        _function("acosh", "acosh", "arccosh", "arcosh"),
        _function("atanh", "atanh", "arctanh", "artanh"),
        _function("abs", "Abs", "Abs"),
        _function("sign", "sign"),
        _function("heaviside", "Heaviside", "Heaviside"),
        _function("max", "Max", "Max", "maximum", most=MANY),
        _function("min", "Min", "Min", "minimum", most=MANY),
        _function("atan2", "atan2", "arctan2", least=2, most=2),
        _function("re", "re"),
        _function("im", "im"),
        _function("conjugate", "conjugate"),
    )
}
CONSTANTS = ("pi", "i")
"""The named constants: the circle's, and the imaginary unit. Euler's number is exp(1)."""
