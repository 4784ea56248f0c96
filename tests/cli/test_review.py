from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest

from grader.cli import main
from tests.judged_class import judged_class
from tests.tiny_course import NAME, TinyCourse


@pytest.fixture(scope="module")
def judged(released_course: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return judged_class(released_course, tmp_path_factory.mktemp("judged") / "course").root


@pytest.fixture
def course(judged: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TinyCourse:
    course = TinyCourse(copytree(judged, tmp_path / "course"))
    monkeypatch.chdir(course.root)
    return course


def test_what_waits_is_counted_and_the_files_are_named(
    course: TinyCourse, capsys: pytest.CaptureFixture[str]
):
    assert main(["review", NAME]) == 1
    said = capsys.readouterr().out.splitlines()
    folder = course.layout.build / "review" / NAME
    assert said == [
        "4 answers wait for a person, 3 different",
        f"page:      {folder / 'index.html'}",
        f"decisions: {folder / 'decisions.csv'}",
    ]


def test_decisions_are_entered_until_nothing_waits(
    course: TinyCourse, capsys: pytest.CaptureFixture[str]
):
    decide = ["review", NAME, "--decide"]
    assert main([*decide, "ada", "q_jacobian", "4", "--alike", "--comment", "Right."]) == 1
    said = capsys.readouterr().out
    assert "ada, q_jacobian: 4 points\nbob, q_jacobian: 4 points\n" in said
    assert f"students see it after: nbgrader generate_feedback {NAME} --force" in said
    main([*decide, "ada", "q_essay", "3"])
    assert main([*decide, "cyd", "q_essay", "0.5"]) == 0
    assert capsys.readouterr().out.endswith("nothing waits for a person\n")
    assert course.grades("cyd")["q_essay"]["manual_score"] == 0.5


def test_a_table_is_applied(course: TinyCourse, capsys: pytest.CaptureFixture[str]):
    main(["review", NAME])
    table = course.layout.build / "review" / NAME / "decisions.csv"
    head, *rows = table.read_text().splitlines()
    table.write_text("\n".join([head, *(row.removesuffix(",,") + ",1,Read." for row in rows)]))
    assert main(["review", NAME, "--apply", str(table)]) == 0
    assert "cyd, q_essay: 1 points" in capsys.readouterr().out
    assert course.grades("bob")["q_jacobian"]["manual_score"] == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--comment", "Hm."], "--comment and --alike belong to --decide"),
        (["--alike"], "--comment and --alike belong to --decide"),
        (["--decide", "ada", "q_essay", "1", "--apply", "x.csv"], "not both"),
        (["--decide", "ada", "q_essay", "one"], "one is no number of points"),
        (["--decide", "ada", "q_essay", "9"], "give a number from 0 to 3"),
        (["--decide", "eve", "q_essay", "1"], "eve has no graded submission to tiny"),
        (["--decide", "ada", "essay", "1"], "tiny has no question essay"),
        (["--apply", "nowhere.csv"], "nowhere.csv cannot be read"),
        (["--root", "solutions"], "solutions is no folder of a class"),
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(
    arguments: list[str], said: str, course: TinyCourse, capsys: pytest.CaptureFixture[str]
):
    before = course.grades("ada")
    assert main(["review", NAME, *arguments]) == 2
    assert said in capsys.readouterr().err
    assert course.grades("ada") == before
