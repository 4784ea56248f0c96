"""Which wrong answers come close to a right one? One small change a kind.

>>> x = Symbol("x", real=True)
>>> MISTAKES["factor 2"](sin(x), Random(1))
2*sin(x)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from random import Random

from sympy import (
    Abs,
    Add,
    Expr,
    Pow,
    Rational,
    Symbol,
    cos,
    cosh,
    exp,
    log,
    sign,
    sin,
    sinh,
    sqrt,
    tan,
    tanh,
)

Mistake = Callable[[Expr, Random], Expr | str]
TINY = "1e-30"


def _somewhere(is_meant: Callable[[Expr], bool], change: Callable[[Expr, Random], Expr]) -> Mistake:
    """Change one part of a formula that is meant; nothing where there is none."""

    def changed(formula: Expr, source: Random) -> Expr:
        parts = sorted({part for part in _parts(formula) if is_meant(part)}, key=str)
        if not parts:
            return formula
        part = source.choice(parts)
        return formula.xreplace({part: change(part, source)})

    return changed


def _parts(formula: Expr) -> list[Expr]:
    return [formula, *(part for argument in formula.args for part in _parts(argument))]


def _without_one(part: Expr, source: Random) -> Expr:
    arguments = list(part.args)
    arguments.pop(source.randrange(len(arguments)))
    return part.func(*arguments)


def _one_negated(part: Expr, source: Random) -> Expr:
    arguments = list(part.args)
    place = source.randrange(len(arguments))
    arguments[place] = -arguments[place]
    return Add(*arguments)


def _swapped(formula: Expr, source: Random) -> Expr:
    """Two variables change places; a single one is shifted."""
    names = _names(formula)
    if len(names) == 1:
        return formula.xreplace({names[0]: names[0] + 1})
    x, y = source.sample(names, 2)
    return formula.xreplace({x: y, y: x})


def _one_for_another(formula: Expr, source: Random) -> Expr:
    names = _names(formula)
    if len(names) == 1:
        return formula
    x, y = source.sample(names, 2)
    return formula.xreplace({x: y})


def _names(formula: Expr) -> list[Symbol]:
    return sorted(formula.free_symbols, key=str)


def _squares_of_the_sum(formula: Expr, _: Random) -> Expr:
    squares = [p for p in formula.atoms(Pow) if p.exp == 2 and p.base.is_Add]  # noqa: PLR2004
    return formula.xreplace({p: Add(*(each**2 for each in p.base.args)) for p in squares})


def _tiny_term(formula: Expr, source: Random) -> str:
    return f"{formula} + {TINY}*{source.choice(_names(formula))}"


def _tiny_shift(formula: Expr, source: Random) -> str:
    name = str(source.choice(_names(formula)))
    return re.sub(rf"\b{name}\b", f"({name} - {TINY})", str(formula))


def _other_function(part: Expr, source: Random) -> Expr:
    return source.choice(_OTHER[part.func])(*part.args)


_OTHER: Mapping[type[Expr], tuple[Callable[[Expr], Expr], ...]] = {
    sin: (cos, sinh),
    cos: (sin, cosh),
    tan: (tanh, lambda u: 1 / tan(u)),
    sinh: (cosh, sin),
    cosh: (sinh, cos),
    tanh: (tan, sinh),
    log: (lambda u: log(u) / log(10), lambda u: 1 / u),
    Abs: (lambda u: u, lambda u: u**2),
    sign: (lambda u: u, lambda _: Rational(1)),
}


def _is_function(part: Expr) -> bool:
    return part.func in _OTHER


def _is_power(part: Expr) -> bool:
    return isinstance(part, Pow) and part.exp.is_Rational


MISTAKES: Mapping[str, Mistake] = {
    "sign": lambda formula, _: -formula,
    "factor 2": lambda formula, source: formula * source.choice((2, Rational(1, 2))),
    "sign of a term": _somewhere(lambda part: part.is_Add, _one_negated),
    "dropped term": _somewhere(lambda part: part.is_Add, _without_one),
    "dropped factor": _somewhere(lambda part: part.is_Mul, _without_one),
    "swapped variables": _swapped,
    "one variable for another": _one_for_another,
    "exponent off by one": _somewhere(
        _is_power, lambda part, source: part.base ** (part.exp + source.choice((1, -1)))
    ),
    "exponent lost": _somewhere(_is_power, lambda part, _: part.base),
    "number off by one": _somewhere(
        lambda part: part.is_Integer and abs(part) > 1, lambda part, _: part + 1
    ),
    "another function": _somewhere(_is_function, _other_function),
    "function left out": _somewhere(_is_function, lambda part, _: part.args[0]),
    "sign of an exponent": _somewhere(
        lambda part: part.func is exp, lambda part, _: exp(-part.args[0])
    ),
    "argument doubled": _somewhere(
        lambda part: part.func in {*_OTHER, exp}, lambda part, _: part.func(2 * part.args[0])
    ),
    "constant added": lambda formula, source: formula + source.choice((1, -2, Rational(1, 100))),
    "root of the square": lambda formula, _: sqrt(formula**2),
    "squares of the sum": _squares_of_the_sum,
    "tiny factor": lambda formula, _: f"({formula})*(1 + {TINY})",
    "tiny term": _tiny_term,
    "tiny shift": _tiny_shift,
}
