"""Exercise 4's references, found again by complex steps, high precision and trying things out."""

from __future__ import annotations

import tracemalloc
from itertools import pairwise
from typing import Any

import mpmath
import numpy as np
import pytest
from sympy import sympify

SIZES = [(2, 3), (4, 2), (3, 3), (1, 4), (1, 1), (5, 1)]


def layer(w: Any, b: Any, x: Any) -> Any:  # noqa: ANN401 - arrays, real or complex
    return 1 / (1 + np.exp(-(w @ x + b)))


def complex_steps(w: Any, b: Any, x: Any, h: float = 1e-30) -> Any:  # noqa: ANN401
    """The Jacobian matrix of the layer, exact to rounding: Im F(x + ih·e)/h, column by column."""
    columns = [layer(w, b, x + 1j * h * e).imag / h for e in np.eye(len(x))]
    return np.stack(columns, axis=1)


def central_differences(w: Any, b: Any, x: Any, h: float = 1e-5) -> Any:  # noqa: ANN401
    columns = [(layer(w, b, x + h * e) - layer(w, b, x - h * e)) / (2 * h) for e in np.eye(len(x))]
    return np.stack(columns, axis=1)


def inputs(m: int, n: int, spread: float = 1.0) -> tuple[Any, Any, Any]:
    source = np.random.default_rng(100 * m + n)
    return source.normal(size=(m, n)), spread * source.normal(size=m), source.normal(size=n)


def numbers(texts: Any) -> Any:  # noqa: ANN401 - texts in nested lists, or one
    return np.array(sympify(texts), float)


@pytest.mark.parametrize(("m", "n"), SIZES)
def test_the_matrix_function_agrees_with_complex_steps_and_with_differences(
    references: dict[str, Any], m: int, n: int
):
    found = references["ex4_layer_jacobian"](*inputs(m, n))
    assert found.shape == (m, n)
    assert np.allclose(found, complex_steps(*inputs(m, n)), rtol=1e-12)
    assert np.allclose(found, central_differences(*inputs(m, n)), rtol=1e-6, atol=1e-10)


def test_the_matrix_function_holds_where_exponentials_overflow(references: dict[str, Any]):
    w, x = np.array([[1.5], [-2.0]] * 40), np.array([0.5])
    b = np.linspace(-799, 799, 80)
    with np.errstate(over="raise", invalid="raise"):
        found = references["ex4_layer_jacobian"](w, b, x)
    with mpmath.workdps(720):
        z = [mpmath.mpf(float(t)) for t in w @ x + b]
        slopes = [mpmath.exp(t) / (1 + mpmath.exp(t)) ** 2 for t in z]
        right = [float(slope * float(row[0])) for slope, row in zip(slopes, w, strict=True)]
    assert np.allclose(found[:, 0], right, rtol=1e-10, atol=1e-300)
    assert np.count_nonzero(found) > 60


@pytest.mark.parametrize(("m", "n"), SIZES)
def test_the_product_function_is_the_row_times_the_matrix(
    references: dict[str, Any], m: int, n: int
):
    u = np.random.default_rng(m).normal(size=m)
    found = references["ex4_layer_vjp"](*inputs(m, n), u)
    assert found.shape == (n,)
    assert np.allclose(found, u @ complex_steps(*inputs(m, n)), rtol=1e-12)


def test_the_product_function_never_needs_a_square_matrix(references: dict[str, Any]):
    m, n = 20_000, 2
    w, b, x = inputs(m, n)
    u = np.random.default_rng(7).normal(size=m)
    tracemalloc.start()
    found = references["ex4_layer_vjp"](w, b, x, u)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 10 * 8 * m
    assert np.allclose(found, u @ complex_steps(w, b, x), rtol=1e-10)


@pytest.mark.parametrize("sizes", [(4, 2), (3, 3)])
def test_the_typical_slips_in_code_give_other_numbers(
    references: dict[str, Any], sizes: tuple[int, int]
):
    w, b, x = inputs(*sizes)
    right = references["ex4_layer_jacobian"](w, b, x)
    s = layer(w, b, x)
    slope = s * (1 - s)
    slips = [w, np.diag(slope), s[:, None] * w, (1 - s)[:, None] * w, (1 - s**2)[:, None] * w]
    slips += [right.T, right.sum(axis=1, keepdims=True)]
    unbiased = layer(w, 0 * b, x)
    slips += [(unbiased * (1 - unbiased))[:, None] * w]
    slips += [w * slope] if sizes[0] == sizes[1] else []
    for slip in slips:
        assert slip.shape != right.shape or not np.allclose(slip, right)


def test_the_matrix_for_given_numbers_agrees_with_complex_steps(references: dict[str, Any]):
    w = np.array([[1, -2, 0], [0.5, 1, 3]])
    right = complex_steps(w, np.array([0, -1]), np.array([2, 1, 0]))
    assert np.allclose(numbers(references["ex4_at_point"]), right, rtol=1e-12, atol=1e-300)
    printed = [[0.25, -0.5, 0], [0.0983059666, 0.1966119332, 0.5898357997]]
    assert np.allclose(right, printed, rtol=1e-9, atol=1e-300)


def test_of_the_matrix_forms_only_one_fits_and_agrees(references: dict[str, Any]):
    w, b, x = inputs(2, 3)
    s = layer(w, b, x)
    slope = (s * (1 - s))[:, None]
    d, ones = np.diag(slope[:, 0]), np.ones((2, 1))
    forms = {
        "A": lambda: w @ d,
        "B": lambda: d @ w,
        "C": lambda: w.T @ d,
        "D": lambda: slope @ w.T,
        "E": lambda: w * (ones @ slope.T),
    }
    right = complex_steps(w, b, x)
    fitting = []
    for label, form in forms.items():
        try:
            found = form()
        except ValueError:
            continue
        if found.shape == right.shape and np.allclose(found, right):
            fitting.append(label)
    assert fitting == [references["ex4_matrix_form"]]


def test_the_largest_entry_is_reached_and_never_passed(references: dict[str, Any]):
    largest = numbers(references["ex4_largest_entry"])
    weights = np.array([[1.0], [-1.0]])
    entries = [
        np.abs(complex_steps(weights, np.array([z, z]), np.zeros(1))).max()
        for z in np.linspace(-30, 30, 601)
    ]
    assert max(entries) == pytest.approx(largest, rel=1e-12)


def test_the_bound_for_ten_layers_is_reached_and_never_passed(references: dict[str, Any]):
    bound = numbers(references["ex4_depth_bound"])
    source = np.random.default_rng(3)
    for centred in (True, False):
        whole, x = np.eye(3), source.normal(size=3)
        for _ in range(10):
            w, _ = np.linalg.qr(source.normal(size=(3, 3)))
            b = -w @ x if centred else source.normal(size=3)
            whole = complex_steps(w, b, x) @ whole
            x = layer(w, b, x)
        norm = np.linalg.norm(whole, 2)
        assert norm == pytest.approx(bound, rel=1e-9) if centred else norm < bound


def test_a_saturated_row_vanishes(questions: dict[str, Any], references: dict[str, Any]):
    w, b, x = inputs(2, 3)
    rows = [np.abs(complex_steps(w, b + np.array([z, 0]), x)[0]).max() for z in (0, 10, 20, 30)]
    assert all(later < earlier / 1000 for earlier, later in pairwise(rows))
    options = questions["ex4_saturation_row"].options
    assert options[references["ex4_saturation_row"]] == "It tends to 0."
    name = questions["ex4_saturation_name"].options[references["ex4_saturation_name"]]
    assert "saturated" in name
    assert "vanishing" in name
