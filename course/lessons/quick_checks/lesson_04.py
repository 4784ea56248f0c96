"""What lesson 4 checks: the Jacobian as a linear approximation."""

from __future__ import annotations

from grader.questions import ChoiceQuestion, ExpressionQuestion, Mistake, NumbersQuestion

l04_halving = ChoiceQuestion(
    name="l04_halving",
    points=1,
    prompt=(
        "For F(x, y) = (x² + y, xy), a step Δ with Δx ≠ 0 is halved. "
        "What happens to the error of the linear estimate?"
    ),
    options={
        "A": "it stays as it is",
        "B": "it is divided by 2",
        "C": "it is divided by 4",
        "D": "it is divided by 8",
    },
    mistakes=(
        Mistake("error taken as fixed", "A", "How large is the error when there is no step?"),
        Mistake(
            "error taken as proportional to the step",
            "B",
            "J·Δ already holds all that is proportional to the step. What is the next power?",
        ),
        Mistake(
            "power one too high",
            "D",
            "Which is the lowest power of the step that the linear part leaves over?",
        ),
    ),
    hints=(
        "The remainder is what the linear part leaves over: squares and products of the steps.",
        "By which factor does Δx² shrink when Δx is halved?",
    ),
)

l04_zoom = ChoiceQuestion(
    name="l04_zoom",
    points=1,
    prompt="What becomes of the gap, as a multiple of the side h, when the zoom doubles.",
    options={
        "A": "It stays.",
        "B": "It is about halved.",
        "C": "It falls to about a quarter.",
        "D": "It is 0 from some zoom on.",
    },
    mistakes=(
        Mistake(
            "enlarged gap overlooked",
            "A",
            "Compare the dotted outline with the painted image at zoom 1 and at zoom 8.",
        ),
        Mistake(
            "gap in place of its multiple of h",
            "C",
            "The gap itself falls to about a quarter. What becomes of h at the same time?",
        ),
        Mistake(
            "too small to see taken for 0",
            "D",
            "Do not trust your eyes at zoom 64. What does the line below the planes say?",
        ),
    ),
    hints=("Write down the multiple at zoom 4, 8 and 16, and divide each by the one before.",),
)

l04_estimate = NumbersQuestion(
    name="l04_estimate",
    points=1,
    prompt="The linear estimate of F(1.1, 1.9) from p = (1, 2), for F(x, y) = (x² + y, xy).",
    mistakes=(
        Mistake(
            "exact value in place of the estimate",
            ("3.11", "2.09"),
            "That is where F leads. Where does F(p) + J(p)·Δ lead, without any square?",
        ),
        Mistake(
            "sign of Δy lost",
            ("3.3", "2.3"),
            "From 2 to 1.9: is Δy positive or negative?",
        ),
        Mistake(
            "Δy forgotten",
            ("3.2", "2.2"),
            "The second column of J belongs to y. What does it contribute?",
        ),
        Mistake(
            "Δy forgotten and Δx² kept",
            ("3.21", None),
            "An estimate holds no Δx². And what does the second column of J contribute?",
        ),
        Mistake(
            "J transposed, or the change forgotten",
            ("3", "2"),
            "That is F(1, 2). Which two numbers stand in the first row of J(1, 2), and what do "
            "they make of the step?",
        ),
        Mistake(
            "the change alone",
            ("0.1", "0.1"),
            "J·Δ is a change. From which value does it start?",
        ),
    ),
    hints=(
        "Three ingredients: the value F(1, 2), the matrix J(1, 2), and the step Δ from (1, 2).",
        "The step is (0.1, −0.1). Multiply each row of J(1, 2) by it, then add F(1, 2).",
    ),
)

l04_remainder_first = ExpressionQuestion(
    name="l04_remainder_first",
    points=1,
    prompt="The remainder of f₁ = x² + y: the exact f₁ after the step (dx, dy), less its estimate.",
    variables="x y dx dy",
    mistakes=(
        Mistake(
            "the whole change",
            "2*x*dx + dx**2 + dy",
            "Which of these terms does the estimate hold already?",
        ),
        Mistake(
            "the linear part",
            "2*x*dx + dy",
            "That is what the estimate adds. What is left when you take it away?",
        ),
        Mistake("no remainder", "0", "Expand (x + dx)². Which term is not linear in dx?"),
        Mistake("estimate less exact value", "-dx**2", "Which of the two is taken from the other?"),
    ),
    hints=("Write out (x + dx)² + (y + dy), then take x² + y + 2x·dx + dy away.",),
)

l04_remainder_second = ExpressionQuestion(
    name="l04_remainder_second",
    points=1,
    prompt="The remainder of f₂ = xy: the exact f₂ after the step (dx, dy), less its estimate.",
    variables="x y dx dy",
    mistakes=(
        Mistake(
            "the whole change",
            "x*dy + y*dx + dx*dy",
            "Which of these terms does the estimate hold already?",
        ),
        Mistake(
            "the linear part",
            "x*dy + y*dx",
            "That is what the estimate adds. What is left when you take it away?",
        ),
        Mistake(
            "no remainder",
            "0",
            "Expand (x + dx)(y + dy). Which term holds both steps?",
        ),
        Mistake("estimate less exact value", "-dx*dy", "Which of the two is taken from the other?"),
    ),
    hints=("Write out (x + dx)(y + dy), then take xy + y·dx + x·dy away.",),
)

l04_direction = ChoiceQuestion(
    name="l04_direction",
    points=1,
    prompt="Along which direction from (1, 2) is the linear estimate of F exact for every step?",
    options={
        "A": "along (1, 0)",
        "B": "along (0, 1)",
        "C": "along (1, −2)",
        "D": "along no direction",
    },
    mistakes=(
        Mistake(
            "the squared input taken as harmless",
            "A",
            "Put Δy = 0 into the remainder (Δx², Δx Δy). Does it vanish?",
        ),
        Mistake(
            "no first-order change taken as no error",
            "C",
            "There J·Δ = 0, so the estimate stays at F(p). Does F itself stay there?",
        ),
        Mistake(
            "error taken as unavoidable",
            "D",
            "Look at the remainder (Δx², Δx Δy). Can both entries vanish while Δ does not?",
        ),
    ),
    hints=("The remainder is (Δx², Δx Δy) at every point. For which steps are both entries 0?",),
)

l04_affine = ChoiceQuestion(
    name="l04_affine",
    points=1,
    prompt="Is the map x ↦ Ax + b its own linear approximation?",
    options={
        "A": "yes, with error 0 for every step",
        "B": "yes, with an error that falls like the square of the step",
        "C": "only if b = 0",
    },
    mistakes=(
        Mistake(
            "error taken as unavoidable",
            "B",
            "Expand A(x + Δ) + b. Which term is not linear in Δ?",
        ),
        Mistake(
            "constant taken as an obstacle",
            "C",
            "The estimate F(p) + J·Δ begins with F(p). Where is b in it?",
        ),
    ),
    hints=(
        "Compare A(x + Δ) + b with the estimate, which is Ax + b plus the Jacobian matrix times Δ.",
        "What is the Jacobian matrix of x ↦ Ax + b?",
    ),
)

l04_decrease = NumbersQuestion(
    name="l04_decrease",
    points=1,
    prompt="The decrease of f = x² + 3y² that the linear estimate predicts from (2, 1), η = 0.01.",
    mistakes=(
        Mistake(
            "the actual decrease",
            "0.5076",
            "That is what f does. What does the estimate J·Δ say, without any η²?",
        ),
        Mistake(
            "change in place of decrease",
            "-0.52",
            "A decrease of 1 is a change of −1. Which of the two is asked for?",
        ),
        Mistake(
            "gradient's entries added",
            "0.1",
            "J·∇f multiplies each entry of the gradient by which number?",
        ),
        Mistake(
            "length of the step",
            "0.01*sqrt(52)",
            "That is how long the step is. What is J times the step?",
        ),
        Mistake(
            "η forgotten",
            "52",
            "How long is the step: ∇f, or η times ∇f?",
        ),
    ),
    hints=(
        "The estimate of the decrease is η times the squared length of the gradient.",
        "The gradient is (2x, 6y). Put in the point (2, 1).",
    ),
)

public_answers: dict[str, object] = {
    "l04_halving": "C",
    "l04_zoom": "B",
    "l04_estimate": ("3.1", "2.1"),
    "l04_remainder_first": "dx**2",
    "l04_remainder_second": "dx*dy",
    "l04_direction": "B",
    "l04_affine": "A",
    "l04_decrease": "0.52",
}
