from __future__ import annotations

from bs4 import BeautifulSoup

from grader.feedback.review_page import review_page
from grader.feedback.reviewing import Owner, Pair, Result, Trial, Waiting
from grader.verdict import Status

TRIAL = Trial((("x", "1"), ("y", "-1/2")), "0.5", "no real value", "not known")
UNDECIDED = Pair("(2, 1)", "x/sqrt(x)", "sqrt(x)", Status.UNDECIDED, "too <large>", (TRIAL,))
RIGHT = Pair("(1, 1)", "2*x", "x + x", Status.PROVED)
OWNERS = (
    Owner("ann", (Result("q_a", 1.0, 2.0), Result("q_b", None, 3.0), Result("q_c", 4, 4))),
    Owner("<b>", before="1 of 4 points: <i>no</i>"),
)
MATRIX = Waiting("q-12", "q", "1_first", 4, OWNERS, pairs=(RIGHT, UNDECIDED), tried=("<u>",))
ESSAY = Waiting("e-34", "e", "1_first", 3, OWNERS[:1], "<p>Why?</p>", (), "<p>So.</p>", "<p>A</p>")


def soup(*waiting: Waiting, table: str = "build/review/maps/decisions.csv") -> BeautifulSoup:
    return BeautifulSoup(review_page("maps", waiting, table), "html.parser")


def test_both_formulas_of_what_is_undecided_are_typeset_and_can_be_copied():
    boxes = soup(MATRIX).select(".box")
    assert [box.h4.text for box in boxes] == ["student", "reference"]
    assert [box.code.text for box in boxes] == ["x/sqrt(x)", "sqrt(x)"]
    assert all(box.svg for box in boxes)


def test_a_formula_that_cannot_be_typeset_stands_once():
    pair = Pair("", "(too long to print)", "x", Status.UNDECIDED)
    student = soup(Waiting("q-1", "q", "n", 1, OWNERS, pairs=(pair,))).select(".box")[0]
    assert student.text == "student(too long to print)"


def test_points_to_try_are_listed_with_both_values():
    cells = [cell.text for cell in soup(MATRIX).select(".trials td")]
    assert cells == ["x = 1, y = -1/2", "0.5", "no real value", "not known"]


def test_a_constant_is_tried_at_no_point():
    pair = Pair("", "1", "2", Status.UNDECIDED, trials=(Trial((), "1", "2", "differ"),))
    page = soup(Waiting("q-1", "q", "n", 1, OWNERS, pairs=(pair,)))
    assert page.select_one(".trials td").text == "the constant"


def test_an_entry_without_a_point_says_so():
    pair = Pair("", "1", "log(-1)", Status.UNDECIDED)
    page = soup(Waiting("q-1", "q", "n", 1, OWNERS, pairs=(pair,)))
    assert "No point was found at which the reference has a value." in page.text


def test_what_is_decided_already_takes_one_line_and_no_reference():
    page = soup(MATRIX)
    assert "Decided: (1, 1) 2*x right." in page.text
    assert "x + x" not in page.text


def test_texts_of_others_are_escaped():
    page = soup(MATRIX)
    assert page.find(["b", "u", "i", "large"]) is None
    assert "too <large>" in page.text
    assert "decided before: 1 of 4 points: <i>no</i>" in page.text


def test_automatic_results_are_summed_and_what_is_not_full_is_named():
    expected = "ann: 5 of 9 automatic points in the same notebook; q_a 1/2, q_b waits"
    assert expected in soup(ESSAY).text


def test_a_rubric_stands_beside_the_answers():
    page = soup(ESSAY)
    assert page.select_one(".beside aside").text == "Reference and rubricA"
    assert page.select_one(".prompt").text == "Why?"
    assert soup(MATRIX).select(".beside") == []


def test_each_answer_has_the_command_that_decides_it():
    commands = [command.text for command in soup(MATRIX, ESSAY).select("article .command")]
    assert commands == [
        "grader review maps --decide ann q POINTS --alike --comment TEXT",
        "grader review maps --decide ann e POINTS --comment TEXT",
    ]


def test_names_and_paths_are_quoted_for_the_shell():
    page = soup(
        Waiting("q-1", "q", "n", 1, (Owner("ann; rm -rf"),)), table="my build/decisions.csv"
    )
    texts = [command.text for command in page.select(".command")]
    assert texts[0] == "grader review maps --apply 'my build/decisions.csv'"
    assert "--decide 'ann; rm -rf' q" in texts[1]


def test_many_students_are_not_all_named():
    owners = tuple(Owner(f"s{number}") for number in range(20))
    assert soup(Waiting("q-1", "q", "n", 1, owners)).h3.text.endswith("s11 and 8 more q-1")


def test_the_overview_counts_answers_and_students():
    rows = [[cell.text for cell in row.find_all("td")] for row in soup(MATRIX, ESSAY).select("tr")]
    assert rows[1:3] == [["q", "4", "1", "2"], ["e", "3", "1", "1"]]
