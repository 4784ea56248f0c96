from __future__ import annotations

import re
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from grader.feedback.class_report import Answered, ClassData, Submission, render_class, summarise
from grader.feedback.class_report.mistakes import MOST_OF_ONE
from grader.verdict import Diagnosis, Outcome, Status
from tests.feedback.class_report.classes import a_class, matrix, mixed, same, student

PICTURE = '<svg x="1"><script>alert(1)</script>'
HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>\u202e'
ELEMENTS = {
    *("html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "h3", "p", "b", "i"),
    *("ul", "li", "div", "section", "figure", "figcaption", "code"),
    *("table", "thead", "tbody", "tr", "th", "td"),
    *("svg", "desc", "g", "rect", "line", "circle", "path", "text"),
}


def page(data: ClassData, *, anonymous: bool = False) -> BeautifulSoup:
    """Read the page that is made of a class."""
    text = render_class(summarise(data, same, anonymous=anonymous), "0.1.0")
    return BeautifulSoup(text, "html.parser")


def said(soup: BeautifulSoup) -> str:
    return " ".join(soup.find("main").get_text(" ").split())


def headings(soup: BeautifulSoup) -> list[str]:
    return [heading.get_text() for heading in soup.find_all("h2")]


def test_the_page_runs_nothing_and_loads_nothing():
    soup = page(mixed(6, 7, 8))
    assert {tag.name for tag in soup.find_all()} <= ELEMENTS
    for tag in soup.find_all():
        names = set(tag.attrs) - {"xmlns"}
        assert not {name for name in names if name.startswith("on") or name in ("src", "href")}
    assert "url(" not in soup.find("style").get_text()


def test_the_page_has_every_part():
    assert headings(page(mixed(6, 7, 8))) == [
        "Scores",
        "Questions",
        "Entries",
        "Misconceptions",
        "Difficulty and discrimination",
        "What needs a human",
        "Isolation and time",
    ]


def test_every_picture_has_a_description_or_stands_beside_its_number():
    for picture in page(mixed(6, 7, 8)).find_all("svg"):
        named = picture.get("role") == "img" and picture.find("title")
        assert named or picture.get("aria-hidden") == "true"


def test_ids_are_unique():
    ids = [tag["id"] for tag in page(mixed(6, 7, 8)).find_all(id=True)]
    assert len(ids) == len(set(ids)) > 0


def test_misconceptions_are_named_with_what_was_written():
    text = said(page(mixed(6, 7, 8)))
    assert "J101 inner derivative missing 7 33 % q_jacobian (7)" in text
    assert r"J101 inner derivative missing in q_jacobian 7 students entry (2, 1): \cos(x)" in text
    assert "Wrong, and nothing explains it" in text
    assert "q_jacobian 8 students entry (2, 1): z" in text


def test_one_misconception_leaves_room_for_others():
    places = [(row, column) for row in range(1, 4) for column in range(1, 4)]
    diagnoses = tuple(Diagnosis((("J101",),), (place,), "inner") for place in places)
    answer = Answered(
        Outcome.WRONG, (3, 3), (Status.REFUTED,) * 9, ("z",) * 9, ("other",), diagnoses
    )
    text = said(page(a_class([student(f"s{n}", answer) for n in range(5)])))
    assert text.count("J101 inner in q_jacobian") == MOST_OF_ONE
    assert "other in q_jacobian 5 students" in text


def test_right_answers_are_never_shown():
    data = a_class([student(f"s{n}", matrix("y + 31337", right=True)) for n in range(9)])
    assert "31337" not in str(page(data))


def test_a_class_of_one_is_shown():
    text = said(page(a_class([student("ada", matrix("z"))])))
    assert "1 handed in" in text
    assert "median" not in text.partition("Questions")[0]


@pytest.mark.parametrize("anonymous", [True, False])
def test_a_class_of_nobody_is_said_to_be_one(*, anonymous: bool):
    assert "Nobody handed in anything" in said(page(a_class([]), anonymous=anonymous))


def test_a_class_in_which_all_are_right_has_nothing_to_name():
    soup = page(mixed(9, 0, 0))
    assert "No misconception is named." in said(soup)
    assert "Entries" not in headings(soup)


def test_a_student_without_any_answer_is_counted():
    nothing = Submission("ada", {"q_jacobian": 0.0, "q_colour": 0.0, "q_essay": None})
    text = said(page(a_class([nothing], absent=2)))
    assert "2 did not hand in" in text
    assert "q_essay read and grade 1" in text


def test_an_undecided_answer_is_listed_with_its_student():
    answer = replace(matrix("z"), outcome=Outcome.NEEDS_HUMAN)
    undecided = student("ada", answer)
    undecided = replace(undecided, scores={**undecided.scores, "q_jacobian": None})
    text = said(page(a_class([undecided])))
    assert "q_jacobian decide 1" in text
    assert "Undecided answers student questions ada q_jacobian" in text


def test_entries_of_a_list_are_numbered():
    answer = Answered(Outcome.WRONG, (2,), (Status.PROVED, Status.REFUTED), ("1", "x"))
    soup = page(a_class([student("ada", answer)]))
    assert "wrong at each entry (row, column): (2, 1) 100 %." in said(soup)


def test_a_long_list_of_undecided_answers_is_cut():
    one = student("s", matrix("z"))
    scores = {**one.scores, "q_jacobian": None}
    many = [replace(one, student=f"s{n:03}", scores=scores) for n in range(60)]
    text = said(page(a_class(many)))
    assert "s049" in text
    assert "And 10 students more" in text


def test_code_that_ran_without_walls_is_a_warning():
    bare = replace(student("ada", matrix("z")), isolation={"1_first": "none"})
    soup = page(a_class([bare]))
    assert soup.find(class_="warning").get_text() == "Code ran without walls around it."
    assert "NOT ISOLATED 1" in said(soup)
    assert not page(mixed(1, 1, 1)).find(class_="warning")


@pytest.mark.parametrize("start", [HOSTILE, PICTURE])
def test_hostile_names_and_answers_are_text(start: str):
    students = [student(f"{start}{n}", matrix(HOSTILE), colour=HOSTILE) for n in range(6)]
    students[0] = replace(students[0], scores={**students[0].scores, "q_jacobian": None})
    soup = page(a_class(students))
    assert {tag.name for tag in soup.find_all()} <= ELEMENTS
    assert "alert(1)" in soup.get_text()
    assert "\u202e" not in str(soup)


def test_long_and_deep_answers_are_shown_as_code():
    long, deep = "+".join(["x"] * 500), f"{'sqrt(' * 8}x{')' * 8}"
    students = [student(f"s{n}", matrix(long if n < 5 else deep)) for n in range(10)]
    codes = [code.get_text() for code in page(a_class(students)).find_all("code")]
    assert any(code.endswith("…") and len(code) <= 160 for code in codes)


def test_a_whole_answer_is_shown_row_by_row():
    answer = replace(matrix("z"), mistakes=("transposed",))
    text = said(page(a_class([student(f"s{n}", answer) for n in range(5)])))
    assert re.search(r"transposed in q_jacobian 5 students 2 ?x , 0 ; z , 1", text)


def test_an_anonymous_page_names_nobody():
    data = mixed(20, 7, 8)
    names = {each.student for each in data.submissions}
    soup = page(data, anonymous=True)
    assert not names & set(re.findall(r"\w+", said(soup)))
    assert headings(soup)[-1] == "Difficulty and discrimination"


def test_an_anonymous_page_says_nothing_of_fewer_than_five():
    text = said(page(mixed(20, 4, 8), anonymous=True))
    assert "J101" not in text
    assert "took red 8" in text


def test_an_anonymous_page_of_fewer_than_five_is_empty():
    soup = page(mixed(2, 1, 1), anonymous=True)
    assert "Fewer than 5 students handed in" in said(soup)
    assert headings(soup) == []


def test_counts_that_are_small_are_dashes_on_an_anonymous_page():
    soup = page(mixed(20, 0, 3), anonymous=True)
    cells = {cell.get_text() for cell in soup.select(".heat tbody td")}
    assert cells == {"–", "·"}  # no number
    assert headings(soup).count("Entries") == 0
