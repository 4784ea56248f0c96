"""Several submissions at a time, each in a process that may die without harm to another one."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
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


def spread(task: Task, students: Sequence[str], workers: int) -> Iterator[SubmissionResult]:
    """Each student's result, as soon as it and those before it are there.

    Args:
        task: what is done for each student.
        students: whose submissions.
        workers: how many processes share the work; one means this process.
    """
    if min(workers, len(students)) <= 1:
        yield from map(task, students)
        return
    lost = []
    with _pool(min(workers, len(students))) as pool:
        futures = [pool.submit(task, student) for student in students]
        try:
            for student, future in zip(students, futures, strict=True):
                try:
                    yield future.result()
                except BrokenProcessPool:  # whoever ended its process, all that were left are lost
                    lost.append(student)
        finally:
            pool.shutdown(cancel_futures=True)  # an interrupted command starts no more of them
    for student in lost:
        yield _alone(task, student)


def _alone(task: Task, student: str) -> SubmissionResult:
    with _pool(1) as pool:
        try:
            return pool.submit(task, student).result()
        except BrokenProcessPool:
            return SubmissionResult(student, fault=LOST)


def _pool(workers: int) -> ProcessPoolExecutor:
    # Started anew, not forked: a fork would share our connections and caches.
    return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"))
