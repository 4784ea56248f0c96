from __future__ import annotations

import sympy

from grader.expression.operations import MANY, OPERATIONS


def test_every_operation_is_known_under_its_own_name():
    assert all(name == operation.name for name, operation in OPERATIONS.items())


def test_no_spelling_means_two_operations():
    spellings = [spelling for each in OPERATIONS.values() for spelling in each.spellings]
    assert len(spellings) == len(set(spellings))


def test_every_operation_has_a_counterpart_in_sympy():
    assert all(isinstance(getattr(sympy, each.sympy), type) for each in OPERATIONS.values())


def test_every_function_is_known_by_the_name_that_sympy_prints():
    functions = [each for each in OPERATIONS.values() if each.spellings]
    assert len(functions) > 30
    assert all(each.sympy in each.spellings for each in functions)


def test_arities_are_ordered_and_limited():
    assert all(1 <= each.least <= each.most <= MANY for each in OPERATIONS.values())
