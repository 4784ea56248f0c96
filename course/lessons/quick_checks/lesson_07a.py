"""What lesson 7a checks: training a network by explicit Jacobian products."""

from __future__ import annotations

from grader.questions import ChoiceQuestion, Mistake, NumbersQuestion, ShapeQuestion

l07a_curves = ChoiceQuestion(
    name="l07a_curves",
    points=1,
    prompt="Two runs train one network from the same start: one multiplies the Jacobian matrices "
    "of its layers explicitly, the other uses backpropagation. How do the error curves compare?",
    options={
        "A": "The explicit product learns faster, because it uses every entry.",
        "B": "They agree, apart from rounding.",
        "C": "They drift apart, because backpropagation is an approximation.",
    },
    mistakes=(
        Mistake(
            "more entries taken for more information",
            "A",
            "Most entries of the large matrices are 0. What do they add to a product?",
        ),
        Mistake(
            "backpropagation taken for an approximation",
            "C",
            "Which step of backpropagation leaves anything out of the chain rule?",
        ),
    ),
    hints=("Which terms does the second way leave out of the sums, and how large are they?",),
)

l07a_shape = ShapeQuestion(
    name="l07a_shape",
    points=1,
    prompt="The shape of the Jacobian matrix of z = Wx + b with respect to the weights in W, read "
    "row by row, for 12 hidden units and 2 inputs.",
    mistakes=(
        Mistake(
            "transposed",
            (24, 12),
            "Rows belong to outputs. Are the entries of z or the weights the outputs here?",
        ),
        Mistake(
            "shape of W",
            (12, 2),
            "That is the shape of W, which is the matrix by x. Which inputs move here, and how "
            "many are there?",
        ),
        Mistake(
            "shape of the matrix between the hidden values",
            (12, 12),
            "That one is for z as inputs. How many weights does W hold?",
        ),
        Mistake(
            "slopes of the error",
            (1, 24),
            "That is the shape for the error. How many entries has z?",
        ),
    ),
    hints=("Count the entries of z, then the weights in W.",),
)

l07a_zeros = NumbersQuestion(
    name="l07a_zeros",
    points=1,
    prompt="The share of entries of this matrix that are 0 for every x, as a fraction.",
    mistakes=(
        Mistake(
            "share of the other entries",
            "1/12",
            "That is the share of the entries that need not be 0. What is left?",
        ),
        Mistake(
            "one entry in each row",
            "23/24",
            "A row of W has as many weights as x has entries. How many are that?",
        ),
        Mistake(
            "matrix counted as square",
            "1/2",
            "Take the row of z₁. How many of its 24 entries can differ from 0?",
        ),
        Mistake(
            "count in place of a share",
            "264",
            "That is how many. Divide by the number of all entries.",
        ),
    ),
    hints=("Which weights does z₁ depend on? Count them in the first row.",),
)

public_answers: dict[str, object] = {
    "l07a_curves": "B",
    "l07a_shape": (12, 24),
    "l07a_zeros": "11/12",
}
