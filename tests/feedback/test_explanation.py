from __future__ import annotations

from dataclasses import replace

from grader.equivalence.replay import Replay
from grader.feedback.explanation import Evidence, Explanation, render_explanation
from grader.verdict import Diagnosis, EntryVerdict, Outcome, Report, Status, Step, Verdict, Witness

WITNESS = Witness((("x", "1"), ("y", "2")), "1", "2", "0.999")
WRONG = EntryVerdict(
    2, 1, Verdict(Status.REFUTED, WITNESS), "2.000", "read twice", Step("x", "0.1", "0.1", "0.21")
)
REPORT = Report(
    "J",
    4,
    2.67,
    Outcome.PARTLY_RIGHT,
    entries=(WRONG,),
    answer=("x",),
    notes=("seen",),
    staff=("slow",),
    mistakes=("lost",),
    diagnoses=(Diagnosis((("J101",), ("J120", "J121")), ((2, 1),), "a factor lost"),),
)
HOLDS = Replay(confirmed=True, points=1, text="they differ")
FAILS = Replay(confirmed=False, points=1, text="they do not differ")
OPEN = Replay(confirmed=None, points=0, text="interval arithmetic does not tell")


def explanation(*replays: Replay) -> Explanation:
    evidence = tuple(Evidence("(2, 1)", "x", "2*x", WRONG, each) for each in replays)
    return Explanation("ada, maps, 1_first", REPORT, evidence, "4 · 2 / 3 = 2.67", "3 of 4", "v 1")


def test_all_that_bears_on_a_mark_is_printed():
    assert render_explanation(explanation(HOLDS)).splitlines() == [
        "ada, maps, 1_first, J",
        "Partly right, 2.67 of 4 points",
        "credit: 4 · 2 / 3 = 2.67",
        "decided by a person: 3 of 4",
        "note: seen",
        "staff: slow",
        "declared mistake: lost",
        "diagnosis: J101 or J120 with J121: a factor lost, in (2, 1)",
        "",
        "(2, 1)",
        "  A, the student's:  x",
        "  B, the reference:  2*x",
        "  REFUTED at x = 1, y = 2",
        "    A is 1, B is 2; they differ by at least 0.999",
        "    (64-bit interval arithmetic)",
        "  a finite difference says 2.000 there",
        "  for a step of 0.1 in x it predicts 0.1;",
        "  the map changes by 0.21",
        "  note: read twice",
        "  replay: CONFIRMED: they differ",
        "",
        "replay: 1 of 1 confirmed",
        "v 1",
    ]


def test_a_replay_that_disagrees_is_plain_to_see():
    found = explanation(HOLDS, FAILS, OPEN)
    text = render_explanation(found)
    assert found.disagrees
    assert "  replay: DISAGREES: they do not differ" in text
    assert "  replay: not told: interval arithmetic does not tell" in text
    assert "replay: 1 of 3 confirmed, 1 not told, 1 DISAGREE\n" in text
    assert not explanation(HOLDS, OPEN).disagrees


def test_what_has_no_entries_says_so_with_its_summary():
    report = replace(REPORT, entries=(), summary="The dots are still in place.")
    text = render_explanation(Explanation("ada, maps, 1_first", report))
    assert "The dots are still in place.\n" in text
    assert text.endswith("replay: there is nothing to compute again")


def test_labels_have_no_verdict_of_their_own():
    evidence = Evidence("your answer", "A", "B", None, HOLDS)
    text = render_explanation(Explanation("ada, maps, 1_first", REPORT, (evidence,)))
    assert "  B, the reference:  B\n  replay: CONFIRMED: they differ\n" in text
