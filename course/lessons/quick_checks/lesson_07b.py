"""What lesson 7b checks: the Jacobian determinant in a normalizing flow."""

from __future__ import annotations

from grader.questions import ChoiceQuestion, ExpressionQuestion, Mistake

_LAYER = {"s": ("z", "3*tanh(z)/5"), "t": ("z", "z**2/2 - 1")}

l07b_total = ChoiceQuestion(
    name="l07b_total",
    points=1,
    prompt="A layer stretches the plane on the right and squeezes it by the same factors on the "
    "left. Its density is written without the Jacobian determinant. What is the integral?",
    options={
        "A": "1, because stretching and squeezing balance",
        "B": "more than 1",
        "C": "less than 1",
    },
    mistakes=(
        Mistake(
            "factors averaged like their logarithms",
            "A",
            "Stretch one half by 2 and squeeze the other by 2. What is the mean of 2 and 1/2?",
        ),
        Mistake(
            "squeezing taken to win",
            "C",
            "Stretch one half by 2 and squeeze the other by 2. Is the mean above or below 1?",
        ),
    ),
    hints=("Where the plane is stretched by a factor, the formula counts that factor too often.",),
)

l07b_log_det = ExpressionQuestion(
    name="l07b_log_det",
    points=1,
    prompt="The logarithm of |det J_F| for F(x, y) = (x, y·exp(s(x)) + t(x)).",
    variables="x y",
    functions=_LAYER,
    mistakes=(
        Mistake(
            "logarithm forgotten",
            "exp(s(x))",
            "That is the determinant itself. What is its logarithm?",
        ),
        Mistake(
            "shift counted",
            "s(x) + t(x)",
            "Does adding t(x) change the entry for the second output and y?",
        ),
        Mistake(
            "determinant of the identity",
            "0",
            "The first output is kept. By which factor is the second stretched?",
        ),
        Mistake(
            "inverse map",
            "-s(x)",
            "That belongs to the way back. Which map is F?",
        ),
    ),
    hints=("Write the four entries. One is 0, so the determinant is the product of two others.",),
)

l07b_log_density = ExpressionQuestion(
    name="l07b_log_density",
    points=1,
    prompt="What must be added to log p_X(x, y) to get the logarithm of the flow's density at "
    "F(x, y), in terms of x and y?",
    variables="x y",
    functions=_LAYER,
    mistakes=(
        Mistake(
            "factor the wrong way round",
            "s(x)",
            "Where s(x) is positive, the plane is stretched. Does the density rise or fall there?",
        ),
        Mistake(
            "logarithm forgotten",
            "exp(-s(x))",
            "That multiplies the density. What is added to its logarithm?",
        ),
        Mistake(
            "factor forgotten",
            "0",
            "Then the integral would not be 1. What belongs to the way back?",
        ),
    ),
    hints=("The factor is that of the inverse map, whose determinant is the reciprocal.",),
)

public_answers: dict[str, object] = {
    "l07b_total": "B",
    "l07b_log_det": "s(x)",
    "l07b_log_density": "-s(x)",
}
