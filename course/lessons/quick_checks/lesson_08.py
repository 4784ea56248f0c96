"""What lesson 8 checks: the Jacobian determinant and volume change."""

from __future__ import annotations

from grader.questions import (
    ChoiceQuestion,
    ChoicesQuestion,
    ExpressionQuestion,
    Mistake,
    NumbersQuestion,
)

_DETERMINANTS = {"A": "3", "B": "1/2", "C": "1", "D": "−1/2", "E": "−3", "F": "0"}

l08_half = ChoiceQuestion(
    name="l08_half",
    points=1,
    prompt="What becomes of a small square near a point where the Jacobian determinant is −1/2.",
    options={
        "A": "It shrinks to about half its area and arrives mirrored.",
        "B": "It grows and arrives mirrored.",
        "C": "It shrinks to about half its area and is not mirrored.",
        "D": "Nothing: an area cannot be negative, so there is no such map.",
    },
    mistakes=(
        Mistake(
            "negative taken for expanding",
            "B",
            "Leave the sign aside for a moment. Is the size of −1/2 above or below 1?",
        ),
        Mistake(
            "sign ignored",
            "C",
            "The size is read well. What does the sign of a determinant tell?",
        ),
        Mistake(
            "negative volume",
            "D",
            "Areas are never negative. Which property besides the area can a sign record?",
        ),
    ),
    hints=("Read the size and the sign apart: each answers a question of its own.",),
)

l08_expands = ChoicesQuestion(
    name="l08_expands",
    points=1,
    prompt="All Jacobian determinants of the list with which small areas grow.",
    options=_DETERMINANTS,
    mistakes=(
        Mistake(
            "negative taken for contracting",
            ("A",),
            "By which factor does a small area change if the determinant is −3?",
        ),
        Mistake(
            "negative taken for expanding",
            ("A", "D", "E"),
            "Compare the size of −1/2 with 1. Does the sign change the area?",
        ),
        Mistake(
            "factor 1 taken for growth",
            ("A", "C", "E"),
            "What is a factor of 1 times an area?",
        ),
    ),
    hints=("The area factor is the determinant without its sign. When does an area grow?",),
)

l08_reverses = ChoicesQuestion(
    name="l08_reverses",
    points=1,
    prompt="All Jacobian determinants of the list with which orientation is reversed.",
    options=_DETERMINANTS,
    mistakes=(
        Mistake(
            "contraction taken for reversal",
            ("B", "D"),
            "Does a letter that gets smaller become a mirror image?",
        ),
        Mistake(
            "only large negative determinants",
            ("E",),
            "Does the sign or the size decide whether a letter arrives mirrored?",
        ),
        Mistake(
            "zero counted as a reversal",
            ("D", "E", "F"),
            "With 0 the parallelogram is flat. Has a segment an orientation in the plane?",
        ),
    ),
    hints=("Only the sign matters here.",),
)

l08_inverse = ChoicesQuestion(
    name="l08_inverse",
    points=1,
    prompt="All Jacobian determinants of the list with which a C¹ map has a differentiable local "
    "inverse.",
    options=_DETERMINANTS,
    mistakes=(
        Mistake(
            "positive determinants only",
            ("A", "B", "C"),
            "Can you undo a mirror image?",
        ),
        Mistake(
            "expanding maps only",
            ("A", "E"),
            "Can you undo a contraction by a factor of one half?",
        ),
        Mistake(
            "area-preserving maps only",
            ("C",),
            "Which matrices have an inverse: only those with determinant 1?",
        ),
        Mistake(
            "zero included",
            ("A", "B", "C", "D", "E", "F"),
            "The matrices of a map and of its inverse multiply to I. Can that be with det J = 0?",
        ),
    ),
    hints=("Which of the six matrices cannot be inverted?",),
)

l08_kept = NumbersQuestion(
    name="l08_kept",
    points=1,
    prompt="The y at which F(x, y) = (x² + y, xy) keeps small areas and mirrors them, where x = 1.",
    mistakes=(
        Mistake(
            "orientation kept",
            "1",
            "There small areas stay too. Is the letter mirrored, or turned and slanted?",
        ),
        Mistake(
            "point of the fold",
            "2",
            "There the determinant is 0. What does that do to a small area?",
        ),
        Mistake(
            "determinant in place of y",
            "-1",
            "That is the determinant you look for. Which y has it?",
        ),
        Mistake(
            "point in place of y",
            ("1", "3"),
            "That is the point. Which of its coordinates is y?",
        ),
    ),
    hints=("Which determinant keeps areas and reverses orientation?",),
)

l08_polar = ExpressionQuestion(
    name="l08_polar",
    points=1,
    prompt="The Jacobian determinant of (x, y) = (r cos θ, r sin θ), with the inputs in the order "
    "r, θ.",
    variables="r theta",
    domain={"r": "nonnegative"},
    mistakes=(
        Mistake(
            "rotation taken for the whole map",
            "1",
            "Look at the column of θ: which factor do both of its entries have?",
        ),
        Mistake(
            "factor r counted twice",
            "r**2",
            "How many columns of the matrix have the factor r?",
        ),
        Mistake(
            "inputs in the order θ, r",
            "-r",
            "Which column comes first, that of r or that of θ?",
        ),
        Mistake(
            "products added",
            "r*cos(2*theta)",
            "Is it ad + bc or ad − bc? And which of the four entries has a minus sign?",
        ),
    ),
    hints=("Compute ad − bc, then use sin² θ + cos² θ = 1.",),
)

l08_bell = NumbersQuestion(
    name="l08_bell",
    points=1,
    prompt="The integral of exp(−x² − y²) over the whole plane.",
    mistakes=(
        Mistake(
            "area factor forgotten",
            "pi**1.5",
            "Which area has a cell with the sides Δr and Δθ in polar coordinates?",
        ),
        Mistake(
            "factor 1/2 lost",
            "2*pi",
            "What is the derivative of exp(−r²)? What does it say about ∫ r·exp(−r²) dr?",
        ),
        Mistake(
            "one variable only",
            "sqrt(pi)",
            "Is that the integral over a line or over the plane?",
        ),
        Mistake(
            "half the plane",
            "pi/2",
            "Over which interval does θ run for the whole plane?",
        ),
    ),
    hints=("Integrate exp(−r²)·r over r from 0 to ∞ and θ from 0 to 2π.",),
)

l08_parallelogram = NumbersQuestion(
    name="l08_parallelogram",
    points=1,
    prompt="The integral of x + y over the parallelogram x = 2u + v, y = u + 2v with u and v in "
    "[0, 1].",
    mistakes=(
        Mistake(
            "area factor forgotten",
            "3",
            "You integrated over u and v. By which factor does the map change areas?",
        ),
        Mistake(
            "area factor squared",
            "27",
            "How often does the area factor belong into the integral?",
        ),
        Mistake(
            "area of the parallelogram squeezed",
            "1",
            "Which area is larger: that of the unit square, or that of the parallelogram?",
        ),
        Mistake(
            "products added",
            "15",
            "For rows (a, b) and (c, d): is the determinant ad + bc or ad − bc?",
        ),
    ),
    hints=(
        "Write x + y in terms of u and v first.",
        "Then multiply by the size of the Jacobian determinant of (x, y) by (u, v).",
    ),
)

l08_density = ExpressionQuestion(
    name="l08_density",
    points=1,
    prompt="For Y = exp(X), the factor, in terms of y, that turns p_X(ln y) into the density of Y.",
    variables="y",
    domain={"y": "positive"},
    mistakes=(
        Mistake(
            "factor the wrong way round",
            "y",
            "Where y is large, intervals are stretched. Is the density there higher or lower?",
        ),
        Mistake(
            "no factor",
            "1",
            "Look at the dashed curve in the figure. What is the area under a density?",
        ),
        Mistake(
            "slope at the wrong point",
            "exp(-y)",
            "The slope of exp belongs to the point x. Which x is mapped to y?",
        ),
        Mistake(
            "logarithm in place of its derivative",
            "log(y)",
            "That is the inverse map. What is its derivative?",
        ),
    ),
    hints=("Which map takes y back to x, and what is its derivative?",),
)

public_answers: dict[str, object] = {
    "l08_half": "A",
    "l08_expands": ["A", "E"],
    "l08_reverses": ["D", "E"],
    "l08_inverse": ["A", "B", "C", "D", "E"],
    "l08_kept": "3",
    "l08_polar": "r",
    "l08_bell": "pi",
    "l08_parallelogram": "9",
    "l08_density": "1/y",
}
