"""In which other forms may a right answer come? One rewriting a kind, by SymPy.

A rewriting returns a formula, or a text where SymPy would undo it. Not each is valid everywhere:
labels are found from values, never from here.

>>> x = Symbol("x", real=True)
>>> REWRITINGS["half angles"](sin(x), Random(1))
2*sin(x/2)*cos(x/2)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random

from sympy import (
    Abs,
    Add,
    Expr,
    Heaviside,
    Max,
    Mul,
    Pow,
    Rational,
    Symbol,
    apart,
    asin,
    atan,
    cancel,
    collect,
    cos,
    cosh,
    count_ops,
    exp,
    expand,
    expand_log,
    expand_power_base,
    expand_power_exp,
    expand_trig,
    factor,
    factor_terms,
    log,
    logcombine,
    pi,
    powsimp,
    radsimp,
    sec,
    sech,
    sign,
    sin,
    sinh,
    sqrt,
    tan,
    tanh,
    together,
)
from sympy.simplify.fu import TR8

from benchmarks.functions import Relu, Sigmoid, Softplus, Step

Form = Expr | str
Rewriting = Callable[[Expr, Random], Form]
Forms = Mapping[type[Expr], tuple[Callable[[Expr], Expr], ...]]
EASY = 40
"""The most operations of a formula that the slow ones are tried on."""

NAMED: Forms = {
    Sigmoid: (
        lambda u: 1 / (1 + exp(-u)),
        lambda u: exp(u) / (1 + exp(u)),
        lambda u: (1 + tanh(u / 2)) / 2,
        lambda u: 1 - 1 / (1 + exp(u)),
    ),
    Softplus: (
        lambda u: log(1 + exp(u)),
        lambda u: u + log(1 + exp(-u)),
        lambda u: -log(1 / (1 + exp(u))),
        lambda u: u / 2 + log(2 * cosh(u / 2)),
    ),
    Relu: (lambda u: Max(u, 0), lambda u: (u + Abs(u)) / 2, lambda u: u * Heaviside(u)),
    Step: (Heaviside, lambda u: (1 + sign(u)) / 2, lambda u: Max(0, sign(u))),
}
"""How functions without a name of their own in SymPy are written; the first is the usual form."""


def usual(formula: Expr) -> Expr:
    """The formula with sigmoids, softplus and steps in their usual form."""
    return _written(formula, {kind: forms[:1] for kind, forms in NAMED.items()}, Random(0))


def unusual(formula: Expr, source: Random) -> Expr:
    """The formula with sigmoids, softplus and steps in another form."""
    return usual(_written(formula, {kind: forms[1:] for kind, forms in NAMED.items()}, source))


def _written(formula: Expr, table: Forms, source: Random) -> Expr:
    """The formula with each function of the table in one of its forms."""
    chosen = {kind: source.choice(forms) for kind, forms in table.items()}
    return formula.replace(
        lambda part: part.func in chosen,
        lambda part: chosen[part.func](part.args[0]),  # SymPy's Heaviside has a second argument
    )


def _by(table: Forms) -> Rewriting:
    return lambda formula, source: _written(formula, table, source)


def _algebra(function: Callable[[Expr], Expr]) -> Rewriting:
    """A function of SymPy, for formulas that are not too large for it."""
    return lambda formula, _: function(formula) if count_ops(formula) <= EASY else formula


def _apart(formula: Expr) -> Expr:
    names = list(formula.free_symbols)
    return apart(formula) if len(names) == 1 and formula.is_rational_function(*names) else formula


def _collected(formula: Expr, source: Random) -> Expr:
    names = sorted(formula.free_symbols, key=str)
    return collect(expand(formula), source.choice(names)) if names else formula


def _common_factor(formula: Expr, source: Random) -> Expr:
    """Numerator and denominator times the same thing, not cancelled."""
    x = _variable(formula, source)
    factor_ = source.choice((x**2 + 1, exp(x) + 2, x - 3, x))
    top, bottom = formula.as_numer_denom()
    return Mul(expand(top * factor_), Pow(expand(bottom * factor_), -1), evaluate=False)


def _added_and_subtracted(formula: Expr, source: Random) -> Expr:
    x = _variable(formula, source)
    extra = source.choice(((x + 1) ** 2, sin(x) ** 2, exp(x) * (x - 1)))
    return Add(formula, extra, -expand(extra), evaluate=False)


def _variable(formula: Expr, source: Random) -> Symbol:
    return source.choice(sorted(formula.free_symbols, key=str) or [Symbol("x", real=True)])


def _complex_exponentials(formula: Expr, _: Random) -> Expr:
    angles = formula.atoms(sin, cos, tan)
    return formula.xreplace({angle: angle.rewrite(exp) for angle in angles})


def _reordered(formula: Expr, source: Random) -> str:
    """The formula's text with sums and products in another order, and more parentheses."""
    if not formula.args:
        return f"({formula})" if formula.is_number else str(formula)
    arguments = formula.args[:1] if isinstance(formula, Heaviside) else formula.args
    parts = [_reordered(part, source) for part in arguments]
    if isinstance(formula, (Add, Mul)):
        source.shuffle(parts)
        return f"({(' + ' if isinstance(formula, Add) else '*').join(parts)})"
    if isinstance(formula, Pow):
        return f"({parts[0]})**{parts[1]}"
    return f"{formula.func.__name__}({', '.join(parts)})"


def _decimals(formula: Expr, _: Random) -> str:
    """Halves, quarters and fifths as decimal numbers."""
    short = {q for q in formula.atoms(Rational) if q.q > 1 and DECIMAL_PLACES % q.q == 0}
    names = {q: Symbol(str(q.p / q.q)) for q in short if q > 0}
    return str(formula.xreplace(names))


DECIMAL_PLACES = 10**4


def _power_by_logarithm(formula: Expr, _: Random) -> Expr:
    powers = [p for p in formula.atoms(Pow) if not p.exp.is_integer and p.base is not exp(1)]
    return formula.xreplace({p: exp(p.exp * log(p.base)) for p in powers})


def _rationalised(formula: Expr, _: Random) -> Expr:
    roots = [p for p in formula.atoms(Pow) if p.exp.is_Rational and p.exp.q > 1 and p.exp < 0]
    return formula.xreplace({p: p.base ** (p.exp + 1) / p.base for p in roots})


def _angles(*forms: tuple[type[Expr], Callable[[Expr], Expr]]) -> Rewriting:
    return _by({kind: (form,) for kind, form in forms})


REWRITINGS: Mapping[str, Rewriting] = {
    "expand": _algebra(expand),
    "factor": _algebra(factor),
    "factor terms": _algebra(factor_terms),
    "together": _algebra(together),
    "apart": _algebra(_apart),
    "cancel": _algebra(cancel),
    "collect": _collected,
    "common factor": _common_factor,
    "added and subtracted": _added_and_subtracted,
    "reordered": _reordered,
    "decimals": _decimals,
    "angles of sums": _algebra(expand_trig),
    "half angles": _angles(
        (sin, lambda u: 2 * sin(u / 2) * cos(u / 2)),
        (cos, lambda u: 1 - 2 * sin(u / 2) ** 2),
        (tan, lambda u: sin(2 * u) / (1 + cos(2 * u))),
    ),
    "tangent of the half": _angles(
        (sin, lambda u: 2 * tan(u / 2) / (1 + tan(u / 2) ** 2)),
        (cos, lambda u: (1 - tan(u / 2) ** 2) / (1 + tan(u / 2) ** 2)),
        (tan, lambda u: 2 * tan(u / 2) / (1 - tan(u / 2) ** 2)),
    ),
    "shifted angles": _angles(
        (sin, lambda u: Mul(-1, cos(Add(u, pi / 2, evaluate=False), evaluate=False))),
        (cos, lambda u: sin(Add(u, pi / 2, evaluate=False), evaluate=False)),
    ),
    "products to sums": _algebra(TR8),
    "Pythagoras": lambda formula, _: formula.replace(
        lambda p: isinstance(p, Pow) and p.func is Pow and p.exp == 2 and p.base.func in _SQUARES,  # noqa: PLR2004
        lambda p: _SQUARES[p.base.func](p.base.args[0]),
    ),
    "reciprocals": _angles(
        (cos, lambda u: 1 / sec(u)), (cosh, lambda u: 1 / sech(u)), (tan, lambda u: sin(u) * sec(u))
    ),
    "quotients": _angles(
        (tan, lambda u: sin(u) / cos(u)),
        (tanh, lambda u: sinh(u) / cosh(u)),
    ),
    "complex exponentials": _complex_exponentials,
    "hyperbolic by exp": _by({f: (lambda u, f=f: f(u).rewrite(exp),) for f in (sinh, cosh, tanh)}),
    "forms of tanh": _by(
        {
            tanh: (
                lambda u: 1 - 2 / (1 + exp(2 * u)),
                lambda u: 2 / (1 + exp(-2 * u)) - 1,
                lambda u: sinh(2 * u) / (1 + cosh(2 * u)),
            )
        }
    ),
    "exp by hyperbolic": _angles((exp, lambda u: cosh(u) + sinh(u))),
    "exp of halves": _angles((exp, lambda u: Pow(exp(u / 2), 2, evaluate=False))),
    "products of exp": _algebra(expand_power_exp),
    "split logarithms": _algebra(expand_log),
    "joined logarithms": _algebra(logcombine),
    "logarithm of the square": _angles((log, lambda u: log(u**2) / 2)),
    "split powers": _algebra(expand_power_base),
    "joined powers": _algebra(powsimp),
    "powers by exp and log": _power_by_logarithm,
    "rationalised": _rationalised,
    "radicals simplified": _algebra(radsimp),
    "root of the square": _angles((Abs, lambda u: sqrt(expand(u**2)))),
    "forms of abs": _by({Abs: (lambda u: u * sign(u), lambda u: Max(u, -u))}),
    "forms of sign": _by({sign: (lambda u: Abs(u) / u, lambda u: 2 * Heaviside(u) - 1)}),
    "forms of the step": _angles((Heaviside, lambda u: (1 + sign(u)) / 2)),
    "forms of max": lambda formula, _: formula.replace(
        Max,
        lambda *u: Add(*u, Abs(u[0] - u[1])) / 2 if len(u) == 2 else Max(*u),  # noqa: PLR2004
    ),
    "forms of atan": _by(
        {
            atan: (
                lambda u: asin(u / sqrt(1 + u**2)),
                lambda u: 2 * atan(u / (1 + sqrt(1 + u**2))),
                lambda u: pi / 2 - atan(1 / u),
            )
        }
    ),
}
_SQUARES: Mapping[type[Expr], Callable[[Expr], Expr]] = {
    sin: lambda u: 1 - cos(u) ** 2,
    cos: lambda u: 1 - sin(u) ** 2,
    tan: lambda u: 1 / cos(u) ** 2 - 1,
    sinh: lambda u: cosh(u) ** 2 - 1,
    cosh: lambda u: 1 + sinh(u) ** 2,
    tanh: lambda u: 1 - 1 / cosh(u) ** 2,
}
