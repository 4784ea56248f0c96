import flint
import pytest

from grader.domain import Domain
from grader.judging.differences import decimal_text, finite_difference, full_point
from grader.text import parse
from grader.verdict import Witness


def witness(**point: str) -> Witness:
    return Witness(tuple(point.items()), "", "")


def difference(text: str, variable: str, domain: Domain | None = None, **point: str) -> str:
    component = parse(text, ("x", "y", "z"))
    return finite_difference(component, variable, witness(**point), domain or Domain())


@pytest.mark.parametrize(
    ("text", "variable", "point", "expected"),
    [
        ("sin(x*y)", "x", {"x": "1", "y": "2"}, "-0.8323"),  # 2 cos 2
        ("x**2 + y*z", "x", {"x": "3/2"}, "3.000"),
        ("exp(x + z)", "z", {"x": "0", "z": "1"}, "2.718"),
        ("x**2", "y", {"x": "1"}, "0"),
        ("1000000*x", "x", {}, "1.000e+6"),
    ],
)
def test_a_difference_has_four_digits(
    text: str, variable: str, point: dict[str, str], expected: str
):
    assert difference(text, variable, **point) == expected


def test_other_variables_of_f_take_values_where_f_is_defined():
    assert difference("x**2 + log(y)", "x", x="2") == "4.000"
    assert difference("x**2 + log(-y)", "x", Domain.of({"y": "negative"}), x="2") == "4.000"


def test_no_difference_where_f_is_not_defined():
    assert difference("log(x)", "x", x="-1") == ""
    assert difference("sqrt(x)", "x", x="0") == ""


def test_a_full_point_keeps_the_witness():
    component = parse("x*y", ("x", "y"))
    point = full_point(component, {"z"}, witness(x="7/3"), Domain())
    assert point is not None
    assert str(point["x"]) == "7/3"
    assert set(point) == {"x", "y", "z"}


def test_a_huge_number_keeps_its_size():
    assert decimal_text(flint.arb(10) ** 5000, 4) == "1.000e+5000"
