"""What lesson 1 checks: slopes of slices, sensitivity, and the shape of a table of slopes."""

from __future__ import annotations

from grader.questions import ChoiceQuestion, Mistake, NumbersQuestion, ShapeQuestion

l01_slice = ChoiceQuestion(
    name="l01_slice",
    points=1,
    prompt="The slope of x² + y at x = 1 while x moves: what if y is frozen at 3 and no longer 2?",
    options={
        "A": "It grows, because the frozen value has grown.",
        "B": "It stays the same.",
        "C": "It becomes 3, the frozen value.",
        "D": "It becomes 0, because y is frozen.",
    },
    mistakes=(
        Mistake(
            "height taken for slope",
            "A",
            "The slice lies one unit higher now. Does lifting a curve make it steeper?",
        ),
        Mistake(
            "frozen value taken for the slope",
            "C",
            "The slice is x² + 3. What is the derivative of a constant such as 3?",
        ),
        Mistake(
            "frozen input taken for a frozen output",
            "D",
            "Only y is frozen. Does x² + 3 change while x moves?",
        ),
    ),
    hints=("Write the slice as a function of x alone, once with 2 and once with 3.",),
)

l01_partial = NumbersQuestion(
    name="l01_partial",
    points=1,
    prompt="The partial derivative of f(x, y) = x²y by x at (3, 2).",
    mistakes=(
        Mistake(
            "derivative by y",
            "9",
            "That is the slope while y moves. Which input moves in ∂f/∂x?",
        ),
        Mistake(
            "factor dropped",
            "6",
            "A factor is missing: is it the constant factor y, or the 2 of the power rule?",
        ),
        Mistake(
            "both partial derivatives added",
            "21",
            "You let both inputs move and added the slopes. Which one is frozen in ∂f/∂x?",
        ),
        Mistake(
            "value in place of the slope",
            "18",
            "That is f itself at the point. How fast does it change while x moves?",
        ),
    ),
    hints=("Freeze y at 2 first. Which function of x is left, and what is its derivative?",),
)

l01_sensitivity = NumbersQuestion(
    name="l01_sensitivity",
    points=1,
    prompt="∂E/∂w = −3, and w grows by 0.02. The change of E, to first order.",
    mistakes=(
        Mistake("sign", "0.06", "Which sign has the slope, and which sign has the step?"),
        Mistake(
            "sensitivity in place of the change",
            "-3",
            "That is the change for each unit of w. How large is the step here?",
        ),
        Mistake(
            "step divided out",
            "-150",
            "A slope is change over step. Do you then multiply or divide by the step?",
        ),
        Mistake(
            "slope and step added",
            "-2.98",
            "A slope and a step have different units. Which operation joins them?",
        ),
    ),
    hints=("A sensitivity is a change of E for each unit of w.",),
)

l01_kind = ChoiceQuestion(
    name="l01_kind",
    points=1,
    prompt="The function with one input and several outputs.",
    options={
        "A": "the temperature at each place of a room",
        "B": "the place of a drone at each moment",
        "C": "the velocity of the wind at each place of a room",
    },
    mistakes=(
        Mistake(
            "inputs and outputs exchanged",
            "A",
            "What do you need to look up a temperature, and how many numbers is that?",
        ),
        Mistake(
            "several inputs overlooked",
            "C",
            "The outputs are several. How many numbers say where in the room you are?",
        ),
    ),
    hints=("Count the numbers that go in, then those that come out.",),
)

l01_shape = ShapeQuestion(
    name="l01_shape",
    points=1,
    prompt="The shape of the Jacobian matrix of a classifier from 784 pixels to 10 classes.",
    mistakes=(
        Mistake(
            "transposed",
            (784, 10),
            "Rows belong to outputs. Which of the two numbers counts the outputs?",
        ),
        Mistake(
            "one slope for each output",
            (10, 1),
            "One column serves one input. How many inputs has each of the 10 outputs?",
        ),
        Mistake(
            "one output only",
            (1, 784),
            "That is the matrix of a single class. How many classes are there?",
        ),
        Mistake(
            "entries in one row",
            (1, 7840),
            "The count is right. Into how many rows do these entries go?",
        ),
        Mistake(
            "entries in one column",
            (7840, 1),
            "The count is right. Into how many rows do these entries go?",
        ),
    ),
    hints=("One row for each output, one column for each input.",),
)

l01_update = ChoiceQuestion(
    name="l01_update",
    points=1,
    prompt="How a step of gradient descent updates the weights of a network.",
    options={
        "A": "One after another: each partial derivative is taken where the last move ended.",
        "B": "All at once: every partial derivative is taken at the same point.",
        "C": "Independently: the slope for a weight doesn't depend on the other weights.",
    },
    mistakes=(
        Mistake(
            "one after another",
            "A",
            "A gradient belongs to a point. How many points does your rule visit in one step?",
        ),
        Mistake(
            "slopes taken as independent",
            "C",
            "Let E = (w₁w₂ − 1)². Which letters appear in its derivative by w₁?",
        ),
    ),
    hints=("At how many points is one gradient evaluated?",),
)

public_answers: dict[str, object] = {
    "l01_slice": "B",
    "l01_partial": "12",
    "l01_sensitivity": "-0.06",
    "l01_kind": "B",
    "l01_shape": (10, 784),
    "l01_update": "B",
}
