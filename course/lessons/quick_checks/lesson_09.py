"""What lesson 9 checks: computing Jacobian matrices."""

from __future__ import annotations

from grader.questions import (
    ChoiceQuestion,
    ChoicesQuestion,
    ExpressionQuestion,
    Mistake,
    NumbersQuestion,
)

l09_shape = ChoiceQuestion(
    name="l09_shape",
    points=1,
    prompt="f has 1 input and 256 outputs. Which mode finds its Jacobian matrix with less work?",
    options={"A": "forward mode", "B": "reverse mode", "C": "both need the same work"},
    mistakes=(
        Mistake(
            "rows and columns mixed up",
            "B",
            "Reverse mode finds one row in a pass. How many rows has this matrix?",
        ),
        Mistake(
            "passes not counted",
            "C",
            "A pass finds one row or one column. Count the rows, then the columns.",
        ),
    ),
    hints=("Forward mode makes a pass for each column, reverse mode one for each row.",),
)

l09_loss = ChoiceQuestion(
    name="l09_loss",
    points=1,
    prompt="A loss has 1 000 000 inputs and 1 output. Which mode do you take for all slopes?",
    options={
        "A": "forward mode, 1 000 000 passes",
        "B": "forward mode, 1 pass",
        "C": "reverse mode, 1 000 000 passes",
        "D": "reverse mode, 1 pass",
    },
    mistakes=(
        Mistake(
            "the document's rule followed",
            "A",
            "That works, but it makes a pass for each column. How many rows has this matrix?",
        ),
        Mistake(
            "forward pass thought to give all slopes",
            "B",
            "A forward pass starts from one direction in the input space. What does it return?",
        ),
        Mistake(
            "one reverse pass for each input",
            "C",
            "A reverse pass starts at one output. How many outputs are there?",
        ),
    ),
    hints=("Which shape has the Jacobian matrix, and does it have fewer rows or fewer columns?",),
)

l09_robot = ChoiceQuestion(
    name="l09_robot",
    points=1,
    prompt="Six joint parameters give the position of a robot's hand in 200 frames: 600 outputs.",
    options={
        "A": "forward mode, 6 passes",
        "B": "reverse mode, 600 passes",
        "C": "reverse mode, 6 passes",
        "D": "forward mode, 600 passes",
    },
    mistakes=(
        Mistake(
            "reverse mode taken for every shape",
            "B",
            "Reverse mode is for few outputs. Compare 600 rows with the number of columns.",
        ),
        Mistake(
            "rows and columns mixed up",
            "C",
            "The number of passes is good. Which mode finds a column in a pass?",
        ),
        Mistake(
            "one forward pass for each output",
            "D",
            "A forward pass starts from one input. How many inputs are there?",
        ),
    ),
    hints=("Count rows and columns of the Jacobian matrix first: outputs, then inputs.",),
)

l09_words = ChoicesQuestion(
    name="l09_words",
    points=1,
    prompt=(
        "The document says: forward mode gives one column (A) at a time, good for few outputs (B); "
        "reverse mode gives one row (C) at a time, good for few inputs (D). Which words are wrong?"
    ),
    options={"A": "column", "B": "outputs", "C": "row", "D": "inputs"},
    mistakes=(
        Mistake(
            "columns and rows taken for the error",
            ("A", "C"),
            "With dual numbers, what did one call of F give: a column or a row?",
        ),
        Mistake(
            "forward half alone",
            ("B",),
            "That is one. If few outputs are wrong for forward mode, which mode are they for?",
        ),
        Mistake(
            "reverse half alone",
            ("D",),
            "That is one. If few inputs are wrong for reverse mode, which mode are they for?",
        ),
    ),
    hints=(
        "Take each half by itself: does what it costs agree with what it is said to be good for?",
        "What one pass gives was measured above. Does the text agree with that?",
    ),
)

l09_jvp = NumbersQuestion(
    name="l09_jvp",
    points=1,
    prompt="J v for J = [[1, 2, 0], [0, −1, 3]] and v = (2, 1, −1).",
    mistakes=(
        Mistake(
            "products not added",
            (("2", "2", "0"), ("0", "-1", "-3")),
            "J v has one number for each row. What do you do with the products in a row?",
        ),
        Mistake(
            "sign lost", ("4", "2"), "Look at the second row: which signs have its two products?"
        ),
    ),
    hints=("Multiply the first row of J with v entry by entry, and add. Then the second row.",),
)

l09_vjp = NumbersQuestion(
    name="l09_vjp",
    points=1,
    prompt="uᵀJ for J = [[1, 2, 0], [0, −1, 3]] and u = (1, 2).",
    mistakes=(
        Mistake(
            "weights forgotten",
            ("1", "1", "3"),
            "You added the rows. How often does each of them count, according to u?",
        ),
        Mistake(
            "products not added",
            (("1", "2", "0"), ("0", "-2", "6")),
            "You weighted the rows. What is left to do with them?",
        ),
        Mistake(
            "weights swapped",
            ("2", "3", "3"),
            "Which entry of u belongs to the first row?",
        ),
    ),
    hints=("uᵀJ adds up the rows of J. The first counts once, the second twice.",),
)

l09_dual = ExpressionQuestion(
    name="l09_dual",
    points=1,
    prompt="(3 + ε)² as a dual number a + bε. Write eps for ε.",
    variables="eps",
    mistakes=(
        Mistake("square of ε kept", "9 + 6*eps + eps**2", "What is the square of ε here?"),
        Mistake(
            "one of two products",
            "9 + 3*eps",
            "Write (3 + ε)(3 + ε). In how many of the four products does ε stand once?",
        ),
        Mistake("slope alone", "6", "That is b. A dual number has two parts: a + bε."),
        Mistake("ε not multiplied", "9 + eps", "Multiply (3 + ε)(3 + ε) out, product by product."),
    ),
    hints=("Multiply (3 + ε)(3 + ε) out, and then use ε² = 0.",),
)

public_answers: dict[str, object] = {
    "l09_shape": "A",
    "l09_loss": "D",
    "l09_robot": "A",
    "l09_words": ("B", "D"),
    "l09_jvp": ("4", "-4"),
    "l09_vjp": ("1", "0", "6"),
    "l09_dual": "9 + 6*eps",
}
