"""Laying out rows once changes no picture."""

import pytest
from ziamath.nodes import mnode
from ziamath.nodes.mrow import Mrow

from grader.feedback import rows
from grader.feedback.maths import formula_svg

REGISTERED = mnode._node_classes  # noqa: SLF001 - there is no public way
FORMULAS = (
    r"\left(\frac{1}{1 + e^{- \left(x + \frac{1}{2}\right)}}\right)^{2}",
    r"\left[\begin{matrix}x_{1}^{2} & \sqrt{\left(y\right)}\\- \frac{a}{b} & 0\end{matrix}\right]",
    r"\sum_{i=1}^{n} \left(x_i - \overline{x}\right)^{2} \to \widehat{xyz}",
    r"\left|\underbrace{a + \frac{b}{c}}_{n}\right| = \begin{cases} 1 & x > 0 \\ 0 & y \end{cases}",
    r"\left(\sum_{i=1}^{n} \frac{a}{b}\right) \left(\frac{a}{\frac{c}{d}}\right)_{2}",
    r"\bigl\lVert \vec{v} \bigr\rVert \cdot \frac{\partial f}{\partial x}(\tfrac{1}{2})",
)


@pytest.mark.parametrize("tex", FORMULAS)
@pytest.mark.parametrize("display", [False, True])
def test_a_formula_looks_as_ziamath_lays_it_out(
    tex: str,
    display: bool,  # noqa: FBT001 - as the function takes it
    monkeypatch: pytest.MonkeyPatch,
):
    ours = formula_svg.__wrapped__(tex, display=display)
    assert ours.startswith("<svg")
    monkeypatch.setitem(REGISTERED, "mrow", Mrow)
    assert formula_svg.__wrapped__(tex, display=display) == ours


def test_the_number_of_layouts_does_not_double_with_each_level(monkeypatch: pytest.MonkeyPatch):
    made = []
    monkeypatch.setitem(REGISTERED, "mrow", rows.Row)  # what comes back after this test

    class Counted(rows.Row, tag="mrow"):
        def __init__(self, *arguments: object, **options: object) -> None:
            made.append(self)
            super().__init__(*arguments, **options)

    def layouts(levels: int) -> int:
        made.clear()
        tex = r"\left(\sqrt{" * levels + "x" + r"}\right)" * levels
        assert formula_svg.__wrapped__(tex).startswith("<svg")
        return len(made)

    one, two, three = (layouts(levels) for levels in (1, 2, 3))
    assert three - two <= 2 * (two - one) <= 4 * one
