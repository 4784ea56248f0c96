"""What do +, *, @, ⊙ and .T mean between formulas, vectors and matrices?

All is instantiated entry by entry. `*` is the matrix product; numbers and 1×1 matrices scale;
columns of equal length, which have no product, are multiplied entry by entry, as in
diag(s*(1 - s)). A number is added to each entry, and a function taken of each, where that is the
only meaning: of vectors, and of matrices that are not square. What mathematics and NumPy read
differently, such as 1 + A, exp(A) or A**2 for a square A, is refused with both readings.

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
from grader.expression import Expression, apply, constant, decimal, number, product, rational, total
from grader.expression.limits import ENTRIES
from grader.expression.notation import is_negative

Value = Expression | ArrayAnswer
Binary = Callable[[Expression, Expression], Expression]

_IMAGINARY = constant("i")

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
    if conformable(left, right):
        return matrix_product(left, right)
    if left.shape == right.shape and left.shape[1:] == (1,):
        return _entrywise(times, left, right, "multiplied")
    if (1, 1) in (left.shape, right.shape):
        return multiplied(_unwrapped(left), _unwrapped(right))
    return _refuse_product(left, right)


def matrix_product(left: Value, right: Value) -> Value:
    """The matrix product, left @ right.

    Raises:
        StudentError: left has not as many columns as right has rows.
    """
    if isinstance(left, Expression) or isinstance(right, Expression):
        message = "@ was found beside a number; it stands between two matrices"
        raise StudentError(message, "write * to scale a matrix")
    if not conformable(left, right):
        return _refuse_product(left, right)
    (height, inner), width = left.shape, right.shape[1]
    if height * inner * width > STEPS:
        message = f"the product of {named(left)} and {named(right)} is too large"
        raise StudentError(message, "write its entries out")
    rows = [left.entries[start : start + inner] for start in range(0, height * inner, inner)]
    columns = [right.entries[start::width] for start in range(width)]
    return array_of(
        (height, width), [_inner_product(row, column) for row in rows for column in columns]
    )


def divided(left: Value, right: Value) -> Value:
    """The quotient left / right: by a number or a 1×1 matrix, or entry by entry by a vector.

    Raises:
        StudentError: right is 0 or a matrix.
    """
    right = _unwrapped(right)
    if isinstance(right, Expression):
        return mapped(lambda entry: _quotient(entry, right), left)
    if is_vector(right) and (isinstance(left, Expression) or left.shape == right.shape):
        return _entrywise(_quotient, left, right, "divided")
    message = f"a division by {named(right)} was found"
    raise StudentError(message, "divide by numbers, or write the entries out")


def raised(base: Value, exponent: Value) -> Value:
    """The power base ** exponent: of numbers, of each entry of a vector, or of a diagonal matrix.

    The powers 1, 2, ... of a diagonal matrix are the same entry by entry and by matrix products.

    Raises:
        StudentError: base or exponent is another matrix.
    """
    if isinstance(exponent, Expression):
        if isinstance(base, Expression) or is_vector(base):
            return mapped(lambda entry: _power(entry, exponent), base)
        if _is_diagonal(base) and _is_count(exponent):
            zero = rational(0)
            return mapped(lambda entry: zero if entry is zero else _power(entry, exponent), base)
    message = f"a power of {named(base)} with exponent {named(exponent)} was found"
    raise StudentError(message, "write A*A for a matrix product, hadamard(A, A) entry by entry")


def transposed(value: Value) -> ArrayAnswer:
    """The transpose, value.T.

    Raises:
        StudentError: value is no matrix.
    """
    if isinstance(value, Expression) or len(value.shape) != 2:  # noqa: PLR2004 - rows and columns
        message = f".T was found behind {named(value)}; it stands behind a matrix"
        raise StudentError(message, "write a matrix as [[a, b], [c, d]], a column as [[a], [b]]")
    height, width = value.shape
    columns = [value.entries[start::width] for start in range(width)]
    return array_of((width, height), [entry for column in columns for entry in column])


def hadamard(left: Value, right: Value) -> Value:
    """The product left ⊙ right, entry by entry, of two matrices of one shape.

    Raises:
        StudentError: they are something else.
    """
    if isinstance(left, Expression) or isinstance(right, Expression) or left.shape != right.shape:
        message = f"a Hadamard product of {named(left)} and {named(right)} was found"
        help_ = "it takes two matrices of the same shape"
        if (
            isinstance(left, ArrayAnswer)
            and isinstance(right, ArrayAnswer)
            and _scales(left, right)
        ):
            help_ = f"{help_}; {_SCALE_ROWS}"
        raise StudentError(message, help_)
    return _entrywise(times, left, right, "multiplied")


def stacked(values: Sequence[Value]) -> ArrayAnswer:
    """The flat list of formulas, or the matrix whose rows are flat lists.

    Raises:
        StudentError: it is empty, ragged or mixed.
    """
    rows = [value for value in values if isinstance(value, ArrayAnswer)]
    if values and not rows:
        return array_of(
            (len(values),), [value for value in values if isinstance(value, Expression)]
        )
    shapes = {row.shape for row in rows}
    if any(len(shape) != 1 for shape in shapes):
        message = "a matrix was found inside a list"
        raise StudentError(message, "write one formula for each entry of a list")
    if len(rows) < len(values) or len(shapes) != 1:
        message = "a list was found whose rows have different lengths, or that has no entries"
        raise StudentError(message, "write a matrix as [[a, b], [c, d]], every row equally long")
    return array_of((len(rows), *min(shapes)), [entry for row in rows for entry in row.entries])


def mapped(function: Callable[[Expression], Expression], value: Value) -> Value:
    """`function` of a formula, or of each entry of an array."""
    if isinstance(value, Expression):
        return function(value)
    return ArrayAnswer(value.shape, tuple(function(entry) for entry in value.entries))


def applied(function: Callable[[Expression], Expression], name: str, value: Value) -> Value:
    """`function`, called `name`, of a formula or of each entry of an array.

    Raises:
        StudentError: value is a square matrix, of which there are other functions too.
    """
    if _has_no_matrix_functions(value):
        return mapped(function, value)
    message = f"{name} of {named(value)} was found: the matrix function, or entry by entry?"
    raise StudentError(message, "write the matrix out: [[a, b], [c, d]]")


def plus(left: Expression, right: Expression) -> Expression:
    """The sum left + right, where left may be a sum already."""
    terms = left.arguments if left.operation == "add" else (left,)
    return total((*terms, right))


def times(left: Expression, right: Expression) -> Expression:
    """The product left * right, as one product of all factors."""
    first, *rest = factors_of(right)
    factors = (right,) if is_negative(first) else (first, *rest)
    return product((*factors_of(left), *factors))


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


def factors_of(value: Expression) -> tuple[Expression, ...]:
    """The factors of a product; of anything else the thing itself."""
    return value.arguments if value.operation == "mul" else (value,)


def _opposite(value: Expression) -> Expression:
    first, *rest = factors_of(value)
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
            return array_of(left.shape, [binary(a, b) for a, b in pairs])
    elif isinstance(left, Expression):
        if _has_no_matrix_functions(right):
            return mapped(lambda entry: binary(left, entry), right)
    elif isinstance(right, Expression) and _has_no_matrix_functions(left):
        return mapped(lambda entry: binary(entry, right), left)
    return _refuse_entrywise(left, right, done)


def _refuse_entrywise(left: Value, right: Value, done: str) -> Value:
    message = f"{named(left)} and {named(right)} can't be {done} entry by entry"
    matrix, other = (left, right) if isinstance(left, ArrayAnswer) else (right, left)
    if isinstance(matrix, Expression) or isinstance(other, ArrayAnswer):
        raise StudentError(message, "check the shapes")
    n = matrix.shape[0]
    if _IMAGINARY in factors_of(other):
        todo = f"I is the imaginary unit here; write eye({n}) for the identity matrix"
    else:
        todo = f"write c*eye({n}) for a number c on the diagonal, c*ones({n}, {n}) for c everywhere"
    raise StudentError(message, todo)


def _refuse_product(left: ArrayAnswer, right: ArrayAnswer) -> Value:
    if left.shape == right.shape:
        help_ = "write hadamard(A, B) for the product entry by entry, A*B.T for the matrix product"
    elif _scales(left, right):
        help_ = _SCALE_ROWS
    else:
        help_ = "a product needs as many columns on the left as rows on the right"
    message = f"a product of {named(left)} and {named(right)} was found"
    raise StudentError(message, help_)


_SCALE_ROWS = "write diag(v)*A to scale each row of A by an entry of v"


def _scales(left: ArrayAnswer, right: ArrayAnswer) -> bool:
    return left.shape[:1] == right.shape[:1] and left.shape[1:] == (1,)


def _unwrapped(value: Value) -> Value:
    """The entry of a 1×1 matrix; anything else as it is."""
    return value.entries[0] if isinstance(value, ArrayAnswer) and value.shape == (1, 1) else value


def _has_no_matrix_functions(value: Value) -> bool:
    if isinstance(value, Expression):
        return True
    return is_vector(value) or value.shape[0] != value.shape[1]


def _is_diagonal(value: ArrayAnswer) -> bool:
    height, width = value.shape
    places = (divmod(place, width) for place, e in enumerate(value.entries) if e is not rational(0))
    return height == width and all(row == column for row, column in places)


def _is_count(exponent: Expression) -> bool:
    value = number(exponent)
    return value is not None and value.denominator == 1 and value > 0


def _power(base: Expression, exponent: Expression) -> Expression:
    e = apply("exp", rational(1))
    return apply("exp", exponent) if base is e else apply("pow", base, exponent)


def conformable(left: ArrayAnswer, right: ArrayAnswer) -> bool:
    """Whether left has as many columns as right has rows."""
    return len(left.shape) == len(right.shape) == 2 and left.shape[1] == right.shape[0]  # noqa: PLR2004 - rows and columns


def is_vector(value: Value) -> bool:
    """Whether value is a flat list, a column or a row."""
    return isinstance(value, ArrayAnswer) and (len(value.shape) == 1 or 1 in value.shape)


def named(value: Value) -> str:
    """What value is, for a message: 'a 2×3 matrix'."""
    if isinstance(value, Expression):
        return "a number"
    if len(value.shape) == 1:
        return f"a flat list of {value.shape[0]}"
    return f"a {value.shape[0]}×{value.shape[1]} matrix"


def array_of(shape: tuple[int, ...], entries: Sequence[Expression]) -> ArrayAnswer:
    """The array of these entries.

    Raises:
        StudentError: there are more of them than are read.
    """
    if len(entries) > ENTRIES:
        message = f"a matrix of {len(entries)} entries was found where at most {ENTRIES} are read"
        raise StudentError(message, "check the size of the answer")
    return ArrayAnswer(shape, tuple(entries))
