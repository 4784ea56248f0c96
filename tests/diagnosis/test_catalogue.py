"""Every declared misconception is what its declaration says."""

from __future__ import annotations

import re

import pytest

from grader.diagnosis.candidates import Map
from grader.diagnosis.catalogue import ALL, BY_CODE, DERIVATIVES, LAYOUTS
from grader.diagnosis.differentiation import Differentiation
from grader.diagnosis.misconception import Misconception, WrongDerivative, WrongLayout
from grader.domain import Domain
from grader.equivalence import compare
from grader.text import parse
from grader.verdict import Status

NAMES = ("x", "y", "z")


def test_each_code_is_given_once_and_all_are_found():
    assert len(BY_CODE) == len(ALL)
    assert {*DERIVATIVES, *LAYOUTS} < set(ALL)


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.code)
def test_a_declaration_is_complete(kind: type[Misconception]):
    assert re.fullmatch(r"J[1-9][0-9]{2}", kind.code)
    assert not kind.name.endswith(".")
    assert kind.hint.endswith((".", "?"))
    assert (kind.__doc__ or "").count(".") >= 1
    assert len(kind.hint) <= 120


@pytest.mark.parametrize("kind", DERIVATIVES, ids=lambda kind: kind.code)
def test_the_example_is_a_derivative_that_the_misconception_gives(kind: type[WrongDerivative]):
    component = parse(kind.example.component, (*NAMES, "a"))
    wrong = parse(kind.example.wrong, (*NAMES, "a"))
    variables = NAMES
    column = variables.index(kind.example.variable)
    map_ = Map((component,), variables)
    given = [
        entry
        for variant in map_.singles
        if variant.codes == (kind.code,) and (entry := map_.entry(variant, (0, column)))
    ]
    assert any(compare(entry, wrong, Domain()).status is Status.PROVED for entry in given)
    right = Differentiation(kind.example.variable).entry(component)
    assert compare(wrong, right, Domain()).status is Status.REFUTED


@pytest.mark.parametrize("kind", LAYOUTS, ids=lambda kind: kind.code)
def test_a_layout_says_for_each_place_where_its_entry_came_from(kind: type[WrongLayout]):
    for shape, sources in kind.layouts((2, 3)):
        rows, columns = shape
        assert set(sources) == {(i, j) for i in range(rows) for j in range(columns)}
        assert {s for s in sources.values() if s} <= {(i, j) for i in range(2) for j in range(3)}
        assert shape != (2, 3) or any(place != source for place, source in sources.items())
