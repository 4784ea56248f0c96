"""Which parts of a formula are real? All, where no imaginary unit occurs: every variable is real.

>>> from grader.expression.graph import apply, symbol
>>> str(settle_real_parts(apply("re", symbol("x")) + apply("im", symbol("x"))))
'x + 0'
"""

from __future__ import annotations

from grader.expression.graph import Expression, apply, constant, postorder, rational

_PARTS = frozenset(("re", "im", "conjugate"))


def settle_real_parts(root: Expression) -> Expression:
    """`root` with re(u) and conjugate(u) read as u, and im(u) as 0, where u contains no i."""
    if not any(each.operation in _PARTS for each in postorder(root)):
        return root
    built: dict[Expression, Expression] = {}
    imaginary: set[Expression] = set()
    for old in postorder(root):
        if old is constant("i") or not imaginary.isdisjoint(old.arguments):
            imaginary.add(old)
        built[old] = _settled(old, built, real=old not in imaginary)
    return built[root]


def _settled(old: Expression, built: dict[Expression, Expression], *, real: bool) -> Expression:
    arguments = [built[argument] for argument in old.arguments]
    if real and old.operation in ("re", "conjugate"):
        return arguments[0]
    if real and old.operation == "im":
        return rational(0)
    return apply(old.operation, *arguments) if arguments else old
