"""Are two expressions equal on a domain? See `compare`; `evaluate` encloses a value at a point."""

from grader.equivalence.balls import UNDEFINED, UNKNOWN, NoValue
from grader.equivalence.decide import compare
from grader.equivalence.enclose import evaluate
from grader.equivalence.interior import has_interior
from grader.equivalence.total import is_total

__all__ = ["UNDEFINED", "UNKNOWN", "NoValue", "compare", "evaluate", "has_interior", "is_total"]
