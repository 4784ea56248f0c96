"""Random matrix expressions of any size n, each with a function that evaluates it in NumPy.

Matrices A and B are n×n, columns v and w n×1. `twisted` gives with an expression another one that
equals it at n = 1, and mostly nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from random import Random
from typing import Any

import numpy as np

Values = Mapping[str, Any]
SHAPES = {"A": ("n", "n"), "B": ("n", "n"), "v": ("n",), "w": ("n",)}


@dataclass(frozen=True)
class Written:
    """An expression as a text, and what it is for given values of A, B, v, w and n."""

    text: str
    value: Callable[[Values], Any]


def values(n: int, random: Random) -> Values:
    """Random whole numbers for all entries."""

    def entries(width: int) -> Any:  # noqa: ANN401 - an array of fractions
        cells = [[Fraction(random.randint(-9, 9)) for _ in range(width)] for _ in range(n)]
        return np.array(cells, dtype=object)

    return {"A": entries(n), "B": entries(n), "v": entries(1), "w": entries(1), "n": n}


def twisted(random: Random, depth: int, kind: str = "matrix") -> tuple[Written, Written]:
    """A random expression, and one that equals it at n = 1."""
    if depth == 0:
        return _leaf(random, kind)
    a, b = (twisted(random, depth - 1, kind) for _ in range(2))
    if random.random() < 0.2:
        return _pair(_sum, a, b)
    return _matrix(random, depth, a, b) if kind == "matrix" else _column(random, depth, a)


def _leaf(random: Random, kind: str) -> tuple[Written, Written]:
    if kind == "column":
        written = [_named("v"), _named("w"), _ONES]
        return (random.choice(written),) * 2
    choice = random.choice([_named("A"), _named("B"), _EYE, _FULL])
    others = [_EYE, _FULL] if choice in (_EYE, _FULL) else [choice]
    return choice, random.choice(others)


def _matrix(
    random: Random, depth: int, a: tuple[Written, Written], b: tuple[Written, Written]
) -> tuple[Written, Written]:
    how = random.choice(["product", "product", "hadamard", "transpose", "diag", "outer", "scale"])
    if how == "product":
        return _product(a[0], b[0]), random.choice([_product, _swapped, _hadamard])(a[1], b[1])
    if how == "hadamard":
        return _hadamard(a[0], b[0]), random.choice([_hadamard, _product])(a[1], b[1])
    if how == "transpose":
        return _transposed(a[0]), random.choice([_transposed, _same])(a[1])
    if how == "scale":
        return _scaled(a[0]), random.choice([_scaled, _same, _averaged])(a[1])
    c, d = (twisted(random, depth - 1, "column") for _ in range(2))
    if how == "diag":
        return _diag(c[0]), random.choice([_diag, _spread])(c[1])
    return _outer(c[0], d[0]), random.choice([_outer, _swapped_outer])(c[1], d[1])


def _column(random: Random, depth: int, a: tuple[Written, Written]) -> tuple[Written, Written]:
    how = random.choice(["image", "entrywise", "square"])
    if how == "square":
        return _square(a[0]), _square(a[1])
    other = twisted(random, depth - 1, "column" if how == "entrywise" else "matrix")
    if how == "entrywise":
        return _entrywise(a[0], other[0]), _entrywise(other[1], a[1])
    return _product(other[0], a[0]), random.choice([_product, _image_of_transpose])(other[1], a[1])


def _pair(
    combine: Callable[[Written, Written], Written],
    a: tuple[Written, Written],
    b: tuple[Written, Written],
) -> tuple[Written, Written]:
    return combine(a[0], b[0]), combine(b[1], a[1])


def _named(name: str) -> Written:
    return Written(name, lambda at: at[name])


def _sum(a: Written, b: Written) -> Written:
    return Written(f"({a.text} + {b.text})", lambda at: a.value(at) + b.value(at))


def _product(a: Written, b: Written) -> Written:
    return Written(f"({a.text} @ {b.text})", lambda at: a.value(at) @ b.value(at))


def _swapped(a: Written, b: Written) -> Written:
    return _product(b, a)


def _image_of_transpose(a: Written, b: Written) -> Written:
    return _product(_transposed(a), b)


def _hadamard(a: Written, b: Written) -> Written:
    return Written(f"({a.text} ⊙ {b.text})", lambda at: a.value(at) * b.value(at))


def _entrywise(a: Written, b: Written) -> Written:
    return Written(f"({a.text} * {b.text})", lambda at: a.value(at) * b.value(at))


def _square(a: Written) -> Written:
    return Written(f"{a.text}**2", lambda at: a.value(at) ** 2)


def _transposed(a: Written) -> Written:
    return Written(f"{a.text}.T", lambda at: a.value(at).T)


def _same(a: Written) -> Written:
    return a


def _scaled(a: Written) -> Written:
    return Written(f"(n*{a.text})", lambda at: at["n"] * a.value(at))


def _averaged(a: Written) -> Written:
    return Written(f"({a.text}/n)", lambda at: a.value(at) / at["n"])


def _diag(a: Written) -> Written:
    return Written(f"diag({a.text})", lambda at: _spread(a).value(at) * _identity(at["n"]))


def _spread(a: Written) -> Written:
    return Written(f"({a.text} @ ones(1, n))", lambda at: a.value(at) @ _full(1, at["n"]))


def _outer(a: Written, b: Written) -> Written:
    return Written(f"outer({a.text}, {b.text})", lambda at: a.value(at) @ b.value(at).T)


def _swapped_outer(a: Written, b: Written) -> Written:
    return _outer(b, a)


def _full(height: int, width: int) -> Any:  # noqa: ANN401 - an array of fractions
    return np.full((height, width), Fraction(1), dtype=object)


def _identity(n: int) -> Any:  # noqa: ANN401 - an array of fractions
    return np.array([[Fraction(i == j) for j in range(n)] for i in range(n)], dtype=object)


_ONES = Written("ones(n, 1)", lambda at: _full(at["n"], 1))
_FULL = Written("ones(n, n)", lambda at: _full(at["n"], at["n"]))
_EYE = Written("eye(n)", lambda at: _identity(at["n"]))
