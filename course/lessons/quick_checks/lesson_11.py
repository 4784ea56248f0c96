"""What lesson 11 checks: Newton's method, uncertainty, and algebra of order four."""

from __future__ import annotations

from grader.questions import (
    ChoiceQuestion,
    ExpressionQuestion,
    JacobianQuestion,
    Mistake,
    NumbersQuestion,
    ShapeQuestion,
)

l11_lost = ChoiceQuestion(
    name="l11_lost",
    points=1,
    prompt="The target moves from (3, 1) to (3, 2.5), and two of three solutions vanish. Most of "
    "the starts that used to find one of those two …",
    options={
        "A": "now find the solution that is left.",
        "B": "find no solution: their steps go on and on.",
        "C": "stop at once, since det J = 0 there.",
    },
    mistakes=(
        Mistake(
            "one solution taken for one basin",
            "A",
            "Compare the first frame with the last: does the basin of solution 1 grow?",
        ),
        Mistake(
            "every start taken for a point of the fold",
            "C",
            "Where is det J = 0: at every start, or on the dashed curve alone?",
        ),
    ),
    hints=("Look at the hatched part of the last frame.",),
)

l11_step = NumbersQuestion(
    name="l11_step",
    points=1,
    prompt="The point (x, y) after one Newton step from (2, −1) for x² + y = 3, xy = 1.",
    mistakes=(
        Mistake(
            "step without its start",
            ("-1/3", "4/3"),
            "That is the step. From which point does it lead on?",
        ),
        Mistake(
            "step in the wrong direction",
            ("7/3", "-7/3"),
            "Is J times the step target − F(p) or F(p) − target?",
        ),
        Mistake(
            "transposed matrix",
            ("7/3", "1/3"),
            "Which entries stand in the first row of J(2, −1): those of one output or one input?",
        ),
        Mistake(
            "target left out",
            ("10/9", "-4/9"),
            "That step aims at (0, 0). Which right-hand sides do the equations have?",
        ),
    ),
    hints=(
        "F(2, −1) = (3, −2). How much is missing from (3, 1)?",
        "Solve J(2, −1) · step = what is missing, then add the step to (2, −1).",
    ),
)

l11_fold = ChoiceQuestion(
    name="l11_fold",
    points=1,
    prompt="Newton's method approaches (1, 2), where det J = 0. In the long run, what does a step "
    "do to the distance from (1, 2)?",
    options={
        "A": "It squares it, apart from a factor.",
        "B": "It halves it.",
        "C": "It divides it by 4.",
        "D": "It leaves it as it is.",
    },
    mistakes=(
        Mistake(
            "quadratic convergence everywhere",
            "A",
            "That needs an invertible J at the solution. What is det J(1, 2)?",
        ),
        Mistake(
            "residual taken for distance",
            "C",
            "That holds for the residual. Here the residual grows like the distance squared.",
        ),
        Mistake(
            "slow taken for still",
            "D",
            "Compare two residuals that follow one another.",
        ),
    ),
    hints=("Take the square root of the factor between two residuals.",),
)

l11_power = JacobianQuestion(
    name="l11_power",
    points=1,
    prompt="The Jacobian matrix of (P, Q) by δ and V; write delta for δ.",
    variables="delta V",
    parameters="m n",
    function=("V*m*sin(delta)", "V**2*n - V*m*cos(delta)"),
    map_name="(P, Q)",
    mistakes=(
        Mistake(
            "transposed",
            (("V*m*cos(delta)", "V*m*sin(delta)"), ("m*sin(delta)", "2*V*n - m*cos(delta)")),
            "Row i is output i. Which derivatives belong to P?",
        ),
        Mistake(
            "inputs exchanged",
            (("m*sin(delta)", "V*m*cos(delta)"), ("2*V*n - m*cos(delta)", "V*m*sin(delta)")),
            "Which input comes first, δ or V?",
        ),
        Mistake(
            "sign of the derivative of cos",
            ((None, None), ("-V*m*sin(delta)", None)),
            "The derivative of cos δ has a minus sign. How many minus signs does Q give it?",
        ),
        Mistake(
            "sign of the derivative of sin",
            (("-V*m*cos(delta)", None), (None, None)),
            "What is the derivative of sin δ?",
        ),
        Mistake(
            "factor 2 lost",
            ((None, None), (None, "V*n - m*cos(delta)")),
            "What is the derivative of V²?",
        ),
        Mistake(
            "second term of Q lost",
            ((None, None), (None, "2*V*n")),
            "V stands in both terms of Q. What does the second one add?",
        ),
    ),
    hints=("Keep V fixed in the first column, and δ in the second.",),
)

l11_shape = ShapeQuestion(
    name="l11_shape",
    points=1,
    prompt="A map takes 3 uncertain inputs to 2 outputs. The shape of the outputs' covariance "
    "matrix J Σ Jᵀ.",
    mistakes=(
        Mistake(
            "JᵀΣJ",
            (3, 3),
            "That is the shape of the inputs' covariance matrix. How many outputs are there?",
        ),
        Mistake(
            "J alone",
            (2, 3),
            "That is the shape of J. What do the two factors to its right do to the columns?",
        ),
        Mistake(
            "Jᵀ alone",
            (3, 2),
            "That is the shape of Jᵀ. With which matrix does the product begin?",
        ),
    ),
    hints=("Write (2, 3)(3, 3)(3, 2) and let the inner numbers go.",),
)

l11_resistance = NumbersQuestion(
    name="l11_resistance",
    points=1,
    prompt="The standard deviation of R = V/I to first order, for independent V = 10 ± 0.1 and "
    "I = 2 ± 0.05.",
    mistakes=(
        Mistake(
            "sizes added",
            "0.175",
            "You added 0.05 and 0.125. How do independent uncertainties combine?",
        ),
        Mistake(
            "signs kept",
            "-0.075",
            "You added the two contributions with their signs. Add their squares.",
        ),
        Mistake(
            "signs kept, then made positive",
            "0.075",
            "You took one contribution from the other. Add their squares.",
        ),
        Mistake(
            "variance",
            "0.018125",
            "That is the variance. What is the standard deviation?",
        ),
        Mistake(
            "voltage alone",
            "0.05",
            "That is what V contributes. What does I contribute?",
        ),
        Mistake(
            "current alone",
            "0.125",
            "That is what I contributes. What does V contribute?",
        ),
        Mistake(
            "relative uncertainty",
            "sqrt(0.01**2 + 0.025**2)",
            "That is the uncertainty as a share of R. How large is R?",
        ),
        Mistake(
            "variances not squared",
            "sqrt(0.1/4 + 0.05*6.25)",
            "Σ holds variances. Are 0.1 and 0.05 variances?",
        ),
    ),
    hints=(
        "J = [1/I, −V/I²]. What are its entries at V = 10, I = 2?",
        "Multiply each entry by its standard deviation; add the squares; take the root.",
    ),
)

l11_quaternion = ExpressionQuestion(
    name="l11_quaternion",
    points=1,
    prompt="The Jacobian determinant of the quaternion square q ↦ q², in the variables q0 to q3.",
    variables="q0 q1 q2 q3",
    mistakes=(
        Mistake(
            "copied from the plane",
            "4*(q0**2 + q1**2 + q2**2 + q3**2)",
            "That is the formula of z² with more terms. How does each entry of a 4×4 matrix count?",
        ),
        Mistake(
            "square of the formula of the plane",
            "16*(q0**2 + q1**2 + q2**2 + q3**2)**2",
            "Set q0 = 0 in the matrix. How many independent columns are left?",
        ),
        Mistake(
            "diagonal alone",
            "16*q0**4",
            "You multiplied the diagonal. What do the first row and the first column add?",
        ),
        Mistake(
            "signs of the first row lost",
            "16*q0**2*(q0**2 - q1**2 - q2**2 - q3**2)",
            "Look at the minus signs in the first row. What does clearing that row do to q0?",
        ),
        Mistake(
            "factor 2 taken out once",
            "2*q0**2*(q0**2 + q1**2 + q2**2 + q3**2)",
            "All sixteen entries have the factor 2. How often does it count in a determinant?",
        ),
    ),
    hints=(
        "Take the factor 2 out of each of the four rows.",
        "Then clear the first row: add q1/q0, q2/q0 and q3/q0 times the other rows.",
    ),
)

l11_roots = ChoiceQuestion(
    name="l11_roots",
    points=1,
    prompt="For which roots is the Jacobian matrix of the map from roots to coefficients singular?",
    options={
        "A": "when one of the roots is 0",
        "B": "when two of the roots are equal",
        "C": "when the sum of the roots is 0",
        "D": "for none",
    },
    mistakes=(
        Mistake(
            "differences taken for roots",
            "A",
            "The factors of the determinant are differences. When is a difference 0?",
        ),
        Mistake(
            "sum taken for a factor",
            "C",
            "Which factors has the determinant? Is the sum of all roots among them?",
        ),
        Mistake(
            "no zero seen",
            "D",
            "A product is 0 as soon as one factor is 0. Can a difference be 0?",
        ),
    ),
    hints=("Set one factor of the product to 0.",),
)

public_answers: dict[str, object] = {
    "l11_lost": "B",
    "l11_step": ("5/3", "1/3"),
    "l11_fold": "B",
    "l11_shape": (2, 2),
    "l11_resistance": "sqrt(0.018125)",
    "l11_quaternion": "16*q0**2*(q0**2 + q1**2 + q2**2 + q3**2)",
    "l11_roots": "B",
}
