"""Each misconception, applied to maps with drawn parameters, gives a wrong matrix that bears its
name; where several give the same, all are named or none is more specific.
"""

from __future__ import annotations

import random

import pytest

from grader.answer import ArrayAnswer
from grader.diagnosis import BY_CODE, diagnose
from grader.diagnosis.candidates import Map, Variant
from grader.diagnosis.catalogue import LAYOUTS
from grader.diagnosis.differentiation import Differentiation
from grader.diagnosis.shapes import places
from grader.domain import Domain
from grader.equivalence import compare
from grader.expression import Expression, rational
from grader.notebook.known import derived_jacobian
from grader.questions import JacobianQuestion
from grader.questions.declared import formula
from grader.verdict import Status
from tests.diagnosis.cases import question_of

MAPS = (
    ("x y z", ("x**2 + {a}*y*z", "sin({b}*x*y)", "exp({c}*z + x)"), {}),
    ("x y", ("{a}*x/(x**2 + {b}*y**2)", "x**{c}*exp({a}*x*y)"), {"x": "positive"}),
    ("x y", ("tanh({a}*x - {b}*y + {c})", "1/(1 + exp(-({b}*x + {c}*y)))"), {}),
    ("r theta", ("{a}*r*cos({b}*theta)", "{c}*r**2*sin(theta)"), {"r": "positive"}),
    ("x y", ("sqrt(x**2 + {a}*y)*log(y)", "{b}*cosh(x) - {c}*atan(y)"), {"y": "positive"}),
)
TRIALS = 2
RIGHT = Variant((), Differentiation)
"""No misconception at all."""


def matrices(map_: Map) -> dict[tuple[Expression, ...], list[Variant]]:
    """Every matrix that a misconception gives, with all that give it."""
    shape = len(map_.components), len(map_.variables)
    found: dict[tuple[Expression, ...], list[Variant]] = {}
    for variant in map_.singles:
        entries = tuple(map_.entry(variant, place) for place in places(shape))
        if all(entry is not None for entry in entries):
            found.setdefault(tuple(e for e in entries if e is not None), []).append(variant)
    return found


def drawn(trial: int, place: int) -> JacobianQuestion:
    variables, function, domain = MAPS[place]
    a, b, c = random.Random(f"{trial} {place}").sample(range(2, 10), 3)  # noqa: S311 - seeded
    components = (text.format(a=a, b=b, c=c) for text in function)
    return question_of(variables, *components, domain=domain)


@pytest.mark.slow
@pytest.mark.parametrize("trial", range(TRIALS))
@pytest.mark.parametrize("place", range(len(MAPS)))
def test_a_mutant_is_wrong_and_bears_the_name_of_what_gives_it(trial: int, place: int):
    question = drawn(trial, place)
    reference, domain = derived_jacobian(question), Domain.of(question.domain)
    components = tuple(formula(question, text) for text in question.function)
    map_ = Map(components, tuple(question.variables.split()))
    untouched = tuple(map_.entry(RIGHT, p) for p in places((len(components), len(map_.variables))))
    seen = set()
    for entries, variants in matrices(map_).items():
        pairs = zip(entries, reference.entries, strict=True)
        statuses = [compare(mutant, right, domain).status for mutant, right in pairs]
        if entries == untouched or set(entries) == {rational(0)}:
            continue
        assert Status.UNDECIDED not in statuses
        assert Status.REFUTED in statuses, "a mutant equals the reference"
        found = diagnose(question, ArrayAnswer(reference.shape, entries), reference, statuses)
        named = {code for diagnosis in found for code in diagnosis.codes}
        codes = {code for variant in variants for code in variant.codes}
        seen |= codes
        assert named, codes
        assert codes <= named or _more_specific(codes, named), (codes, named)
    assert len(seen) >= 12


@pytest.mark.slow
@pytest.mark.parametrize("place", range(len(MAPS)))
def test_right_entries_at_wrong_places_are_wrong_and_bear_the_name_of_their_layout(place: int):
    question = drawn(TRIALS, place)
    reference, domain = derived_jacobian(question), Domain.of(question.domain)
    right_shape = reference.shape[0], reference.shape[1]
    right = dict(zip(places(right_shape), reference.entries, strict=True))
    for layout in LAYOUTS:
        for shape, sources in layout.layouts(right_shape):
            moved = [sources[p] for p in places(shape)]
            entries = tuple(rational(0) if p is None else right[p] for p in moved)
            statuses = []
            if shape == right_shape:
                pairs = zip(entries, reference.entries, strict=True)
                statuses = [compare(mutant, entry, domain).status for mutant, entry in pairs]
                assert Status.REFUTED in statuses, "a mutant equals the reference"
            (found,) = diagnose(question, ArrayAnswer(shape, entries), reference, statuses)
            assert layout.code in found.codes


def _more_specific(codes: set[str], named: set[str]) -> bool:
    """Whether all that is not named is generic, and something else is named."""
    return all(BY_CODE[code].generic for code in codes - named)
