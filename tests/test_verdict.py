from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from grader.verdict import (
    Certificate,
    EntryVerdict,
    Outcome,
    Report,
    Status,
    Verdict,
    Witness,
)

_text = st.text(max_size=8)
_texts = st.lists(_text, max_size=3).map(tuple)
_witnesses = st.builds(
    Witness,
    point=st.lists(st.tuples(_text, _text), max_size=3).map(tuple),
    student=_text,
    reference=_text,
    gap=_text,
    bits=st.integers(0, 1024),
)
_verdicts = st.builds(
    Verdict,
    st.sampled_from(Status),
    st.none() | _witnesses,
    st.none() | st.builds(Certificate, _text, _text),
    _text,
)
_entries = st.builds(EntryVerdict, st.integers(1, 9), st.integers(1, 9), _verdicts, _text, _text)
reports = st.builds(
    Report,
    _text,
    points=st.floats(0, 25),
    score=st.none() | st.floats(0, 25),
    outcome=st.sampled_from(Outcome),
    summary=_text,
    shape=st.lists(st.integers(1, 9), max_size=2).map(tuple),
    entries=st.lists(_entries, max_size=3).map(tuple),
    answer=_texts,
    hints=_texts,
    notes=_texts,
    staff=_texts,
)


@given(reports)
def test_a_report_survives_a_trip_through_json(report: Report):
    assert Report.from_dict(json.loads(json.dumps(report.to_dict()))) == report


def test_a_report_of_an_earlier_version_is_read_without_what_came_later():
    right = Report("q", points=2, score=2.0, outcome=Outcome.RIGHT)
    old = replace(right, entries=(EntryVerdict(0, 0, Verdict(Status.PROVED)),)).to_dict()
    del old["diagnoses"]
    del old["entries"][0]["step"]
    assert Report.from_dict(old).entries[0].step is None
    assert Report.from_dict(old).diagnoses == ()


def test_the_words_of_statuses_and_outcomes_are_what_is_stored():
    assert json.dumps([Status.UNDECIDED, Outcome.NEEDS_HUMAN]) == '["UNDECIDED", "needs a human"]'


def test_a_report_without_a_score_needs_a_human():
    assert Report("q", 2.0, None, Outcome.NEEDS_HUMAN).needs_human
    assert not Report("q", 2.0, 0.0, Outcome.WRONG).needs_human


def test_a_report_that_was_kept_before_diagnoses_and_steps_is_read():
    entry = EntryVerdict(1, 1, Verdict(Status.UNDECIDED))
    report = Report("q", 2.0, None, Outcome.NEEDS_HUMAN, entries=(entry,))
    old = report.to_dict()
    del old["diagnoses"], old["entries"][0]["step"]
    assert Report.from_dict(old) == report
