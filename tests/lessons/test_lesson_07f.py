"""The quick checks of lesson 7f, and the network of its figure."""

from __future__ import annotations

from types import ModuleType

import numpy as np
import pytest

from course.figures import attack
from tests.lessons.harness import hint_to, is_right


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("l07f_random", "C"),
        ("l07f_random", "c"),
        ("l07f_largest", 1.1),
        ("l07f_largest", "0.1*(2 + 3 + 6)"),
        ("l07f_largest", "11/10"),
        ("l07f_step", [0.1, -0.1, 0.1]),
        ("l07f_step", ["1/10", "-1/10", "1/10"]),
        ("l07f_step", 0.1 * np.sign([2, -3, 6])),
    ],
)
def test_a_right_answer_counts_in_each_form(q: ModuleType, name: str, answer: object):
    assert is_right(q, name, answer)


@pytest.mark.parametrize(
    ("name", "wrong", "said"),
    [
        ("l07f_random", "A", "add up or cancel"),
        ("l07f_random", "B", "other half"),
        ("l07f_random", "D", "bar stays"),
        ("l07f_largest", 0.1 * np.linalg.norm([2, -3, 6]), "its own limit"),
        ("l07f_largest", 0.5, "choose each sign"),
        ("l07f_largest", 0.6, "moves one entry"),
        ("l07f_largest", 11, "How far may each entry"),
        ("l07f_step", [0.1, 0.1, 0.1], "term with −3"),
        ("l07f_step", [-0.1, 0.1, -0.1], "largest value or the smallest"),
        ("l07f_step", [0.2, -0.3, 0.6], "with the limit"),
        ("l07f_step", [0.1 / 3, -0.05, 0.1], "Only one entry"),
        ("l07f_step", [0, 0, 0.1], "first two entries"),
    ],
)
def test_a_typical_wrong_answer_gets_its_hint(q: ModuleType, name: str, wrong: object, said: str):
    assert said in hint_to(q, name, wrong)


def test_the_network_knows_its_bars_and_falls_to_chosen_signs_only():
    found = {
        name: dict(zip((0, 0.1, 0.2, 0.3), values[::4], strict=True))
        for name, values in attack.curves().items()
    }
    assert min(values[0] for values in found.values()) > 0.99
    assert found["signs of J"][0.2] < 0.6
    assert found["random signs"][0.2] > 0.98
    assert found["signs of J"][0.3] > found["linear prediction"][0.3]
    assert found["signs of J"][0.2] < found["singular direction"][0.2]
    assert abs(found["signs of J"][0.1] - found["linear prediction"][0.1]) < 0.05


def test_the_jacobian_is_that_of_the_score():
    net, (x, _) = attack.network(), attack.unseen()
    steps = 1e-6 * np.eye(attack.SIDE**2)
    slopes = (net.score(x[0] + steps) - net.score(x[0] - steps)) / 2e-6
    assert np.allclose(slopes, net.jacobians(x[:1])[0], rtol=0, atol=1e-7)


def test_the_average_bars_of_both_kinds_are_alike():
    x, y = attack.pictures(20000, np.random.default_rng(1))
    assert np.allclose(x[y == 1].mean(axis=0), x[y == -1].mean(axis=0), atol=0.03)


def test_the_shown_picture_is_overturned_between_its_frames():
    assert "attacked\nvertical" in attack.draw(0.1).axes[2].get_title()
    assert "attacked\nhorizontal" in attack.draw(0.2).axes[2].get_title()
