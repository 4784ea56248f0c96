"""How much work may one decision cost? Steps are counted: the answer depends on no clock.

>>> steps = Steps(10)
>>> steps.spend(4)
>>> steps.left
6
"""

from __future__ import annotations


class GaveUp(Exception):  # noqa: N818 - it is an outcome that carries a reason, not a fault
    """This route ends here; its text is the reason that an undecided verdict gives."""


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
