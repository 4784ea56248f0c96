"""How is a formula changed a little? By one slip of the pen, or by what hides from a sample."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from random import Random

from benchmarks.fuzzing.rewritings import rewritten
from grader.expression import (
    Expression,
    apply,
    number,
    postorder,
    rational,
    substitute,
    symbol,
    symbols,
)

Change = Callable[[Expression, Random], Expression | None]
LONGEST = 120
PATIENCE = 10
"""How many times a change is drawn until one fits."""
SWAPS = {
    "sin": "cos",
    "cos": "cosh",
    "tan": "tanh",
    "sinh": "cosh",
    "cosh": "sinh",
    "tanh": "tan",
    "asin": "acos",
    "acos": "asin",
    "atan": "acot",
    "acot": "atan",
    "max": "min",
    "min": "max",
    "abs": "sign",
    "sign": "heaviside",
    "asinh": "acosh",
    "exp": "sinh",
}


def _sign(e: Expression, _: Random) -> Expression:
    return -e


def _coefficient(e: Expression, source: Random) -> Expression:
    value = number(e)
    if value is not None:
        return rational(value + source.choice((1, -1)))
    return rational(Fraction(source.choice((2, 3, Fraction(1, 2))))) * e


def _exponent(e: Expression, source: Random) -> Expression | None:
    if e.operation != "pow":
        return e ** source.choice((2, 3))
    value = number(e.arguments[1])
    step = source.choice((1, -1, Fraction(1, 2)))
    return e.arguments[0] ** rational(value + step) if value is not None else None


def _function(e: Expression, _: Random) -> Expression | None:
    return apply(SWAPS[e.operation], *e.arguments) if e.operation in SWAPS else None


def _dropped(e: Expression, source: Random) -> Expression | None:
    if e.operation not in ("add", "mul") or len(e.arguments) == 1:
        return None
    gone = source.randrange(len(e.arguments))
    rest = [argument for place, argument in enumerate(e.arguments) if place != gone]
    return apply(e.operation, *rest)


def _inner(e: Expression, source: Random) -> Expression | None:
    return source.choice(e.arguments) if e.arguments else None


def _variable(e: Expression, source: Random) -> Expression | None:
    names = sorted(symbols(e))
    if not names:
        return None
    old = symbol(source.choice(names))
    new = source.choice((*(symbol(name) for name in ("x", "y") if name in names), old + 1, -old))
    return substitute(e, {old: new})


def _tiny_factor(e: Expression, _: Random) -> Expression:
    return e * (1 + rational(1, 10**30))


def _tiny_term(e: Expression, _: Random) -> Expression:
    return e + rational(1, 10**25)


def _size(e: Expression, source: Random) -> Expression:
    return source.choice((apply("abs", e), (e**2) ** Fraction(1, 2), (e ** Fraction(1, 2)) ** 2))


def _far(e: Expression, source: Random) -> Expression:
    """A difference on a half line, in a gap, or near a point."""
    x, a = (
        symbol("x"),
        rational(Fraction(source.choice((0, 1, -1, 3, 100, -1000, 10**7, Fraction(1, 3))))),
    )
    gap = apply("max", rational(0), (x - a) * (a + Fraction(1, 10) - x))
    step = apply("heaviside", x - a)
    hole = 0 * apply("log", apply("max", rational(0), a - x))
    return source.choice((e + gap, e + step, e * step, e + hole, apply("max", e, x - a)))


def _vanishing(e: Expression, source: Random) -> Expression:
    """A quotient or a product with something that may vanish."""
    by = source.choice(
        (symbol("x"), apply("sin", symbol("x")), apply("max", symbol("x"), rational(0)))
    )
    return source.choice((e * by / by, e + 0 / by, e * by**0, e + 0 * by ** Fraction(1, 2)))


CHANGES: tuple[Change, ...] = (
    *(_sign, _coefficient, _coefficient, _exponent, _function, _function, _dropped, _dropped),
    *(_inner, _variable, _tiny_factor, _tiny_term, _size, _size, _far, _vanishing),
)


def mutated(root: Expression, source: Random) -> Expression:
    """`root` after up to three rewritings and, two times of three, one change."""
    current = root
    for _ in range(PATIENCE):
        for _ in range(source.choice((0, 1, 1, 2, 3))):
            current = _with_one_part(current, rewritten, source)
        if source.random() < 2 / 3:
            current = _with_one_part(current, source.choice(CHANGES), source)
        if current is not root:
            break
    return current


def _with_one_part(root: Expression, change: Change, source: Random) -> Expression:
    parts = list(postorder(root))
    part = root if source.random() < 1 / 4 else source.choice(parts)
    new = change(part, source)
    if new is None:
        return root
    changed = substitute(root, {part: new})
    return changed if sum(1 for _ in postorder(changed)) <= LONGEST else root
