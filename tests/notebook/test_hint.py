from types import ModuleType

import pytest

from grader import check, hint
from grader.notebook.hint import Hint
from grader.questions import Question

WRONG = [["x*y", "x**2"], [1, 1]]
OTHER = [["2*x*y", "x**2"], [1, 7]]


pytestmark = pytest.mark.usefixtures("published")


def hints(question: Question):
    texts = []
    while (given := hint(question)).number:
        texts.append(given.text)
    return texts


def test_hints_go_from_general_to_specific(q: ModuleType):
    check(q.J, WRONG)
    assert hints(q.J) == [
        "3 of 4 entries are right; look again at (1, 1).",
        "Where is the 2?",
        "Rows are outputs.",
        "Differentiate x**2*y by x.",
    ]


def test_hints_are_numbered(q: ModuleType):
    check(q.J, OTHER)
    assert repr(hint(q.J)) == "Hint 1 of 3: 3 of 4 entries are right; look again at (2, 2)."
    assert repr(hint(q.J)) == "Hint 2 of 3: Rows are outputs."


def test_the_end_of_the_hints_is_told(q: ModuleType):
    check(q.J, OTHER)
    hints(q.J)
    assert repr(hint(q.J)).startswith("There is no further hint")


def test_the_same_answer_again_does_not_start_anew_but_another_does(q: ModuleType):
    check(q.J, OTHER)
    hint(q.J)
    check(q.J, OTHER)
    assert hint(q.J).number == 2
    check(q.J, WRONG)
    assert hint(q.J).number == 1


def test_before_anything_is_checked_there_is_nothing_to_say(q: ModuleType):
    assert "run the cell check(q.J, ...)" in repr(hint(q.J))


def test_a_right_answer_needs_no_hint(q: ModuleType):
    check(q.J, [["2*x*y", "x**2"], [1, 1]])
    assert "is right" in repr(hint(q.J))
    assert hint(q.J).number == 0


def test_a_recorded_answer_gets_no_verdict_by_the_way(q: ModuleType):
    for answer in (WRONG, [["2*x*y", "x**2"], [1, 1]]):
        check(q.J_recorded, answer)
        assert hints(q.J_recorded) == ["Your answer is recorded. It is judged after you submit."]


def test_where_nothing_is_known_the_declared_hints_remain(q: ModuleType):
    check(q.shape, (2, 3))
    assert hints(q.shape)[1:] == ["Count the outputs."]


@pytest.mark.usefixtures("references")
def test_what_the_check_has_said_in_its_headline_is_no_stage_of_its_own(q: ModuleType):
    check(q.det, "2*x*y + x**2")
    assert hints(q.det) == ["A product minus a product."]


def test_entries_get_declared_hints_but_none_about_the_mistake(q: ModuleType):
    check(q.J_entries, WRONG)
    assert hints(q.J_entries) == [
        "3 of 4 entries are right; look again at (1, 1).",
        "Rows are outputs.",
    ]


def test_an_unreadable_answer_is_explained_once_more(q: ModuleType):
    check(q.J, {1})
    assert hints(q.J) == [
        "A set was found, which has no order; use square brackets: [[a, b], [c, d]]."
    ]


def test_a_hint_is_shown_with_its_formulas_typeset():
    assert (
        Hint("What is $x^2$ at <0>?", 1, 2)
        ._repr_html_()
        .startswith("<p><strong>Hint 1 of 2.</strong> What is <svg")
    )
    assert Hint("a < b")._repr_html_() == "<p>a &lt; b</p>"
