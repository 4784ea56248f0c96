"""What notebook 12 asks: a quiz of ten questions, one from each lesson, in mixed order."""

from __future__ import annotations

from grader.questions import (
    ChoiceQuestion,
    JacobianQuestion,
    Mistake,
    NumbersQuestion,
    ShapeQuestion,
)

l12_unchanged = ChoiceQuestion(
    name="l12_unchanged",
    points=1,
    prompt="The direction in which a small step from (2, 8) leaves (x² + y, xy) unchanged to first "
    "order.",
    options={
        "A": "(1, 4)",
        "B": "(1, −4)",
        "C": "(4, −1)",
        "D": "There is none: every small step changes F to first order.",
    },
    mistakes=(
        Mistake(
            "sign of the second step",
            "A",
            "Both steps are positive here. Can their effects on x² + y cancel? See lesson 3.",
        ),
        Mistake(
            "the two steps exchanged",
            "C",
            "By how much do four units of x, and minus one of y, change x² + y? See lesson 3.",
        ),
        Mistake(
            "proportional rows overlooked",
            "D",
            "Compare the two rows of J(2, 8): is one a multiple of the other? See lesson 3.",
        ),
    ),
    hints=("Multiply J(2, 8) by each step.",),
)

l12_mode = ChoiceQuestion(
    name="l12_mode",
    points=1,
    prompt="The mode for all of J with the least work: 3 inputs and 50 000 outputs.",
    options={
        "A": "forward mode, 3 passes",
        "B": "reverse mode, 3 passes",
        "C": "forward mode, 50 000 passes",
        "D": "reverse mode, 50 000 passes",
    },
    mistakes=(
        Mistake(
            "reverse mode taken for columns",
            "B",
            "The number of passes is right. Does a pass of reverse mode give a column or a row? "
            "See lesson 9.",
        ),
        Mistake(
            "forward mode taken for rows",
            "C",
            "Forward mode gives a column in a pass. How many columns are there? See lesson 9.",
        ),
        Mistake(
            "reverse mode by habit",
            "D",
            "One pass for each output works. Which side has fewer numbers here? See lesson 9.",
        ),
    ),
    hints=("How many rows has J, and how many columns?",),
)

l12_shape = ShapeQuestion(
    name="l12_shape",
    points=1,
    prompt="The shape of the Jacobian matrix of G∘H, for H with 4 inputs and 2 outputs and G with "
    "2 inputs and 5 outputs.",
    mistakes=(
        Mistake(
            "transposed",
            (4, 5),
            "Rows belong to outputs. How many outputs has G∘H? See lesson 5.",
        ),
        Mistake(
            "outer matrix alone",
            (5, 2),
            "That is the matrix of G. How many inputs does G∘H take? See lesson 5.",
        ),
        Mistake(
            "inner matrix alone",
            (2, 4),
            "That is the matrix of H. How many outputs has G∘H? See lesson 5.",
        ),
        Mistake(
            "middle space",
            (2, 2),
            "The two numbers in the middle meet in the product. Which stay outside? See lesson 5.",
        ),
    ),
    hints=("Write both shapes side by side: which numbers stay outside?",),
)

l12_area = NumbersQuestion(
    name="l12_area",
    points=1,
    prompt="The factor by which F(x, y) = (xy, x + y²) changes small areas near (6, 1).",
    mistakes=(
        Mistake(
            "sign kept",
            "-4",
            "That is the Jacobian determinant. Can an area be negative? See lesson 8.",
        ),
        Mistake(
            "products added",
            "8",
            "Between the two products of a determinant stands a minus sign. See lesson 8.",
        ),
        Mistake(
            "squared",
            "16",
            "The determinant of a map of the plane is about areas already. See lesson 8.",
        ),
    ),
    hints=("Find the Jacobian matrix at the point, then its determinant, then its size.",),
)

l12_gradient = NumbersQuestion(
    name="l12_gradient",
    points=1,
    prompt="The gradient of f(x, y) = xy − y² at (5, 1), as a column.",
    mistakes=(
        Mistake(
            "Jacobian matrix in place of the gradient",
            (("1", "3"),),
            "That is a row, and so the Jacobian matrix. Which shape has a gradient? See lesson 6.",
        ),
        Mistake(
            "variables exchanged",
            (("3",), ("1",)),
            "In which order does f(x, y) name its variables? See lesson 6.",
        ),
        Mistake(
            "sign lost",
            (("1",), ("7",)),
            "Which sign has y² in f? See lesson 6.",
        ),
        Mistake(
            "second term forgotten",
            (("1",), ("5",)),
            "While y moves, two terms of f change. Which did you leave out? See lesson 6.",
        ),
    ),
    hints=("Differentiate by x, then by y, and put in the point.",),
)

l12_error = NumbersQuestion(
    name="l12_error",
    points=1,
    prompt="What the error of the linear approximation is divided by, about, if a small step "
    "becomes ten times smaller and the second-order terms are not zero.",
    mistakes=(
        Mistake(
            "error taken as proportional to the step",
            "10",
            "The part in proportion to the step is in the approximation. Which order has the part "
            "that is left? See lesson 4.",
        ),
        Mistake(
            "doubled in place of squared",
            "20",
            "In the error, one factor of the step meets another. See lesson 4.",
        ),
        Mistake(
            "third order",
            "1000",
            "That would be an error of third order. Which terms are left over first? See lesson 4.",
        ),
    ),
    hints=("What becomes of Δx² if Δx is divided by ten?",),
)

l12_column = NumbersQuestion(
    name="l12_column",
    points=1,
    prompt="The third entry of a column of J that begins with 0.25 and −0.4, for a map from pixels "
    "to the probabilities of three classes.",
    mistakes=(
        Mistake(
            "entries taken for probabilities",
            "1.15",
            "The probabilities add up to 1. What do their changes add up to? See lesson 1.",
        ),
        Mistake(
            "sign",
            "-0.15",
            "Add your three entries. What do one class's gains mean for the others? See lesson 1.",
        ),
    ),
    hints=("What one class gains, the others lose.",),
)

l12_uncertainty = NumbersQuestion(
    name="l12_uncertainty",
    points=1,
    prompt="The standard deviation of P = ab to first order, for independent a = 4 ± 0.1 and "
    "b = 3 ± 0.2.",
    mistakes=(
        Mistake(
            "contributions added",
            "1.1",
            "Both contributions are right. Do independent deviations add, or their squares? "
            "See lesson 11.",
        ),
        Mistake(
            "variance",
            "0.73",
            "That is the variance. How does the standard deviation follow from it? See lesson 11.",
        ),
        Mistake(
            "partial derivatives exchanged",
            "sqrt(0.52)",
            "How fast does ab change while a moves: by a or by b? See lesson 11.",
        ),
        Mistake(
            "Jacobian matrix left out",
            "sqrt(0.05)",
            "Each deviation is multiplied by a sensitivity first. By which? See lesson 11.",
        ),
    ),
    hints=("Multiply each deviation by its partial derivative, square, add, and take the root.",),
)

l12_matrix = JacobianQuestion(
    name="l12_matrix",
    points=1,
    prompt="The Jacobian matrix of F(x, y) = (xy², 3x − y, sin y).",
    variables="x y",
    function=("x*y**2", "3*x - y", "sin(y)"),
    mistakes=(
        Mistake(
            "transposed",
            (("y**2", "3", "0"), ("2*x*y", "-1", "cos(y)")),
            "Row i is output i. How many outputs has F, and how many rows has your matrix? "
            "See lesson 2.",
        ),
        Mistake(
            "frozen factor dropped",
            ((None, "2*y"), (None, None), (None, None)),
            "While y moves, x is a constant factor of xy². What becomes of it? See lesson 2.",
        ),
        Mistake(
            "sign lost",
            ((None, None), (None, "1"), (None, None)),
            "If y grows by one unit, does 3x − y grow or fall?",
        ),
        Mistake(
            "sign of the sine's derivative",
            ((None, None), (None, None), (None, "-cos(y)")),
            "Is the slope of sin at 0 positive or negative?",
        ),
        Mistake(
            "derivative by an absent variable",
            ((None, None), (None, None), ("cos(y)", None)),
            "Does the third output change if only x moves? See lesson 2.",
        ),
        Mistake(
            "columns in the order y, x",
            (("2*x*y", "y**2"), ("-1", "3"), ("cos(y)", "0")),
            "In which order does F(x, y) name its variables? See lesson 2.",
        ),
    ),
    hints=("Take one entry: which output does its row belong to, and which input its column?",),
)

l12_implicit = NumbersQuestion(
    name="l12_implicit",
    points=1,
    prompt="dz/dx for the layer that is defined by z = z/4 + x.",
    mistakes=(
        Mistake(
            "feedback forgotten",
            "1",
            "If x moves, z moves, and then z/4 on the right moves too. See lesson 7e.",
        ),
        Mistake(
            "coefficient of z",
            "1/4",
            "That is the factor of z. What do you get if you solve the equation for z? "
            "See lesson 7e.",
        ),
        Mistake(
            "one round of feedback",
            "5/4",
            "The feedback goes round more than once. Solve the equation for z. See lesson 7e.",
        ),
        Mistake(
            "inverse forgotten",
            "3/4",
            "Three quarters stand before z after sorting. What is left to do? See lesson 7e.",
        ),
    ),
    hints=("Bring both terms with z to one side.",),
)

public_answers: dict[str, object] = {
    "l12_unchanged": "B",
    "l12_mode": "A",
    "l12_shape": (5, 4),
    "l12_area": "4",
    "l12_gradient": [["1"], ["3"]],
    "l12_error": "100",
    "l12_column": "0.15",
    "l12_uncertainty": "sqrt(0.73)",
    "l12_implicit": "4/3",
}
