"""Which misconceptions are known? All of them, by their codes.

>>> BY_CODE["J101"].name, BY_CODE["J161"].name
('inner derivative missing', 'transposed')
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from operator import attrgetter

from grader.diagnosis.misconception import Misconception, WrongDerivative, WrongLayout
from grader.diagnosis.misconceptions import (
    chain_rule,
    consequences,
    determinants,
    factors,
    functions,
    layouts,
    products,
    sums,
)
from grader.diagnosis.misconceptions.consequences import WrongConsequence

MODULES = (
    chain_rule,
    functions,
    products,
    sums,
    layouts,
    factors,
    determinants,
    consequences,
)


def _declared() -> Iterator[type[Misconception]]:
    for module in MODULES:
        for value in vars(module).values():
            if (
                isinstance(value, type)
                and issubclass(value, Misconception)
                and "code" in vars(value)
            ):
                yield value


ALL: tuple[type[Misconception], ...] = tuple(sorted(set(_declared()), key=attrgetter("code")))
BY_CODE: Mapping[str, type[Misconception]] = {each.code: each for each in ALL}
DERIVATIVES = tuple(each for each in ALL if issubclass(each, WrongDerivative))
CONSEQUENCES = tuple(each for each in ALL if issubclass(each, WrongConsequence))
LAYOUTS = tuple(each for each in ALL if issubclass(each, WrongLayout))
