"""What lesson 7d checks: robotics."""

from __future__ import annotations

from grader.questions import ChoiceQuestion, ExpressionQuestion, Mistake, NumbersQuestion

l07d_lost = ChoiceQuestion(
    name="l07d_lost",
    points=1,
    prompt="The direction in which the hand of a straight arm cannot move, to first order.",
    options={
        "A": "Along the arm: towards the shoulder, or away from it.",
        "B": "Across the arm, at a right angle to it.",
        "C": "None: two joints are enough for every direction.",
        "D": "Every direction: a straight arm is stuck.",
    },
    mistakes=(
        Mistake(
            "tangential in place of radial",
            "B",
            "Turn the shoulder alone. In which direction does the hand set off?",
        ),
        Mistake(
            "joints counted, columns not compared",
            "C",
            "Into which direction does each of the two joints send the hand? Are they different?",
        ),
        Mistake(
            "determinant 0 taken for a zero matrix",
            "D",
            "Turn the shoulder alone. Does the hand stay where it is?",
        ),
    ),
    hints=("Each joint moves the hand on a circle around itself. Draw both circles at the hand.",),
)

l07d_jacobian = NumbersQuestion(
    name="l07d_jacobian",
    points=1,
    prompt="The Jacobian matrix of the hand's place by (θ₁, θ₂) at (0, π/2), links of length 1.",
    mistakes=(
        Mistake(
            "elbow angle measured from the x-axis",
            (("0", "-1"), ("1", "0")),
            "The forearm points in the direction θ₁ + θ₂. Does it turn when θ₁ alone changes?",
        ),
        Mistake(
            "transposed",
            (("-1", "1"), ("-1", "0")),
            "Row 1 belongs to x. Which joints do the two numbers of your first row belong to?",
        ),
        Mistake(
            "outputs swapped",
            (("1", "0"), ("-1", "-1")),
            "Which output comes first, x or y?",
        ),
        Mistake(
            "joints swapped",
            (("-1", "-1"), ("0", "1")),
            "Which column comes first, that of the shoulder or that of the elbow?",
        ),
        Mistake(
            "sign of the derivative of cos",
            (("1", "1"), ("1", "0")),
            "Look at row 1. What is the derivative of cos?",
        ),
        Mistake(
            "both links turned by the elbow",
            (("-1", "-1"), ("1", "1")),
            "Look at column 2. Which link stays at rest while the elbow alone turns?",
        ),
    ),
    hints=(
        "Draw this arm. Where is its hand?",
        "Each column is the velocity of the hand while one joint turns.",
    ),
)

l07d_det = ExpressionQuestion(
    name="l07d_det",
    points=1,
    prompt="The Jacobian determinant of the hand's place, for links of the lengths l₁ and l₂.",
    variables="theta1 theta2",
    parameters="l1 l2",
    domain={"l1": "positive", "l2": "positive"},
    mistakes=(
        Mistake(
            "shoulder in place of the elbow",
            "l1*l2*sin(theta1)",
            "Turn the whole arm about the shoulder. Does the size of the ellipse change?",
        ),
        Mistake(
            "cosine in place of the sine",
            "l1*l2*cos(theta2)",
            "What should the determinant be for a straight arm, where θ₂ = 0?",
        ),
        Mistake(
            "lengths forgotten",
            "sin(theta2)",
            "That holds for links of length 1. What if both are twice as long?",
        ),
        Mistake(
            "columns in the other order",
            "-l1*l2*sin(theta2)",
            "Is it ad − bc or bc − ad?",
        ),
        Mistake(
            "direction of the forearm taken for the elbow's angle",
            "l1*l2*sin(theta1 + theta2)",
            "Simplify sin(a)cos(b) − cos(a)sin(b). Which difference of angles remains?",
        ),
    ),
    hints=(
        "Compute ad − bc. Two of the four products cancel each other.",
        "sin(b)cos(a) − cos(b)sin(a) = sin(b − a).",
    ),
)

public_answers: dict[str, object] = {
    "l07d_lost": "A",
    "l07d_jacobian": [[-1, -1], [1, 0]],
    "l07d_det": "l1*l2*sin(theta2)",
}
