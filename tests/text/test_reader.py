from __future__ import annotations

import ast
import math
from contextlib import suppress
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.answer import ArrayAnswer
from grader.errors import StudentError
from grader.expression import Expression, apply, constant, decimal, rational, substitute, symbol
from grader.text import parse, parse_array
from tests.formulas import NAMES, fingerprint

x, y = symbol("x"), symbol("y")
SIGMOID = {"s": ("z", "1/(1 + exp(-z))")}
LAYER_NAMES = ["W11", "W12", "W13", "W21", "W22", "W23", "b1", "b2", "x1", "x2", "x3"]
LAYER = {
    "W": (("W11", "W12", "W13"), ("W21", "W22", "W23")),
    "x": (("x1",), ("x2",), ("x3",)),
    "b": (("b1",), ("b2",)),
    "s": (
        ("s(W11*x1 + W12*x2 + W13*x3 + b1)",),
        ("s(W21*x1 + W22*x2 + W23*x3 + b2)",),
    ),
}


def layer(text: str) -> ArrayAnswer:
    return parse_array(text, LAYER_NAMES, SIGMOID, LAYER)


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("2*x", 2 * x),
        ("x^2", x**2),
        ("-x", -x),
        ("x - y", x - y),
        ("2·x × y", apply("mul", rational(2), x, y)),
        ("x − y", x - y),
        ("\tx\n+ y ", x + y),
        ("1/3", rational(1, 3)),
        ("-2", rational(-2)),
        ("-0", rational(0)),
        ("x**-0.5", apply("pow", x, decimal("-0.5"))),
        ("-0.5*x", apply("mul", decimal("-0.5"), x)),
        ("1/x", x ** rational(-1)),
        ("0.10*x", decimal("0.10") * x),
        ("1.5e-3", decimal("1.5e-3")),
        ("pi*I", constant("pi") * constant("i")),
        ("E", apply("exp", rational(1))),
        ("e**x", apply("exp", x)),
        ("E^(-x)", apply("exp", -x)),
        ("sqrt(x)", x ** Fraction(1, 2)),
        ("cbrt(x)", x ** Fraction(1, 3)),
        ("ln(x)", apply("log", x)),
        ("log(x, 2)", apply("mul", apply("log", x), apply("log", rational(2)) ** rational(-1))),
        ("np.arctan(x)", apply("atan", x)),
        ("sp.Abs(x)", apply("abs", x)),
        ("Heaviside(x)", apply("heaviside", x)),
        ("asech(x)", apply("acosh", x**-1)),
        ("acsch(x)", apply("asinh", x**-1)),
        ("acoth(x)", apply("atanh", x**-1)),
        ("math.sin(x)", apply("sin", x)),
        ("atan2(y, x)", apply("atan2", y, x)),
        ("Max(x, 0)", apply("max", x, rational(0))),
        ("Rational(1, 3)*x", rational(1, 3) * x),
        ("re(x) + im(y)", x + rational(0)),
        ("Abs(x + I*y)", apply("abs", x + constant("i") * y)),
        ("x**(1/2)", x ** Fraction(1, 2)),
        ("x**y**2", apply("pow", x, y**2)),
        ("2**-x", apply("pow", rational(2), -x)),
    ],
)
def test_a_formula_is_read(text: str, formula: Expression):
    assert parse(text, ["x", "y"]) is formula


HYPERBOLIC = ("sinh", "cosh", "tanh", "sech", "csch", "coth")
CIRCULAR = ("sin", "cos", "tan", "sec", "csc", "cot")


@pytest.mark.parametrize(
    ("prefixes", "functions"),
    [(("a", "arc"), CIRCULAR), (("a", "arc", "ar"), HYPERBOLIC)],
)
def test_an_inverse_function_has_the_names_that_are_in_use(
    prefixes: tuple[str, ...], functions: tuple[str, ...]
):
    for function in functions:
        assert len({parse(f"{prefix}{function}(x)") for prefix in prefixes}) == 1


_sums = st.recursive(
    st.sampled_from(["x", "y", "2", "7", "(x)", "-y"]),
    lambda parts: (
        st.builds(
            lambda left, sign, right, wrap: (
                f"({left}{sign}{right})" if wrap else f"{left}{sign}{right}"
            ),
            parts,
            st.sampled_from(["+", "-", "*", "/", " + ", "*-"]),
            parts,
            st.booleans(),
        )
        | parts.map(lambda part: f"({part})**2")
        | parts.map(lambda part: f"-{part}")
    ),
    max_leaves=15,
)


@given(_sums)
def test_signs_bind_as_in_python(text: str):
    """Python's own parser says what the text means; `fingerprint` says what was read."""
    tree = ast.parse(text, mode="eval").body
    assert fingerprint(parse(text, ["x", "y"])) == fingerprint(_by_python(tree))


def _by_python(node: ast.expr) -> Expression:
    match node:
        case ast.Constant(value=int(value)):
            return rational(value)
        case ast.Name(id=name):
            return symbol(name)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_by_python(operand)
        case ast.BinOp(left=left, op=ast.Pow(), right=ast.Constant(value=int(power))):
            return _by_python(left) ** power
        case ast.BinOp(left=left, op=sign, right=right):
            pair = _by_python(left), _by_python(right)
            return {
                ast.Add: Expression.__add__,
                ast.Sub: Expression.__sub__,
                ast.Mult: Expression.__mul__,
                ast.Div: Expression.__truediv__,
            }[type(sign)](*pair)
    raise AssertionError(ast.dump(node))


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("1/2x", "write 1/(2*x) or (1/2)*x"),
        ("3/4i", "write 3/(4*i) or (3/4)*i"),
        ("x^2y", "write x^(2*y) or x^2*y"),
        ("2x", "write 2*x"),
        ("2 sin(x)y", "write 2*sin(x)"),
        ("(x)(y)", "write (x)*(y)"),
        ("x y", "write x*y"),
        ("xsin(x)", "write x*sin(...)"),
        ("xy", "write x*y"),
        ("sinx", "write sin(x)"),
        ("x(y + 1)", "write x*(...)"),
        ("sin x", "in parentheses: sin(...)"),
        ("sin^2(x)", "in parentheses: sin(...)"),
        ("|x|", "write abs(x)"),
        ("J = x", "to the right of the equals sign"),
        ("x²", "write x**2"),
        (r"\frac{x}{y}", "LaTeX is not read"),
        ("0,5", "decimals with a point"),
        ("foo + 1", "use x and y"),
        ("i*x", "write I for the imaginary unit"),
        ("Derivative(x**2, x)", "finish the differentiation"),
        ("oo", "write a finite formula"),
        ("1/0", "check the denominator"),
        ("(x", "close it by )"),
        ("x)", "check the signs and parentheses"),
        ("x +", "check the signs and parentheses"),
        ("", "write a formula such as 2*x"),
        ("sin(x, y)", "check the commas"),
        ("x.y", "only .T is read"),
        ("x < y", "not a comparison"),
    ],
)
def test_what_is_not_read_is_refused_with_advice(text: str, advice: str):
    with pytest.raises(StudentError) as refused:
        parse(text, ["x", "y"])
    assert advice in refused.value.help


def test_a_caret_stands_under_the_place():
    with pytest.raises(StudentError) as refused:
        parse("2*x + y*foo", ["x", "y"])
    *_, line, caret = refused.value.help.splitlines()
    assert line[caret.index("^") :] == "foo"


def test_a_caret_stands_under_a_place_far_inside_a_long_text():
    with pytest.raises(StudentError) as refused:
        parse("x + " * 200 + "foo" + " + x" * 200, ["x"])
    *_, line, caret = refused.value.help.splitlines()
    assert line[caret.index("^") :].startswith("foo + x")
    assert len(line) < 100


@pytest.mark.parametrize(
    "text",
    [
        "1e999999*x",
        "9" * 401,
        "x**99999",
        "x**1e9",
        "(" * 100_000,
        "(" * 5000 + "x" + ")" * 5000,
        "-" * 5000 + "x",
        "x**" * 5000 + "x",
        "[" * 5000,
        "sin(" * 200 + "x",
        "x*" * 15_000 + "x",
        "(x+1)**9999*" * 300 + "x" * 20_000,
    ],
)
def test_what_is_too_large_is_refused(text: str):
    with pytest.raises(StudentError):
        parse(text, ["x"])


def test_a_tower_of_powers_is_read_and_not_computed():
    nine = rational(9)
    assert parse("9**9**9**9") is apply("pow", nine, apply("pow", nine, apply("pow", nine, nine)))


def test_a_sum_of_many_terms_is_not_deep():
    assert len(parse("+".join(f"{k}*x" for k in range(500)), ["x"]).arguments) == 500


def test_without_names_every_name_is_a_variable():
    assert parse("alpha + e") is symbol("alpha") + symbol("e")


def test_a_declared_name_wins_over_a_constant():
    assert parse("E*I", ["E", "I"]) is symbol("E") * symbol("I")


def test_offered_functions_are_expanded():
    expected = (rational(1) + apply("exp", -(x + 1))) ** rational(-1)
    assert parse("s(x + 1)", ["x"], SIGMOID) is expected


def test_an_offered_function_may_use_an_earlier_one_and_parameters():
    functions = {**SIGMOID, "r": ("z", "k*s(z)")}
    assert parse("r(x)", ["x", "k"], functions) is parse("k*s(x)", ["x", "k"], SIGMOID)


def test_an_offered_function_may_not_use_itself():
    with pytest.raises(StudentError, match="the function f is unknown"):
        parse("f(x)", ["x"], {"f": ("z", "f(z)")})


def test_the_argument_of_an_offered_function_may_have_its_parameters_name():
    inside = symbol("z") ** 2
    expected = (rational(1) + apply("exp", -inside)) ** rational(-1)
    assert parse("s(z**2)", ["z"], SIGMOID) is expected


@pytest.mark.parametrize(
    ("text", "shape", "entries"),
    [
        ("2*x", (), "2*x"),
        ("[x, y]", (2,), "x y"),
        ("(x, y)", (2,), "x y"),
        ("3, 3", (2,), "3 3"),
        ("[[x, y], [1, 0]]", (2, 2), "x y 1 0"),
        ("[[x, y,], ]", (1, 2), "x y"),
        ("Matrix([[x], [y]])", (2, 1), "x y"),
        ("Matrix([x, y])", (2, 1), "x y"),
        ("sp.Matrix([[x, y]]).T", (2, 1), "x y"),
        ("np.array([[x, y]])", (1, 2), "x y"),
    ],
)
def test_lists_and_matrices_keep_their_shape(text: str, shape: tuple[int, ...], entries: str):
    assert parse_array(text, ["x", "y"]) == ArrayAnswer(
        shape, tuple(parse(entry) for entry in entries.split())
    )


@pytest.mark.parametrize("text", ["[]", "[[x], [x, y]]", "[x, [y]]", "[[[x]]]", "[[x]", "[x]]"])
def test_ragged_empty_and_open_lists_are_refused(text: str):
    with pytest.raises(StudentError):
        parse_array(text, ["x", "y"])


def test_a_matrix_is_no_single_formula():
    with pytest.raises(StudentError, match="one formula is expected"):
        parse("[[x]]", ["x"])


RIGHT = tuple(
    parse(f"s(z{row})*(1 - s(z{row}))*W{row}{column}", None, SIGMOID)
    for row in (1, 2)
    for column in (1, 2, 3)
)
Z = {symbol(f"z{row}"): parse(f"W{row}1*x1 + W{row}2*x2 + W{row}3*x3 + b{row}") for row in (1, 2)}


@pytest.mark.parametrize(
    "text",
    [
        "diag(s*(1-s))*W",
        "diag(s(W*x+b)*(1 - s(W*x+b)))*W",
        "diag(s*(1-s)) @ W",
        "(W.T*diag(s*(1-s))).T",
        "(W.T @ diag(s*(1 - s)).T).T",
        """[[s(z1)*(1-s(z1))*W11, s(z1)*(1-s(z1))*W12, s(z1)*(1-s(z1))*W13],
            [s(z2)*(1-s(z2))*W21, s(z2)*(1-s(z2))*W22, s(z2)*(1-s(z2))*W23]]""",
    ],
)
def test_the_jacobian_of_a_layer_is_read_in_each_matrix_form(text: str):
    for name, value in Z.items():
        text = text.replace(str(name), str(value))
    answer = layer(text)
    assert answer.shape == (2, 3)
    expected = [fingerprint(_with_z(entry)) for entry in RIGHT]
    assert [fingerprint(entry) for entry in answer.entries] == expected


def _with_z(entry: Expression) -> Expression:
    return substitute(entry, Z)


def test_scaling_rows_by_a_plain_product_is_refused_with_the_form_to_use():
    with pytest.raises(StudentError, match=r"write diag\(v\)\*A"):
        layer("(s*(1-s))*W")


def test_a_matrix_called_like_a_function_without_its_value_is_explained():
    with pytest.raises(StudentError, match="without parentheses"):
        parse_array("diag(s*(1-s))", LAYER_NAMES, SIGMOID)


@given(st.text(max_size=60) | st.text("xy2()[]+-*/^., sinWT@e", max_size=60))
def test_any_text_is_read_or_refused(text: str):
    with suppress(StudentError):
        answer = parse_array(text, NAMES, SIGMOID, {"W": (("x", "y"),)})
        assert len(answer.entries) == math.prod(answer.shape)
