"""What may be shown of a class in front of it? Nothing that is about fewer than five students.

A small count could be found by subtraction if it alone were missing. So as many of the next larger
ones are held back until what is missing is about five students or more, too.

>>> held_back([40, 3, 0, 9, 30])
frozenset({1, 3})
>>> held_back([40, 3, 4, 0])
frozenset({1, 2})
"""

from __future__ import annotations

from collections.abc import Sequence

LEAST = 5
"""Students in the smallest group that is shown."""


def held_back(counts: Sequence[int]) -> frozenset[int]:
    """The positions of counts that are not shown; zero is nobody and may be shown.

    The counts are those of groups that make up a class: nobody is in two of them.
    """
    by_size = sorted((count, position) for position, count in enumerate(counts) if count)
    hidden: list[int] = []
    missing = 0
    for count, position in by_size:
        if count >= LEAST and (missing == 0 or missing >= LEAST):
            break
        hidden.append(position)
        missing += count
    return frozenset(hidden)


def may_be_shown(count: int, of: int) -> bool:
    """Whether a group of `count` in a class of `of`, and the rest of the class, are large enough.

    >>> may_be_shown(5, 20), may_be_shown(4, 20), may_be_shown(17, 20), may_be_shown(20, 20)
    (True, False, False, True)
    """
    return not held_back((count, of - count))
