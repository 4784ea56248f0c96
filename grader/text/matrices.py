"""What do +, *, @, .T, diag and hadamard mean between formulas, vectors and matrices?

All is instantiated entry by entry. `*` is the matrix product; numbers scale; columns of equal
length, which have no product, are multiplied entry by entry, as in diag(s*(1 - s)). What
mathematics and NumPy read differently is refused with both readings.

>>> from grader.expression import symbol
>>> x, y = symbol("x"), symbol("y")
>>> matrix = transposed(stacked([stacked([x, y])]))
>>> matrix.shape, multiplied(matrix, matrix).entries
((2, 1), (<Expression x*x>, <Expression y*y>))
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from grader.answer import ArrayAnswer
from grader.errors import StudentError
from grader.expression import Expression, apply, decimal, number, product, rational, total
from grader.expression.limits import ENTRIES
from grader.expression.notation import is_negative

Value = Expression | ArrayAnswer
Binary = Callable[[Expression, Expression], Expression]

STEPS = 20_000
"""How many products of entries one matrix product may take."""


def added(left: Value, right: Value) -> Value:
    """The sum left + right: of one shape, or a vector and a number added to each of its entries."""
    return _entrywise(plus, left, right, "added")


def negated(value: Value) -> Value:
    """-value."""
    return mapped(_opposite, value)


def multiplied(left: Value, right: Value) -> Value:
    """The product left * right (see the module's text)."""
    if isinstance(left, Expression):
        return mapped(lambda entry: times(left, entry), right)
    if isinstance(right, Expression):
        return mapped(lambda entry: times(entry, right), left)
    if _conformable(left, right):
        return matrix_product(left, right)
    if left.shape == right.shape and left.shape[1:] == (1,):
        return _entrywise(times, left, right, "multiplied")
    return _refuse_product(left, right)


def matrix_product(left: Value, right: Value) -> Value:
    """The matrix product, left @ right.

    Raises:
        StudentError: left has not as many columns as right has rows.
    """
    if isinstance(left, Expression) or isinstance(right, Expression):
        message = "@ was found beside a number; it stands between two matrices"
        raise StudentError(message, "write * to scale a matrix")
    if not _conformable(left, right):
        return _refuse_product(left, right)
    (height, inner), width = left.shape, right.shape[1]
    if height * inner * width > STEPS:
        message = f"the product of {_named(left)} and {_named(right)} is too large"
        raise StudentError(message, "write its entries out")
    rows = [left.entries[start : start + inner] for start in range(0, height * inner, inner)]
    columns = [right.entries[start::width] for start in range(width)]
    return _array(
        (height, width), [_inner_product(row, column) for row in rows for column in columns]
    )


def divided(left: Value, right: Value) -> Value:
    """The quotient left / right: by a number, or entry by entry by a vector.

    Raises:
        StudentError: right is 0 or a matrix.
    """
    if isinstance(right, Expression):
        return mapped(lambda entry: _quotient(entry, right), left)
    if _is_vector(right) and (isinstance(left, Expression) or left.shape == right.shape):
        return _entrywise(_quotient, left, right, "divided")
    message = f"a division by {_named(right)} was found"
    raise StudentError(message, "divide by numbers, or write the entries out")


def raised(base: Value, exponent: Value) -> Value:
    """The power base ** exponent: of numbers, or of each entry of a vector.

    Raises:
        StudentError: base or exponent is a matrix.
    """
    if isinstance(exponent, Expression) and (isinstance(base, Expression) or _is_vector(base)):
        return mapped(lambda entry: apply("pow", entry, exponent), base)
    message = f"a power of {_named(base)} with exponent {_named(exponent)} was found"
    raise StudentError(message, "write A*A for a matrix product, hadamard(A, A) entry by entry")


def transposed(value: Value) -> ArrayAnswer:
    """The transpose, value.T.

    Raises:
        StudentError: value is no matrix.
    """
    if isinstance(value, Expression) or len(value.shape) != 2:  # noqa: PLR2004 - rows and columns
        message = f".T was found behind {_named(value)}; it stands behind a matrix"
        raise StudentError(message, "write a matrix as [[a, b], [c, d]], a column as [[a], [b]]")
    height, width = value.shape
    columns = [value.entries[start::width] for start in range(width)]
    return _array((width, height), [entry for column in columns for entry in column])


def diagonal(*values: Value) -> ArrayAnswer:
    """The square matrix with the entries of a vector, or several numbers, on its diagonal.

    Raises:
        StudentError: there is something else.
    """
    if len(values) == 1 and isinstance(values[0], ArrayAnswer) and _is_vector(values[0]):
        entries = values[0].entries
    elif values and all(isinstance(value, Expression) for value in values):
        entries = tuple(value for value in values if isinstance(value, Expression))
    else:
        message = f"diag({', '.join(map(_named, values))}) was found; diag takes a vector"
        raise StudentError(message, "write diag(v) with a vector v, or diag(a, b)")
    size = len(entries)
    cells = [entries[row] if row == column else rational(0)
             for row in range(size) for column in range(size)]  # fmt: skip
    return _array((size, size), cells)


def hadamard(left: Value, right: Value) -> Value:
    """The product entry by entry of two matrices of one shape.

    Raises:
        StudentError: they are something else.
    """
    if isinstance(left, Expression) or isinstance(right, Expression) or left.shape != right.shape:
        message = f"hadamard({_named(left)}, {_named(right)}) was found"
        raise StudentError(message, "give it two matrices of the same shape")
    return _entrywise(times, left, right, "multiplied")


def stacked(values: Sequence[Value]) -> ArrayAnswer:
    """The flat list of formulas, or the matrix whose rows are flat lists.

    Raises:
        StudentError: it is empty, ragged or mixed.
    """
    rows = [value for value in values if isinstance(value, ArrayAnswer)]
    if values and not rows:
        return _array((len(values),), [value for value in values if isinstance(value, Expression)])
    shapes = {row.shape for row in rows}
    if any(len(shape) != 1 for shape in shapes):
        message = "a matrix was found inside a list"
        raise StudentError(message, "write one formula for each entry of a list")
    if len(rows) < len(values) or len(shapes) != 1:
        message = "a list was found whose rows have different lengths, or that has no entries"
        raise StudentError(message, "write a matrix as [[a, b], [c, d]], every row equally long")
    return _array((len(rows), *min(shapes)), [entry for row in rows for entry in row.entries])


def as_matrix(value: Value) -> ArrayAnswer:
    """Matrix(value): a flat list is a column, as in SymPy.

    Raises:
        StudentError: value is a number.
    """
    if isinstance(value, Expression):
        message = "Matrix with a number in it was found; it takes a list of rows"
        raise StudentError(message, "write Matrix([[a, b], [c, d]])")
    return ArrayAnswer((*value.shape, 1), value.entries) if len(value.shape) == 1 else value


def mapped(function: Callable[[Expression], Expression], value: Value) -> Value:
    """`function` of a formula, or of each entry of an array."""
    if isinstance(value, Expression):
        return function(value)
    return ArrayAnswer(value.shape, tuple(function(entry) for entry in value.entries))


def applied(function: Callable[[Expression], Expression], name: str, value: Value) -> Value:
    """`function`, called `name`, of a formula or of each entry of a vector.

    Raises:
        StudentError: value is a matrix, of which there are other functions too.
    """
    if isinstance(value, Expression) or _is_vector(value):
        return mapped(function, value)
    message = f"{name} of {_named(value)} was found; it takes a number or a vector"
    raise StudentError(message, "write the matrix entry by entry")


def plus(left: Expression, right: Expression) -> Expression:
    """The sum left + right, where left may be a sum already."""
    terms = left.arguments if left.operation == "add" else (left,)
    return total((*terms, right))


def times(left: Expression, right: Expression) -> Expression:
    """The product left * right, as one product of all factors."""
    first, *rest = _factors(right)
    factors = (right,) if is_negative(first) else (first, *rest)
    return product((*_factors(left), *factors))


def inverse(value: Expression) -> Expression:
    """1 / value.

    Raises:
        StudentError: value is the number 0.
    """
    if number(value) == 0:
        message = "a division by zero was found, which is infinite or undefined"
        raise StudentError(message, "check the denominator")
    return apply("pow", value, rational(-1))


def _quotient(left: Expression, right: Expression) -> Expression:
    below = inverse(right)
    if isinstance(left.value, Fraction) and isinstance(right.value, Fraction):
        return rational(left.value / right.value)
    return below if left is rational(1) else times(left, below)


def _factors(value: Expression) -> tuple[Expression, ...]:
    return value.arguments if value.operation == "mul" else (value,)


def _opposite(value: Expression) -> Expression:
    first, *rest = _factors(value)
    if is_negative(first):
        return product([rational(-1), value])
    if isinstance(first.value, Fraction):
        return product([rational(-first.value), *rest])
    if first.operation == "decimal" and not str(first.value).startswith("-"):
        return product([decimal(f"-{first.value}"), *rest])
    return product([rational(-1), first, *rest])


def _inner_product(row: Sequence[Expression], column: Sequence[Expression]) -> Expression:
    pairs = zip(row, column, strict=True)
    zero = rational(0)
    return total(times(a, b) for a, b in pairs if zero not in (a, b))


def _entrywise(binary: Binary, left: Value, right: Value, done: str) -> Value:
    if isinstance(left, Expression) and isinstance(right, Expression):
        return binary(left, right)
    if isinstance(left, ArrayAnswer) and isinstance(right, ArrayAnswer):
        if left.shape == right.shape:
            pairs = zip(left.entries, right.entries, strict=True)
            return _array(left.shape, [binary(a, b) for a, b in pairs])
    elif isinstance(left, Expression) and _is_vector(right):
        return mapped(lambda entry: binary(left, entry), right)
    elif isinstance(right, Expression) and _is_vector(left):
        return mapped(lambda entry: binary(entry, right), left)
    message = f"{_named(left)} and {_named(right)} can't be {done} entry by entry"
    raise StudentError(message, "check the shapes")


def _refuse_product(left: ArrayAnswer, right: ArrayAnswer) -> Value:
    if left.shape == right.shape:
        help_ = "write hadamard(A, B) for the product entry by entry, A*B.T for the matrix product"
    elif left.shape[:1] == right.shape[:1] and left.shape[1:] == (1,):
        help_ = "write diag(v)*A to scale each row of A by an entry of v"
    else:
        help_ = "a product needs as many columns on the left as rows on the right"
    message = f"a product of {_named(left)} and {_named(right)} was found"
    raise StudentError(message, help_)


def _conformable(left: ArrayAnswer, right: ArrayAnswer) -> bool:
    return len(left.shape) == len(right.shape) == 2 and left.shape[1] == right.shape[0]  # noqa: PLR2004 - rows and columns


def _is_vector(value: Value) -> bool:
    return isinstance(value, ArrayAnswer) and (len(value.shape) == 1 or 1 in value.shape)


def _named(value: Value) -> str:
    if isinstance(value, Expression):
        return "a number"
    if len(value.shape) == 1:
        return f"a flat list of {value.shape[0]}"
    return f"a {value.shape[0]}×{value.shape[1]} matrix"


def _array(shape: tuple[int, ...], entries: Sequence[Expression]) -> ArrayAnswer:
    if len(entries) > ENTRIES:
        message = f"a matrix of {len(entries)} entries was found where at most {ENTRIES} are read"
        raise StudentError(message, "check the size of the answer")
    return ArrayAnswer(shape, tuple(entries))
