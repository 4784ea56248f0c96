"""What came of grading a class?"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class NotebookResult:
    """One notebook of one submission, in points.

    Attributes:
        name: the notebook's name.
        score: what its auto-graded questions have earned so far.
        attainable: what they are worth.
        undecided: auto-graded questions that a person has to decide.
        manual: questions that a person always reads, and that nobody has read yet.
    """

    name: str
    score: float
    attainable: float
    undecided: tuple[str, ...] = ()
    manual: tuple[str, ...] = ()


@dataclass(frozen=True)
class SubmissionResult:
    """What became of one submission.

    Attributes:
        student: whose it is.
        notebooks: in alphabetical order; empty if the submission could not be graded.
        seconds: wall time it took.
        fault: why it could not be graded; '' if it was.
        reused: whether it was graded before, and nothing has changed since.
    """

    student: str
    notebooks: tuple[NotebookResult, ...] = ()
    seconds: float = 0.0
    fault: str = ""
    reused: bool = False

    @property
    def undecided(self) -> int:
        """How many auto-graded questions a person has to decide."""
        return sum(len(notebook.undecided) for notebook in self.notebooks)

    @property
    def manual(self) -> int:
        """How many manual questions wait for a person."""
        return sum(len(notebook.manual) for notebook in self.notebooks)


@dataclass(frozen=True)
class ClassResult:
    """What became of a class."""

    assignment: str
    submissions: tuple[SubmissionResult, ...]

    @property
    def complete(self) -> bool:
        """Whether every auto-graded question of every submission has its score."""
        return not any(result.fault or result.undecided for result in self.submissions)
