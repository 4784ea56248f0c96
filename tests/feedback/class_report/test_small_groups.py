from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from grader.feedback.class_report.small_groups import LEAST, held_back, may_be_shown

COUNTS = st.lists(st.integers(min_value=0, max_value=40), max_size=12)


@given(COUNTS)
def test_no_shown_group_is_small_and_no_missing_one_can_be_worked_out_to_be(counts: list[int]):
    hidden = held_back(counts)
    assert all(count == 0 or count >= LEAST for n, count in enumerate(counts) if n not in hidden)
    missing = sum(counts[n] for n in hidden)
    assert missing == 0 or missing >= LEAST or missing == sum(counts)


@given(COUNTS)
def test_large_groups_alone_are_shown_whole(counts: list[int]):
    large = [count + LEAST for count in counts]
    assert not held_back(large)


def test_a_group_is_shown_only_if_the_rest_is_large_enough_too():
    assert may_be_shown(6, 12)
    assert not may_be_shown(6, 9)
    assert not may_be_shown(3, 30)
