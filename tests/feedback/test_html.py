import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import nh3
import pytest

from grader.feedback.html import MOST_ROWS, prose, render_html
from grader.feedback.text import render_text
from grader.questions import Question, Section
from grader.verdict import EntryVerdict, Outcome, Report
from tests.feedback.samples import (
    CHOICES,
    EVERY,
    EXPRESSION,
    FUNCTION,
    JACOBIAN,
    MISSHAPEN,
    NOT_ATTEMPTED,
    OUTPUTS,
    PARTLY,
    RECORDED,
    RIGHT,
    SCALAR,
    SECRET,
    TICKS,
    TRANSPOSED,
    UNDECIDED_ENTRY,
    UNREADABLE,
)

ATTACK = '</td></table><script>alert(1)</script><img src=x onerror="alert(1)">'


def tree(fragment: str):
    return ET.fromstring(fragment)  # noqa: S314 - our own output


def words(fragment: str):
    """The text on the page, formulas by their TeX."""
    return re.sub(r"\s+", " ", " ".join(tree(fragment).itertext()))


def packed(fragment: str):
    """The text on the page without any blanks."""
    return re.sub(r"\s", "", words(fragment))


def rows(fragment: str):
    return tree(fragment).findall(".//tbody/tr")


@pytest.mark.parametrize(("report", "question"), EVERY)
def test_nothing_runs_nothing_is_loaded_nothing_of_the_reference_shows(
    report: Report, question: Question
):
    page = render_html(report, question)
    names = {element.tag.rpartition("}")[2] for element in tree(page).iter()}
    assert not names & {"script", "style", "img", "a", "iframe", "object", "link", "input"}
    assert not re.search(r"\son\w+=|href=|src=|url\(|\bid=", page)
    assert SECRET not in page


@pytest.mark.parametrize(("report", "question"), EVERY)
def test_in_a_notebook_a_report_begins_with_the_name_of_its_question(
    report: Report, question: Question
):
    shown = words(render_html(report, question, in_notebook=True))
    assert shown.lstrip().startswith(f"{report.question} : ")
    assert report.question not in words(render_html(report, question))


def test_each_entry_is_marked_by_a_symbol_and_a_word():
    marks = [
        cell.find("span").text for row in rows(render_html(PARTLY, JACOBIAN)) for cell in row[1:]
    ]
    wrong, right = "✗ wrong", "✓ right"
    assert marks == [right] * 3 + [wrong, wrong, right] + [right] * 3


def test_an_undecided_entry_says_that_a_person_will_look():
    page = words(render_html(UNDECIDED_ENTRY, JACOBIAN))
    assert "? not decided" in page
    assert "A person will look at this , 9 points" in page
    assert "wrong" not in page


def test_the_table_is_readable_without_eyes():
    table = tree(render_html(PARTLY, JACOBIAN)).find(".//table")
    assert "".join(table.find("caption").itertext()) == "Your answer, read as a 3×3 matrix"
    columns = table.findall("thead/tr/th")
    assert [head.attrib["scope"] for head in columns] == ["col"] * 3
    assert ["".join(head.itertext()) for head in columns] == [
        "column 1: x", "column 2: y", "column 3: z",
    ]  # fmt: skip
    heads = table.findall("tbody/tr/th")
    assert [head.attrib["scope"] for head in heads] == ["row"] * 3
    assert "".join(heads[1].itertext()) == "row 2: f_{2}"


def test_rows_are_components_of_the_map_by_its_name():
    heads = tree(render_html(RIGHT, replace(JACOBIAN, map_name="H"))).findall(".//tbody/tr/th")
    assert "".join(heads[0].itertext()) == "row 1: h_{1}"


def test_a_matrix_of_another_shape_has_plain_heads_and_no_marks():
    page = render_html(MISSHAPEN, JACOBIAN)
    assert [th.text for th in tree(page).findall(".//th")] == ["column 1", "column 2", "row 1"]
    assert "right" not in words(page).replace("Not right yet", "")


def test_formulas_are_typeset():
    titles = [t.text for t in tree(render_html(RIGHT, JACOBIAN)).iter() if t.tag.endswith("title")]
    assert "2 x" in titles
    assert r"\cos(x y)" in titles


def test_witnesses_hints_and_notes_are_listed():
    lines = [" ".join(li.itertext()) for li in tree(render_html(PARTLY, JACOBIAN)).iter("li")]
    assert lines[0].endswith("its value is −0.41615; a finite difference of F says −0.83229.")
    assert lines[1].endswith("it is undefined, which is not right.")
    assert lines[2].startswith("Hint:  d sin(u)")
    assert r"\frac{\partial}{\partial x}(xy)" in lines[2]
    assert "Note: this is the transposed matrix" in words(render_html(TRANSPOSED, JACOBIAN))


@pytest.mark.parametrize(
    ("report", "question", "said"),
    [
        (RIGHT, JACOBIAN, "✓ Right , 9 of 9 points"),
        (PARTLY, JACOBIAN, "7 of 9 entries are right; look again at (2, 1), (2, 2)."),
        (UNREADABLE, JACOBIAN, "! Could not be read , 0 of 9 points Row 2 has 1 entry"),
        (NOT_ATTEMPTED, JACOBIAN, "○ Not attempted , 0 of 9 points The dots are still in place."),
        (RECORDED, JACOBIAN, "● Recorded , 9 points Your answer is recorded."),
        (SCALAR, EXPRESSION, "Your answer: x y"),
        (TICKS, CHOICES, "Your answer: B: (0, 3, 0) C: where x^2 = y"),
        (OUTPUTS, FUNCTION, "Note: |z| up to 800: your function returned nan"),
    ],
)
def test_each_ending_says_what_it_is(report: Report, question: Question, said: str):
    assert said in words(render_html(report, question))


def test_how_an_answer_was_read_is_said_once():
    noted = replace(RIGHT, notes=("your answer was read as a 3×3 matrix", "another note"))
    assert words(render_html(noted, JACOBIAN)).count("read as a 3×3 matrix") == 1
    assert "another note" in words(render_html(noted, JACOBIAN))


def test_what_a_student_wrote_is_escaped_everywhere():
    report = Report(
        ATTACK,
        points=9,
        score=0.0,
        outcome=Outcome.UNREADABLE,
        summary=ATTACK,
        shape=(1, 2),
        entries=(EntryVerdict(1, 1, PARTLY.entries[3].verdict, ATTACK, ATTACK),) * 2,
        answer=(ATTACK, f"${ATTACK}$"),
        hints=(f"`{ATTACK}` ${ATTACK}$ {ATTACK}",),
        notes=(ATTACK,),
    )
    for question in (JACOBIAN, CHOICES):
        names = {
            element.tag.rpartition("}")[2] for element in tree(render_html(report, question)).iter()
        }
        assert not names & {"script", "img"}


def test_long_answers_are_cut():
    report = replace(RECORDED, answer=("x+" * 5000 + "x",) * 9)
    assert len(render_html(report, JACOBIAN)) < 20_000
    tall = replace(RECORDED, shape=(400, 1), answer=("x",) * 400)
    page = render_html(tall, JACOBIAN)
    assert len(rows(f"<div>{page}</div>")) == MOST_ROWS
    assert "and 360 more rows" in page


def test_how_much_of_a_wide_matrix_is_not_shown_is_said():
    wide = replace(RECORDED, shape=(4, 13), answer=("x",) * 52)
    assert "and 12 more entries</p>" in render_html(wide, JACOBIAN)
    one = replace(RECORDED, shape=(1, 41), answer=("x",) * 41)
    assert "and 1 more entry</p>" in render_html(one, JACOBIAN)
    whole = replace(RECORDED, shape=(1, 40), answer=("x",) * 40)
    assert "more entr" not in render_html(whole, JACOBIAN)


@pytest.mark.parametrize(("report", "question"), EVERY)
def test_a_sanitiser_that_keeps_tables_and_drawings_takes_nothing_away(
    report: Report, question: Question
):
    page = render_html(report, question)
    names = {element.tag.rpartition("}")[2] for element in tree(page).iter()}
    kept = {"*": {"style"}, "svg": {"role", "viewBox", "fill"}, "path": {"d"}, "th": {"scope"}}
    cleaned = nh3.clean(page, tags=names, attributes=kept)
    assert packed(cleaned) == packed(page)
    assert cleaned.count("<path") == page.count("<path")
    assert cleaned.count("style=") == page.count("style=")


def test_prose_is_escaped_but_for_formulas_and_code():
    assert prose("a < b & `x < y`") == "a &lt; b &amp; <code>x &lt; y</code>"
    assert "<title>x^2</title>" in prose("is $x^2$ even?")
    assert prose("5 $ and no more") == "5 $ and no more"


def test_a_caret_stays_below_its_place():
    report = replace(UNREADABLE, summary="a ) is missing; add it\n  (x + <y>\n        ^")
    page = tree(render_html(report, JACOBIAN))
    assert page.find("pre").text == "  (x + <y>\n        ^"


def test_the_entries_of_a_list_are_numbered():
    page = render_html(replace(RECORDED, shape=(2,), answer=("1/2", "x")), EXPRESSION)
    assert [th.text for th in tree(page).findall(".//th")] == ["entry 1", "entry 2"]
    assert all(th.attrib["scope"] == "row" for th in tree(page).findall(".//th"))


def test_what_to_read_again_is_a_link_only_where_links_work():
    section = Section("Lesson 2, <b>", "../../lessons/02.ipynb#The-shape")
    question = replace(JACOBIAN, read_again=section)
    assert "Read again:</strong> Lesson 2, &lt;b&gt;" in render_html(PARTLY, question)
    linked = render_html(PARTLY, question, in_notebook=True)
    assert '<a href="../../lessons/02.ipynb#The-shape">Lesson 2, &lt;b&gt;</a>' in linked
    assert "Read again" not in render_html(RIGHT, question, in_notebook=True)
    assert "  Read again: Lesson 2, <b>" in render_text(PARTLY, question).splitlines()
