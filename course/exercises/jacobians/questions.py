"""What the four exercises ask: the public declarations that travel with the notebooks.

A question's name is the grade_id of its check cell. No right answer stands here: a mistake names a
wrong answer and points at the step where it arises; `None` in one stands for any entry. Typical
wrong derivatives need no declaration: `docs/misconceptions.md` lists those that are recognized.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.questions import (
    AtPoint,
    ChainProduct,
    ChoiceQuestion,
    ChoicesQuestion,
    Determinant,
    Disclosure,
    ExpressionQuestion,
    FunctionQuestion,
    ImageArea,
    InputGroup,
    JacobianQuestion,
    LinearEstimate,
    Mistake,
    NumbersQuestion,
    Section,
    ShapeQuestion,
    TermsQuestion,
)

if TYPE_CHECKING:
    from sympy import Expr, Matrix


def _matrix(rows: str) -> tuple[tuple[str | None, ...], ...]:
    """Read the pattern of a wrong matrix: entries between blanks, rows between bars, . for any."""
    return tuple(tuple(None if e == "." else e for e in row.split()) for row in rows.split("|"))


def _choice(  # noqa: PLR0913 - a question has so many fields
    name: str,
    points: float,
    prompt: str,
    *options: str,
    read_again: Section,
    mistakes: tuple[Mistake, ...] = (),
    hints: tuple[str, ...] = (),
) -> ChoiceQuestion:
    """Ask for one of `options`, lettered A, B, C, ...; a class learns the result later."""
    return ChoiceQuestion(
        name=name,
        points=points,
        prompt=prompt,
        options=dict(zip("ABCDE", options, strict=False)),
        mistakes=mistakes,
        hints=hints,
        read_again=read_again,
        before_submission=Disclosure.RECORDED,
    )


def _section(notebook: str, heading: str) -> Section:
    """Name a section of a lesson; headings are anchors in a notebook."""
    number, anchor = notebook[:3].rstrip("_").lstrip("0"), heading.replace(" ", "-")
    return Section(f"Lesson {number}, {heading}", f"../../lessons/{notebook}.ipynb#{anchor}")


_SHAPE = _section("02_definition", "The shape of the matrix")
_ENTRIES = _section("02_definition", "Six entries, one at a time")
_EXAMPLE = _section("03_detailed_example", "Four entries, one at a time")
_ESTIMATE = _section("04_linear_approximation", "The estimate, entry by entry")
_PATHS = _section("05_backpropagation", "The chain rule as a sum over paths")
_CHAIN = _section("05_backpropagation", "The chain rule as a matrix product")
_WHERE = _section("05_backpropagation", "At which point?")
_NEURON = _section("05_backpropagation", "One neuron")
_DETERMINANT = _section("06_special_cases", "As many outputs as inputs: the determinant")
_DIAGONAL = _section("06_special_cases", "Elementwise maps: the diagonal matrix")
_NETWORK = _section("07a_training", "Four Jacobian matrices")
_AREA = _section("08_determinant_volume", "From the matrix to an area")
_SIGNS = _section("08_determinant_volume", "Six determinants")
_REGIONS = _section("08_determinant_volume", "Change of variables in the plane")
_PASSES = _section("09_computing_jacobians", "One pass gives one column or one row")


# Exercise 1: compute the Jacobian

_P = {"x": "1", "y": "0", "z": "-1"}

ex1_shape = ShapeQuestion(
    name="ex1_shape",
    points=2,
    read_again=_SHAPE,
    prompt="The shape of the Jacobian matrix of F, as (rows, columns).",
    hints=("How many outputs has F, and how many inputs?", "A row belongs to one output."),
)

ex1_jacobian = JacobianQuestion(
    name="ex1_jacobian",
    points=9,
    read_again=_ENTRIES,
    prompt="The Jacobian matrix of F(x, y, z) = (x² + yz, sin(xy), exp(x + z)).",
    variables="x y z",
    function=("x**2 + y*z", "sin(x*y)", "exp(x + z)"),
    hints=(
        "Differentiate one output by one variable at a time; all other variables are constants.",
        "Look at the place named in the report and compare with a finite difference there.",
    ),
)

ex1_at_point = NumbersQuestion(
    name="ex1_at_point",
    points=3,
    read_again=_EXAMPLE,
    prompt="The Jacobian matrix at p = (1, 0, −1), as numbers.",
    derivation=AtPoint(of="ex1_jacobian", point=_P),
    mistakes=(
        Mistake("cos 0 taken as 0", _matrix(". . . | 0 0 0 | . . ."), "What is cos(0)?"),
        Mistake("exp 0 taken as 0", _matrix(". . . | . . . | 0 0 0"), "What is e⁰?"),
    ),
    hints=("Put x = 1, y = 0, z = −1 into each entry of your matrix.",),
)

ex1_estimate = NumbersQuestion(
    name="ex1_estimate",
    points=3,
    read_again=_ESTIMATE,
    prompt="The linear estimate of F(1.1, 0.2, −1.1) from p = (1, 0, −1).",
    derivation=LinearEstimate(
        of="ex1_jacobian", point=_P, value=("1", "0", "1"), step=("0.1", "0.2", "-0.1")
    ),
    mistakes=(
        Mistake(
            "exact value",
            ("0.99", "sin(0.22)", "1"),
            "That is the exact value; we asked for the estimate. Which formula uses F(p) and J(p)?",
            points=1,
        ),
        Mistake(
            "change without the starting value",
            ("0", None, "0"),
            "That is the change. From which value of F does the step start?",
        ),
    ),
    hints=("The estimate is F(p) + J(p)·Δ. What is the step Δ?",),
)

ex1_determinant = ExpressionQuestion(
    name="ex1_determinant",
    points=4,
    read_again=_DETERMINANT,
    prompt="The Jacobian determinant of F, in any form.",
    variables="x y z",
    derivation=Determinant(of="ex1_jacobian"),
    mistakes=(
        Mistake(
            "product of the diagonal",
            "2*x**2*cos(x*y)*exp(x + z)",
            "The product of the diagonal is one of six products. Which others are not zero?",
        ),
    ),
    hints=("Expand along a row or column that has a zero, and watch the signs.",),
)

ex1_singular = ChoicesQuestion(
    name="ex1_singular",
    points=4,
    read_again=_SIGNS,
    prompt="All points of the list at which the Jacobian matrix is singular.",
    options={
        "A": "(1, 0, −1)",
        "B": "(0, 3, 0)",
        "C": "(1, 2, −1)",
        "D": "(1, 1, 1)",
        "E": "(1, π/2, 0)",
    },
    before_submission=Disclosure.RECORDED,
    hints=("A square matrix is singular where its determinant is 0: put each point in.",),
)

# Exercise 2: the determinant and its meaning

ex2_jacobian = JacobianQuestion(
    name="ex2_jacobian",
    points=4,
    read_again=_ENTRIES,
    prompt="The Jacobian matrix of F(x, y) = (x² − y², 2xy).",
    variables="x y",
    function=("x**2 - y**2", "2*x*y"),
    hints=("Differentiate one output by one variable at a time.",),
)

ex2_determinant = ExpressionQuestion(
    name="ex2_determinant",
    points=3,
    read_again=_DETERMINANT,
    prompt="The Jacobian determinant of F, in any form.",
    variables="x y",
    derivation=Determinant(of="ex2_jacobian"),
    mistakes=(
        Mistake(
            "products added, or the sign lost in the matrix",
            "4*x**2 - 4*y**2",
            "Look at your matrix first: what is ∂(−y²)/∂y? Then: is it ad + bc or ad − bc?",
        ),
        Mistake(
            "products subtracted in the wrong order",
            "-4*(x**2 + y**2)",
            "Which of the two products of ad − bc comes first, and which rows did you use?",
        ),
        Mistake("factor 2 lost twice", "x**2 + y**2", "Is the factor 2 in all four entries?"),
        Mistake("factor 2 lost once", "2*(x**2 + y**2)", "Is the factor 2 in all four entries?"),
        Mistake("trace", "4*x", "Is that the sum of the diagonal, or the determinant?"),
        Mistake(
            "length factor",
            "2*sqrt(x**2 + y**2)",
            "Does the determinant of a plane map scale lengths or areas?",
        ),
        Mistake(
            "squared length of F",
            "(x**2 + y**2)**2",
            "Is that made of the entries of the matrix, or of F itself?",
        ),
    ),
    hints=("For rows (a, b) and (c, d) the determinant is ad − bc.",),
)

ex2_area_factor = NumbersQuestion(
    name="ex2_area_factor",
    points=1,
    read_again=_AREA,
    prompt="By which factor F scales small areas at (1, 2).",
    mistakes=(
        Mistake("length factor", "2*sqrt(5)", "Is that a factor for lengths or for areas?"),
        Mistake("products added", "-12", "Can an area factor be negative?"),
    ),
    hints=("Which number at (1, 2) compares a small area with its image?",),
)

ex2_length_factor = NumbersQuestion(
    name="ex2_length_factor",
    points=1,
    read_again=_AREA,
    prompt="By which factor F scales small lengths at (1, 2), in every direction.",
    mistakes=(
        Mistake("area factor", "20", "Is that a factor for lengths or for areas?"),
        Mistake("half the area factor", "10", "A square of side s has which area?"),
    ),
    hints=("How long is a column of the matrix at (1, 2)?",),
)

ex2_orientation = _choice(
    "ex2_orientation",
    2,
    "What F does to orientation.",
    "It is reversed where xy < 0.",
    "It is reversed where x² < y².",
    "It is preserved everywhere but at the origin, where J = 0.",
    "It is preserved for x > 0 and reversed for x < 0.",
    read_again=_AREA,
    mistakes=(
        Mistake(
            "sign of an output taken for the sign of the determinant",
            "A",
            "Is that the sign of an output, or of the determinant?",
        ),
    ),
    hints=("Where is your determinant positive, where negative, and where zero?",),
)

ex2_scale = NumbersQuestion(
    name="ex2_scale",
    points=1.5,
    read_again=_AREA,
    prompt="The scale s > 0 in J(1, 1) = s·R(φ), where R(φ) is a rotation.",
    mistakes=(
        Mistake("determinant", "8", "A rotation has determinant 1. What is the one of s·R(φ)?"),
        Mistake("factor 2 lost", "sqrt(2)", "How long is the first column of J(1, 1)?"),
        Mistake("entry taken for the scale", "2", "How long is the first column of R(φ)?"),
    ),
    hints=("Compare the lengths of the columns of J(1, 1) and of R(φ).",),
)

ex2_angle = NumbersQuestion(
    name="ex2_angle",
    points=1.5,
    read_again=_AREA,
    prompt="The angle φ in J(1, 1) = s·R(φ), in radians, −π < φ ≤ π.",
    mistakes=(
        Mistake("degrees", "45", "In which unit is the angle asked?"),
        Mistake("clockwise", "-pi/4", "Into which direction does J(1, 1) turn (1, 0)?"),
        Mistake("angle of F", "pi/2", "Is that the angle of F(1, 1), or of the rotation in J?"),
    ),
    hints=("The first column of J(1, 1) is s·(cos φ, sin φ).",),
)

ex2_no_inverse = _choice(
    "ex2_no_inverse",
    2,
    "Near which points F has no local inverse.",
    "Near (0, 0) only, because F(x, y) = F(−x, −y).",
    "Near every point with x² = y².",
    "Near every point, because F(x, y) = F(−x, −y).",
    "Near every point of the two axes.",
    "Near no point at all.",
    read_again=_SIGNS,
    mistakes=(
        Mistake(
            "local and global taken for one",
            "C",
            "Do (x, y) and (−x, −y) both lie in a small disc around (1, 2)?",
        ),
        Mistake(
            "zero of an output taken for a zero of the determinant",
            "B",
            "What is 0 there: an output, or the determinant?",
        ),
    ),
    hints=("The inverse function theorem asks for one number at the point. Which?",),
)

ex2_image_area = NumbersQuestion(
    name="ex2_image_area",
    points=3,
    read_again=_REGIONS,
    prompt="The area of the image of the rectangle [1, 2]×[0, 1] under F.",
    derivation=ImageArea(of="ex2_jacobian", box={"x": ("1", "2"), "y": ("0", "1")}),
    mistakes=(
        Mistake("factor 2 lost once", "16/3", "Which factor has the determinant in front?"),
        Mistake("factor 2 lost twice", "8/3", "Which factor has the determinant in front?"),
        Mistake("y² left out", "28/3", "Which terms does the determinant have?"),
    ),
    hints=("F is injective on the rectangle: integrate |det J| over it.",),
)

ex2_double_count = _choice(
    "ex2_double_count",
    3,
    "Why the integral of det J over the unit disc is 2π while the image has area π.",
    "The determinant is too large by a factor 2.",
    "F reverses the orientation of one half of the disc.",
    "The area formula holds to first order only, so not for a whole disc.",
    "F takes every point but the origin twice, so the image is counted twice.",
    "The determinant is 0 at the origin, so the formula does not apply.",
    read_again=_REGIONS,
    mistakes=(
        Mistake("determinant doubted", "A", "Check the determinant at (1, 0) by a small square."),
        Mistake("orientation", "B", "Where is the determinant negative?"),
    ),
    hints=("Which hypothesis about F does the area formula have?",),
)

# Exercise 3: why matrix multiplication?

ex3_shape_H = ShapeQuestion(
    name="ex3_shape_H",
    points=1,
    read_again=_SHAPE,
    prompt="The shape of the Jacobian matrix of H, as (rows, columns).",
    hints=("Rows are outputs, columns are inputs: how many of each has H?",),
)

ex3_shape_G = ShapeQuestion(
    name="ex3_shape_G",
    points=1,
    read_again=_SHAPE,
    prompt="The shape of the Jacobian matrix of G, as (rows, columns).",
    hints=("Rows are outputs, columns are inputs: how many of each has G?",),
)

ex3_shape_F = ShapeQuestion(
    name="ex3_shape_F",
    points=1,
    read_again=_SHAPE,
    prompt="The shape of the Jacobian matrix of F = G∘H, as (rows, columns).",
    hints=("What goes into F first, and what comes out last?",),
)

ex3_jacobian_H = JacobianQuestion(
    name="ex3_jacobian_H",
    points=2,
    read_again=_ENTRIES,
    prompt="The Jacobian matrix of H(x, y) = (xy, x + y, y²).",
    variables="x y",
    function=("x*y", "x + y", "y**2"),
    map_name="H",
    hints=("Differentiate one output by one variable at a time.",),
)

ex3_jacobian_G = JacobianQuestion(
    name="ex3_jacobian_G",
    points=2,
    read_again=_ENTRIES,
    prompt="The Jacobian matrix of G(u, v, w) = (u + vw, uv).",
    variables="u v w",
    function=("u + v*w", "u*v"),
    map_name="G",
    hints=("Differentiate one output by one variable at a time.",),
)

ex3_paths = TermsQuestion(
    name="ex3_paths",
    points=3,
    read_again=_PATHS,
    prompt="The three terms of ∂F₁/∂y, one for each middle variable, in x and y.",
    variables="x y",
    mistakes=(
        Mistake("differentiated by x", ("y", "y**2", "0"), "Which input moves in ∂F₁/∂y?"),
        Mistake(
            "inner derivatives alone",
            ("x", "1", "2*y"),
            "Each path has two factors. Which is the outer one?",
        ),
        Mistake(
            "outer derivatives alone",
            ("1", "y**2", "x + y"),
            "Each path has two factors. Which is the inner one?",
        ),
    ),
    hints=("A path goes from y through one middle variable to F₁; it has two factors.",),
)

ex3_jacobian_F = NumbersQuestion(
    name="ex3_jacobian_F",
    points=3,
    read_again=_CHAIN,
    prompt="The Jacobian matrix of F = G∘H at (1, 2), as numbers.",
    derivation=ChainProduct(
        outer="ex3_jacobian_G",
        inner="ex3_jacobian_H",
        outer_point={"u": "2", "v": "3", "w": "4"},
        inner_point={"x": "1", "y": "2"},
    ),
    mistakes=(
        Mistake(
            "factors in the other order",
            _matrix("5 10 6 | 4 6 3 | 12 8 0"),
            "Which map acts first on a small step, and on which side does it stand?",
        ),
        Mistake(
            "outer matrix at the wrong point",
            _matrix("2 9 | 5 3"),
            "Which values do u, v and w have when x = 1 and y = 2?",
        ),
    ),
    hints=("Evaluate both matrices first. At which point does each one belong?",),
)

ex3_wrong_order = _choice(
    "ex3_wrong_order",
    1,
    "What is wrong with the claim J_F = J_H·J_G.",
    "Nothing: two matrices may be multiplied in either order.",
    "The product does not exist: the shapes do not fit.",
    "The product exists, and it is 3×3.",
    "The product exists, but it is the transpose of J_F.",
    read_again=_CHAIN,
    mistakes=(
        Mistake(
            "shapes not compared",
            "B",
            "Write both shapes side by side. Do the inner numbers agree?",
        ),
    ),
    hints=("Write the two shapes side by side, in the order of the claim.",),
)

ex3_wrong_point = _choice(
    "ex3_wrong_point",
    1,
    "What is wrong with the claim J_F(1, 2) = J_G(1, 2, 0)·J_H(1, 2).",
    "Nothing: both matrices are taken at x = 1, y = 2.",
    "J_G belongs at H(1, 2).",
    "J_H belongs at H(1, 2).",
    "The factors stand in the wrong order.",
    read_again=_WHERE,
    mistakes=(
        Mistake(
            "inner point taken for the outer one",
            "A",
            "What are the inputs of G called, and which values do they have here?",
        ),
    ),
    hints=("Which numbers does G get when F is evaluated at (1, 2)?",),
)

ex3_square = NumbersQuestion(
    name="ex3_square",
    points=1,
    read_again=_CHAIN,
    prompt="The Jacobian matrix of A∘B at (1, 2), as numbers.",
    mistakes=(
        Mistake("Jacobian of B∘A", _matrix("4 2 | 10 5"), "Which map acts first in A∘B?"),
        Mistake("entrywise product", _matrix("6 1 | 4 3"), "Row times column, or entry by entry?"),
        Mistake("outer matrix at (1, 2)", _matrix("4 3 | 4 3"), "Where does A receive its input?"),
    ),
    hints=("Two matrices, each at its own point. Which is the left factor?",),
)

ex3_square_other_order = NumbersQuestion(
    name="ex3_square_other_order",
    points=1,
    read_again=_CHAIN,
    prompt="The same two matrices multiplied the other way round: J_B(1, 2)·J_A(B(1, 2)).",
    mistakes=(
        Mistake(
            "Jacobian of B∘A",
            _matrix("4 2 | 10 5"),
            "That is a chain rule, with other points. Are these the same two matrices as before?",
        ),
        Mistake("entrywise product", _matrix("6 1 | 4 3"), "Row times column, or entry by entry?"),
    ),
    hints=("Keep both matrices of the part before; change their order only.",),
)

ex3_scalar_case = _choice(
    "ex3_scalar_case",
    2,
    "What the chain rule becomes when every map has one input and one output.",
    "g′(x)·h′(x)",
    "g′(h(x)) + h′(x)",
    "g′(h′(x))",
    "g′(h(x))·h′(x), a product of two 1×1 matrices",
    read_again=_NEURON,
    mistakes=(
        Mistake("outer point forgotten", "A", "Where is the outer derivative taken?"),
        Mistake("derivatives composed", "C", "Is the derivative put in, or multiplied?"),
    ),
    hints=("Write J_G(H(x))·J_H(x) for matrices with one entry each.",),
)

# Exercise 4: the sigmoid layer

_Z = ("W11*x1 + W12*x2 + W13*x3 + b1", "W21*x1 + W22*x2 + W23*x3 + b2")
_W = (("W11", "W12", "W13"), ("W21", "W22", "W23"))

ex4_jacobian = JacobianQuestion(
    name="ex4_jacobian",
    points=6,
    read_again=_DIAGONAL,
    prompt="The Jacobian matrix of F(x) = σ(Wx + b) with respect to x, for a 2×3 matrix W.",
    variables="x1 x2 x3",
    parameters="W11 W12 W13 W21 W22 W23 b1 b2",
    function=tuple(f"s({z})" for z in _Z),
    functions={"s": ("z", "1/(1 + exp(-z))")},
    matrices={
        "W": _W,
        "x": (("x1",), ("x2",), ("x3",)),
        "b": (("b1",), ("b2",)),
        "s": tuple((f"s({z})",) for z in _Z),
    },
    hints=(
        "Differentiate one output by one input, with the chain rule.",
        "Look at the place named in the report and compare with a finite difference there.",
    ),
)

ex4_at_point = NumbersQuestion(
    name="ex4_at_point",
    points=3,
    read_again=_DIAGONAL,
    prompt="The Jacobian matrix for W = [[1, −2, 0], [½, 1, 3]], b = (0, −1), x = (2, 1, 0).",
    mistakes=(
        Mistake(
            "activation derivative missing",
            _matrix("1 -2 0 | 1/2 1 3"),
            "That is the Jacobian matrix of Wx + b. Which map comes after it?",
        ),
        Mistake(
            "sigmoid in place of its derivative",
            _matrix("1/2 -1 0 | 1/2/(1+exp(-1)) 1/(1+exp(-1)) 3/(1+exp(-1))"),
            "Is the row factor σ or σ′?",
        ),
        Mistake(
            "derivative of tanh",
            _matrix("3/4 -3/2 0 | . . ."),
            "Which activation has the derivative 1 − a², tanh or the sigmoid?",
        ),
        Mistake(
            "bias forgotten",
            _matrix(". . . | 1/2*exp(2)/(1+exp(2))**2 exp(2)/(1+exp(2))**2 3*exp(2)/(1+exp(2))**2"),
            "What is z₂ = (Wx + b)₂?",
        ),
        Mistake("square diagonal matrix", _matrix(". 0 | 0 ."), "Which matrix is still missing?"),
    ),
    hints=("Compute z = Wx + b first, then σ′ of each z.",),
)

ex4_matrix_form = _choice(
    "ex4_matrix_form",
    2,
    "The Jacobian matrix of the layer as one formula, with z = Wx + b.",
    "W·diag(σ′(z))",
    "diag(σ′(z))·W",
    "Wᵀ·diag(σ′(z))",
    "σ′(z)·Wᵀ",
    "W⊙(1·σ′(z)ᵀ)",
    read_again=_DIAGONAL,
    mistakes=(
        Mistake(
            "columns scaled", "A", "Which side scales rows, which columns? Compare the shapes too."
        ),
        Mistake("transposed", "C", "Which shape has that product?"),
    ),
    hints=("Row i belongs to output i, and so does σ′(zᵢ).",),
)

ex4_layer_jacobian = FunctionQuestion(
    name="ex4_layer_jacobian",
    points=5,
    read_again=_DIAGONAL,
    prompt="A function layer_jacobian(W, b, x) that returns the Jacobian matrix as an array.",
    arguments={"W": ("m", "n"), "b": ("m",), "x": ("n",)},
    groups=(
        InputGroup("m and n differ", ({"m": 2, "n": 3}, {"m": 4, "n": 2})),
        InputGroup("m and n are equal", ({"m": 2, "n": 2}, {"m": 3, "n": 3})),
        InputGroup("one output: W is 1×n", ({"m": 1, "n": 4}, {"m": 1, "n": 2})),
        InputGroup("|z| up to 800", ({"m": 60, "n": 3},) * 2, magnitudes={"b": 797.0}),
    ),
    hints=(
        "Which shape has σ′(z), and along which axis must it scale W?",
        "For large |z|: which exponential overflows? σ′ is even, so |z| can stand for z.",
    ),
)

ex4_layer_vjp = FunctionQuestion(
    name="ex4_layer_vjp",
    points=4,
    read_again=_PASSES,
    prompt="A function layer_vjp(W, b, x, u) that returns uᵀJ without an m×m matrix.",
    arguments={"W": ("m", "n"), "b": ("m",), "x": ("n",), "u": ("m",)},
    groups=(
        InputGroup("small sizes", ({"m": 2, "n": 3}, {"m": 3, "n": 3}, {"m": 1, "n": 4})),
        InputGroup("m = 20 000, n = 2", ({"m": 20_000, "n": 2},)),
    ),
    hints=("In which order can uᵀ·diag(d)·W be multiplied so that no m×m matrix arises?",),
)

ex4_largest_entry = NumbersQuestion(
    name="ex4_largest_entry",
    points=1,
    read_again=_NETWORK,
    prompt="The largest value that |J_ij| can take when |W_ij| = 1.",
    mistakes=(
        Mistake("largest sigmoid", "1", "Is that the largest σ or the largest σ′?"),
        Mistake("sigmoid at 0", "1/2", "Is that σ(0) or σ′(0)?"),
    ),
    hints=("At which z is σ′ largest?",),
)

ex4_depth_bound = NumbersQuestion(
    name="ex4_depth_bound",
    points=1,
    read_again=_NETWORK,
    prompt="The bound on ‖J‖₂ for ten such layers, each with ‖W‖₂ = 1.",
    mistakes=(
        Mistake("largest sigmoid", "1", "Which factor does each layer bring besides ‖W‖₂?"),
        Mistake("sigmoid at 0", "1/2**10", "Is the factor of one layer σ(0) or σ′(0)?"),
    ),
    hints=("The norm of a product is at most the product of the norms.",),
)

ex4_saturation_row = _choice(
    "ex4_saturation_row",
    1.5,
    "What happens to row 1 of J when z₁ → +∞.",
    "It tends to 0.",
    "It tends to row 1 of W.",
    "It grows without bound.",
    "It tends to a quarter of row 1 of W.",
    read_again=_NETWORK,
    mistakes=(Mistake("sigmoid in place of its derivative", "B", "Is the row factor σ or σ′?"),),
    hints=("Draw the graph of σ. How steep is it far to the right?",),
)

ex4_saturation_name = _choice(
    "ex4_saturation_name",
    1.5,
    "What this is called in training.",
    "an exploding gradient",
    "overfitting",
    "a saturated neuron, with a vanishing gradient",
    "a local minimum of the loss",
    read_again=_NETWORK,
    hints=("Is the change that reaches the layer below large or small?",),
)


def s(z: Expr) -> Expr:
    """Give the sigmoid 1/(1 + exp(−z)) of a SymPy expression."""
    from sympy import exp  # noqa: PLC0415 - the grading side reads questions without SymPy

    return 1 / (1 + exp(-z))


def layer_symbols() -> tuple[Matrix, Matrix, Matrix]:
    """Give W (2×3), b (2×1) and x (3×1) as SymPy matrices of the symbols of exercise 4."""
    from sympy import Matrix, Symbol  # noqa: PLC0415 - the grading side reads questions without SymPy

    given = ex4_jacobian.matrices
    W, b, x = (
        Matrix([[Symbol(name, real=True) for name in row] for row in given[key]])
        for key in ("W", "b", "x")
    )
    return W, b, x
