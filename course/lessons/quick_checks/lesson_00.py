"""What notebook 0 asks: one prediction to try out, and five items that show where to begin."""

from __future__ import annotations

from grader.questions import ChoiceQuestion, Mistake, NumbersQuestion, ShapeQuestion

l00_area = ChoiceQuestion(
    name="l00_area",
    points=1,
    prompt="The factor of a square's area if its sides become three times as long.",
    options={"A": "3", "B": "6", "C": "9", "D": "27"},
    mistakes=(
        Mistake("lengths taken for areas", "A", "How many old squares fit into the new one?"),
        Mistake("factors added", "B", "Both sides grow. Are their factors added or multiplied?"),
        Mistake(
            "volume taken for area",
            "D",
            "27 is 3·3·3, as for the volume of a cube. In how many directions does a square grow?",
        ),
    ),
    hints=("Draw both squares, and fill the large one with small ones.",),
)

l00_partial = NumbersQuestion(
    name="l00_partial",
    points=1,
    prompt="The partial derivative of f(x, y) = xy³ by y at (5, 2).",
    mistakes=(
        Mistake(
            "derivative by the other variable",
            "8",
            "That is the derivative by x. Which variable moves here, and which is frozen? "
            "Read “One slice, one slope” in lesson 1 first.",
        ),
        Mistake(
            "frozen factor dropped",
            "12",
            "A frozen variable is a constant factor, and such a factor stays. "
            "Read “One slice, one slope” in lesson 1 first.",
        ),
        Mistake(
            "power rule without its factor",
            "20",
            "What does the power rule do with the exponent of y³, apart from lowering it? "
            "Read about the power rule in a book on calculus first, then lesson 1.",
        ),
        Mistake(
            "value in place of the slope",
            "40",
            "That is f at the point, and a slope is asked for. "
            "Read “One slice, one slope” in lesson 1 first.",
        ),
        Mistake(
            "both partial derivatives added",
            "68",
            "Each variable has a slope of its own. Read “One slice, one slope” in lesson 1 first.",
        ),
    ),
    hints=(
        "Freeze x at 5: which function of y is left?",
        "Read “One slice, one slope” in lesson 1 first.",
    ),
)

l00_product = NumbersQuestion(
    name="l00_product",
    points=1,
    prompt="The matrix with the rows (1, −2) and (3, 4), times the vector (5, 1).",
    mistakes=(
        Mistake(
            "columns taken for rows",
            ("8", "-6"),
            "Each number of the result uses one row of the matrix. Which numbers did you use? "
            "Read “A matrix times a vector” below first.",
        ),
        Mistake(
            "sign lost",
            ("7", "19"),
            "Look at the first row once more: which sign has its second entry? "
            "Read “A matrix times a vector” below first.",
        ),
        Mistake(
            "products not added",
            (("5", "-2"), ("15", "4")),
            "The products in a row are right. What happens to them then? "
            "Read “A matrix times a vector” below first.",
        ),
        Mistake(
            "all products added",
            "22",
            "How many rows has the matrix, and so how many numbers the result? "
            "Read “A matrix times a vector” below first.",
        ),
    ),
    hints=(
        "Go along a row, multiply entry by entry with the vector, and add.",
        "Read “A matrix times a vector” below first.",
    ),
)

l00_composition = NumbersQuestion(
    name="l00_composition",
    points=1,
    prompt="The value of g∘h at 2, for g(x) = x² and h(x) = x + 3.",
    mistakes=(
        Mistake(
            "outer function first",
            "7",
            "In g∘h the input meets h first. Read “One function after another” below first.",
        ),
        Mistake(
            "values multiplied",
            "20",
            "The circle is no product: g acts on what h returned. "
            "Read “One function after another” below first.",
        ),
        Mistake(
            "inner function alone",
            "5",
            "That is what h returns. Which function comes next? "
            "Read “One function after another” below first.",
        ),
        Mistake(
            "values added",
            "9",
            "The circle is no sum: g acts on what h returned. "
            "Read “One function after another” below first.",
        ),
    ),
    hints=(
        "What does h make of 2?",
        "Read “One function after another” below first.",
    ),
)

l00_determinant = NumbersQuestion(
    name="l00_determinant",
    points=1,
    prompt="The determinant of the matrix with the rows (4, 3) and (5, 2).",
    mistakes=(
        Mistake(
            "products in the wrong order",
            "7",
            "Which of the two products comes first, that of the diagonal or the other one? "
            "Read “A determinant” below first.",
        ),
        Mistake(
            "products added",
            "23",
            "Between the two products stands a sign. Which? Read “A determinant” below first.",
        ),
        Mistake(
            "diagonal alone",
            "8",
            "That is the product of the diagonal. Which second product is missing? "
            "Read “A determinant” below first.",
        ),
        Mistake(
            "rows multiplied",
            "2",
            "You multiplied along rows. Along which lines of the matrix do the products go? "
            "Read “A determinant” below first.",
        ),
    ),
    hints=(
        "Two products, one of them with a minus sign.",
        "Read “A determinant” below first.",
    ),
)

l00_shape = ShapeQuestion(
    name="l00_shape",
    points=1,
    prompt="The shape of the matrix with the rows (1, 0, 2, 7) and (4, −1, 3, 5).",
    mistakes=(
        Mistake(
            "columns counted first",
            (4, 2),
            "Both numbers are right. Which of them counts the rows, and which comes first? "
            "Read “Conventions” above first.",
        ),
        Mistake(
            "entries counted",
            (8, 1),
            "That is the number of entries. In how many rows do they stand? "
            "Read “Conventions” above first.",
        ),
        Mistake(
            "rows counted twice",
            (2, 2),
            "The rows are right. How many entries has each of them? "
            "Read “Conventions” above first.",
        ),
    ),
    hints=(
        "Rows lie, columns stand. Count the rows first.",
        "Read “Conventions” above first.",
    ),
)

public_answers: dict[str, object] = {
    "l00_area": "C",
    "l00_partial": "60",
    "l00_product": ["3", "19"],
    "l00_composition": "25",
    "l00_determinant": "-7",
    "l00_shape": (2, 4),
}
