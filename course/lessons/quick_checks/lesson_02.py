"""What lesson 2 checks: the definition of the Jacobian matrix."""

from __future__ import annotations

from grader.questions import ChoiceQuestion, JacobianQuestion, Mistake, NumbersQuestion

l02_flat = ChoiceQuestion(
    name="l02_flat",
    points=1,
    prompt="The place in the table for F(x, y) = (x² − y, xy², 3y) whose plot is always flat.",
    options={
        "A": "row 1, column 3",
        "B": "row 3, column 1",
        "C": "row 2, column 1",
        "D": "There is none: every plot rises or falls somewhere.",
    },
    mistakes=(
        Mistake(
            "row and column exchanged",
            "A",
            "How many inputs has F? The table has one column for each of them.",
        ),
        Mistake(
            "product taken as constant",
            "C",
            "The second output is xy². Let y = 1: what does it do while x moves?",
        ),
        Mistake(
            "absent variable overlooked",
            "D",
            "Go through the outputs: does each of them name both inputs?",
        ),
    ),
    hints=("A plot is flat if its output doesn't depend on the input that moves.",),
)

l02_jacobian = JacobianQuestion(
    name="l02_jacobian",
    points=1,
    prompt="The Jacobian matrix of G(x, y) = (x + 2y, xy, y²).",
    variables="x y",
    function=("x + 2*y", "x*y", "y**2"),
    map_name="G",
    mistakes=(
        Mistake(
            "transposed",
            (("1", "y", "0"), ("2", "x", "2*y")),
            "Row i is output i. How many outputs has G, and how many rows has your matrix?",
        ),
        Mistake(
            "columns in the order y, x",
            (("2", "1"), ("x", "y"), ("2*y", "0")),
            "In which order does G(x, y) name its variables?",
        ),
        Mistake(
            "factors of xy exchanged",
            ((None, None), ("x", "y"), (None, None)),
            "While x moves, y is the constant. Which factor of xy stays?",
        ),
        Mistake(
            "power rule without its factor",
            ((None, None), (None, None), (None, "y")),
            "What does the power rule do with the exponent of y², apart from lowering it?",
        ),
        Mistake(
            "derivative by an absent variable",
            ((None, None), (None, None), ("2*y", None)),
            "Does the third output change if only x moves?",
        ),
        Mistake(
            "constant factor dropped",
            ((None, "1"), (None, None), (None, None)),
            "If y grows by one unit, by how much does x + 2y grow?",
        ),
    ),
    hints=(
        "Take one entry: which output does its row belong to, and which input its column?",
        "Hold the other input fixed and differentiate by one variable.",
    ),
)

l02_space = ChoiceQuestion(
    name="l02_space",
    points=1,
    prompt="Where the Jacobian matrix of a map with u inputs and v outputs lives.",
    options={
        "A": "the matrices with u rows and v columns",
        "B": "the lists of u numbers",
        "C": "the matrices with v rows and u columns",
        "D": "the lists of u times v numbers",
    },
    mistakes=(
        Mistake(
            "rows taken for inputs",
            "A",
            "The first number counts rows. Do rows belong to inputs or to outputs?",
        ),
        Mistake(
            "one output only",
            "B",
            "A list of u numbers serves one output. How many outputs are there?",
        ),
        Mistake(
            "matrix taken for a list",
            "D",
            "The count is right. Does a list still say which output an entry belongs to?",
        ),
    ),
    hints=("Count the outputs, then the inputs. Which of them are the rows?",),
)

l02_bug = ChoiceQuestion(
    name="l02_bug",
    points=1,
    prompt="The corner of the printed matrix that is wrong.",
    options={"A": "upper left", "B": "upper right", "C": "lower left", "D": "lower right"},
    mistakes=(
        Mistake(
            "first entry doubted",
            "A",
            "Row 1 is the first output and column 1 the first weight. Does the entry say so?",
        ),
        Mistake(
            "last column doubted",
            "B",
            "There are u weights. Which of them does the last column belong to?",
        ),
        Mistake(
            "last entry doubted",
            "D",
            "The last row is output v, the last column is weight u. Does the entry say so?",
        ),
    ),
    hints=("In each row the upper index of z stays the same. In which row does it not?",),
)

l02_mended = ChoiceQuestion(
    name="l02_mended",
    points=1,
    prompt="What should stand in the wrong corner.",
    options={
        "A": "the derivative of output 1 by weight u",
        "B": "the derivative of output u by weight 1",
        "C": "the derivative of output v by weight u",
        "D": "the derivative of output v by weight 1",
    },
    mistakes=(
        Mistake(
            "row and column exchanged",
            "A",
            "That entry stands in the first row. Which row is the wrong corner in?",
        ),
        Mistake(
            "outputs counted as inputs",
            "B",
            "There are v outputs. Which number has the last of them?",
        ),
        Mistake(
            "last column taken for the first",
            "C",
            "The row is right. Which weight does the column of that corner belong to?",
        ),
    ),
    hints=("Name the row's output first, then the column's weight.",),
)

l02_partials = NumbersQuestion(
    name="l02_partials",
    points=1,
    prompt="The partial derivatives of f = xy/(x² + y²), f(0, 0) = 0, at the origin: [by x, by y].",
    mistakes=(
        Mistake(
            "slope along the diagonal",
            ("1/2", "1/2"),
            "For the partial derivative by x only x moves. Which value does y keep?",
        ),
        Mistake(
            "slopes of the product alone",
            ("1", "1"),
            "Put y = 0 into the formula first. What is f(h, 0) for a small h?",
        ),
    ),
    hints=(
        "What is f(h, 0) for h different from 0, and what is f(0, 0)?",
        "Divide the change f(h, 0) − f(0, 0) by h, then let h go to 0.",
    ),
)

l02_differentiable = ChoiceQuestion(
    name="l02_differentiable",
    points=1,
    prompt="Whether f = xy/(x² + y²), with f(0, 0) = 0, is differentiable at the origin.",
    options={
        "A": "Yes, because both partial derivatives exist there.",
        "B": "No, although both partial derivatives exist there.",
        "C": "No, because a partial derivative is missing there.",
    },
    mistakes=(
        Mistake(
            "partial derivatives taken for differentiability",
            "A",
            "The axes are two of many lines. What is f(h, h) for a small h?",
        ),
        Mistake(
            "partial derivatives taken as missing",
            "C",
            "Compute f(h, 0) and f(0, h). Do the two slopes at 0 exist?",
        ),
    ),
    hints=("Compare f(h, h) with f(0, 0) as h shrinks.",),
)

public_answers: dict[str, object] = {
    "l02_flat": "B",
    "l02_space": "C",
    "l02_bug": "C",
    "l02_mended": "D",
    "l02_partials": ["0", "0"],
    "l02_differentiable": "B",
}
