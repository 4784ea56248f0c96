"""How are notebooks run on other machines before they are needed here?

Any executor of `concurrent.futures` will do. It gets tasks, which hold no reference and no name,
and gives bytes back. They are read strictly and kept, so that grading finds them in the store. What
does not come back, or comes back as anything else, is simply run here.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Executor, Future
from contextlib import suppress
from dataclasses import dataclass

from grader.errors import ConfigError
from grader.notebook.execution import STORE, ExecuteInSandbox
from grader.notebook.exporter import admit_submission, rebuilt
from grader.notebook.layout import Layout
from grader.notebook.released import read_released
from grader.notebook.submission import clean_text
from grader.notebook.tasks import Ran, Task, carry_out
from grader.store import Store, code

AHEAD = 64
"""Submissions whose notebooks are under way at a time."""
PATIENCE = 600.0
"""Seconds for which the oldest notebook under way is waited for, before it is run here.

After such a wait in vain the next ones have to be there already, until one is: an executor that
has come to a halt costs this time once.
"""
REFUSED = b"refused: "
LONGEST = 1000


def at_a_worker(task: bytes, ours: str) -> bytes:
    """Carry out a task on another machine; what a worker of a cluster is asked to do.

    Args:
        task: a `Task`.
        ours: the code of whoever asks; another version would run it in another way.

    Returns:
        What `carry_out` does, or why this machine does not do it.
    """
    if ours != code():
        return REFUSED + b"it has another version of this package, of Python or of a package"
    try:
        return carry_out(task)
    except ConfigError as error:
        return REFUSED + str(error).encode()


@dataclass(frozen=True)
class Elsewhere:
    """Has the notebooks of a class run by an executor.

    Attributes:
        executor: runs `at_a_worker`.
        layout: where everything lies.
        assignment: its name.
        sandbox: its limits and its isolation.
        anew: whether what ran before runs again.
        patience: seconds for which a result is waited for.
    """

    executor: Executor
    layout: Layout
    assignment: str
    sandbox: ExecuteInSandbox
    anew: bool = False
    patience: float = PATIENCE

    def ready(self, students: Iterable[str], done: Callable[[str], bool]) -> Iterator[str]:
        """The students, each as soon as all that was to run elsewhere for them is in the store.

        Args:
            students: of the class.
            done: whether nothing is to be run for a student.

        Raises:
            ConfigError: a worker says that it can't run notebooks as it has to.
        """
        under_way: deque[tuple[str, list[_Run]]] = deque()
        patience = _Patience(self.patience)
        for student in students:
            tasks = () if done(student) else self._tasks(student)
            under_way.append((student, [self._begin(task) for task in tasks]))
            if len(under_way) >= AHEAD:
                yield self._ended(*under_way.popleft(), patience)
        while under_way:
            yield self._ended(*under_way.popleft(), patience)

    def _tasks(self, student: str) -> Iterator[Task]:
        """The runs of a submission that are not in the store."""
        released = read_released(self.layout, self.assignment)
        folder = self.layout.step("submitted", student, self.assignment)
        intake = admit_submission(folder, self.layout, self.assignment, released)
        files: dict[str, bytes] = {}
        for name in self.layout.accompanying(self.assignment):
            ours = self.layout.source(self.assignment) / name  # takes the place of a submitted one
            data = ours.read_bytes() if ours.is_file() else intake.files.get(name)
            files |= {} if data is None else {name: data}
        for name, notebook in released.items():
            found = rebuilt(notebook, intake, f"{name}.ipynb")
            if found.metadata["jacobian"]["unreadable"]:
                continue
            task = self.sandbox.task(found, files, self.layout, student)
            if self.anew or self._store.get(task.key) is None:
                yield task

    def _begin(self, task: Task) -> _Run:
        try:
            return _Run(task, self.executor.submit(at_a_worker, task.to_bytes(), code()))
        except RuntimeError as error:  # it is broken, or was shut down
            lost: Future[bytes] = Future()
            lost.set_exception(error)
            return _Run(task, lost)

    def _ended(self, student: str, runs: list[_Run], patience: _Patience) -> str:
        for run in runs:
            result = run.result(patience)
            if result is not None:
                self._store[run.task.key] = result
        return student

    @property
    def _store(self) -> Store:
        return Store(self.layout.build / STORE)


class _Patience:
    """Waits for results, but no longer for the next ones once it waited in vain."""

    def __init__(self, seconds: float) -> None:
        self._usual = self._left = seconds

    def error(self, future: Future[bytes]) -> BaseException | None:
        """What a task failed with.

        Raises:
            TimeoutError: it has not ended.
            CancelledError: it was cancelled.
        """
        try:
            error = future.exception(self._left)
        except TimeoutError:
            self._left = 0.0
            raise
        self._left = self._usual
        return error


@dataclass(frozen=True)
class _Run:
    """A task that somebody else is carrying out."""

    task: Task
    future: Future[bytes]

    def result(self, patience: _Patience) -> bytes | None:
        """What came back, if it is what a run that finished gives."""
        data = self._data(patience)
        if data is None or not data.startswith(REFUSED):
            return data if data is not None and self._finished(data) else None
        why = clean_text(data[len(REFUSED) :].decode(errors="replace"))[:LONGEST]
        message = f"a worker refuses to run notebooks: {why}"
        raise ConfigError(message)

    def _data(self, patience: _Patience) -> bytes | None:
        with suppress(CancelledError, TimeoutError):
            if patience.error(self.future) is None:
                data = self.future.result()
                return data if isinstance(data, bytes) else None
        self.future.cancel()
        return None

    def _finished(self, data: bytes) -> bool:
        with suppress(ValueError):
            return Ran.from_bytes(data, len(self.task.sources)).finished
        return False
