"""What comes of two formulas that somebody typed? A verdict a row, whatever the row holds.

`rows` reads a pair, `decision` decides it, `answers` writes the verdict, `worker` does this in a
process of its own, `comparer` is that process seen from outside, and `stream` answers row by row.
"""

from grader.comparison.comparer import Budget, Comparer
from grader.comparison.stream import serve

__all__ = ["Budget", "Comparer", "serve"]
