from __future__ import annotations

import csv
import stat
from pathlib import Path
from shutil import copytree

import pytest
from bs4 import BeautifulSoup

from grader.classroom.decisions import Decision, enter
from grader.classroom.kept import Kept
from grader.classroom.review import Review, alike, apply_table, write_review
from grader.errors import ConfigError
from tests.judged_class import HALF, HOSTILE, REASON, UNDECIDED, judge, judged_class, matrix
from tests.tiny_course import CANARY, NAME, TinyCourse


@pytest.fixture(scope="module")
def judged(released_course: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return judged_class(released_course, tmp_path_factory.mktemp("judged") / "course").root


@pytest.fixture
def course(judged: Path, tmp_path: Path) -> TinyCourse:
    return TinyCourse(copytree(judged, tmp_path / "course"))


@pytest.fixture
def kept(course: TinyCourse) -> Kept:
    return Kept(course.root, NAME)


def soup_of(review: Review) -> BeautifulSoup:
    return BeautifulSoup(review.page.read_text(), "html.parser")


def rows_of(review: Review) -> list[dict[str, str]]:
    with review.table.open(newline="") as file:
        return list(csv.DictReader(file))


def fill(review: Review, question: str, points: str, comment: str = "") -> None:
    """Decide about every answer to a question in the table, as a person would."""
    rows = rows_of(review)
    with review.table.open("w", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        for row in rows:
            decided = {"points": points, "comment": comment} if row["question"] == question else {}
            writer.writerow({**row, **decided})


def manual(course: TinyCourse, student: str) -> dict[str, tuple[float | None, bool]]:
    return {
        name: (grade["manual_score"], bool(grade["needs_manual_grade"]))
        for name, grade in course.grades(student).items()
    }


def test_what_waits_is_listed_once_with_all_who_gave_it(kept: Kept):
    found = [(w.question, w.students) for w in write_review(kept).waiting]
    assert found == [
        ("q_jacobian", ("ada", "bob")),
        ("q_essay", ("ada",)),
        ("q_essay", ("cyd",)),
    ]


def test_an_undecided_entry_stands_beside_the_references_with_points_to_try(kept: Kept):
    first = write_review(kept).waiting[0]
    undecided, *others = first.pairs
    assert (undecided.place, undecided.student, undecided.reference, undecided.reason) == (
        ("(1, 1)", "x*y + x*y", "2*x*y", REASON)
    )
    assert len(undecided.trials) >= 3
    for trial in undecided.trials:
        assert trial.student == trial.reference
        assert trial.comparison == "equal" or trial.comparison.startswith("less than 1e-7")
    assert [pair.trials for pair in others] == [(), (), ()]
    assert first.tried == ()  # the reason stands with the entry


def test_a_manual_part_shows_its_rubric_and_the_automatic_results(kept: Kept):
    essay = write_review(kept).waiting[1]
    assert "Because." in essay.reference
    assert "Because " in essay.answer
    assert "<svg" in essay.answer
    results = {r.question: (r.score, r.points) for r in essay.owners[0].results}
    assert results == {"q_jacobian": (None, 4), "q_double": (2, 2), "q_colour": (1, 1)}


def test_the_page_is_for_its_owner_alone(kept: Kept):
    review = write_review(kept)
    for folder in (review.page.parent, review.page.parent.parent):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for file in (review.page, review.table):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_folder_that_others_could_open_is_closed(kept: Kept):
    folder = kept.layout.build / "review" / NAME
    folder.mkdir(parents=True)
    folder.chmod(0o755)
    write_review(kept)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_hostile_answer_runs_nothing_and_loads_nothing(kept: Kept):
    review = write_review(kept)
    soup = soup_of(review)
    assert soup.find_all(["script", "iframe", "object", "embed", "link", "base", "form"]) == []
    assert len(soup.find_all("style")) == 1
    for tag in soup.find_all():
        assert not any(name.startswith("on") for name in tag.attrs), tag.attrs
        for name in ("src", "href"):
            assert tag.get(name, "#").startswith(("#", "data:image/")), tag.attrs
    policy = soup.find("meta", attrs={"http-equiv": "Content-Security-Policy"})
    assert policy["content"].startswith("default-src 'none';")


def test_nothing_of_the_reference_leaves_the_staffs_folder(course: TinyCourse, kept: Kept):
    enter(kept, [Decision("ada", "q_jacobian", 4, "Right.")])
    write_review(kept)
    staff = {course.layout.build / "review", course.layout.build / "reports"}
    assert CANARY not in (course.layout.build / "review" / NAME / "index.html").read_text()
    for path in course.layout.build.rglob("*"):
        if path.is_file() and not staff.intersection(path.parents):
            assert b"2*x*y" not in path.read_bytes(), path


def test_a_row_of_the_table_decides_for_all_who_gave_the_answer(course: TinyCourse, kept: Kept):
    review = write_review(kept)
    fill(review, "q_jacobian", "3.5", "Read by a person.")
    apply_table(kept, review.table)
    for student in ("ada", "bob"):
        assert manual(course, student)["q_jacobian"] == (3.5, False)
    assert manual(course, "cyd")["q_jacobian"] == (None, False)
    assert manual(course, "ada")["q_essay"] == (None, True)
    assert [w.question for w in write_review(kept).waiting] == ["q_essay", "q_essay"]


def test_a_comment_stands_with_the_cell_that_was_answered_in(course: TinyCourse, kept: Kept):
    enter(kept, [Decision("ada", "q_jacobian", 4, "Proved by hand.")])
    enter(kept, [Decision("ada", "q_essay", 2, "Too short.")])
    with course.gradebook as gradebook:
        notebook = gradebook.find_submission(NAME, "ada").notebooks[0]
        comments = {c.name: c.manual_comment for c in notebook.comments if c.manual_comment}
    assert comments == {"q_jacobian_answer": "Proved by hand.", "q_essay": "Too short."}


def test_a_decision_without_a_comment_keeps_the_comment_before(course: TinyCourse, kept: Kept):
    enter(kept, [Decision("ada", "q_essay", 2, "Too short.")])
    enter(kept, [Decision("ada", "q_essay", 3)])
    with course.gradebook as gradebook:
        notebook = gradebook.find_submission(NAME, "ada").notebooks[0]
        assert "Too short." in {comment.manual_comment for comment in notebook.comments}


def test_a_decision_touches_no_other_row(course: TinyCourse, kept: Kept):
    before = {student: course.grades(student) for student in ("ada", "bob", "cyd")}
    enter(kept, [Decision("bob", "q_jacobian", 0)])
    after = {student: course.grades(student) for student in ("ada", "bob", "cyd")}
    changed = before["bob"].pop("q_jacobian"), after["bob"].pop("q_jacobian")
    assert changed[1]["manual_score"] == 0
    assert before == after


@pytest.mark.parametrize(
    ("decision", "said"),
    [
        (Decision("eve", "q_jacobian", 1), "eve has no graded submission to tiny"),
        (Decision("ada", "q_shape", 1), "tiny has no question q_shape; it has q_colour, q_double"),
        (Decision("ada", "q_jacobian", 4.5), "give a number from 0 to 4"),
        (Decision("ada", "q_jacobian", -1), "give a number from 0 to 4"),
        (Decision("ada", "q_jacobian", float("nan")), "give a number from 0 to 4"),
    ],
)
def test_a_wrong_decision_is_refused_and_none_is_entered(
    decision: Decision, said: str, course: TinyCourse, kept: Kept
):
    with pytest.raises(ConfigError, match=said):
        enter(kept, [Decision("bob", "q_jacobian", 1), decision])
    assert manual(course, "bob")["q_jacobian"] == (None, True)


def test_every_wrong_decision_is_named_at_once(kept: Kept):
    with pytest.raises(ConfigError) as refused:
        enter(kept, [Decision("eve", "q_jacobian", 1), Decision("ada", "q_essay", 9)])
    assert len(str(refused.value).splitlines()) == 2


def test_a_decision_survives_grading_the_same_answer_again(course: TinyCourse, kept: Kept):
    enter(kept, [Decision("ada", "q_jacobian", 3, "Fine."), Decision("ada", "q_essay", 2)])
    judge(course, "ada", matrix(UNDECIDED, None), essay="Because $x^2$ is.")
    assert manual(course, "ada")["q_jacobian"] == (3, False)
    assert manual(course, "ada")["q_essay"] == (2, False)


def test_a_changed_answer_comes_back_with_what_was_decided_before(course: TinyCourse, kept: Kept):
    enter(kept, [Decision("ada", "q_jacobian", 3, "Fine.")])
    judge(course, "ada", HALF, essay="Because $x^2$ is.")
    review = write_review(Kept(course.root, NAME))
    (again,) = [w for w in review.waiting if "ada" in w.students and w.question == "q_jacobian"]
    assert again.owners[0].before == "3 of 4 points: Fine."
    assert "decided before: 3 of 4 points: Fine." in soup_of(review).get_text()


def test_a_table_written_before_the_answer_changed_decides_nothing(course: TinyCourse, kept: Kept):
    review = write_review(kept)
    fill(review, "q_essay", "3")
    judge(course, "ada", matrix(UNDECIDED, None), essay="I have thought again.")
    with pytest.raises(ConfigError, match=r"line \d: no answer q_essay-\w+ waits"):
        apply_table(Kept(course.root, NAME), review.table)
    assert manual(course, "cyd")["q_essay"] == (None, True)


def test_what_was_filled_in_stays_in_a_table_that_is_written_again(kept: Kept):
    fill(write_review(kept), "q_essay", "1,5", "=1+1 is no proof")
    again = write_review(kept)
    assert {(r["points"], r["comment"]) for r in rows_of(again) if r["question"] == "q_essay"} == {
        ("1,5", "'=1+1 is no proof")
    }
    decided = apply_table(kept, again.table)
    assert {(d.points, d.comment) for d in decided} == {(1.5, "=1+1 is no proof")}


def test_one_decision_can_serve_all_who_gave_the_same_answer(kept: Kept):
    decisions = alike(kept, Decision("bob", "q_jacobian", 2, "Half."))
    assert decisions == [
        Decision("ada", "q_jacobian", 2, "Half."),
        Decision("bob", "q_jacobian", 2, "Half."),
    ]
    with pytest.raises(ConfigError, match="no answer of cyd to q_jacobian waits"):
        alike(kept, Decision("cyd", "q_jacobian", 2))


def test_answers_that_differ_in_what_was_added_beside_are_different(course: TinyCourse, kept: Kept):
    judge(course, "dan", matrix(UNDECIDED, None), essay=HOSTILE)
    groups = [w.students for w in write_review(kept).waiting if w.question == "q_essay"]
    assert groups == [("cyd", "dan"), ("ada",)]


def test_an_assignment_that_is_not_in_the_gradebook_is_refused(course: TinyCourse):
    with pytest.raises(ConfigError, match="the gradebook has no assignment other; it has tiny"):
        Kept(course.root, "other")


def test_an_answer_of_which_nothing_is_kept_is_still_listed(course: TinyCourse, kept: Kept):
    course.enter("eve")
    found = [w for w in write_review(kept).waiting if w.students == ("eve",)]
    assert {w.question for w in found} == {"q_jacobian", "q_double", "q_colour", "q_essay"}
    assert {w.tried for w in found} == {
        ("nothing is kept of this answer; grade the submission again",)
    }
