r"""How does a formula look in TeX? In its author's form: nothing is evaluated, expanded or sorted.

>>> from grader.expression.graph import apply, rational, symbol
>>> x, y = symbol("x1"), symbol("y")
>>> print(latex(-apply("cos", x * y) ** 2 / 3 + apply("exp", -x)))
\frac{-\cos^{2}(x_{1} y)}{3} + e^{-x_{1}}
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from grader.expression.notation import (
    ATOM,
    POWER,
    PRODUCT,
    SUM,
    Formula,
    Piece,
    Quotient,
    Written,
    assembled,
    between,
    is_negative,
    number,
    quotient,
    written,
)

LONGEST = 2000
"""How many characters of TeX are given for one formula."""

DEEPEST = 8
"""How deep braces and growing brackets may nest; typesetting takes twice the time each level."""

LONGEST_PLAIN = 200
"""How many characters are given as plain text of a formula that is too long or too deep for TeX."""


def latex(root: Formula, longest: int = LONGEST) -> str:
    """The TeX of `root`, or its text within TeX where that would be too long or too deep."""
    texts: list[str] = []
    length = depth = 0
    for text in assembled(root, _pieces):
        texts.append(text)
        length += len(text)
        depth += len(_OPENING.findall(text)) - len(_CLOSING.findall(text))
        if length > longest or depth > DEEPEST:
            return _plain(root)
    return "".join(texts)


_OPENING = re.compile(r"\\left|(?<!\\)\{")
_CLOSING = re.compile(r"\\right|(?<!\\)\}")


def _plain(root: Formula) -> str:
    text = written(root)
    shown = text if len(text) <= LONGEST_PLAIN else text[:LONGEST_PLAIN] + "…"
    return "".join([r"\text{", shown.replace("_", r"\_"), "}"])


def _pieces(formula: Formula, least: int) -> list[Piece]:
    pieces, strength = _WRITERS.get(formula.operation, _write_call)(formula)
    return pieces if strength >= least else _bracketed(pieces, (formula,))


def _write_call(formula: Formula) -> Written:
    inside = between(", ", formula.arguments, SUM)
    return [_function(formula.operation), *_bracketed(inside, formula.arguments)], ATOM


def _bracketed(pieces: list[Piece], formulas: Sequence[Formula]) -> list[Piece]:
    """The pieces in brackets, which grow only around fractions: growing takes long to typeset."""
    if any(_is_tall(formula) for formula in formulas):
        return [r"\left(", *pieces, r"\right)"]
    return ["(", *pieces, ")"]


def _is_tall(formula: Formula) -> bool:
    """Whether a fraction stands in `formula`, exponents aside, or it is too large to tell."""
    stack = [formula]
    for _ in range(_PARTS):
        if not stack:
            return False
        part = stack.pop()
        value = number(part)
        if value is not None and value.denominator != 1 and part.operation == "rational":
            return True
        if part.operation == "pow" and is_negative(part.arguments[1]):
            return True
        if part.operation != "exp":
            stack.extend(part.arguments[:1] if part.operation == "pow" else part.arguments)
    return True


def _function(operation: str) -> str:
    return _COMMANDS.get(operation) or rf"\operatorname{{{operation}}}"


def _write_name(formula: Formula) -> Written:
    name = str(formula.value)
    if formula.operation == "constant":
        return [r"\pi" if name == "pi" else name], ATOM
    found = _INDEXED.fullmatch(name)
    stem, index = found.groups() if found else (name, "")
    stem = rf"\{stem}" if _GREEK.fullmatch(stem) else _upright(stem)
    return [f"{stem}_{{{_upright(index)}}}" if index else stem], ATOM


def _upright(text: str) -> str:
    shown = text.replace("_", r"\_")
    return shown if len(text) == 1 or text.isdigit() else rf"\mathrm{{{shown}}}"


def _write_rational(formula: Formula) -> Written:
    value = number(formula) or Fraction(0)
    if value.denominator != 1:
        return _write_product(formula)
    if abs(value) >= 10**LONGEST:
        return ["…"], ATOM
    return [str(value)], SUM if value < 0 else ATOM


def _write_decimal(formula: Formula) -> Written:
    digits, _, power = str(formula.value).lower().partition("e")
    strength = SUM if digits.startswith("-") else PRODUCT if power else ATOM
    return [rf"{digits} \cdot 10^{{{int(power)}}}" if power else digits], strength


def _write_sum(formula: Formula) -> Written:
    first, *rest = formula.arguments
    pieces: list[Piece] = [(first, SUM)]
    for term in rest:
        found = quotient(term)
        if found.negative:
            pieces += [" - ", *_write_quotient(found)]
        else:
            pieces += [" + ", (term, SUM)]
    return pieces, SUM


def _write_product(formula: Formula) -> Written:
    found = quotient(formula)
    pieces = _write_quotient(found)
    return (["-", *pieces], SUM) if found.negative else (pieces, PRODUCT)


def _write_quotient(found: Quotient) -> list[Piece]:
    if not found.denominator:
        return _write_factors(found.numerator, PRODUCT)
    above, below = (_write_factors(part, SUM) for part in (found.numerator, found.denominator))
    return [r"\frac{", *above, "}{", *below, "}"]


def _write_factors(factors: tuple[Formula, ...], alone: int) -> list[Piece]:
    pieces: list[Piece] = []
    for factor in factors:
        begins_with_digit = number(_leftmost(factor)) is not None
        pieces += [r" \cdot " if begins_with_digit else " ", (factor, PRODUCT)]
    if len(factors) == 1:
        return [(factors[0], alone)]
    return pieces[1:] or ["1"]


def _leftmost(formula: Formula) -> Formula:
    while formula.operation in ("mul", "pow"):
        formula = formula.arguments[0]
    return formula


def _write_power(formula: Formula) -> Written:
    base, exponent = formula.arguments
    value = number(exponent)
    if is_negative(exponent):
        return _write_product(formula)
    if value is not None and value.numerator == 1 and 1 < value.denominator < _LARGEST_ROOT:
        degree = "" if value.denominator == _SQUARE else f"[{value.denominator}]"
        return [rf"\sqrt{degree}{{", (base, SUM), "}"], ATOM
    if base.operation in _POWERED and value is not None and value.denominator == 1:
        inside = between(", ", base.arguments, SUM)
        name = _function(base.operation)
        return [f"{name}^{{", str(value), "}", *_bracketed(inside, base.arguments)], POWER
    return [(base, ATOM), "^{", (exponent, SUM), "}"], POWER


def _write_exponential(formula: Formula) -> Written:
    if number(formula.arguments[0]) == 1:
        return ["e"], ATOM
    return ["e^{", (formula.arguments[0], SUM), "}"], POWER


def _write_absolute(formula: Formula) -> Written:
    return [r"\left|", (formula.arguments[0], SUM), r"\right|"], ATOM


def _write_conjugate(formula: Formula) -> Written:
    return [r"\overline{", (formula.arguments[0], SUM), "}"], ATOM


_PARTS = 200
_SQUARE = 2
_LARGEST_ROOT = 10
_INDEXED = re.compile(r"([^\W\d_]+)_?(\w*)")
_GREEK = re.compile(
    "alpha|beta|[gG]amma|[dD]elta|epsilon|zeta|eta|[tT]heta|iota|kappa|"
    "[lL]ambda|mu|nu|[xX]i|[pP]i|rho|[sS]igma|tau|[uU]psilon|[pP]hi|chi|[pP]si|"
    "[oO]mega"
)
_POWERED = frozenset(("sin", "cos", "tan", "sec", "csc", "cot", "sinh", "cosh", "tanh"))
_PLAIN = ("sin", "cos", "tan", "sec", "csc", "cot", "sinh", "cosh", "tanh", "coth")
_COMMANDS = {
    **{name: rf"\{name}" for name in (*_PLAIN, "log", "max", "min")},
    "asin": r"\arcsin",
    "acos": r"\arccos",
    "atan": r"\arctan",
    "re": r"\operatorname{Re}",
    "im": r"\operatorname{Im}",
}
_WRITERS: Mapping[str, Callable[[Formula], Written]] = {
    "rational": _write_rational,
    "decimal": _write_decimal,
    "symbol": _write_name,
    "constant": _write_name,
    "add": _write_sum,
    "mul": _write_product,
    "pow": _write_power,
    "exp": _write_exponential,
    "abs": _write_absolute,
    "conjugate": _write_conjugate,
}
