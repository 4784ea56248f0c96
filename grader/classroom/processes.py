"""Several submissions at a time, each in a process that may die without harm to another one."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from grader.classroom.results import SubmissionResult

Task = Callable[[str], SubmissionResult]
"""Grades the submission of one student; a function that another process can import."""

LOST = "the process that graded it ended, twice; grade it alone with --student to see more"


def available() -> int:
    """How many processors this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def spread(task: Task, students: Iterable[str], workers: int) -> Iterator[SubmissionResult]:
    """Each student's result, as soon as it and those before it are there.

    Args:
        task: what is done for each student.
        students: whose submissions; each is begun as soon as it is named.
        workers: how many processes share the work; one means this process.
    """
    if workers <= 1:
        yield from map(task, students)
        return
    lost = []
    with _pool(workers) as pool:
        try:
            for student, future in _begun(pool, task, students):
                try:
                    yield future.result()
                except BrokenProcessPool:  # whoever ended its process, all that were left are lost
                    lost.append(student)
        finally:
            pool.shutdown(cancel_futures=True)  # an interrupted command starts no more of them
    for student in lost:
        yield _alone(task, student)


def _begun(
    pool: ProcessPoolExecutor, task: Task, students: Iterable[str]
) -> Iterator[tuple[str, Future[SubmissionResult]]]:
    """Begin with all, in order; one whose result is there is not held back by those to come."""
    waiting: deque[tuple[str, Future[SubmissionResult]]] = deque()
    for student in students:
        waiting.append((student, _submitted(pool, task, student)))
        while waiting and waiting[0][1].done():
            yield waiting.popleft()
    yield from waiting


def _submitted(pool: ProcessPoolExecutor, task: Task, student: str) -> Future[SubmissionResult]:
    try:
        return pool.submit(task, student)
    except BrokenProcessPool as error:
        lost: Future[SubmissionResult] = Future()
        lost.set_exception(error)
        return lost


def _alone(task: Task, student: str) -> SubmissionResult:
    with _pool(1) as pool:
        try:
            return pool.submit(task, student).result()
        except BrokenProcessPool:
            return SubmissionResult(student, fault=LOST)


def _pool(workers: int) -> ProcessPoolExecutor:
    # Started anew, not forked: a fork would share our connections and caches.
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, context, _end_with, (os.getpid(),))


def _end_with(parent: int) -> None:
    """Let this process end when the one that started it does: another run may write to its rows."""

    def look() -> None:
        while os.getppid() == parent:
            time.sleep(0.5)
        os._exit(1)

    threading.Thread(target=look, daemon=True).start()
