"""What lesson 7e checks: implicit layers and the implicit function theorem."""

from __future__ import annotations

from grader.questions import ChoiceQuestion, ExpressionQuestion, Mistake, NumbersQuestion

l07e_push = ChoiceQuestion(
    name="l07e_push",
    points=1,
    prompt="A unit solves z = tanh(z/2 + x). A small push of x raises tanh(z/2 + x) at the old z. "
    "How far does the solution z move, compared with this rise?",
    options={
        "A": "as far as the rise",
        "B": "farther than the rise",
        "C": "less far than the rise",
        "D": "not at all, since z is a fixed point",
    },
    mistakes=(
        Mistake(
            "feedback forgotten",
            "A",
            "After z has moved by the rise, does the equation hold? Put the new z in on the right.",
        ),
        Mistake(
            "feedback taken for damping",
            "C",
            "The weight is positive. Does a larger z push tanh(z/2 + x) up or down?",
        ),
        Mistake(
            "fixed taken for constant",
            "D",
            "The fixed point belongs to one x. Does the old z solve the new equation?",
        ),
    ),
    hints=("Follow the push: x moves tanh, tanh moves z, and where else does z stand?",),
)

l07e_scalar = NumbersQuestion(
    name="l07e_scalar",
    points=1,
    prompt="dz/dx for the layer z = z/2 + x, which has one unit and no tanh.",
    mistakes=(
        Mistake(
            "feedback forgotten",
            1,
            "z also stands on the right. Does it stay the same while x moves?",
        ),
        Mistake(
            "factor not inverted",
            "1/2",
            "Collect the terms with dz/dx on one side. What do you do with their factor?",
        ),
        Mistake(
            "two rounds only",
            "3/2",
            "That is 1 + 1/2, the effect of two rounds. Which terms do further rounds add?",
        ),
    ),
    hints=("Differentiate both sides by x; dz/dx then stands on both sides.",),
)

l07e_unit = ExpressionQuestion(
    name="l07e_unit",
    points=1,
    prompt="dz/dx for one unit z = tanh(wz + x), in w and the slope d of tanh at the solution.",
    variables="d w",
    mistakes=(
        Mistake(
            "feedback forgotten",
            "d",
            "z also stands inside tanh. Does it stay the same while x moves?",
        ),
        Mistake(
            "slope missing for the input",
            "1/(1 - d*w)",
            "The input x passes through tanh on its way to z. Which slope does it meet?",
        ),
        Mistake(
            "slope missing for the feedback",
            "d/(1 - w)",
            "The feedback wz passes through tanh as well. Which slope does it meet?",
        ),
        Mistake(
            "sign of the feedback",
            "d/(1 + d*w)",
            "Which sign does the feedback term take when you move it to the other side?",
        ),
        Mistake(
            "sign of the theorem",
            "-d/(1 - d*w)",
            "With g = z − tanh(wz + x), which sign has the derivative of g by x?",
        ),
        Mistake(
            "two rounds only",
            "d + d*w*d",
            "That is the effect of two rounds. What do further rounds add?",
        ),
        Mistake(
            "factor not inverted",
            "d*(1 - d*w)",
            "Do you multiply or divide by the factor in front of dz/dx?",
        ),
    ),
    hints=("Write dz/dx = d·(w·dz/dx + 1) and solve for dz/dx.",),
)

public_answers: dict[str, object] = {
    "l07e_push": "B",
    "l07e_scalar": 2,
    "l07e_unit": "d/(1 - d*w)",
}
