"""Tables and where they go on the page; nothing is timed here."""

from pathlib import Path

import pytest

from benchmarks.corpus import Pair
from benchmarks.growth import PANELS, Panel, Point, table
from benchmarks.identities import identities
from benchmarks.methods import OURS, Problem
from benchmarks.run import main, markdown, put
from benchmarks.side_by_side import ACCEPTS_WRONG, REJECTS_RIGHT, RIGHT, UNDECIDED, Outcome, Row
from benchmarks.side_by_side import outcomes as decided
from grader.domain import Domain
from grader.equivalence import compare
from grader.sandbox.probe import obstacle


def test_a_method_is_judged_by_the_label():
    equal = Pair("1", "sqrt(x**2)", "Abs(x)", {"x": "real"}, "equal", "")
    different = Pair("2", "x", "Abs(x)", {"x": "real"}, "different", "")
    five_positive_samples = "5 samples in [1, 5], tolerance 0.01 %"
    assert [each.verdict for each in decided(OURS, [equal, different])] == [RIGHT, RIGHT]
    found = decided(five_positive_samples, [equal, different])
    assert [each.verdict for each in found] == [RIGHT, ACCEPTS_WRONG]


def test_a_row_counts_verdicts_and_compares_total_times():
    theirs = [Outcome(verdict, 0.3) for verdict in (RIGHT, REJECTS_RIGHT, UNDECIDED, RIGHT)]
    ours = [Outcome(RIGHT, 0.1)] * 4
    name, pairs, right, accepts, rejects, undecided, *_, total, ratio = Row(
        "simplify", theirs, ours
    ).cells()
    assert (name, pairs, total, ratio) == ("simplify", "4", "1.20", "3.0")
    assert (right, accepts, rejects, undecided) == ("2", "0", "1", "1")


def test_a_problem_has_the_same_two_sides_for_each_method():
    problem = Problem("x/2 + 1e-30", "y", {"x": "positive", "y": "real"})
    student, reference = problem.sympy
    assert (student - problem.symbols["x"] / 2) * 10**30 == 1
    assert reference.is_real
    assert reference.is_positive is None
    assert str(problem.ours[1]) == "y"


def test_every_series_of_growth_says_what_its_smallest_pair_is():
    for panel in PANELS:
        for series in panel.series:
            student, reference = series.pair(panel.steps[0], 0)
            assert student is not reference
            assert compare(student, reference, Domain()).status is series.expected, series.name


def test_the_table_of_growth_says_what_stayed_undecided():
    panel = Panel("depth", (1, 2), PANELS[1].series)
    rows = table(panel, [[Point(1, 0.5, decided=True), Point(2, 70, decided=False)]])
    assert rows[1:] == [["1", "0.50"], ["2", "undecided (70.00)"]]


def test_identities_are_left_out_where_they_are_missing(tmp_path: Path):
    assert identities(tmp_path / "none.jsonl") == []


def test_identities_are_counted(tmp_path: Path):
    file = tmp_path / "identities.jsonl"
    row = '{{"student": "{}", "reference": "x + x", "domain": {{}}, "expected": "{}"}}\n'
    file.write_text(
        row.format("2*x", "equal") + row.format("x", "equal") + row.format("(", "equal")
    )
    header, counts = identities(file)
    assert dict(zip(header, counts, strict=True)).items() >= {
        ("pairs", "3"),
        ("right", "1"),
        ("wrong", "1"),
        ("undecided", "0"),
        ("not read", "1"),
    }


def test_every_mark_on_the_page_takes_a_table(root: Path):
    page = (root / "docs" / "benchmarks.md").read_text(encoding="utf-8")
    names = {"methods", "identities", "reading", "checks", "imports", "lessons", "diagnosis"}
    names |= {"throughput", "growth of a class", "judge alone", "projection", "executions", "class"}
    names |= {"dragging"}
    for name in names | {panel.axis for panel in PANELS}:
        put_there = put(page, name, markdown([["a", "b"], ["a new table", "1"]]))
        assert "| a new table | 1 |\n<!-- end -->" in put_there
        assert put(put_there, name, "again").count("a new table") == 0


def test_a_subject_that_needs_walls_says_so_where_there_are_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("sys.argv", ["run", "executions"])
    obstacle.cache_clear()
    with pytest.raises(SystemExit):
        main()
    obstacle.cache_clear()
    assert "executions: student code would not be isolated" in capsys.readouterr().err
