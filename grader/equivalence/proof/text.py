"""How is a polynomial in the generators written for people?

>>> from grader.equivalence.proof.ring import Polynomial, Ring
>>> from grader.equivalence.steps import Steps
>>> ring = Ring(16, Steps(100))
>>> polynomial_text(ring, ring.symbol("x") ** 2 - 1)
'x^2 - 1'
"""

from __future__ import annotations

import re

from grader.equivalence.proof.ring import Generator, Kind, Polynomial, Ring
from grader.expression import Expression, postorder

LONGEST = 120
DEEPEST = 3
_NAME = re.compile(r"g(\d+)")


def polynomial_text(ring: Ring, polynomial: Polynomial, depth: int = 0) -> str:
    """The polynomial with every generator written out, or a remark that it is long."""
    if len(polynomial) > LONGEST // 4 or depth > DEEPEST:
        return "a long expression"
    text = _NAME.sub(
        lambda found: _generator_text(ring, ring.generators[int(found[1])], depth + 1),
        str(polynomial),
    )
    return text if len(text) <= LONGEST else "a long expression"


def expression_text(expression: Expression) -> str:
    """The expression as text, or a remark that it is long."""
    if sum(1 for _ in postorder(expression)) > LONGEST // 4:
        return "a long expression"
    text = str(expression)
    return text if len(text) <= LONGEST else "a long expression"


def _generator_text(ring: Ring, generator: Generator, depth: int) -> str:
    if generator.kind is Kind.SYMBOL:
        return generator.label
    if generator.kind is Kind.PI:
        return "pi"
    inside = "" if generator.base is None else polynomial_text(ring, generator.base, depth)
    arguments = ", ".join(_quotient_text(ring, argument, depth) for argument in generator.arguments)
    return {
        Kind.EXPONENTIAL: f"exp({arguments})",
        Kind.HALF_TANGENT: f"tan(({arguments})/2)",
        Kind.LOGARITHM: f"log|{inside}|",
        Kind.ROOT: f"|{inside}|^(1/{generator.degree})",
        Kind.SIGN: f"sign({inside})",
        Kind.POWER: f"(({inside})^{generator.degree})",
        Kind.FRACTIONAL: f"|{inside}|^({generator.label})",
        Kind.OPAQUE: f"{generator.label}({arguments})",
    }[generator.kind]


def _quotient_text(ring: Ring, value: tuple[Polynomial, Polynomial], depth: int) -> str:
    top, bottom = (polynomial_text(ring, part, depth) for part in value)
    return top if value[1].is_one() else f"({top})/({bottom})"
