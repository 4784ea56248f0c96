from dataclasses import replace

import flint
import pytest

from grader.domain import Domain
from grader.judging.differences import decimal_text, finite_difference, full_point, small_step
from grader.text import parse
from grader.verdict import Step, Witness


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


def test_more_digits_are_given_where_four_do_not_tell_the_difference_from_the_entry():
    component = parse("exp(x)", ("x",))
    close = Witness((("x", "1"),), "2.71828192845905", "")
    assert finite_difference(component, "x", close, Domain()) == "2.71828182845905"
    assert finite_difference(component, "x", replace(close, student="2.72"), Domain()) == "2.718"


def test_no_step_is_shown_whose_digits_agree():
    component = parse("sin(x*y)", ("x", "y"))
    seen = Witness((("x", "0"), ("y", "1")), "1.0000001", "")
    assert small_step(component, "x", seen, "1.00000000000000", Domain()) is None


def test_a_step_without_a_place_is_shown_only_where_f_is_continuous_everywhere():
    seen = Witness((), "2", "")
    shown = small_step(parse("x + y", ("x", "y")), "x", seen, "1.000", Domain())
    assert shown == Step("x", "0.01", "0.0200", "0.0100")
    for jumping in ("x + sign(x)", "x + 1/y"):
        component = parse(jumping, ("x", "y"))
        assert small_step(component, "x", seen, "1.000", Domain()) is None


def test_a_small_step_shows_what_f_does_and_what_the_entry_predicts():
    component = parse("x**2*y", ("x", "y"))
    seen = Witness((("x", "1"), ("y", "3")), "3.0", "")
    # (1.01² − 1)·3 = 0.0603
    expected = Step("x", "0.01", "0.0300", "0.0603")
    assert small_step(component, "x", seen, "6.000", Domain()) == expected


def test_a_step_stays_in_the_domain():
    component = parse("sqrt(1 - x)", ("x",))
    near = Witness((("x", "199/200"),), "1", "")
    found = small_step(component, "x", near, "-7.071", Domain.of({"x": "(0, 1)"}))
    assert found is not None
    assert found.size == "-0.01"  # √0.015 − √0.005 = 0.05176
    assert (found.predicted, found.actual) == ("-0.0100", "0.0518")


@pytest.mark.parametrize("size", ["+3009", "+210704567"])
def test_an_entry_beyond_all_floats_has_a_step_too(size: str):
    seen = Witness((("x", "1"), ("y", "3")), f"1.0e{size}", "")
    found = small_step(parse("x**2*y", ("x", "y")), "x", seen, "6.000", Domain())
    assert found is not None
    assert found.predicted == f"1.00e+{int(size) - 2}"


@pytest.mark.parametrize(
    ("student", "slope"),
    [
        ("undefined", "2.000"),
        ("1 + 2*i", "2.000"),
        ("3", ""),
        ("2.00000000001", "2.000"),  # a step of 0.01 changes x² by 0.0201, of 0.0001 by 0.00020001
    ],
)
def test_no_step_is_shown_where_it_would_show_something_else(student: str, slope: str):
    component = parse("x**2", ("x",))
    seen = Witness((("x", "1"),), student, "")
    assert small_step(component, "x", seen, slope, Domain()) is None


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
