"""Of which functions are derivatives asked? Random elementary ones, family by family.

>>> task = derivative(Random(3), "sigmoid")
>>> task.family, task.variable in task.function.free_symbols
('sigmoid', True)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random

from sympy import (
    Abs,
    Add,
    DiracDelta,
    Expr,
    Function,
    Heaviside,
    Max,
    Mul,
    Rational,
    Symbol,
    atan,
    cos,
    cosh,
    count_ops,
    diff,
    exp,
    log,
    sign,
    sin,
    sinh,
    sqrt,
    tan,
    tanh,
)

NAMES = "xyz"
SMALLEST, LARGEST = 2, 34
"""Operations of a derivative, as SymPy counts them."""


class Sigmoid(Function):
    """σ(u); how it is written is chosen later."""

    is_real = True

    def fdiff(self, argindex: int = 1) -> Expr:
        """σ′ = σ·(1 − σ)."""
        return self * (argindex - self)


class Softplus(Function):
    """The logarithm of 1 + exp(u); how it is written is chosen later."""

    is_real = True

    def fdiff(self, argindex: int = 1) -> Expr:
        """The sigmoid."""
        return argindex * Sigmoid(self.args[0])


class Relu(Function):
    """The larger of u and 0; how it is written is chosen later."""

    is_real = True

    def fdiff(self, argindex: int = 1) -> Expr:
        """The step, almost everywhere."""
        return argindex * Step(self.args[0])


class Step(Function):
    """1 for positive u, 0 for negative u; how it is written is chosen later."""

    is_real = True

    def fdiff(self, argindex: int = 1) -> Expr:
        """Zero, almost everywhere."""
        return Rational(argindex - 1)


@dataclass(frozen=True)
class Task:
    """A derivative that is asked for: of `function` with respect to `variable`."""

    family: str
    function: Expr
    variable: Symbol

    @property
    def answer(self) -> Expr:
        """The derivative; what lives at single points alone is left out."""
        found = diff(self.function, self.variable)
        return found.replace(DiracDelta, lambda *_: Rational(0))

    @property
    def domain(self) -> dict[str, str]:
        """The range of each variable."""
        symbols = sorted(self.function.free_symbols, key=str)
        return {str(s): "positive" if s.is_positive else "real" for s in symbols}


def derivative(source: Random, family: str) -> Task:
    """A derivative of moderate size of a random function of the family."""
    while True:
        task = _drawn(source, family)
        if task.function.free_symbols:
            answer = task.answer
            if answer.free_symbols and SMALLEST <= count_ops(answer) <= LARGEST:
                return task


def _drawn(source: Random, family: str) -> Task:
    count = source.choice((1, 1, 2, 2, 3))
    positive = family == "exponent" or source.random() < POSITIVE
    given = {"positive": True} if positive else {"real": True}
    draw = Draw(source, tuple(Symbol(name, **given) for name in NAMES[:count]))
    function = FAMILIES[family](draw)
    variable = source.choice(sorted(function.free_symbols, key=str) or draw.variables)
    if source.random() < COMBINED:
        other = FAMILIES[source.choice(sorted(FAMILIES))](draw) if positive else draw.polynomial()
        function = source.choice((Add, Mul))(function, other)
    return Task(family, function, variable)


POSITIVE = 0.3
COMBINED = 0.4


@dataclass(frozen=True)
class Draw:
    """Random parts of functions."""

    source: Random
    variables: tuple[Symbol, ...]

    def number(self) -> int:
        """A small number that is not zero."""
        return self.source.choice((-3, -2, -1, 1, 1, 2, 3, 4, 5))

    def variable(self) -> Symbol:
        """One of the variables."""
        return self.source.choice(self.variables)

    def monomial(self) -> Expr:
        """A product of powers with a coefficient."""
        factors = [self.variable() ** self.source.randint(1, 3) for _ in range(2)]
        return self.number() * Mul(*factors[: self.source.randint(1, 2)])

    def polynomial(self) -> Expr:
        """A sum of two or three monomials."""
        return Add(*[self.monomial() for _ in range(self.source.randint(2, 3))])

    def inner(self) -> Expr:
        """An argument for an outer function."""
        x, y = self.variable(), self.variable()
        forms = (
            self.number() * x,
            x + self.number() * y,
            x * y,
            x**2 + self.number() * y,
            self.number() * x - self.number() * y + self.number(),
            x / Rational(self.source.randint(2, 5)),
        )
        return self.source.choice(forms)

    def positive(self) -> Expr:
        """An argument that has a sign: 1 + x², and so on."""
        x, y = self.variable(), self.variable()
        forms = (x**2 + 1, x**2 + y**2 + self.source.randint(1, 4), x**4 + y**2 + 2, exp(x) + 1)
        return self.source.choice(forms)

    def argument(self) -> Expr:
        """An argument for a logarithm or a root: mostly of one sign."""
        return self.positive() if self.source.random() < MOSTLY else self.inner()

    def factor(self) -> Expr:
        """What stands before a function: mostly nothing or a number, else a power."""
        return self.source.choice((1, 1, self.number(), self.variable(), self.variable() ** 2))


MOSTLY = 0.7


def _rational(draw: Draw) -> Expr:
    return draw.polynomial() / draw.source.choice(
        (draw.positive(), draw.inner(), draw.inner() ** 2)
    )


def _trigonometric(draw: Draw) -> Expr:
    outer, other = draw.source.choice((sin, cos, tan)), draw.source.choice((sin, cos))
    u, v = draw.inner(), draw.inner()
    return draw.source.choice((draw.factor() * outer(u), sin(u) * other(v), other(u) ** 2))


def _hyperbolic(draw: Draw) -> Expr:
    outer, other = draw.source.choice((sinh, cosh, tanh)), draw.source.choice((cosh, tanh))
    u = draw.inner()
    return draw.source.choice((draw.factor() * outer(u), sinh(u) * other(u), log(cosh(u))))


def _power(draw: Draw) -> Expr:
    over = Rational(draw.source.choice((1, 2, 4, 5)), draw.source.choice((3, 5)))
    return draw.factor() * draw.argument() ** (over * draw.source.choice((1, 1, -1)))


def _root(draw: Draw) -> Expr:
    root = sqrt(draw.argument())
    return draw.source.choice((draw.factor() * root, draw.polynomial() / root, 1 / (root + 2)))


def _absolute(draw: Draw) -> Expr:
    u = draw.inner()
    return draw.source.choice((draw.factor() * Abs(u), Abs(u) ** 3, log(Abs(u)), u * Abs(u)))


def _larger(draw: Draw) -> Expr:
    u, v = draw.inner(), draw.inner()
    return draw.source.choice(
        (Relu(u), Relu(u) ** 2, draw.factor() * Relu(u), Max(u, v), Relu(u) * v)
    )


def _piecewise(draw: Draw) -> Expr:
    u = draw.inner()
    step = draw.source.choice((sign(u), Heaviside(u), Step(u)))
    return step * draw.source.choice((draw.polynomial(), sin(draw.inner()), exp(draw.inner())))


def _exponent(draw: Draw) -> Expr:
    base = draw.source.choice((draw.variable(), draw.positive()))
    return draw.factor() * base ** draw.inner()


def _nested(draw: Draw) -> Expr:
    smooth = draw.source.choice((sin, cos, tanh, Sigmoid, atan, exp))
    outer = draw.source.choice((sin, exp, tanh, Sigmoid, Softplus, atan))
    return outer(draw.number() * smooth(draw.inner()))


FAMILIES: Mapping[str, Callable[[Draw], Expr]] = {
    "polynomial": lambda draw: draw.polynomial() * draw.inner() ** draw.source.randint(1, 3),
    "rational": _rational,
    "exponential": lambda draw: draw.polynomial() * exp(draw.inner()),
    "logarithm": lambda draw: draw.factor() * log(draw.argument()),
    "trigonometric": _trigonometric,
    "hyperbolic": _hyperbolic,
    "sigmoid": lambda draw: draw.factor() * Sigmoid(draw.inner()),
    "softplus": lambda draw: draw.factor() * Softplus(draw.inner()),
    "root": _root,
    "power": _power,
    "absolute": _absolute,
    "larger": _larger,
    "piecewise": _piecewise,
    "arctangent": lambda draw: draw.factor() * atan(draw.inner()),
    "exponent": _exponent,
    "nested": _nested,
}
