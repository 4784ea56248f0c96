"""What is a formula, once it is data? An immutable graph, in which equal formulas are one object.

`graph` builds expressions from `operations`; `notation` and `latex` write them; `limits` and `real`
say which ones an answer may hold.
"""

from grader.expression.graph import (
    CONSTANTS,
    DIGITS,
    MANY,
    OPERATIONS,
    Expression,
    Operation,
    apply,
    constant,
    decimal,
    number,
    postorder,
    product,
    rational,
    substitute,
    substituted,
    symbol,
    symbols,
    total,
)

__all__ = [
    "CONSTANTS",
    "DIGITS",
    "MANY",
    "OPERATIONS",
    "Expression",
    "Operation",
    "apply",
    "constant",
    "decimal",
    "number",
    "postorder",
    "product",
    "rational",
    "substitute",
    "substituted",
    "symbol",
    "symbols",
    "total",
]
