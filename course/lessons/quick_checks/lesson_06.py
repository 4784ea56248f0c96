"""What lesson 6 checks: special cases of the Jacobian matrix."""

from __future__ import annotations

from grader.questions import ChoiceQuestion, JacobianQuestion, Mistake, NumbersQuestion

l06_circle = ChoiceQuestion(
    name="l06_circle",
    points=1,
    prompt="The image of the unit circle under the matrix with the rows (2, 1) and (2, 1).",
    options={
        "A": "an ellipse with the half-axes √10 and 1",
        "B": "the origin alone",
        "C": "a segment of half-length √10",
        "D": "a segment of half-length √8",
    },
    mistakes=(
        Mistake(
            "equal rows overlooked",
            "A",
            "Both rows are equal. On which line do all points with two equal outputs lie?",
        ),
        Mistake(
            "determinant 0 taken for the matrix 0",
            "B",
            "What is the image of (1, 0)?",
        ),
        Mistake(
            "longest column taken for the largest stretch",
            "D",
            "√8 is the length of column 1, the image of (1, 0). Does a slanted direction go "
            "farther? Try (0.9, 0.436).",
        ),
    ),
    hints=("Both outputs are 2Δx + Δy. How large does this sum become on the unit circle?",),
)

l06_row = JacobianQuestion(
    name="l06_row",
    points=1,
    prompt="The Jacobian matrix of f(x, y) = x² + 3y.",
    variables="x y",
    function=("x**2 + 3*y",),
    map_name="f",
    mistakes=(
        Mistake(
            "gradient in place of the Jacobian matrix",
            (("2*x",), ("3",)),
            "That is a column, and so the gradient. How many rows has the matrix of one output?",
        ),
        Mistake(
            "terms not differentiated",
            (("x**2", "3*y"),),
            "Those are the two terms of f. How fast does each of them change?",
        ),
        Mistake(
            "sum of the slopes",
            (("2*x + 3", "2*x + 3"),),
            "While x moves, y stands still. Does 3y change then?",
        ),
    ),
    hints=("One output is one row; each input has a column.",),
)

l06_gradient = NumbersQuestion(
    name="l06_gradient",
    points=1,
    prompt="The gradient of f(x, y) = x² + 3y at (4, 5), as a column.",
    mistakes=(
        Mistake(
            "Jacobian matrix in place of the gradient",
            (("8", "3"),),
            "That is a row, and so the Jacobian matrix. The gradient is a column: how many rows "
            "has it, and how do you write them as a list?",
        ),
        Mistake(
            "terms in place of their slopes",
            (("16",), ("15",)),
            "Those are the two terms of f at the point. How fast does each of them change?",
        ),
        Mistake(
            "slope of x² taken at y",
            (("10",), ("3",)),
            "Which coordinate of (4, 5) is x?",
        ),
    ),
    hints=("Transpose the Jacobian matrix, and put x = 4 and y = 5 into it.",),
)

l06_affine = JacobianQuestion(
    name="l06_affine",
    points=1,
    prompt="The Jacobian matrix of F(x, y) = (x + 3y + 4, 2x − y + 5).",
    variables="x y",
    function=("x + 3*y + 4", "2*x - y + 5"),
    mistakes=(
        Mistake(
            "identity in place of the constant matrix",
            (("1", "0"), ("0", "1")),
            "The name misleads. By how much does the first output change if y grows by 1?",
        ),
        Mistake(
            "shift added to the matrix",
            (("5", "7"), ("7", "4")),
            "The shift (4, 5) moves every image by the same amount. What is its derivative?",
        ),
        Mistake(
            "product in place of the matrix",
            (("x", "3*y"), ("2*x", "-y")),
            "Those are the terms of Ax. What is the derivative of 3y by y?",
        ),
        Mistake(
            "transposed",
            (("1", "2"), ("3", "-1")),
            "Row i is output i. Which two factors stand in the first output?",
        ),
    ),
    hints=("Write F as Ax + b. What does each output gain if one input grows by 1?",),
)

l06_elementwise = ChoiceQuestion(
    name="l06_elementwise",
    points=1,
    prompt="The form of J for F(x, y, z) = (g(x), g(y), g(z)), whatever the function g is.",
    options={
        "A": "the identity matrix",
        "B": "a column of three slopes",
        "C": "a matrix that may have entries other than 0 everywhere",
        "D": "a diagonal matrix",
    },
    mistakes=(
        Mistake(
            "slopes forgotten",
            "A",
            "That would mean slope 1 everywhere. What is the slope of g(x) = x² at x = 3?",
        ),
        Mistake(
            "matrix taken for a list of slopes",
            "B",
            "The three slopes are right. How many inputs has F, and so how many columns has J?",
        ),
        Mistake(
            "absent variables overlooked",
            "C",
            "Does the first output g(x) change while only y moves?",
        ),
    ),
    hints=("Row 1 belongs to g(x). Which of its three partial derivatives can differ from 0?",),
)

l06_norm = JacobianQuestion(
    name="l06_norm",
    points=1,
    prompt="The Jacobian matrix of f(x, y) = √(x² + y²), away from the origin.",
    variables="x y",
    function=("sqrt(x**2 + y**2)",),
    map_name="f",
    mistakes=(
        Mistake(
            "gradient in place of the Jacobian matrix",
            (("x/sqrt(x**2 + y**2)",), ("y/sqrt(x**2 + y**2)",)),
            "That is a column, and so the gradient. How many rows has the matrix of one output?",
        ),
        Mistake(
            "inner derivative missing",
            (("1/(2*sqrt(x**2 + y**2))", "1/(2*sqrt(x**2 + y**2))"),),
            "That is the slope of the square root. What is the derivative of x² + y² by x?",
        ),
        Mistake(
            "factor 1/2 lost",
            (("2*x/sqrt(x**2 + y**2)", "2*y/sqrt(x**2 + y**2)"),),
            "Go back to the slope of √u: which factor stands in its denominator?",
        ),
        Mistake(
            "not divided by the length",
            (("x", "y"),),
            "How fast can a length grow if you walk one unit? How long is your row at (3, 4)?",
        ),
        Mistake(
            "square root taken term by term",
            (("1", "1"),),
            "Is √(x² + y²) the same as x + y? Try (3, 4).",
        ),
    ),
    hints=(
        "Take u = x² + y² first; the slope of √u is 1/(2√u).",
        "Multiply by the derivative of u by x, then by y, and cancel.",
    ),
)

l06_norm_at_zero = ChoiceQuestion(
    name="l06_norm_at_zero",
    points=1,
    prompt="The Jacobian matrix of f(x, y) = √(x² + y²) at the origin.",
    options={
        "A": "the row (0, 0), because f is least there",
        "B": "the row (1, 1)",
        "C": "There is none: f has no partial derivatives there.",
        "D": "There is none, although both partial derivatives exist there.",
    },
    mistakes=(
        Mistake(
            "minimum taken for a flat place",
            "A",
            "Does f look flat along the x-axis, where it is |x|?",
        ),
        Mistake(
            "slope from one side",
            "B",
            "From the right the slope is 1. What is it from the left?",
        ),
        Mistake(
            "partial derivatives taken as existing",
            "D",
            "On the x-axis f is |x|. Has |x| a slope at 0?",
        ),
    ),
    hints=("Look at f(h, 0) for small positive and for small negative h.",),
)

public_answers: dict[str, object] = {
    "l06_circle": "C",
    "l06_gradient": [["8"], ["3"]],
    "l06_elementwise": "D",
    "l06_norm_at_zero": "C",
}
