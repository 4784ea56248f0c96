"""How many indices a term has is counted here by hand: the sums written out, then p and q."""

from __future__ import annotations

from fractions import Fraction
from itertools import chain, combinations
from random import Random

import numpy as np
import pytest

from grader.matrices.indices import Counting, indices
from grader.matrices.phrases import phrase_of
from grader.matrices.sizes import Declared
from grader.text.builders import BUILDERS, FILLED
from tests.matrices.random_expressions import SHAPES as NAMED
from tests.matrices.random_expressions import Values, twisted, values

SHAPES = {"A": ("n", "n"), "W": ("m", "n"), "s": ("m",), "v": ("n",), "r": (1, "n"), "F": (2, 3)}


def counted(text: str) -> tuple[bool, dict[str, int]]:
    declared = Declared(SHAPES, {"f": ("z", "z**2"), "g": ("z", "z/n")})
    local, bounds = indices(phrase_of(text).told(Counting(declared)))
    return local, {name: count for name, count in bounds.items() if count}


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("W", {"m": 1, "n": 1}),  # W_pq
        ("A", {"n": 2}),
        ("F", {}),
        ("A*A", {"n": 3}),  # Σ_k A_pk A_kq
        ("A*A*A", {"n": 4}),
        ("W.T*W", {"n": 2, "m": 1}),  # Σ_k W_kp W_kq
        ("A*A + A", {"n": 3}),
        ("(A*A) ⊙ A", {"n": 3}),
        ("diag(s)*W", {"m": 2, "n": 1}),  # Σ_k δ_pk s_k W_kq
        ("s*ones(1, n)", {"m": 1, "n": 1}),
        ("outer(s, v)", {"m": 1, "n": 1}),
        ("s*s", {"m": 1}),
        ("r*v", {"n": 1}),  # Σ_k r_k v_k
        ("dot(v, v)", {"n": 1}),
        ("dot(v, v)**2", {"n": 2}),  # Σ_k Σ_l v_k² v_l²
        ("v.T*v*W", {"m": 1, "n": 2}),
        ("F*F.T", {}),
        ("n*v", {"n": 2}),
        ("n**3*v", {"n": 4}),
        ("v/n", {"n": 2}),
        ("v/(2*m*n) + A*v/n", {"m": 1, "n": 3}),  # times m·n: Σ_k Σ_l A_pk v_k, m of them
        ("Rational(1, n)*v", {"n": 2}),
        ("eye(n)", {"n": 2}),
        ("exp(v)", {"n": 1}),
        ("f(v)*sqrt(v)/v**t", {"n": 1}),
        ("A*v/v", {"n": 2}),
        ("hadamard(diag(v)**2, matmul(A, A))", {"n": 3}),
        ("Matrix([t, 2])*2", {}),
    ],
)
def test_indices_are_counted(text: str, bounds: dict[str, int]):
    assert counted(text) == (True, bounds)


@pytest.mark.parametrize(
    "text",
    [
        "exp(W*v)",
        "sqrt(A*v)",
        "exp(n*v)",
        "v/(v.T*v)",
        "v**n",
        "v/n**2",
        "v/(n + 1)",
        "g(v)",
        "1/(A*v)",
    ],
)
def test_functions_of_sums_and_of_sizes_are_not_local(text: str):
    local, _ = counted(text)
    assert not local


def test_of_two_expressions_the_larger_count_is_taken():
    counting = Counting(Declared(SHAPES))
    _, bounds = indices(*(phrase_of(text).told(counting) for text in ("A*A", "A/n")))
    assert bounds == {"n": 4}  # A_pq/n asks for n·Σ_k A_pk A_kq: p, q, k and one for n


@pytest.mark.parametrize("seed", range(60))
def test_no_term_takes_more_values_than_are_counted(seed: int):
    """T(S) of the theorem, computed in numbers by Möbius inversion, is 0 for N + 1 values."""
    random = Random(seed)  # noqa: S311 - repeatable
    expression, _ = twisted(random, 2)
    counted = phrase_of(expression.text).told(Counting(Declared(NAMED)))
    local, bounds = indices(counted)
    assert local
    size = bounds["n"] + 1
    at = values(size, random)
    for q in (0, 1):
        contributed = Fraction(0)
        for others in chain.from_iterable(combinations(range(2, size), k) for k in range(size)):
            some = [0, 1, *others]
            entry = expression.value(_restricted(at, some))[0, q]
            cleared = entry * len(some) ** counted.divided["n"]
            contributed += (-1) ** (size - len(some)) * cleared
        assert contributed == 0


def _restricted(at: Values, some: list[int]) -> Values:
    """The values whose indices are among these."""
    matrices = {name: at[name][np.ix_(some, some)] for name in "AB"}
    return {**matrices, **{name: at[name][some] for name in "vw"}, "n": len(some)}


def test_every_builder_is_known():
    arguments = {"Rational": "(1, n)", "array": "([t, 2])", "diag": "(v)"}
    vectors = {name: "(v, v)" for name, (least, _, _) in BUILDERS.items() if least == 2}
    vectors["matmul"] = "(A, v)"
    for name in BUILDERS:
        call = arguments.get(name) or vectors.get(name, "(v)")
        assert counted(f"{name}{call}")[0], name
    for name in FILLED:
        assert counted(f"{name}({'n' if name not in ('ones', 'zeros') else 'n, 1'})")[0]


def test_a_builder_of_which_nothing_is_known_is_not_local(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(BUILDERS, "reversed", (1, 1, lambda value: value))
    assert counted("reversed(v)")[0] is False
