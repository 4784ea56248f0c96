"""Which matrices do diag, ones, eye, outer, dot and their kin build, whoever's spelling it is?

SymPy's, NumPy's and the textbook's names are read where they mean one thing. Where they don't, as
in ones(3), a list for NumPy and a square matrix for SymPy, both readings are shown.

>>> filled(1, [rational(2), rational(3)], {}).shape
(2, 3)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from grader.answer import ArrayAnswer
from grader.errors import StudentError
from grader.expression import MANY, Expression, apply, number, rational
from grader.expression.limits import ENTRIES
from grader.text.matrices import (
    Value,
    applied,
    array_of,
    conformable,
    divided,
    hadamard,
    is_vector,
    matrix_product,
    multiplied,
    named,
    raised,
    transposed,
)

Sizes = Mapping[str, int]


def diagonal(*values: Value) -> ArrayAnswer:
    """The square matrix with the entries of a vector, or several numbers, on its diagonal.

    Raises:
        StudentError: there is something else.
    """
    if len(values) == 1 and isinstance(values[0], ArrayAnswer) and is_vector(values[0]):
        return _diagonal(_length(values[0]), values[0].entries)
    if values and all(isinstance(value, Expression) for value in values):
        return _diagonal(len(values), [value for value in values if isinstance(value, Expression)])
    message = f"diag({', '.join(map(named, values))}) was found; diag takes a vector"
    raise StudentError(message, "write diag(v) with a vector v, or diag(a, b)")


def as_matrix(value: Value) -> ArrayAnswer:
    """Matrix(value): a flat list is a column, as in SymPy.

    Raises:
        StudentError: value is a number.
    """
    if isinstance(value, Expression):
        message = "Matrix with a number in it was found; it takes a list of rows"
        raise StudentError(message, "write Matrix([[a, b], [c, d]])")
    return ArrayAnswer((*value.shape, 1), value.entries) if len(value.shape) == 1 else value


def entrywise_product(left: Value, right: Value) -> Value:
    """NumPy's multiply(left, right): a number scales, matrices of one shape go entry by entry.

    Raises:
        StudentError: the shapes differ.
    """
    if isinstance(left, Expression) or isinstance(right, Expression):
        return multiplied(left, right)
    return hadamard(left, right)


def outer(left: Value, right: Value) -> Value:
    """The matrix of all products of an entry of the vector left and one of the vector right.

    Raises:
        StudentError: one of them is no vector.
    """
    for value in (left, right):
        if isinstance(value, Expression) or not is_vector(value):
            message = f"outer({named(left)}, {named(right)}) was found; it takes two vectors"
            raise StudentError(message, "write u*v.T with columns u and v")
    return matrix_product(_as_column(left), transposed(_as_column(right)))


def dot(left: Value, right: Value) -> Value:
    """The matrix product, or for two columns, rows or lists of equal length u.T*v, a 1×1 matrix.

    Raises:
        StudentError: there is no product, or it is outer(u, v) in NumPy and u.T*v in SymPy.
    """
    if isinstance(left, Expression) or isinstance(right, Expression):
        return multiplied(left, right)
    if is_vector(left) and is_vector(right):
        if left.shape[1:] == (1,) and left.shape == right.shape[::-1] != (1, 1):
            message = f"dot of {named(left)} and {named(right)} was found"
            raise StudentError(message, "write outer(u, v) for a matrix, u.T*v.T for a number")
        if not conformable(left, right):
            return matrix_product(transposed(_as_column(left)), _as_column(right))
    return matrix_product(left, right)


def filled(value: int, shape: Sequence[Value], sizes: Sizes) -> ArrayAnswer:
    """ones(m, n) or zeros(m, n), also with the shape in one pair of parentheses.

    Raises:
        StudentError: there are not two sizes.
    """
    if len(shape) == 1 and isinstance(shape[0], ArrayAnswer):
        shape = shape[0].entries
    name = "ones" if value else "zeros"
    if len(shape) != 2:  # noqa: PLR2004 - rows and columns
        size = shape[0] if shape and isinstance(shape[0], Expression) else "n"
        message = f"{name} was found with a number of sizes other than two: rows and columns"
        help_ = f"write {name}({size}, 1) for a column, {name}({size}, {size}) for a square matrix"
        raise StudentError(message, help_)
    height, width = (_size(name, each, sizes) for each in shape)
    return array_of((height, width), [rational(value)] * (height * width))


def identity(size: Value, sizes: Sizes) -> ArrayAnswer:
    """The identity matrix eye(n).

    Raises:
        StudentError: n is no size.
    """
    length = _size("eye", size, sizes)
    return _diagonal(length, [rational(1)] * length)


def _size(name: str, value: Value, sizes: Sizes) -> int:
    if isinstance(value, Expression):
        if value.operation == "symbol" and str(value) in sizes:
            return sizes[str(value)]
        size = number(value)
        if size is not None and size.denominator == 1 and 0 < size <= ENTRIES:
            return int(size)
    found = value if isinstance(value, Expression) else named(value)
    message = f"{name} with the size {found} was found"
    raise StudentError(message, f"write sizes as whole numbers: {name}({_EXAMPLES[name]})")


def _diagonal(size: int, entries: Sequence[Expression]) -> ArrayAnswer:
    cells = [entries[row] if row == column else rational(0)
             for row in range(size) for column in range(size)]  # fmt: skip
    return array_of((size, size), cells)


def _length(vector: ArrayAnswer) -> int:
    return (
        vector.shape[1] if vector.shape[:1] == (1,) and len(vector.shape) > 1 else vector.shape[0]
    )


def _as_column(value: Value) -> ArrayAnswer:
    if isinstance(value, ArrayAnswer) and value.shape[:1] == (1,) and len(value.shape) > 1:
        return transposed(value)
    return as_matrix(value)


def _root(degree: int) -> Callable[[Value], Value]:
    return lambda value: raised(value, rational(1, degree))


def _of_reciprocal(name: str) -> Callable[[Value], Value]:
    return lambda value: applied(lambda entry: apply(name, entry**-1), name, value)


def _itself(value: Value) -> Value:
    return value


_EXAMPLES = {"ones": "2, 1", "zeros": "2, 1", "eye": "2"}
BUILDERS: Mapping[str, tuple[int, int, Callable[..., Value]]] = {
    "sqrt": (1, 1, _root(2)),
    "cbrt": (1, 1, _root(3)),
    **dict.fromkeys(("asech", "arcsech", "arsech"), (1, 1, _of_reciprocal("acosh"))),
    **dict.fromkeys(("acsch", "arccsch", "arcsch"), (1, 1, _of_reciprocal("asinh"))),
    **dict.fromkeys(("acoth", "arccoth", "arcoth"), (1, 1, _of_reciprocal("atanh"))),
    "Rational": (2, 2, divided),
    "diag": (1, MANY, diagonal),
    "transpose": (1, 1, transposed),
    "Transpose": (1, 1, transposed),
    **dict.fromkeys(
        ("hadamard", "hadamard_product", "HadamardProduct", "multiply_elementwise"),
        (2, 2, hadamard),
    ),
    "multiply": (2, 2, entrywise_product),
    "outer": (2, 2, outer),
    "dot": (2, 2, dot),
    "matmul": (2, 2, matrix_product),
    "Matrix": (1, 1, as_matrix),
    "ImmutableMatrix": (1, 1, as_matrix),
    "array": (1, 1, _itself),
}
"""Each with the least and the largest number of its arguments."""

FILLED: Mapping[str, tuple[int, int, Callable[[Sequence[Value], Sizes], Value]]] = {
    "ones": (1, 2, lambda shape, sizes: filled(1, shape, sizes)),
    "zeros": (1, 2, lambda shape, sizes: filled(0, shape, sizes)),
    **dict.fromkeys(
        ("eye", "Identity", "identity", "I"), (1, 1, lambda size, sizes: identity(size[0], sizes))
    ),
}
"""Those whose arguments are sizes."""
