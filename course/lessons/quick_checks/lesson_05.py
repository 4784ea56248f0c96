"""What lesson 5 checks: the chain rule and backpropagation."""

from __future__ import annotations

from grader.questions import ChoiceQuestion, Mistake, NumbersQuestion, ShapeQuestion

l05_order = ChoiceQuestion(
    name="l05_order",
    points=1,
    prompt="G has 3 inputs and 3 outputs, H has 2 inputs and 3 outputs. Does J_H·J_G exist?",
    options={
        "A": "no, its shapes do not fit",
        "B": "yes, and it equals the Jacobian matrix of G∘H",
        "C": "yes, it is 3×3, but it is another matrix",
    },
    mistakes=(
        Mistake("order taken as free", "B", "Write the two shapes side by side: (3,2)(3,3)."),
        Mistake("shapes not compared", "C", "Do the inner two numbers of (3,2)(3,3) agree?"),
    ),
    hints=(
        "Write the shapes of both factors in the order in which they are multiplied.",
        "Two matrices fit if the first has as many columns as the second has rows.",
    ),
)

l05_shape = ShapeQuestion(
    name="l05_shape",
    points=1,
    prompt="The shape of J_G·J_H for G = (uv, u + w, w²) and H = (x − y, xy, x²).",
    mistakes=(
        Mistake("transposed", (2, 3), "Rows belong to outputs. How many outputs has G∘H?"),
        Mistake("shape of J_G", (3, 3), "How many inputs does G∘H take?"),
    ),
    hints=(
        "The product is the Jacobian matrix of G∘H: count the outputs of G and the inputs of H.",
    ),
)

l05_neuron = NumbersQuestion(
    name="l05_neuron",
    points=1,
    prompt=(
        "dE/dw for z = tanh(wa), E = (z − t)²/2, at w = 0.5, a = 2, t = 1: a formula, or at least "
        "six digits."
    ),
    mistakes=(
        Mistake(
            "sign",
            "2*(1 - tanh(1))*(1 - tanh(1)**2)",
            "E falls as z grows towards t. Which sign has dE/dz = z − t here?",
        ),
        Mistake(
            "input a missing",
            "(tanh(1) - 1)*(1 - tanh(1)**2)",
            "The inner function is wa. What is its derivative by w?",
        ),
        Mistake(
            "slope of tanh missing",
            "2*(tanh(1) - 1)",
            "There are three edges from w to E. Which one is the slope of tanh?",
        ),
    ),
    hints=(
        "Three slopes lie on the path: dE/dz = z − t, dz/ds of z = tanh s, and ds/dw of s = wa.",
        "The slope of tanh s is 1 − tanh² s, and at this point s = 0.5·2 = 1.",
    ),
)

l05_cost = NumbersQuestion(
    name="l05_cost",
    points=1,
    prompt="Multiply-adds of 1←100←100←100←100 when you multiply from the output to the input.",
    mistakes=(
        Mistake(
            "from input to output",
            "2010000",
            "That multiplies matrix by matrix. Begin with the row at the output.",
        ),
        Mistake(
            "one product too many",
            "40000",
            "A row times a 100×100 matrix costs 10000. How many products join four matrices?",
        ),
    ),
    hints=(
        "The first factor is a row with 100 entries. What shape has it after the first product?",
        "A row of 100 times a 100×100 matrix: how many multiply-adds, and how often is that done?",
    ),
)

public_answers: dict[str, object] = {
    "l05_order": "A",
    "l05_shape": (3, 2),
    "l05_neuron": "2*(tanh(1) - 1)*(1 - tanh(1)**2)",
    "l05_cost": "30000",
}
