from __future__ import annotations

from pathlib import Path

from grader.classroom.collecting.choosing import Attempt, Choice, choose

ANY = Path("x")


def test_of_several_attempts_the_last_counts_in_whatever_order_they_come():
    first, second, third = (Attempt("ada", "a", f"{n}", ANY, order=(n,)) for n in range(3))
    assert choose([second, third, first]) == [Choice(third, (first, second))]


def test_students_and_notebooks_are_told_apart():
    attempts = [Attempt(s, f, "", ANY) for s in ("bob", "ada") for f in ("b", "a")]
    chosen = [(choice.attempt.student, choice.attempt.file) for choice in choose(attempts)]
    assert chosen == [("ada", "a"), ("ada", "b"), ("bob", "a"), ("bob", "b")]


def test_a_later_file_that_cannot_be_read_does_not_count_while_an_earlier_one_can():
    read = Attempt("ada", "a", "1", ANY, order=(1,))
    broken = Attempt("ada", "a", "2", ANY, unreadable="it is empty", order=(2,))
    assert choose([read, broken]) == [Choice(read, (broken,))]
    assert choose([broken]) == [Choice(broken)]
