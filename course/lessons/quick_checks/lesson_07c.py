"""What lesson 7c checks: computer vision."""

from __future__ import annotations

from grader.questions import ChoiceQuestion, Mistake, NumbersQuestion, ShapeQuestion

l07c_square = ChoiceQuestion(
    name="l07c_square",
    points=1,
    prompt="What the map (1 − r²/4)·(x, y) makes of a small square at the distance r = 1.",
    options={
        "A": "A smaller square.",
        "B": "A rectangle, shorter along the radius than across it.",
        "C": "A rectangle, shorter across the radius than along it.",
        "D": "A square of the same size, nearer to the middle.",
    },
    mistakes=(
        Mistake(
            "same factor in all directions",
            "A",
            "The factor 1 − r²/4 varies along the radius. Does it vary across it?",
        ),
        Mistake(
            "directions exchanged",
            "C",
            "Two points on one radius: which of them has the smaller factor, the inner or the "
            "outer one?",
        ),
        Mistake(
            "distortion taken for a shift",
            "D",
            "The distances r = 0.9 and r = 1.1: by how much do they differ after the map?",
        ),
    ),
    hints=("Map two points of the radius, and two neighbours on the circle.",),
)

l07c_det = NumbersQuestion(
    name="l07c_det",
    points=1,
    prompt="The Jacobian determinant of (1 + kr²)·(x, y) at r = 1 with k = −1/4.",
    mistakes=(
        Mistake(
            "factor across the radius used twice",
            "9/16",
            "That is a square of equal sides. Which factor belongs to the direction of the radius?",
        ),
        Mistake(
            "product rule forgotten",
            "1/2",
            "Along the radius, differentiate r(1 + kr²). How many factors depend on r?",
        ),
        Mistake(
            "factor along the radius only",
            "1/4",
            "That is the factor along the radius. What is the one across it?",
        ),
        Mistake(
            "factor across the radius only",
            "3/4",
            "That is the factor across the radius. What is the one along it?",
        ),
        Mistake(
            "factors added",
            "1",
            "An area is a product of two lengths. Did you add the two factors?",
        ),
        Mistake(
            "sign of k",
            "35/16",
            "Does this k pull points inwards or push them outwards?",
        ),
    ),
    hints=("Which factor stretches along the radius, and which across it? Multiply them.",),
)

l07c_shape = ShapeQuestion(
    name="l07c_shape",
    points=1,
    prompt="The shape of the Jacobian matrix of the values of 40 × 40 pixels by the six parameters "
    "of an affine warp.",
    mistakes=(
        Mistake(
            "transposed",
            (6, 1600),
            "Rows belong to outputs. Which are the outputs, pixel values or parameters?",
        ),
        Mistake(
            "one pixel only",
            (1, 6),
            "That is the row of a single pixel. How many pixels has the picture?",
        ),
        Mistake(
            "warp in place of the values",
            (2, 6),
            "That is ∂W/∂p at one pixel. By which matrix is it multiplied, and at how many pixels?",
        ),
        Mistake(
            "slopes of the picture only",
            (1600, 2),
            "Those are the derivatives by x and y. How many numbers does the warp let you choose?",
        ),
        Mistake(
            "side in place of the number of pixels",
            (40, 6),
            "That is one side of the picture. How many pixels are there in all?",
        ),
    ),
    hints=("Count the outputs, then the inputs.",),
)

public_answers: dict[str, object] = {
    "l07c_square": "B",
    "l07c_det": "3/16",
    "l07c_shape": (1600, 6),
}
