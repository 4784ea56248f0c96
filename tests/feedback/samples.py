"""Reports as the judge would write them, one for each way in which an answer can end."""

from typing import Any

from grader.questions import ChoicesQuestion, ExpressionQuestion, FunctionQuestion, JacobianQuestion
from grader.verdict import Certificate, EntryVerdict, Outcome, Report, Status, Verdict, Witness

JACOBIAN = JacobianQuestion(
    name="ex1_jacobian",
    points=9,
    prompt="The Jacobian matrix of F.",
    variables="x y z",
    function=("x**2 + y*z", "sin(x*y)", "exp(x + z)"),
)
EXPRESSION = ExpressionQuestion(name="det", points=4, prompt="det J?", variables="x y z")
CHOICES = ChoicesQuestion(
    name="singular",
    points=4,
    prompt="Where?",
    options={"A": "(1, 0, −1)", "B": "(0, 3, 0)", "C": "where $x^2 = y$"},
)
FUNCTION = FunctionQuestion(name="layer", points=5, prompt="f?", arguments={}, groups=())

SECRET = "31337.5"  # noqa: S105 - secret as a reference is, not as a password
"""A reference's value: no page shows it."""

PROVED = Verdict(Status.PROVED, certificate=Certificate("fraction normal form"))
POINT = (("x", "1"), ("y", "2"), ("z", "-1/2"))
REFUTED = Verdict(Status.REFUTED, Witness(POINT, "-0.41614683654714238700", SECRET, SECRET))
NOWHERE = Verdict(Status.REFUTED, Witness(POINT, "undefined", SECRET))
UNDECIDED = Verdict(Status.UNDECIDED, reason=SECRET)

ANSWER = ("2*x", "z", "y", "cos(x*y)", "cos(x*y)", "0", "exp(x + z)", "0", "exp(x)*exp(z)")


def matrix(**changed: Any):  # noqa: ANN401 - the fields of a report
    """A report on a 3×3 matrix; changed by place, as e21=REFUTED."""
    verdicts = [changed.pop(f"e{i}{j}", PROVED) for i in (1, 2, 3) for j in (1, 2, 3)]
    entries = tuple(
        EntryVerdict(k // 3 + 1, k % 3 + 1, v, "-0.8322936731" if v is REFUTED else "")
        for k, v in enumerate(verdicts)
    )
    given = {
        "question": "ex1_jacobian",
        "points": 9.0,
        "score": 9.0,
        "outcome": Outcome.RIGHT,
        "shape": (3, 3),
        "entries": entries,
        "answer": ANSWER,
        "staff": (SECRET,),
        "mistakes": (SECRET,),
    }
    return Report(**{**given, **changed})


RIGHT = matrix()
PARTLY = matrix(
    e21=REFUTED,
    e22=NOWHERE,
    score=6.43,
    outcome=Outcome.PARTLY_RIGHT,
    hints=("d sin(u) = cos(u)·du. What is $\\frac{\\partial}{\\partial x}(xy)$?",),
)
UNDECIDED_ENTRY = matrix(e33=UNDECIDED, score=None, outcome=Outcome.NEEDS_HUMAN)
TRANSPOSED = matrix(
    e12=REFUTED,
    e13=REFUTED,
    e21=REFUTED,
    e31=REFUTED,
    score=4.5,
    outcome=Outcome.PARTLY_RIGHT,
    notes=("this is the transposed matrix: row i belongs to output i",),
)
MISSHAPEN = Report(
    "ex1_jacobian", 9, 0.0, Outcome.WRONG, shape=(1, 2), answer=("x", "y"),
    notes=("your answer is a 1×2 matrix; F has 3 outputs and 3 variables",),
)  # fmt: skip
UNREADABLE = Report(
    "ex1_jacobian", 9, 0.0, Outcome.UNREADABLE, "row 2 has 1 entry and row 1 has 3; give every row"
)
NOT_ATTEMPTED = Report(
    "ex1_jacobian", 9, 0.0, Outcome.NOT_ATTEMPTED, "The dots are still in place."
)
RECORDED = Report(
    "ex1_jacobian", 9, None, Outcome.RECORDED, "Your answer is recorded.", (3, 3), answer=ANSWER
)
SCALAR = Report(
    "det", 4, 0.0, Outcome.WRONG, entries=(EntryVerdict(1, 1, REFUTED),), answer=("x*y",)
)
TICKS = Report("singular", 4, 4.0, Outcome.RIGHT, answer=("B", "C"))
OUTPUTS = Report(
    "layer", 5, 2.5, Outcome.PARTLY_RIGHT,
    notes=("m and n differ: right", "|z| up to 800: your function returned nan"),
)  # fmt: skip
EVERY = (
    (RIGHT, JACOBIAN),
    (PARTLY, JACOBIAN),
    (UNDECIDED_ENTRY, JACOBIAN),
    (TRANSPOSED, JACOBIAN),
    (MISSHAPEN, JACOBIAN),
    (UNREADABLE, JACOBIAN),
    (NOT_ATTEMPTED, JACOBIAN),
    (RECORDED, JACOBIAN),
    (SCALAR, EXPRESSION),
    (TICKS, CHOICES),
    (OUTPUTS, FUNCTION),
)
