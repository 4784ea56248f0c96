"""What lesson 3 checks: a detailed example."""

from __future__ import annotations

from grader.questions import ChoiceQuestion, Mistake, NumbersQuestion

l03_unchanged = ChoiceQuestion(
    name="l03_unchanged",
    points=1,
    prompt="The direction of a small step from (1, 2) that leaves F unchanged to first order.",
    options={
        "A": "(2, −1)",
        "B": "(1, 2)",
        "C": "(1, −2)",
        "D": "There is none: every small step changes F to first order.",
    },
    mistakes=(
        Mistake(
            "the two steps exchanged",
            "A",
            "Two units of x and minus one of y: by how much does each of them change f₁?",
        ),
        Mistake(
            "sign of the second step",
            "B",
            "Here both steps are positive. Can their two effects on f₁ cancel?",
        ),
        Mistake(
            "equal rows overlooked",
            "D",
            "Compare the two rows of J(1, 2). How many different conditions do they give?",
        ),
    ),
    hints=("Multiply J(1, 2) by the step. Which step gives 0 in both outputs?",),
)

l03_at_seed = NumbersQuestion(
    name="l03_at_seed",
    points=1,
    prompt="The Jacobian matrix of F(x, y) = (x² + y, xy) at (1, 2), as numbers.",
    mistakes=(
        Mistake(
            "transposed",
            (("2", "2"), ("1", "1")),
            "Row i is output i. Which output do the two numbers of your first row belong to?",
        ),
        Mistake(
            "partial derivatives of xy swapped",
            (("2", "1"), ("1", "2")),
            "Look at row 2. While x moves, y is a constant: which factor of xy is left?",
        ),
        Mistake(
            "derivative of x² taken as x or x²",
            (("1", "1"), ("2", "1")),
            "Look at row 1. How steep is the parabola x² at x = 1?",
        ),
        Mistake(
            "columns in the order y, x",
            (("1", "2"), ("1", "2")),
            "In which order does F(x, y) name its variables?",
        ),
    ),
    hints=(
        "Put x = 1 and y = 2 into each of the four entries.",
        "Row 1 belongs to x² + y, and row 2 to xy; column 1 belongs to x.",
    ),
)

l03_at_other = NumbersQuestion(
    name="l03_at_other",
    points=1,
    prompt="The Jacobian matrix of F(x, y) = (x² + y, xy) at (2, 1), as numbers.",
    mistakes=(
        Mistake(
            "outputs swapped",
            (("1", "2"), ("4", "1")),
            "Which output comes first in F, x² + y or xy?",
        ),
        Mistake(
            "partial derivatives of xy swapped",
            (("4", "1"), ("2", "1")),
            "Look at row 2. While x moves, y is a constant: which factor of xy is left?",
        ),
        Mistake(
            "columns in the order y, x",
            (("1", "4"), ("2", "1")),
            "In which order does F(x, y) name its variables?",
        ),
        Mistake(
            "factor 2 lost",
            (("2", "1"), ("1", "2")),
            "What does the power rule say about x²: which factor appears?",
        ),
        Mistake(
            "coordinates of the point exchanged",
            (("2", "1"), ("2", "1")),
            "Which coordinate of (2, 1) is x?",
        ),
    ),
    hints=("Put x = 2 and y = 1 into each of the four entries.",),
)

l03_exact_change = NumbersQuestion(
    name="l03_exact_change",
    points=1,
    prompt="The exact change of f₁ = x² + y when x grows from 1 to 1.1 and y stays 2.",
    mistakes=(
        Mistake(
            "linear part only",
            "0.2",
            "That is the estimate by the Jacobian matrix. What is f₁ at each of the two points?",
        ),
        Mistake(
            "remainder only",
            "0.01",
            "That is what the estimate misses. What is f₁ at each of the two points?",
        ),
        Mistake(
            "value in place of the change",
            "3.21",
            "That is f₁ after the step. From which value did it start?",
        ),
    ),
    hints=("The change is f₁(1.1, 2) − f₁(1, 2).",),
)

l03_not_affected = ChoiceQuestion(
    name="l03_not_affected",
    points=1,
    prompt="What a change Δx does to f₁ = x² + y at (0, 1).",
    options={
        "A": "Nothing at all: f₁ stays exactly the same.",
        "B": "Nothing to first order, but f₁ changes by Δx².",
        "C": "It changes f₁ in proportion to Δx.",
    },
    mistakes=(
        Mistake(
            "first order taken for exact",
            "A",
            "The entry 0 is a slope at one point. What is f₁(0.1, 1) − f₁(0, 1)?",
        ),
        Mistake(
            "proportional change",
            "C",
            "Which entry of J(0, 1) is the factor of such a change, and what is its value?",
        ),
    ),
    hints=("Compare f₁(Δx, 1) with f₁(0, 1).",),
)

l03_letter = ChoiceQuestion(
    name="l03_letter",
    points=1,
    prompt="What happens to the image of a letter at p while p moves from (−2, 1) to (2, 1).",
    options={
        "A": "It is never mirrored.",
        "B": "It is always mirrored.",
        "C": "It is mirrored on the middle part of the way alone.",
        "D": "It is mirrored as long as x is negative.",
    },
    mistakes=(
        Mistake(
            "mirror image overlooked",
            "A",
            "Put p on (0, 1). Can you turn the image of the letter so that you can read it?",
        ),
        Mistake(
            "turned taken for mirrored",
            "B",
            "Put p on (2, 1). Turn your head: can you read the letter in the output plane?",
        ),
        Mistake(
            "sign of x taken for the sign of the determinant",
            "D",
            "At (−2, 1) the letter is turned. Is it mirrored too? What sign has det J there?",
        ),
    ),
    hints=("Where does the way cross the dashed curve, and what does det J do there?",),
)

public_answers: dict[str, object] = {
    "l03_unchanged": "C",
    "l03_at_seed": [[2, 1], [2, 1]],
    "l03_at_other": [[4, 1], [1, 2]],
    "l03_exact_change": "0.21",
    "l03_not_affected": "B",
    "l03_letter": "C",
}
