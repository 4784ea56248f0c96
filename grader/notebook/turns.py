"""Whose turn is it to grade? One command's at a time, since all write to the same folders.

nbgrader deletes a student's folder before it writes it again. Of two commands that do so at once,
one finds what it did not expect, and a submission of somebody who did nothing wrong is not graded.
"""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from nbgrader.converters.base import NbGraderException

from grader.errors import ConfigError
from grader.notebook.layout import Layout

if TYPE_CHECKING:
    from nbgrader.converters.base import BaseConverter
    from traitlets.config import Config

FILE = ".turn"


@contextmanager
def turn(layout: Layout) -> Iterator[None]:
    """Keep every other command from grading a class; the system ends that if this process ends.

    Raises:
        ConfigError: another command is grading it, or it can't be known whether one is.
    """
    path = layout.build / FILE
    with ExitStack() as stack:
        try:
            file = stack.enter_context(path.open("ab"))
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            message = (
                f"another command is grading the class in {layout.root}; "
                "start this one again when that has ended"
            )
            raise ConfigError(message) from None
        except OSError as error:
            message = f"{path} can't be locked: {error.strerror}"
            raise ConfigError(message) from error
        yield


def taken(config: Config) -> None:
    """Say in a configuration that the command that uses it has its turn already."""
    config.Turns.taken = True


def convert_in_turn(
    converter: BaseConverter, layout: Layout, first: Callable[[], None] = lambda: None
) -> None:
    """Let one of nbgrader's conversions begin when it has its turn, and do something `first`.

    It says what is wrong, if it can't, as nbgrader's conversions do.
    """
    convert = converter.convert_notebooks

    def begin() -> None:
        with ExitStack() as stack:
            try:
                if not converter.config.Turns.get("taken", False):
                    stack.enter_context(turn(layout))
                first()
            except ConfigError as error:
                converter.log.error("%s", error)  # noqa: TRY400 - the traceback would be nbgrader's
                raise NbGraderException(str(error)) from error
            convert()

    converter.convert_notebooks = begin
