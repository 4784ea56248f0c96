from dataclasses import replace

import pytest

from grader.feedback.wording import (
    LONGEST_TEXT,
    MARKS,
    MOST_REMARKS,
    OUTCOMES,
    diagnoses,
    excerpt_of,
    hints,
    in_general,
    number,
    remarks,
    score,
    shape,
    shortened,
)
from grader.questions import ShapeQuestion
from grader.verdict import (
    Certificate,
    Diagnosis,
    EntryVerdict,
    Outcome,
    Report,
    Status,
    Step,
    Verdict,
    Witness,
)
from tests.feedback.samples import (
    EXPRESSION,
    JACOBIAN,
    NOT_ATTEMPTED,
    PARTLY,
    POINT,
    REFUTED,
    RIGHT,
    SCALAR,
    UNDECIDED_ENTRY,
    UNREADABLE,
    matrix,
)


def test_every_status_and_outcome_has_a_symbol_and_a_word():
    assert set(MARKS) == set(Status)
    assert set(OUTCOMES) == set(Outcome)
    assert len({mark.symbol for mark in MARKS.values()}) == len(Status)
    assert all(mark.word for mark in (*MARKS.values(), *OUTCOMES.values()))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("-0.41614683654714238700", "−0.41615"),
        ("3", "3"),
        ("2.5000000000", "2.5"),
        ("100", "100"),
        ("123456.7", "1.2346·10⁵"),
        ("1e-12", "1·10⁻¹²"),
        ("0", "0"),
        ("0e-69", "0"),
        ("undefined", "undefined"),
        ("[3.14 +/- 1e-3]", "[3.14 +/- 1e-3]"),
    ],
)
def test_numbers_are_rounded_for_reading(text: str, expected: str):
    assert number(text) == expected


def test_the_score_is_of_points_and_missing_where_nobody_knows():
    assert score(PARTLY) == "6.43 of 9 points"
    assert score(UNDECIDED_ENTRY) == "9 points"
    assert score(Report("q", 1, 1.0, Outcome.RIGHT)) == "1 of 1 point"


def test_in_general_says_where_to_look():
    assert in_general(PARTLY, JACOBIAN) == "7 of 9 entries are right; look again at (2, 1), (2, 2)."
    assert in_general(RIGHT, JACOBIAN) == "Right."
    assert in_general(SCALAR, EXPRESSION) == "Not right yet."
    assert in_general(NOT_ATTEMPTED, JACOBIAN) == "The dots are still in place."
    assert in_general(UNREADABLE, JACOBIAN) == "Row 2 has 1 entry and row 1 has 3; give every row."
    assert "a person will look at it" in in_general(UNDECIDED_ENTRY, JACOBIAN)


def test_a_diagnosis_stands_with_its_hint_and_other_hints_stand_apart():
    found = Diagnosis((("J101",),), ((2, 1), (2, 2)), "inner derivative missing", ("What is du?",))
    report = matrix(e21=REFUTED, e22=REFUTED, diagnoses=(found,), hints=("What is du?", "More."))
    assert diagnoses(report) == [
        ("Diagnosis for (2, 1), (2, 2):", "inner derivative missing. What is du?")
    ]
    assert hints(report) == ["More."]
    silent = matrix(e21=REFUTED, e22=REFUTED, diagnoses=(found,))
    assert diagnoses(silent) == [("Diagnosis for (2, 1), (2, 2):", "inner derivative missing.")]


def test_more_than_two_explanations_are_not_listed_and_only_what_they_share_is_said():
    codes = ("J101",), ("J102",), ("J103",)
    shared = Diagnosis(codes, ((2, 1),), "a, or b, or c", ("What is the inner function?",))
    unlike = replace(shared, hints=())
    report = matrix(e21=REFUTED, diagnoses=(shared, unlike), hints=shared.hints)
    assert diagnoses(report) == [
        ("Diagnosis for (2, 1):", "one of several slips. What is the inner function?")
    ]
    two = replace(unlike, readings=codes[:2], name="a, or b")
    assert diagnoses(replace(report, diagnoses=(two,))) == [("Diagnosis for (2, 1):", "a, or b.")]


def test_the_first_wrong_entry_says_what_a_small_step_does():
    step = Step("x", "0.01", "-0.00416", "-0.00835")
    report = matrix(e21=REFUTED, e22=REFUTED)
    entries = tuple(replace(e, step=step) if e.row == 2 else e for e in report.entries)
    first, second = remarks(replace(report, entries=entries), JACOBIAN)
    assert first.endswith(
        "Let x change by 0.01 from there: your entry predicts that f₂ changes by −0.00416; "
        "it changes by −0.00835."
    )
    assert "Let x" not in second


def test_evidence_is_a_point_a_value_and_a_finite_difference():
    first, second = remarks(PARTLY, JACOBIAN)
    assert first == (
        "Entry (2, 1): at x = 1, y = 2, z = −1/2 its value is −0.41615; "
        "a finite difference of F says −0.83229."
    )
    assert second == "Entry (2, 2): at x = 1, y = 2, z = −1/2 it is undefined, which is not right."


def test_values_that_agree_in_the_digits_shown_are_said_to_differ_after_them():
    entries = tuple(replace(each, finite_difference="-0.41615") for each in PARTLY.entries)
    first, _ = remarks(replace(PARTLY, entries=entries), JACOBIAN)
    assert first == (
        "Entry (2, 1): at x = 1, y = 2, z = −1/2 its value is −0.41615; "
        "a finite difference of F says the same in the digits shown, but the two are not equal."
    )


@pytest.mark.parametrize(
    ("value", "difference", "shown"),
    [
        (
            "2.71828192845905",
            "2.71828182845905",
            "2.7182819; a finite difference of F says 2.7182818",
        ),
        ("1.0000001", "1.00000000000000", "1.0000001; a finite difference of F says 1"),
        ("2.7182819", "2.719", "2.7183; a finite difference of F says 2.719"),
        ("1e-9", "0", "1·10⁻⁹; a finite difference of F says 0"),
    ],
)
def test_a_value_and_a_difference_have_digits_in_which_they_differ(
    value: str, difference: str, shown: str
):
    verdict = Verdict(Status.REFUTED, Witness(POINT, value, "", ""))
    report = matrix(e21=verdict)
    entries = tuple(replace(e, finite_difference=difference) for e in report.entries)
    (remark,) = remarks(replace(report, entries=entries), JACOBIAN)
    assert remark.endswith(f"its value is {shown}.")


@pytest.mark.parametrize(("value", "difference"), [("2.7183", "2.718"), ("2", "2.0000000000000")])
def test_digits_that_do_not_tell_two_numbers_apart_are_not_shown_as_if_they_did(
    value: str, difference: str
):
    verdict = Verdict(Status.REFUTED, Witness(POINT, value, "", ""))
    report = matrix(e21=verdict)
    entries = tuple(replace(e, finite_difference=difference) for e in report.entries)
    (remark,) = remarks(replace(report, entries=entries), JACOBIAN)
    assert remark.endswith("says the same in the digits shown, but the two are not equal.")


def test_a_constant_entry_is_wrong_everywhere():
    bare = Verdict(Status.REFUTED, Witness((), "1", "0"))
    entries = list(matrix(e32=bare).entries)
    step = Step("y", "0.01", "0.0100", "0")
    entries[7] = replace(entries[7], finite_difference="0", step=step)
    (remark,) = remarks(replace(RIGHT, entries=tuple(entries)), JACOBIAN)
    assert remark == (
        "Entry (3, 2): its value is 1 everywhere; a finite difference of F says 0. "
        "Let y change by 0.01 anywhere: your entry predicts that f₃ changes by 0.01; "
        "it changes by 0."
    )


def test_evidence_calls_the_map_by_its_name():
    first, _ = remarks(PARTLY, replace(JACOBIAN, map_name="H"))
    assert first.endswith("a finite difference of H says −0.83229.")


def test_evidence_without_a_printed_function_says_only_that_it_is_wrong():
    (remark,) = remarks(SCALAR, EXPRESSION)
    assert remark.endswith("z = −1/2 its value is −0.41615, which is not right.")
    assert remark.startswith("Your answer: ")


def test_a_wrong_number_needs_no_point():
    bare = Verdict(Status.REFUTED, Witness((), "2", "3"))
    report = Report("q", 1, 0.0, Outcome.WRONG, entries=(EntryVerdict(1, 1, bare),), answer=("2",))
    assert remarks(report, EXPRESSION) == []


def test_notes_on_entries_are_told():
    noted = replace(RIGHT.entries[4], note="write Rational(1, 3)")
    report = replace(RIGHT, entries=(*RIGHT.entries[:4], noted, *RIGHT.entries[5:]))
    assert remarks(report, JACOBIAN) == ["Entry (2, 2): write Rational(1, 3)."]


def test_a_right_entry_says_where_its_form_has_no_value():
    scope = "where both are defined, excluding x - 1 = 0, y = 0"
    report = matrix(e12=Verdict(Status.PROVED, certificate=Certificate("normal form", scope)))
    assert remarks(report, JACOBIAN) == [
        "Entry (1, 2): right, though it has no value where x − 1 = 0, y = 0."
    ]


def test_what_several_intervals_exclude_is_told_once_and_a_null_set_without_a_name_is_not():
    both = "; ".join(f"where both are defined, excluding {each} = 0" for each in ("x", "y", "x"))
    scopes = both, "almost everywhere", "everywhere"
    found = [Verdict(Status.PROVED, certificate=Certificate("", scope)) for scope in scopes]
    report = matrix(e11=found[0], e12=found[1], e13=found[2])
    assert remarks(report, JACOBIAN) == [
        "Entry (1, 1): right, though it has no value where x = 0, y = 0."
    ]


def test_remarks_come_to_an_end():
    wrong = Verdict(Status.REFUTED, Witness(POINT, "1", "2"))
    entries = tuple(EntryVerdict(row, 1, wrong) for row in range(1, 21))
    report = Report("q", 1, 0.0, Outcome.WRONG, shape=(20,), entries=entries, answer=("x",) * 20)
    found = remarks(report, EXPRESSION)
    assert len(found) == MOST_REMARKS + 1
    assert found[-1] == "and 8 more such entries"
    assert in_general(report, EXPRESSION).endswith("entry 12 and others.")


def test_shapes_are_told_in_words():
    assert shape(matrix(shape=(3, 3))) == "a 3×3 matrix"
    assert shape(matrix(shape=(9,))) == "a list of 9"
    assert shape(SCALAR) == ""


def test_long_texts_are_cut():
    assert shortened("x" * LONGEST_TEXT) == "x" * LONGEST_TEXT
    assert shortened("x" * (LONGEST_TEXT + 1)) == "x" * LONGEST_TEXT + "…"


def test_what_a_caret_points_into_stands_by_itself():
    report = replace(UNREADABLE, summary="a ) is missing; add it\n  (x + y\n        ^")
    assert in_general(report, EXPRESSION) == "A ) is missing; add it."
    assert excerpt_of(report) == "  (x + y\n        ^"
    assert excerpt_of(UNREADABLE) == ""


def test_a_wrong_shape_is_told_by_rows_and_columns():
    question = ShapeQuestion(name="q", points=1, prompt="The shape?")
    verdicts = (Verdict(Status.PROVED), Verdict(Status.REFUTED))
    entries = tuple(EntryVerdict(row, 1, verdict) for row, verdict in enumerate(verdicts, 1))
    report = Report("q", 1, 0.0, Outcome.WRONG, shape=(2,), entries=entries, answer=("3", "2"))
    assert in_general(report, question) == "1 of 2 entries are right; look again at columns."
