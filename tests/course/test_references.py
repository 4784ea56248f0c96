"""Every reference answer is found again by a route that shares nothing with how it was written.

Derivatives come from dual numbers, areas from polygons and boundaries, local behaviour from small
triangles, choices from trying each option out. Only a name has to be believed.
"""

from __future__ import annotations

import cmath
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise, permutations, product
from typing import Any

import numpy as np
import pytest

from grader.questions import JacobianQuestion

Number = Fraction | float
POINTS = [Fraction(-7, 5), Fraction(1, 2), Fraction(4, 3), Fraction(3, 7), Fraction(-2, 9)]


@dataclass(frozen=True)
class Dual:
    """A value and its derivative along one direction."""

    value: Number
    slope: Number = Fraction(0)

    def __add__(self, other: Dual | int) -> Dual:
        other = dual(other)
        return Dual(self.value + other.value, self.slope + other.slope)

    def __sub__(self, other: Dual | int) -> Dual:
        return self + dual(other) * -1

    def __mul__(self, other: Dual | int) -> Dual:
        other = dual(other)
        slope = self.slope * other.value + self.value * other.slope
        return Dual(self.value * other.value, slope)

    def __truediv__(self, other: Dual | int) -> Dual:
        other = dual(other)
        slope = (self.slope * other.value - self.value * other.slope) / other.value**2
        return Dual(self.value / other.value, slope)

    def __pow__(self, exponent: int) -> Dual:
        return Dual(self.value**exponent, exponent * self.value ** (exponent - 1) * self.slope)

    def __neg__(self) -> Dual:
        return self * -1

    __radd__, __rmul__ = __add__, __mul__

    def __rsub__(self, other: int) -> Dual:
        return dual(other) - self

    def __rtruediv__(self, other: int) -> Dual:
        return dual(other) / self


def dual(number: Dual | Number) -> Dual:
    return number if isinstance(number, Dual) else Dual(number)


def _lifted(f: Callable[[Number], float], slope: Callable[[Number], float]) -> Any:  # noqa: ANN401
    return lambda u: Dual(f(dual(u).value), slope(dual(u).value) * dual(u).slope)


FUNCTIONS = {
    "exp": _lifted(math.exp, math.exp),
    "sin": _lifted(math.sin, math.cos),
    "cos": _lifted(math.cos, lambda u: -math.sin(u)),
    "sqrt": _lifted(math.sqrt, lambda u: 0.5 / math.sqrt(u)),
    "pi": Dual(math.pi),
}
FUNCTIONS["s"] = lambda u: 1 / (1 + FUNCTIONS["exp"](-dual(u)))


def value(text: object, point: Mapping[str, Dual | Number] = {}) -> Dual:
    """What one of our own formulas gives, with exact fractions where it can."""
    point = {name: dual(number) for name, number in point.items()}
    return dual(eval(str(text), FUNCTIONS | point))  # noqa: S307


def number(text: object) -> Number:
    return value(text).value


def jacobian(function: Sequence[str], point: Mapping[str, Number], by: Sequence[str]) -> Any:  # noqa: ANN401
    """The matrix of dual slopes of `function` at `point`, a column for each variable of `by`."""
    columns = [
        [value(f, point | {name: Dual(point[name], Fraction(1))}).slope for f in function]
        for name in by
    ]
    return [list(row) for row in zip(*columns, strict=True)]


def determinant(matrix: Sequence[Sequence[Number]]) -> Number:
    """The sum over all permutations, each with the sign of its inversions."""
    total: Number = Fraction(0)
    for p in permutations(range(len(matrix))):
        inversions = sum(p[i] > p[j] for i in range(len(p)) for j in range(i + 1, len(p)))
        total += (-1) ** inversions * math.prod(matrix[i][p[i]] for i in range(len(p)))
    return total


def _points(question: JacobianQuestion) -> list[dict[str, Number]]:
    """Three points whose coordinates all differ and stay below 34/33."""
    return [
        {
            name: Fraction(3 * ((7 * i + 5) * shift % 23) - 32, 33)
            for i, name in enumerate(question.names)
        }
        for shift in (1, 2, 3)
    ]


F1 = ("x**2 + y*z", "sin(x*y)", "exp(x + z)")
P1 = {"x": Fraction(1), "y": Fraction(0), "z": Fraction(-1)}
H = ("x*y", "x + y", "y**2")
G = ("u + v*w", "u*v")
POINT = {"x": Fraction(1), "y": Fraction(2)}


def square(x: Number, y: Number) -> complex:
    """The map of exercise 2, as z²."""
    return complex(float(x), float(y)) ** 2


def _after(point: Mapping[str, Dual | Number]) -> list[Dual]:
    """F = G∘H at `point`, by putting the values of H into G."""
    middle = dict(zip("uvw", (value(h, point) for h in H), strict=True))
    return [value(g, middle) for g in G]


def test_there_is_one_reference_for_each_question(
    questions: dict[str, Any], references: dict[str, Any]
):
    assert list(references) == list(questions)


def test_every_jacobian_agrees_with_dual_numbers(
    questions: dict[str, Any], references: dict[str, Any]
):
    asked = [q for q in questions.values() if isinstance(q, JacobianQuestion)]
    assert len(asked) == 5
    for question, point in product(asked, range(3)):
        at = _points(question)[point]
        right = jacobian(question.function, at, question.variables.split())
        written = [[value(e, at).value for e in row] for row in references[question.name]]
        assert np.allclose(
            np.array(written, float), np.array(right, float), rtol=1e-12, atol=1e-300
        )


def test_the_shapes_count_outputs_and_inputs(references: dict[str, Any]):
    assert references["ex1_shape"] == (len(F1), len("xyz"))
    assert references["ex3_shape_H"] == (len(H), len("xy"))
    assert references["ex3_shape_G"] == (len(G), len("uvw"))
    assert references["ex3_shape_F"] == (len(_after(POINT)), len("xy"))


def test_the_matrix_at_p_agrees_with_dual_numbers_there(references: dict[str, Any]):
    assert references["ex1_at_point"] == jacobian(F1, P1, "xyz")


def test_the_estimate_is_the_value_plus_the_derivative_along_the_step(
    references: dict[str, Any],
):
    step = {"x": Fraction(1, 10), "y": Fraction(1, 5), "z": Fraction(-1, 10)}
    moving = [value(f, {n: Dual(P1[n], step[n]) for n in "xyz"}) for f in F1]
    right = [float(f.value + f.slope) for f in moving]
    assert [float(number(e)) for e in references["ex1_estimate"]] == pytest.approx(right)


@pytest.mark.parametrize(("name", "function"), [("ex1", F1), ("ex2", ("x**2 - y**2", "2*x*y"))])
def test_the_determinants_agree_with_the_sum_over_permutations(
    references: dict[str, Any], name: str, function: tuple[str, ...]
):
    by = "xyz"[: len(function)]
    for p in product(POINTS, repeat=len(by)):
        at = dict(zip(by, p, strict=True))
        right = determinant(jacobian(function, at, by))
        assert float(value(references[f"{name}_determinant"], at).value) == pytest.approx(
            float(right), abs=1e-12
        )


def test_the_singular_points_are_those_without_a_determinant(
    questions: dict[str, Any], references: dict[str, Any]
):
    singular = set()
    for label, text in questions["ex1_singular"].options.items():
        texts = text.strip("()").replace("−", "-").replace("π", "pi").split(",")
        at = dict(zip("xyz", (float(number(t.strip())) for t in texts), strict=True))
        if abs(float(determinant(jacobian(F1, at, "xyz")))) < 1e-12:
            singular.add(label)
    assert references["ex1_singular"] == singular


def test_the_factors_at_1_2_are_those_of_a_small_triangle(references: dict[str, Any]):
    h = 1e-6
    sides = [(square(1 + h, 2) - square(1, 2)) / h, (square(1, 2 + h) - square(1, 2)) / h]
    area = (sides[0].conjugate() * sides[1]).imag
    assert float(number(references["ex2_area_factor"])) == pytest.approx(area, rel=1e-5)
    for side in (*sides, (square(1 + 0.6 * h, 2 - 0.8 * h) - square(1, 2)) / h):
        length = float(number(references["ex2_length_factor"]))
        assert length == pytest.approx(abs(side), rel=1e-5)


def test_the_scale_and_the_angle_are_those_of_a_small_step(references: dict[str, Any]):
    h = 1e-6
    scale, angle = cmath.polar((square(1 + h, 1) - square(1, 1)) / h)
    assert float(number(references["ex2_scale"])) == pytest.approx(scale, rel=1e-5)
    assert float(number(references["ex2_angle"])) == pytest.approx(angle, rel=1e-5)


def test_small_triangles_keep_their_orientation_everywhere_but_at_the_origin(
    references: dict[str, Any],
):
    h = 1e-6
    kept = set()
    for x, y in product((-2.0, -0.5, 0.5, 1.0), repeat=2):
        a, b = square(x + h, y) - square(x, y), square(x, y + h) - square(x, y)
        kept.add((x * y < 0, x * x < y * y, x < 0, bool((a.conjugate() * b).imag > 0)))
    assert all(preserved for *_, preserved in kept)
    assert {point[0] for point in kept} == {True, False}  # A: xy < 0 occurs among the points
    assert {point[1] for point in kept} == {True, False}  # B: x² < y² does
    assert {point[2] for point in kept} == {True, False}  # D: x < 0 does
    assert jacobian(("x**2 - y**2", "2*x*y"), {"x": Fraction(0), "y": Fraction(0)}, "xy") == [
        [0, 0],
        [0, 0],
    ]
    assert references["ex2_orientation"] == "C"


def test_two_points_of_one_image_are_near_each_other_only_at_the_origin(
    questions: dict[str, Any], references: dict[str, Any]
):
    for x, y in product((-1.5, 0.0, 0.25, 1.0), repeat=2):
        one, other = (sign * cmath.sqrt(square(x, y)) for sign in (1, -1))
        distance = abs(one - other)
        assert distance == pytest.approx(2 * math.hypot(x, y))
        assert (distance == 0) == (x == y == 0)
    assert "(0, 0) only" in questions["ex2_no_inverse"].options[references["ex2_no_inverse"]]


def test_the_area_of_the_image_is_that_inside_its_boundary(references: dict[str, Any]):
    corners = [(1, 0), (2, 0), (2, 1), (1, 1), (1, 0)]
    steps = 4000
    boundary = [
        square(a + (c - a) * Fraction(t, steps), b + (d - b) * Fraction(t, steps))
        for (a, b), (c, d) in pairwise(corners)
        for t in range(steps)
    ]
    twice = sum(
        (p.conjugate() * q).imag for p, q in zip(boundary, boundary[1:] + boundary[:1], strict=True)
    )
    assert float(number(references["ex2_image_area"])) == pytest.approx(twice / 2, rel=1e-6)


def test_the_disc_is_covered_twice(questions: dict[str, Any], references: dict[str, Any]):
    radii = [(k + 0.5) / 1000 for k in range(1000)]
    integral = sum(4 * r**2 * r * 2 * math.pi / 1000 for r in radii)
    assert integral == pytest.approx(2 * math.pi, rel=1e-5)
    for image in (0.3 + 0.4j, -0.9 + 0j, 0.1 - 0.7j):
        sources = {cmath.sqrt(image), -cmath.sqrt(image)}
        assert len(sources) == 2
        assert all(abs(p) <= 1 and abs(p * p - image) < 1e-12 for p in sources)
    assert "twice" in questions["ex2_double_count"].options[references["ex2_double_count"]]


def test_the_paths_are_the_contributions_of_the_middle_variables(references: dict[str, Any]):
    for x, y in product(POINTS, repeat=2):
        at = {"x": x, "y": y}
        middle = dict(zip("uvw", (value(h, at).value for h in H), strict=True))
        paths = [
            outer * inner[0]
            for outer, inner in zip(
                jacobian(G[:1], middle, "uvw")[0], jacobian(H, at, "y"), strict=True
            )
        ]
        assert sorted(paths) == sorted(value(t, at).value for t in references["ex3_paths"])
        assert sum(paths) == _after(at | {"y": Dual(y, Fraction(1))})[0].slope


def _whole(steps: Callable[[dict[str, Dual]], list[Dual]]) -> list[list[Number]]:
    """The Jacobian matrix at (1, 2) of a map written as a program."""
    x, y = (steps({n: Dual(POINT[n], Fraction(n == by)) for n in "xy"}) for by in "xy")
    return [[a.slope, b.slope] for a, b in zip(x, y, strict=True)]


def _a(x: Dual, y: Dual) -> list[Dual]:
    return [x * x + y, x * y]


def _b(x: Dual, y: Dual) -> list[Dual]:
    return [x + y, x * y]


def test_the_products_are_derivatives_of_the_whole_maps(references: dict[str, Any]):
    assert references["ex3_jacobian_F"] == _whole(_after)
    assert references["ex3_square"] == _whole(lambda p: _a(*_b(**p)))


def test_the_other_order_is_a_product_of_the_same_two_matrices(references: dict[str, Any]):
    inner = np.array(_whole(lambda p: _b(**p)), float)
    outer = np.array(references["ex3_square"], float) @ np.linalg.inv(inner)
    assert np.allclose(inner @ outer, np.array(references["ex3_square_other_order"]))


def test_each_wrong_product_fails_as_the_option_says(
    questions: dict[str, Any], references: dict[str, Any]
):
    inner = np.array(jacobian(H, POINT, "xy"), float)
    middle = {n: value(h, POINT).value for n, h in zip("uvw", H, strict=True)}
    outer, elsewhere = (
        np.array(jacobian(G, at, "uvw"), float)
        for at in (middle, {"u": Fraction(1), "v": Fraction(2), "w": Fraction(0)})
    )
    whole = np.array(references["ex3_jacobian_F"])
    assert np.array_equal(outer @ inner, whole)
    assert (inner @ outer).shape == (3, 3)
    assert not np.array_equal(elsewhere @ inner, whole)
    options = {name: questions[name].options for name in ("ex3_wrong_order", "ex3_wrong_point")}
    assert "3×3" in options["ex3_wrong_order"][references["ex3_wrong_order"]]
    assert "J_G belongs at H" in options["ex3_wrong_point"][references["ex3_wrong_point"]]


def test_of_the_scalar_rules_only_one_gives_the_slope(references: dict[str, Any]):
    x, h = 0.7, 1e-5
    slope = (math.sin(math.exp(x + h)) - math.sin(math.exp(x - h))) / (2 * h)
    rules = {
        "A": math.cos(x) * math.exp(x),
        "B": math.cos(math.exp(x)) + math.exp(x),
        "C": math.cos(math.exp(x)),
        "D": math.cos(math.exp(x)) * math.exp(x),
    }
    right = [label for label, rule in rules.items() if abs(rule - slope) < 1e-6]
    assert right == [references["ex3_scalar_case"]]
