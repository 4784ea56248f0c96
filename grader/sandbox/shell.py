"""Runs the cells: an IPython shell without a kernel around it.

No messages, no sockets, no threads: `run` hands every finished cell to its caller as a record.
What student code may do to this process harms only the records of its own notebook.

Outputs are those of a kernel but for this: text of the two streams stays in the order in which
it was written (a kernel sends each in pieces), and tracebacks are IPython's full ones (a kernel's
cells have file names that don't exist, for which IPython falls back on plainer ones whose line
numbers are wrong in chained exceptions). A figure that can't be drawn says so once, not twice.
"""

import asyncio
import builtins
import getpass
import os
import resource
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

from IPython.core import page, payloadpage
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.error import StdinNotImplementedError, UsageError
from IPython.core.interactiveshell import InteractiveShell
from IPython.core.profiledir import ProfileDir
from traitlets import Instance, Type
from traitlets.config import Config

from grader.sandbox.capture import Descriptor, Recorder, Stream
from grader.sandbox.cell_time import CellTimeError, limited
from grader.sandbox.figures import skip_unseen
from grader.sandbox.limits import Limits
from grader.sandbox.records import Record


class Publisher(DisplayPublisher):
    """Takes what `display` publishes."""

    shell: Any

    def publish(  # type: ignore[no-untyped-def]
        self,
        data,  # noqa: ANN001 - whatever student code displays
        metadata=None,  # noqa: ANN001
        *args: object,  # noqa: ARG002 - "source", long deprecated
        transient=None,  # noqa: ANN001
        update=False,  # noqa: ANN001 - the signature is IPython's
        **kwargs: object,  # noqa: ARG002
    ) -> None:
        """Record a display, or a new content of one."""
        self._validate_data(data, metadata)  # type: ignore[no-untyped-call]
        self.shell.drain()
        display_id = (transient or {}).get("display_id")
        if update:
            self.shell.recorder.update(data, metadata or {}, str(display_id))
        else:
            identity = None if display_id is None else str(display_id)
            self.shell.recorder.display(data, metadata or {}, identity)

    def clear_output(self, wait: bool = False) -> None:  # noqa: FBT001, FBT002
        """Forget the outputs of the running cell."""
        self.shell.drain()
        self.shell.recorder.clear(wait=bool(wait))


class ResultHook(DisplayHook):
    """Takes the value of a cell's last expression."""

    shell: Any

    def write_output_prompt(self) -> None:
        """Write nothing: the execution count is part of the output."""

    def write_format_data(self, format_dict, md_dict=None) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
        """Record a result."""
        self.shell.drain()
        self.shell.recorder.result(format_dict, md_dict or {}, self.prompt_count)

    def finish_displayhook(self) -> None:
        """Write no separator."""
        self._is_active = False


class Shell(InteractiveShell):
    """An interactive shell whose outputs go to a recorder."""

    display_pub_class = Type(Publisher)
    displayhook_class = Type(ResultHook)
    recorder = Instance(Recorder)
    streams: tuple[Stream, ...] = ()

    def init_events(self) -> None:
        """Leave drawings out that nobody would see: first of what is done after a cell."""
        super().init_events()  # type: ignore[no-untyped-call]
        self.events.register("post_execute", skip_unseen)

    def drain(self) -> None:
        """Record what processes and C libraries have written so far."""
        for stream in self.streams:
            stream.drain()

    def enable_gui(self, gui: str | None = None) -> None:
        """Accept that figures are shown inline; refuse windows."""
        if gui not in (None, "inline"):
            message = f"there is no window to show {gui!r} in; figures are shown inline"
            raise UsageError(message)

    def ask_exit(self) -> NoReturn:
        """Refuse `exit`, so that the later cells still run."""
        message = "exit ends only its cell in a graded run; the later cells run"
        raise UsageError(message)

    def showtraceback(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed on
        """Show an error, for which there is memory even when it is that there is none."""
        with headroom():
            super().showtraceback(*args, **kwargs)

    def init_hooks(self) -> None:
        """Keep `obj?` out of the outputs, as a notebook does."""
        super().init_hooks()  # type: ignore[no-untyped-call]
        self.set_hook("show_in_pager", page.as_hook(payloadpage.page), 99)  # type: ignore[no-untyped-call]

    @contextmanager
    def _tee(self, channel: str) -> Iterator[None]:  # noqa: ARG002 - the signature is IPython's
        """Keep no second copy of a flood for the history."""
        yield

    def _showtraceback(self, etype: Any, evalue: Any, stb: list[str]) -> None:  # noqa: ANN401
        self.drain()
        if etype is CellTimeError:
            del stb[-2:-1]  # the timer's own frame
        try:
            value = str(evalue)
        except Exception:  # noqa: BLE001 - it is the student's __str__
            value = "<its message can't be shown>"
        self.recorder.error(str(etype.__name__), value, list(stb))


def prepare(scratch: Path) -> Shell:
    """Return the shell of this process, which is made if there is none yet.

    A warm parent makes it for its children, which find it as new: until `start` it knows of no
    notebook and holds no stream.

    Args:
        scratch: a folder for the shell's own files; what is missing in it is made.
    """
    config = Config()
    config.HistoryManager.enabled = False
    scratch.mkdir(exist_ok=True)
    profile = ProfileDir.create_profile_dir(str(scratch / "profile"))
    shell: Shell = Shell.instance(config=config, ipython_dir=str(scratch), profile_dir=profile)
    return shell


def start(allowance: int, scratch: Path) -> Shell:
    """Start the shell of this process, and let it take over the standard streams.

    Args:
        allowance: bytes of output of each cell.
        scratch: a folder for the shell's own files, the one that it was prepared with if it was.
    """
    shell = prepare(scratch)
    shell.recorder = recorder = Recorder(allowance)
    shell.starting_dir = str(Path.cwd())  # it may have been prepared in another folder
    if shell.history_manager:
        shell.history_manager.reset(new_session=False)  # likewise
    descriptors = Descriptor(1, most=allowance), Descriptor(2, most=allowance)
    sys.stdout, sys.stderr = shell.streams = (
        Stream("stdout", recorder, descriptors[0]),
        Stream("stderr", recorder, descriptors[1]),
    )
    builtins.input = getpass.getpass = _refuse_input
    return shell


def run(shell: Shell, cells: Iterable[str], send: Callable[[Record], None], limits: Limits) -> None:
    """Run the cells in order, whatever each of them raises, and send a record after each."""
    asyncio.run(_run(shell, cells, send, limits))


@contextmanager
def headroom() -> Iterator[None]:
    """Allow this process all of its memory, some of which is kept back from student code."""
    least, most = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (least, most))


async def _run(
    shell: Shell, cells: Iterable[str], send: Callable[[Record], None], limits: Limits
) -> None:
    process = os.getpid()
    for number, source in enumerate(cells):
        count = None
        if source.strip():
            try:
                async with limited(limits, _run_cell.__code__):
                    await _run_cell(shell, source)
            except (Exception, CellTimeError) as error:  # noqa: BLE001 - or the shell is broken
                name, lines = type(error).__name__, traceback.format_exception(error)
                shell.recorder.error(name, str(error), lines)
            count = shell.execution_count - 1
        if os.getpid() != process:  # the cell forked and its child came back here
            os._exit(0)
        with headroom():
            shell.drain()
            outputs, updates = shell.recorder.finish()
            send(Record(number, count, outputs, updates))


async def _run_cell(shell: Shell, source: str) -> None:
    """Run one cell inside a running loop, as ipykernel does with cells that await.

    Those that don't await run to their end in it without a pause. A kernel hands these to
    `run_cell`, which would transform them once more.
    """
    transformed, problem = source, None
    try:
        transformed = shell.transform_cell(source)  # type: ignore[no-untyped-call]
    except Exception:  # noqa: BLE001 - any error of a student's syntax is shown by the shell
        problem = sys.exc_info()
    result = None
    try:
        result = await shell.run_cell_async(
            source,
            store_history=True,
            transformed_cell=transformed,
            preprocessing_exc_tuple=problem,
        )
    finally:
        shell.events.trigger("post_execute")
        shell.events.trigger("post_run_cell", result)


def _refuse_input(*_prompt: object, **_options: object) -> NoReturn:
    message = "input() has nobody to ask in a graded run; write the value into the cell instead"
    raise StdinNotImplementedError(message)
