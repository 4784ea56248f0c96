"""The quick checks of the lessons: what they ask, typical wrong answers, and the right ones.

Lessons are for learning, so nothing here is secret. An answer that does not follow from what a
question prints stands in `public_answers`; a mistake names a wrong answer and points at the step
where it arises; `None` in one stands for any entry.
"""

from __future__ import annotations

from grader.questions import (
    ChoiceQuestion,
    ChoicesQuestion,
    ExpressionQuestion,
    JacobianQuestion,
    Mistake,
    NumbersQuestion,
    ShapeQuestion,
)

public_answers: dict[str, object] = {}


# Lesson 02: the definition of the Jacobian matrix

l02_flat = ChoiceQuestion(
    name="l02_flat",
    points=1,
    prompt="The place in the table for F(x, y) = (x² − y, xy², 3y) whose plot is always flat.",
    options={
        "A": "row 1, column 3",
        "B": "row 3, column 1",
        "C": "row 2, column 1",
        "D": "There is none: every plot rises or falls somewhere.",
    },
    mistakes=(
        Mistake(
            "row and column exchanged",
            "A",
            "How many inputs has F? The table has one column for each of them.",
        ),
        Mistake(
            "product taken as constant",
            "C",
            "The second output is xy². Let y = 1: what does it do while x moves?",
        ),
        Mistake(
            "absent variable overlooked",
            "D",
            "Go through the outputs: does each of them name both inputs?",
        ),
    ),
    hints=("A plot is flat if its output doesn't depend on the input that moves.",),
)

l02_jacobian = JacobianQuestion(
    name="l02_jacobian",
    points=1,
    prompt="The Jacobian matrix of G(x, y) = (x + 2y, xy, y²).",
    variables="x y",
    function=("x + 2*y", "x*y", "y**2"),
    map_name="G",
    mistakes=(
        Mistake(
            "transposed",
            (("1", "y", "0"), ("2", "x", "2*y")),
            "Row i is output i. How many outputs has G, and how many rows has your matrix?",
        ),
        Mistake(
            "factors of xy exchanged",
            ((None, None), ("x", "y"), (None, None)),
            "While x moves, y is the constant. Which factor of xy stays?",
        ),
        Mistake(
            "power rule without its factor",
            ((None, None), (None, None), (None, "y")),
            "What does the power rule do with the exponent of y², apart from lowering it?",
        ),
        Mistake(
            "derivative by an absent variable",
            ((None, None), (None, None), ("2*y", None)),
            "Does the third output change if only x moves?",
        ),
        Mistake(
            "constant factor dropped",
            ((None, "1"), (None, None), (None, None)),
            "If y grows by one unit, by how much does x + 2y grow?",
        ),
        Mistake(
            "columns in the order y, x",
            (("2", "1"), ("x", "y"), ("2*y", "0")),
            "In which order does G(x, y) name its variables?",
        ),
    ),
    hints=(
        "Take one entry: which output does its row belong to, and which input its column?",
        "Hold the other input fixed and differentiate by one variable.",
    ),
)

l02_space = ChoiceQuestion(
    name="l02_space",
    points=1,
    prompt="Where the Jacobian matrix of a map with u inputs and v outputs lives.",
    options={
        "A": "the matrices with u rows and v columns",
        "B": "the lists of u numbers",
        "C": "the matrices with v rows and u columns",
        "D": "the lists of u times v numbers",
    },
    mistakes=(
        Mistake(
            "rows taken for inputs",
            "A",
            "The first number counts rows. Do rows belong to inputs or to outputs?",
        ),
        Mistake(
            "one output only",
            "B",
            "A list of u numbers serves one output. How many outputs are there?",
        ),
        Mistake(
            "matrix taken for a list",
            "D",
            "The count is right. Does a list still say which output an entry belongs to?",
        ),
    ),
    hints=("Count the outputs, then the inputs. Which of them are the rows?",),
)

l02_bug = ChoiceQuestion(
    name="l02_bug",
    points=1,
    prompt="The corner of the printed matrix that is wrong.",
    options={"A": "upper left", "B": "upper right", "C": "lower left", "D": "lower right"},
    mistakes=(
        Mistake(
            "first entry doubted",
            "A",
            "Row 1 is the first output and column 1 the first weight. Does the entry say so?",
        ),
        Mistake(
            "last column doubted",
            "B",
            "There are u weights. Which of them does the last column belong to?",
        ),
        Mistake(
            "last entry doubted",
            "D",
            "The last row is output v, the last column is weight u. Does the entry say so?",
        ),
    ),
    hints=("In each row the upper index of z stays the same. In which row does it not?",),
)

l02_mended = ChoiceQuestion(
    name="l02_mended",
    points=1,
    prompt="What should stand in the wrong corner.",
    options={
        "A": "the derivative of output 1 by weight u",
        "B": "the derivative of output u by weight 1",
        "C": "the derivative of output v by weight u",
        "D": "the derivative of output v by weight 1",
    },
    mistakes=(
        Mistake(
            "row and column exchanged",
            "A",
            "That entry stands in the first row. Which row is the wrong corner in?",
        ),
        Mistake(
            "outputs counted as inputs",
            "B",
            "There are v outputs. Which number has the last of them?",
        ),
        Mistake(
            "last column taken for the first",
            "C",
            "The row is right. Which weight does the column of that corner belong to?",
        ),
    ),
    hints=("Name the row's output first, then the column's weight.",),
)

l02_partials = NumbersQuestion(
    name="l02_partials",
    points=1,
    prompt="The partial derivatives of f = xy/(x² + y²), f(0, 0) = 0, at the origin: [by x, by y].",
    mistakes=(
        Mistake(
            "slope along the diagonal",
            ("1/2", "1/2"),
            "For the partial derivative by x only x moves. Which value does y keep?",
        ),
        Mistake(
            "slopes of the product alone",
            ("1", "1"),
            "Put y = 0 into the formula first. What is f(h, 0) for a small h?",
        ),
    ),
    hints=(
        "What is f(h, 0) for h different from 0, and what is f(0, 0)?",
        "Divide the change f(h, 0) − f(0, 0) by h, then let h go to 0.",
    ),
)

l02_differentiable = ChoiceQuestion(
    name="l02_differentiable",
    points=1,
    prompt="Whether f = xy/(x² + y²), with f(0, 0) = 0, is differentiable at the origin.",
    options={
        "A": "Yes, because both partial derivatives exist there.",
        "B": "No, although both partial derivatives exist there.",
        "C": "No, because a partial derivative is missing there.",
    },
    mistakes=(
        Mistake(
            "partial derivatives taken for differentiability",
            "A",
            "The axes are two of many lines. What is f(h, h) for a small h?",
        ),
        Mistake(
            "partial derivatives taken as missing",
            "C",
            "Compute f(h, 0) and f(0, h). Do the two slopes at 0 exist?",
        ),
    ),
    hints=("Compare f(h, h) with f(0, 0) as h shrinks.",),
)

public_answers |= {
    "l02_flat": "B",
    "l02_space": "C",
    "l02_bug": "C",
    "l02_mended": "D",
    "l02_partials": ["0", "0"],
    "l02_differentiable": "B",
}


# Lesson 03: a detailed example

l03_unchanged = ChoiceQuestion(
    name="l03_unchanged",
    points=1,
    prompt="The direction of a small step from (1, 2) that leaves F unchanged to first order.",
    options={
        "A": "(2, −1)",
        "B": "(1, 2)",
        "C": "(1, −2)",
        "D": "There is none: every small step changes F to first order.",
    },
    mistakes=(
        Mistake(
            "the two steps exchanged",
            "A",
            "Two units of x and minus one of y: by how much does each of them change f₁?",
        ),
        Mistake(
            "sign of the second step",
            "B",
            "Here both steps are positive. Can their two effects on f₁ cancel?",
        ),
        Mistake(
            "equal rows overlooked",
            "D",
            "Compare the two rows of J(1, 2). How many different conditions do they give?",
        ),
    ),
    hints=("Multiply J(1, 2) by the step. Which step gives 0 in both outputs?",),
)

l03_at_seed = NumbersQuestion(
    name="l03_at_seed",
    points=1,
    prompt="The Jacobian matrix of F(x, y) = (x² + y, xy) at (1, 2), as numbers.",
    mistakes=(
        Mistake(
            "transposed",
            (("2", "2"), ("1", "1")),
            "Row i is output i. Which output do the two numbers of your first row belong to?",
        ),
        Mistake(
            "partial derivatives of xy swapped",
            (("2", "1"), ("1", "2")),
            "Look at row 2. While x moves, y is a constant: which factor of xy is left?",
        ),
        Mistake(
            "derivative of x² taken as x or x²",
            (("1", "1"), ("2", "1")),
            "Look at row 1. How steep is the parabola x² at x = 1?",
        ),
        Mistake(
            "columns in the order y, x",
            (("1", "2"), ("1", "2")),
            "In which order does F(x, y) name its variables?",
        ),
    ),
    hints=(
        "Put x = 1 and y = 2 into each of the four entries.",
        "Row 1 belongs to x² + y, and row 2 to xy; column 1 belongs to x.",
    ),
)

l03_at_other = NumbersQuestion(
    name="l03_at_other",
    points=1,
    prompt="The Jacobian matrix of F(x, y) = (x² + y, xy) at (2, 1), as numbers.",
    mistakes=(
        Mistake(
            "outputs swapped",
            (("1", "2"), ("4", "1")),
            "Which output comes first in F, x² + y or xy?",
        ),
        Mistake(
            "partial derivatives of xy swapped",
            (("4", "1"), ("2", "1")),
            "Look at row 2. While x moves, y is a constant: which factor of xy is left?",
        ),
        Mistake(
            "columns in the order y, x",
            (("1", "4"), ("2", "1")),
            "In which order does F(x, y) name its variables?",
        ),
        Mistake(
            "factor 2 lost",
            (("2", "1"), ("1", "2")),
            "What does the power rule say about x²: which factor appears?",
        ),
        Mistake(
            "coordinates of the point exchanged",
            (("2", "1"), ("2", "1")),
            "Which coordinate of (2, 1) is x?",
        ),
    ),
    hints=("Put x = 2 and y = 1 into each of the four entries.",),
)

l03_exact_change = NumbersQuestion(
    name="l03_exact_change",
    points=1,
    prompt="The exact change of f₁ = x² + y when x grows from 1 to 1.1 and y stays 2.",
    mistakes=(
        Mistake(
            "linear part only",
            "0.2",
            "That is the estimate by the Jacobian matrix. What is f₁ at each of the two points?",
        ),
        Mistake(
            "remainder only",
            "0.01",
            "That is what the estimate misses. What is f₁ at each of the two points?",
        ),
        Mistake(
            "value in place of the change",
            "3.21",
            "That is f₁ after the step. From which value did it start?",
        ),
    ),
    hints=("The change is f₁(1.1, 2) − f₁(1, 2).",),
)

l03_not_affected = ChoiceQuestion(
    name="l03_not_affected",
    points=1,
    prompt="What a change Δx does to f₁ = x² + y at (0, 1).",
    options={
        "A": "Nothing at all: f₁ stays exactly the same.",
        "B": "Nothing to first order, but f₁ changes by Δx².",
        "C": "It changes f₁ in proportion to Δx.",
    },
    mistakes=(
        Mistake(
            "first order taken for exact",
            "A",
            "The entry 0 is a slope at one point. What is f₁(0.1, 1) − f₁(0, 1)?",
        ),
        Mistake(
            "proportional change",
            "C",
            "Which entry of J(0, 1) is the factor of such a change, and what is its value?",
        ),
    ),
    hints=("Compare f₁(Δx, 1) with f₁(0, 1).",),
)

public_answers |= {
    "l03_unchanged": "C",
    "l03_at_seed": [[2, 1], [2, 1]],
    "l03_at_other": [[4, 1], [1, 2]],
    "l03_exact_change": "0.21",
    "l03_not_affected": "B",
}


# Lesson 04: the Jacobian as a linear approximation

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
            "J transposed",
            ("3", "2"),
            "Row i of J is output i. Which two numbers stand in the first row at (1, 2)?",
        ),
        Mistake(
            "the change alone",
            ("0.1", "0.1"),
            "J·Δ is a change. From which value does it start?",
        ),
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
            "η forgotten",
            "52",
            "How long is the step: ∇f, or η times ∇f?",
        ),
    ),
)

public_answers |= {
    "l04_halving": "C",
    "l04_estimate": ("3.1", "2.1"),
    "l04_remainder_first": "dx**2",
    "l04_remainder_second": "dx*dy",
    "l04_direction": "B",
    "l04_affine": "A",
    "l04_decrease": "0.52",
}


# Lesson 05: the chain rule and backpropagation

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
)

l05_shape = ShapeQuestion(
    name="l05_shape",
    points=1,
    prompt="The shape of J_G·J_H for G = (uv, u + w, w²) and H = (x − y, xy, x²).",
    mistakes=(
        Mistake("transposed", (2, 3), "Rows belong to outputs. How many outputs has G∘H?"),
        Mistake("shape of J_G", (3, 3), "How many inputs does G∘H take?"),
    ),
)

l05_neuron = NumbersQuestion(
    name="l05_neuron",
    points=1,
    prompt="dE/dw for z = tanh(wa), E = (z − t)²/2, at w = 0.5, a = 2, t = 1.",
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
    ),
)

public_answers |= {
    "l05_order": "A",
    "l05_shape": (3, 2),
    "l05_neuron": "2*(tanh(1) - 1)*(1 - tanh(1)**2)",
    "l05_cost": "30000",
}


# Lesson 09: computing Jacobian matrices

l09_shape = ChoiceQuestion(
    name="l09_shape",
    points=1,
    prompt="f has 1 input and 256 outputs. Which mode finds its Jacobian matrix with less work?",
    options={"A": "forward mode", "B": "reverse mode", "C": "both need the same work"},
    mistakes=(
        Mistake(
            "rows and columns mixed up",
            "B",
            "Reverse mode finds one row in a pass. How many rows has this matrix?",
        ),
        Mistake(
            "passes not counted",
            "C",
            "A pass finds one row or one column. Count the rows, then the columns.",
        ),
    ),
)

l09_loss = ChoiceQuestion(
    name="l09_loss",
    points=1,
    prompt="A loss has 1 000 000 inputs and 1 output. Which mode do you take for all slopes?",
    options={
        "A": "forward mode, 1 000 000 passes",
        "B": "forward mode, 1 pass",
        "C": "reverse mode, 1 000 000 passes",
        "D": "reverse mode, 1 pass",
    },
    mistakes=(
        Mistake(
            "the document's rule followed",
            "A",
            "That works, but it makes a pass for each column. How many rows has this matrix?",
        ),
        Mistake(
            "forward pass thought to give all slopes",
            "B",
            "A forward pass starts from one direction in the input space. What does it return?",
        ),
        Mistake(
            "one reverse pass for each input",
            "C",
            "A reverse pass starts at one output. How many outputs are there?",
        ),
    ),
)

l09_robot = ChoiceQuestion(
    name="l09_robot",
    points=1,
    prompt="Six joint parameters give the position of a robot's hand in 200 frames: 600 outputs.",
    options={
        "A": "forward mode, 6 passes",
        "B": "reverse mode, 600 passes",
        "C": "reverse mode, 6 passes",
        "D": "forward mode, 600 passes",
    },
    mistakes=(
        Mistake(
            "reverse mode taken for every shape",
            "B",
            "Reverse mode is for few outputs. Compare 600 rows with the number of columns.",
        ),
        Mistake(
            "rows and columns mixed up",
            "C",
            "The number of passes is good. Which mode finds a column in a pass?",
        ),
        Mistake(
            "one forward pass for each output",
            "D",
            "A forward pass starts from one input. How many inputs are there?",
        ),
    ),
)

l09_words = ChoicesQuestion(
    name="l09_words",
    points=1,
    prompt=(
        "The document says: forward mode gives one column (A) at a time, good for few outputs (B); "
        "reverse mode gives one row (C) at a time, good for few inputs (D). Which words are wrong?"
    ),
    options={"A": "column", "B": "outputs", "C": "row", "D": "inputs"},
    hints=(
        "Take each half by itself: does what it costs agree with what it is said to be good for?",
        "What one pass gives was measured above. Does the text agree with that?",
    ),
)

l09_jvp = NumbersQuestion(
    name="l09_jvp",
    points=1,
    prompt="J v for J = [[1, 2, 0], [0, −1, 3]] and v = (2, 1, −1).",
    mistakes=(
        Mistake(
            "products not added",
            (("2", "2", "0"), ("0", "-1", "-3")),
            "J v has one number for each row. What do you do with the products in a row?",
        ),
        Mistake(
            "sign lost", ("4", "2"), "Look at the second row: which signs have its two products?"
        ),
    ),
)

l09_vjp = NumbersQuestion(
    name="l09_vjp",
    points=1,
    prompt="uᵀJ for J = [[1, 2, 0], [0, −1, 3]] and u = (1, 2).",
    mistakes=(
        Mistake(
            "weights forgotten",
            ("1", "1", "3"),
            "You added the rows. How often does each of them count, according to u?",
        ),
        Mistake(
            "products not added",
            (("1", "2", "0"), ("0", "-2", "6")),
            "You weighted the rows. What is left to do with them?",
        ),
        Mistake(
            "weights swapped",
            ("2", "3", "3"),
            "Which entry of u belongs to the first row?",
        ),
    ),
)

l09_dual = ExpressionQuestion(
    name="l09_dual",
    points=1,
    prompt="(3 + ε)² as a dual number a + bε. Write eps for ε.",
    variables="eps",
    mistakes=(
        Mistake("square of ε kept", "9 + 6*eps + eps**2", "What is the square of ε here?"),
        Mistake(
            "one of two products",
            "9 + 3*eps",
            "Write (3 + ε)(3 + ε). In how many of the four products does ε stand once?",
        ),
        Mistake("slope alone", "6", "That is b. A dual number has two parts: a + bε."),
        Mistake("ε not multiplied", "9 + eps", "Multiply (3 + ε)(3 + ε) out, product by product."),
    ),
)

public_answers |= {
    "l09_shape": "A",
    "l09_loss": "D",
    "l09_robot": "A",
    "l09_words": ("B", "D"),
    "l09_jvp": ("4", "-4"),
    "l09_vjp": ("1", "0", "6"),
    "l09_dual": "9 + 6*eps",
}

# Lesson 08: the Jacobian determinant and volume change

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

l08_polar = ExpressionQuestion(
    name="l08_polar",
    points=1,
    prompt="The Jacobian determinant of (x, y) = (r cos θ, r sin θ), with the inputs in the order "
    "r, θ.",
    variables="r theta",
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

public_answers |= {
    "l08_half": "A",
    "l08_expands": ["A", "E"],
    "l08_reverses": ["D", "E"],
    "l08_inverse": ["A", "B", "C", "D", "E"],
    "l08_polar": "r",
    "l08_bell": "pi",
    "l08_parallelogram": "9",
    "l08_density": "1/y",
}
