"""What becomes of work when a Dask cluster has lost all its workers? It is given back.

Dask itself would keep it for a worker that may come one day, and after the end of a scheduler it
takes work that nobody will ever do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager, suppress
from threading import Event, Lock, Thread
from time import monotonic
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

if TYPE_CHECKING:
    from distributed import Client

ABSENCE = 10.0
"""Seconds for which a cluster may have no worker, at the beginning or in the middle."""
LOOK = 1.0
"""Seconds between two looks at who is there."""


@contextmanager
def attended(client: Client, deserted: Callable[[], None]) -> Iterator[Executor]:
    """The executor of a client, which is looked after as long as it is needed.

    Args:
        client: of a cluster that has a worker.
        deserted: is called in another thread if the cluster is given up.
    """
    executor, over = Attended(client), Event()
    watch = Thread(target=_watch, args=(client, executor, over, deserted), daemon=True)
    watch.start()
    try:
        yield executor
    finally:
        over.set()
        watch.join()


class Attended(Executor):
    """The executor of a Dask client, until it is given up."""

    def __init__(self, client: Client) -> None:
        self._executor = client.get_executor(pure=False)
        self._under_way: WeakSet[Future[Any]] = WeakSet()
        self._given_up = False
        self._lock = Lock()  # nothing slips in between the last task and the end

    def submit(
        self,
        function: Callable[..., Any],
        /,
        *arguments: Any,  # noqa: ANN401 - as in the base class
        **more: Any,  # noqa: ANN401
    ) -> Future[Any]:
        """Pass a task on.

        Raises:
            RuntimeError: nobody is left to do it.
        """
        with self._lock:
            if self._given_up:
                message = "the cluster was given up"
                raise RuntimeError(message)
            future: Future[Any] = self._executor.submit(function, *arguments, **more)
            self._under_way.add(future)
        return future

    def give_up(self) -> None:
        """Cancel what is under way and take no more."""
        with self._lock:
            self._given_up = True
        for future in list(self._under_way):
            future.cancel()


def _watch(client: Client, executor: Attended, over: Event, deserted: Callable[[], None]) -> None:
    seen = monotonic()
    while not over.wait(LOOK):
        if _has_workers(client):
            seen = monotonic()
        elif monotonic() - seen > ABSENCE:
            executor.give_up()
            deserted()
            return


def _has_workers(client: Client) -> bool:
    if client.status != "running":  # the connection to the scheduler is lost
        return False
    with suppress(OSError):
        return bool(client.nthreads())
    return False
