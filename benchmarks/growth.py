"""How does the time for a verdict grow? With a formula's size, its variables and its nesting.

Each point is the median over a few pairs that differ in their numbers, so that nothing is known
from the time before. A picture shows all series; what stayed undecided has a hollow mark.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from time import process_time

from grader.domain import Domain
from grader.equivalence import compare
from grader.equivalence.decide import decided
from grader.expression import (
    Expression,
    apply,
    postorder,
    product,
    rational,
    symbol,
    total,
)
from grader.verdict import Status

Formulas = tuple[Expression, Expression]
"""A student's form and a reference."""

ROUNDS = 5
x, y = symbol("x"), symbol("y")
half = rational(1, 2)


@dataclass(frozen=True)
class Series:
    """A family of pairs: what is drawn along, its steps, and the pair of a step and a round."""

    name: str
    pair: Callable[[int, int], Formulas]
    expected: Status = Status.PROVED


@dataclass(frozen=True)
class Point:
    """What was measured at one step: its size, milliseconds, and whether it was decided."""

    size: int
    milliseconds: float
    decided: bool


@dataclass(frozen=True)
class Panel:
    """One way to grow: the steps that are tried, and the series along them."""

    axis: str
    steps: Sequence[int]
    series: Sequence[Series]
    size: Callable[[Formulas, int], int] = lambda _, step: step


def measured(panel: Panel) -> list[list[Point]]:
    """The points of each series of the panel.

    Raises:
        AssertionError: a verdict is wrong.
    """
    return [[_point(panel, series, step) for step in panel.steps] for series in panel.series]


def _point(panel: Panel, series: Series, step: int) -> Point:
    seconds, statuses = [], set()
    for turn in range(ROUNDS):
        pair = series.pair(step, turn)
        decided.cache_clear()
        start = process_time()
        statuses.add(compare(*pair, Domain()).status)
        seconds.append(process_time() - start)
    if not statuses <= {series.expected, Status.UNDECIDED}:
        message = f"{series.name}, step {step}: {statuses}"
        raise AssertionError(message)
    size = panel.size(pair, step)
    return Point(size, 1000 * median(seconds), statuses == {series.expected})


def table(panel: Panel, found: Sequence[Sequence[Point]]) -> list[list[str]]:
    """Header and rows: a step a row, a series a column."""
    header = [panel.axis, *(series.name for series in panel.series)]
    steps = zip(*found, strict=True)
    return [header, *([str(at[0].size), *(_cell(point) for point in at)] for at in steps)]


def _cell(point: Point) -> str:
    text = f"{point.milliseconds:.2f}"
    return text if point.decided else f"undecided ({text})"


def nodes(pair: Formulas, _: int) -> int:
    """The distinct parts of the larger formula."""
    return max(sum(1 for _ in postorder(each)) for each in pair)


def sum_of_products(terms: int, turn: int) -> Formulas:
    """Terms such as 7·x³·y²·sin(x)·exp(y), against half angles in the opposite order."""

    def term(k: int, sine: Expression, growth: Expression) -> Expression:
        factors = [rational(k + 2 + turn), x ** (k % 11), y ** (k % 13)]
        return product(factors + [[], [sine], [growth], [sine, growth]][k % 4])

    halves = 2 * apply("sin", half * x) * apply("cos", half * x)
    grown = apply("exp", half * y) ** 2
    reference = total(term(k, apply("sin", x), apply("exp", y)) for k in range(terms))
    student = total(term(k, halves, grown) for k in reversed(range(terms)))
    return student, reference


def one_number_wrong(terms: int, turn: int) -> Formulas:
    """The same, but for one coefficient."""
    student, reference = sum_of_products(terms, turn)
    return student + x ** ((terms - 1) % 11) * y ** ((terms - 1) % 13), reference


def sum_of_fractions(terms: int, turn: int) -> Formulas:
    """Fractions k/(x + k), each of them enlarged."""
    numbers = range(1 + turn, 1 + turn + terms)
    reference = total(k / (x + k) for k in numbers)
    return total(k * (x - 2 * k) / (x**2 - k * x - 2 * k**2) for k in numbers), reference


def softmax(count: int, turn: int) -> Formulas:
    """p·(1 − p) for p = exp(u₁)/Σ exp(uᵢ), against one fraction."""
    growths = [apply("exp", (turn + 1) * symbol(f"x{i}")) for i in range(count)] + [rational(1)]
    share = growths[0] / total(growths)
    return growths[0] * total(growths[1:]) / total(growths) ** 2, share * (1 - share)


def norm(count: int, turn: int) -> Formulas:
    """The derivative of a vector's length, against the same with a rational denominator."""
    squares = total((turn + 1) * symbol(f"x{i}") ** 2 for i in range(count)) + 1
    root = squares**half
    return symbol("x0") * root / squares, symbol("x0") / root


def neuron(count: int, turn: int) -> Formulas:
    """The slope of a sigmoid neuron, σ·(1 − σ), against (1 − tanh²)/4."""
    inside = total(symbol(f"w{i}") * symbol(f"x{i}") for i in range((count + 1) // 2)) + turn
    sigmoid = 1 / (1 + apply("exp", -inside))
    student = (1 - apply("tanh", half * inside) ** 2) / 4
    return student * symbol("w0"), symbol("w0") * sigmoid * (1 - sigmoid)


def nested_sigmoids(depth: int, turn: int) -> Formulas:
    """The derivative of σ(σ(…σ(x))): a product of slopes, in two forms of σ."""
    u = v = (turn + 1) * x
    ours, theirs = rational(1), rational(1)
    for _ in range(depth):
        u, v = 1 / (1 + apply("exp", -u)), apply("exp", v) / (1 + apply("exp", v))
        ours, theirs = ours * u * (1 - u), theirs * (v - v**2)
    return theirs, ours


def nested_sines(depth: int, turn: int) -> Formulas:
    """The derivative of sin(sin(…sin(x))), against its form in half angles."""
    u = (turn + 1) * x
    ours, theirs = rational(1), rational(1)
    for _ in range(depth):
        ours = apply("cos", u) * ours
        theirs = theirs * (1 - 2 * apply("sin", half * u) ** 2)
        u = apply("sin", u)
    return theirs, ours


def nested_roots(depth: int, turn: int) -> Formulas:
    """The derivative of √(1 + √(1 + … x²)), against its form with rational denominators."""
    u = x**2 + turn
    ours, theirs = 2 * x, 2 * x
    for _ in range(depth):
        inside = u + 1
        u = inside**half
        ours, theirs = ours / (2 * u), theirs * u / (2 * inside)
    return theirs, ours


PANELS = (
    Panel(
        "nodes",
        (2, 7, 24, 82, 280, 580, 1450),
        (
            Series("equal: products in half angles", sum_of_products),
            Series("different: one coefficient", one_number_wrong, Status.REFUTED),
        ),
        nodes,
    ),
    Panel("fractions", (1, 2, 4, 8, 16, 32, 64), (Series("sum of fractions", sum_of_fractions),)),
    Panel(
        "variables",
        (1, 2, 3, 5, 10, 20, 30),
        (
            Series("softmax", softmax),
            Series("length of a vector", norm),
            Series("sigmoid neuron", neuron),
        ),
    ),
    Panel(
        "nesting depth",
        (1, 2, 3, 4, 6, 8, 12),
        (
            Series("sigmoids", nested_sigmoids),
            Series("sines", nested_sines),
            Series("roots", nested_roots),
        ),
    ),
)
