"""Are two expressions equal on a domain? See `compare`; `evaluate` encloses a value at a point."""

from grader.equivalence.decide import compare
from grader.equivalence.search.balls import UNDEFINED, UNKNOWN, NoValue
from grader.equivalence.search.enclose import evaluate
from grader.equivalence.search.interior import has_interior
from grader.equivalence.total import is_total

__all__ = ["UNDEFINED", "UNKNOWN", "NoValue", "compare", "evaluate", "has_interior", "is_total"]
