"""How long may one cell run? When its time is over it is interrupted, and the cells after it run.

The interruption is an error in the cell, raised by a timer of this process. Code that catches
everything, or takes the timer away, or is in a library that never comes back to Python, goes on
until the notebook's own time is over, which the supervisor measures.
"""

import asyncio
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from types import CodeType, FrameType

from grader.sandbox.limits import Limits


class CellTimeError(BaseException):
    """A cell's time is over; no Exception, so that `except Exception` in it lets this pass."""


@asynccontextmanager
async def limited(limits: Limits, cell: CodeType) -> AsyncIterator[None]:
    """Interrupt what runs here when it takes longer than one cell may.

    Args:
        limits: of the notebook.
        cell: the code that runs a cell; outside of it nothing is interrupted.

    Raises:
        CellTimeError: the time was over.
    """
    too_long = f"this cell ran longer than {limits.cell_wall_seconds:g} s"
    too_much = f"this cell used more than {limits.cell_cpu_seconds:g} s of CPU time"
    signal.signal(signal.SIGALRM, _interruption(cell, too_long))
    signal.signal(signal.SIGPROF, _interruption(cell, too_much))
    _set_timers(limits.cell_wall_seconds, limits.cell_cpu_seconds)
    try:
        async with asyncio.timeout(limits.cell_wall_seconds) as waiting:
            yield
    except TimeoutError:
        raise CellTimeError(too_long) from None
    finally:
        _set_timers(0, 0)
    if waiting.expired():  # while it awaited something; the shell has shown that as an error
        raise CellTimeError(too_long)


def _set_timers(wall_seconds: float, cpu_seconds: float) -> None:
    signal.setitimer(signal.ITIMER_REAL, wall_seconds)
    signal.setitimer(signal.ITIMER_PROF, cpu_seconds)


def _interruption(cell: CodeType, told: str) -> Callable[[int, FrameType | None], None]:
    def interrupt(_: int, frame: FrameType | None) -> None:
        _set_timers(0, 0)
        if _runs(cell, frame):
            raise CellTimeError(told)

    return interrupt


def _runs(cell: CodeType, frame: FrameType | None) -> bool:
    while frame is not None and frame.f_code is not cell:
        frame = frame.f_back
    return frame is not None
