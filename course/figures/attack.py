"""How does a small network answer to small changes of its pictures, random or chosen by J?

>>> pictures(2, np.random.default_rng(0))[0].shape
(2, 64)
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from course.figures.drawing import COLOURS, new_figure, style
from course.figures.showing import Slider

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

SIDE = 8
"""Pixels along a side of a picture."""
HIDDEN = 16
"""Units of the hidden layer."""

SLIDERS = {"epsilon": Slider("epsilon ε", 0.0, 0.3, 0.05, 0.1)}
FRAMES = ({"epsilon": 0.05}, {"epsilon": 0.1}, {"epsilon": 0.2})

ALT = (
    "Four panels: a noisy vertical bar, its Jacobian matrix as 8×8 pixels with plus and minus, "
    "the attacked bar, and accuracy against ε. For ε = 0.05, 0.1 and 0.2 the score falls, and at "
    "0.2 the network says horizontal though the bar is still visible. Accuracy drops steeply with "
    "signs of J, as the linear prediction says; random signs barely matter."
)
"""What the frames show, in words."""

_EPSILONS = np.linspace(0.0, 0.3, 13)


class Network(NamedTuple):
    """The score v·max(0, Wx + b) + c of a picture x: positive for "vertical"."""

    W: NDArray[np.float64]
    b: NDArray[np.float64]
    v: NDArray[np.float64]
    c: NDArray[np.float64]

    def score(self, x: NDArray[np.float64]) -> NDArray[np.float64]:
        """Give the score of each row of x, which is one picture."""
        return np.maximum(x @ self.W.T + self.b, 0) @ self.v + self.c

    def jacobians(self, x: NDArray[np.float64]) -> NDArray[np.float64]:
        """Give, row by row, the 1×64 Jacobian matrix of the score at each picture."""
        return ((x @ self.W.T + self.b > 0) * self.v) @ self.W

    def accuracy(self, x: NDArray[np.float64], y: NDArray[np.int64]) -> float:
        """Give the share of pictures whose score has the sign of the label."""
        return float(np.mean(self.score(x) * y > 0))


def pictures(count: int, rng: np.random.Generator) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Give noisy bars, a row of 64 pixels each, and labels: 1 for vertical, −1 for horizontal."""
    y, line = rng.choice([-1, 1], size=count), rng.integers(SIDE, size=count)
    x = 0.2 * rng.normal(size=(count, SIDE, SIDE))
    vertical = y == 1
    x[vertical, :, line[vertical]] += 1
    x[~vertical, line[~vertical], :] += 1
    return x.reshape(count, -1), y


@cache
def unseen() -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Give 1000 pictures that the network has not seen in training, and their labels."""
    return pictures(1000, np.random.default_rng(71))


@cache
def network() -> Network:
    """Train the network on 1000 pictures, by 600 steps of Adam on the logistic error."""
    rng = np.random.default_rng(70)
    x, y = pictures(1000, rng)
    values = [
        rng.normal(size=(HIDDEN, SIDE * SIDE)) / SIDE,
        np.zeros(HIDDEN),
        rng.normal(size=HIDDEN) / np.sqrt(HIDDEN),
        np.array(0.0),
    ]
    mean, square = [0 * value for value in values], [0 * value for value in values]
    for step in range(1, 601):
        batch = rng.integers(len(x), size=128)
        for i, slope in enumerate(_gradients(Network(*values), x[batch], y[batch])):
            mean[i] = 0.9 * mean[i] + 0.1 * slope
            square[i] = 0.99 * square[i] + 0.01 * slope**2
            scale = np.sqrt(square[i] / (1 - 0.99**step)) + 1e-8
            values[i] = values[i] - 0.01 * mean[i] / (1 - 0.9**step) / scale
    return Network(*values)


def _gradients(net: Network, x: NDArray[np.float64], y: NDArray[np.int64]) -> Network:
    """Give the gradients of the mean of log(1 + exp(−y·score)), in the order of the parameters."""
    inner = x @ net.W.T + net.b
    back = -y / (1 + np.exp(y * net.score(x))) / len(x)
    hidden = np.outer(back, net.v) * (inner > 0)
    return Network(hidden.T @ x, hidden.sum(0), np.maximum(inner, 0).T @ back, back.sum())


@cache
def curves() -> dict[str, NDArray[np.float64]]:
    """Give the accuracy on the test pictures over ε, by the way in which pixels are changed."""
    net, (x, y) = network(), unseen()
    slopes = net.jacobians(x)
    noise = np.random.default_rng(72).choice([-1, 1], size=x.shape)
    against = {
        "random signs": noise,
        "singular direction": -y[:, None] * slopes / abs(slopes).max(axis=1, keepdims=True),
        "signs of J": -y[:, None] * np.sign(slopes),
    }
    found = {
        name: np.array([net.accuracy(x + e * step, y) for e in _EPSILONS])
        for name, step in against.items()
    }
    drop = abs(slopes).sum(axis=1)
    found["linear prediction"] = np.array([np.mean(net.score(x) * y > e * drop) for e in _EPSILONS])
    return found


@cache
def shown() -> NDArray[np.float64]:
    """Give the first inner vertical bar that signs of J overturn at ε = 0.2, but not at 0.1."""
    net, (x, y) = network(), unseen()
    signs = np.sign(net.jacobians(x))
    column = x.reshape(-1, SIDE, SIDE).sum(axis=1).argmax(axis=1)
    inner = (y == 1) & (column > 1) & (column < SIDE - 2)
    falls = (net.score(x - 0.1 * signs) > 0) & (net.score(x - 0.2 * signs) < 0)
    return x[np.argmax(inner & falls)]


def draw(epsilon: float = 0.1) -> Figure:
    """Draw a picture, its Jacobian matrix, the picture after the attack, and four accuracies."""
    net, x = network(), shown()
    slopes = net.jacobians(x[None])[0]
    attacked = x - epsilon * np.sign(slopes)
    figure, axes = new_figure(columns=4, width=10, height=4.2)
    with style():
        axes[0].get_gridspec().set_width_ratios([1, 1, 1, 1.7])
        _picture(axes[0], x, f"picture\n{_said(net, x)}")
        _jacobian(axes[1], slopes)
        _picture(axes[2], attacked, f"attacked\n{_said(net, attacked)}")
        looks = {
            "random signs": ("s--", "orange"),
            "singular direction": ("^-.", "vermillion"),
            "signs of J": ("o-", "blue"),
            "linear prediction": (":", "black"),
        }
        for name, (line, colour) in looks.items():
            axes[3].plot(_EPSILONS, curves()[name], line, color=COLOURS[colour], label=name)
        axes[3].axvline(epsilon, color=COLOURS["black"], linewidth=1.5)
        axes[3].set(xlabel="ε", ylabel="accuracy", ylim=(-0.03, 1.05), xticks=[0, 0.1, 0.2, 0.3])
        axes[3].set_title(f"1000 pictures\nε = {epsilon:.2f}")
        figure.legend(loc="outside lower center", ncols=4, columnspacing=1.2, handlelength=2.2)
    return figure


def _said(net: Network, x: NDArray[np.float64]) -> str:
    score = float(net.score(x[None])[0])
    return f"{'vertical' if score > 0 else 'horizontal'}, {score:.1f}".replace("-", "−")


def _picture(axes: Axes, x: NDArray[np.float64], title: str) -> None:
    """Draw the pixels as shades of grey."""
    axes.pcolormesh(
        x.reshape(SIDE, SIDE), cmap="gray", vmin=-0.7, vmax=1.5, edgecolors="face", linewidth=0.3
    )
    _square(axes, title)


def _jacobian(axes: Axes, slopes: NDArray[np.float64]) -> None:
    """Draw the entries as colours around white at 0; plus and minus mark the sign of each."""
    picture, top = slopes.reshape(SIDE, SIDE), abs(slopes).max()
    axes.pcolormesh(
        picture, cmap="PuOr", vmin=-1.8 * top, vmax=1.8 * top, edgecolors="face", linewidth=0.3
    )
    for sign, marker in ((1, "+"), (-1, "_")):
        row, column = np.nonzero(np.sign(picture) == sign)
        axes.plot(
            column + 0.5,
            row + 0.5,
            marker,
            color=COLOURS["black"],
            markersize=6,
            markeredgewidth=1.5,
        )
    _square(axes, "J as a picture\n+ raises the score")


def _square(axes: Axes, title: str) -> None:
    axes.set_aspect("equal")
    axes.invert_yaxis()
    axes.set(xticks=[], yticks=[])
    axes.set_title(title, fontsize=13)
