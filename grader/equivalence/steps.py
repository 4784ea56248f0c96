"""How much work may one decision cost? Steps are counted: the answer depends on no clock.

>>> steps = Steps(10)
>>> steps.spend(4)
>>> steps.left
6
"""

from __future__ import annotations


class GaveUp(Exception):  # noqa: N818 - it is an outcome that carries a reason, not a fault
    """This route ends here; its text is the reason that an undecided verdict gives."""


class NeedsFinerError(Exception):
    """Another attempt with finer generators may succeed.

    Attributes:
        roots: by how much the degree of root generators should grow.
        exponents: into how many parts the exponents' basis should be divided.
    """

    def __init__(self, roots: int = 1, exponents: int = 1) -> None:
        super().__init__()
        self.roots = roots
        self.exponents = exponents


class Steps:
    """A budget of elementary operations.

    Attributes:
        left: what may still be spent.
    """

    def __init__(self, limit: int) -> None:
        self.left = limit

    def spend(self, count: int) -> None:
        """Pay for `count` operations before they are done.

        Raises:
            GaveUp: the budget does not cover them; nothing of it is given back.
        """
        self.left -= count
        if self.left < 0:
            message = "the budget of steps is used up"
            raise GaveUp(message)
