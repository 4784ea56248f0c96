"""Has a notebook run by the child of a warm parent, one parent for each thread that asks.

The parent (`grader.sandbox.parent`) is started when the first notebook comes, and lives until
this thread or process ends, or nothing has been asked of it for a while. Where it can't be had,
that is remembered, and notebooks are run cold.
"""

import json
import os
import select
import socket
import subprocess
import tempfile
import threading
import weakref
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict
from typing import IO

from grader.sandbox import filters, walls
from grader.sandbox.cold import question
from grader.sandbox.environment import surroundings
from grader.sandbox.job import Job
from grader.sandbox.limits import Limits
from grader.sandbox.parent import MESSAGE, READY
from grader.sandbox.running import Asked, LostError, Running, complained, program
from grader.sandbox.supervisor import PATIENCE, Status

START_SECONDS = 120
GRACE_SECONDS = 0.5
PROGRAM = program("parent")
END = b"end"
of_thread = threading.local()
refusals: dict[tuple[object, ...], str] = {}


class Parent:
    """A warm parent, from its start to its end."""

    def __init__(self, key: tuple[object, ...]) -> None:
        """Start one; raise LostError with the reason if it can't fork for notebooks."""
        self.key = key
        self.socket, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with tempfile.TemporaryFile() as complaints:
            self.process, first = _started(theirs, complaints)
            self.end = weakref.finalize(self, _end, os.getpid(), self.socket, self.process, first)
            said = self.answer(START_SECONDS)
            if said != READY:
                self.end()
                raise LostError(said.decode() or complained(complaints) or "it said nothing")

    def answer(self, seconds: float) -> bytes:
        """Return its next message; nothing if it is gone or says none in time."""
        self.socket.settimeout(seconds)
        try:
            return self.socket.recv(MESSAGE)
        except OSError:
            return b""


def _started(
    theirs: socket.socket, complaints: IO[bytes]
) -> "tuple[subprocess.Popen[bytes], int | None]":
    """Start a parent; return it, and a descriptor of the first process behind its walls."""
    info, info_writer = os.pipe()
    place = walls.bubblewrapped(Limits(), info_writer, parent=True)
    process = subprocess.Popen(  # noqa: S603 - the command line is ours
        [*place.command, *PROGRAM, str(place.user or "")],
        stdin=theirs.fileno(),
        stdout=subprocess.DEVNULL,
        stderr=complaints,
        env=surroundings(place.folder, place.scratch, os.environ),
        cwd="/",
        start_new_session=True,
        pass_fds=(info_writer,),
    )
    theirs.close()
    os.close(info_writer)
    first = walls.first_process(info)
    os.close(info)
    return process, first


def obstacle() -> str:
    """Say why there is no warm parent on this machine; empty if there is one."""
    try:
        _parent()
    except LostError as error:
        return str(error)
    return ""


def close() -> None:
    """End the warm parent of this thread, if there is one."""
    if parent := getattr(of_thread, "parent", None):
        parent.end()
    of_thread.parent = None


def _parent() -> Parent:
    """Return the parent of this thread, started if need be."""
    allowed = surroundings(walls.FOLDER, walls.SCRATCH, os.environ)
    key = (os.getpid(), os.geteuid(), tuple(allowed.items()))
    if key in refusals:
        raise LostError(refusals[key])
    parent: Parent | None = getattr(of_thread, "parent", None)
    if parent is None or parent.key != key or not parent.end.alive or _readable(parent.socket):
        close()
        try:
            of_thread.parent = parent = Parent(key)
        except LostError as error:
            refusals[key] = str(error)
            raise
    return parent


class Warm:
    """A child of a warm parent.

    Args:
        parent: its parent.
        records: a descriptor from which its records are read.
        complaints: what takes its standard error.
    """

    def __init__(self, parent: Parent, records: int, complaints: IO[bytes]) -> None:
        self.records = records
        self._parent = parent
        self._complaints = complaints
        self._status: int | None = None

    def gone(self) -> bool:
        """Whether it has ended."""
        return self._status is not None or _readable(self._parent.socket)

    def status(self) -> int | None:
        """How it ended; raise LostError if its parent is gone, or would not fork."""
        if self._status is None:
            said = self._parent.answer(PATIENCE + 1)
            if not said or int(said) == Status.REFUSED:
                self._parent.end()
                message = "the warm parent is gone"
                raise LostError(message)
            self._status = int(said)
        return self._status

    def said(self) -> str:
        """What it wrote to its standard error."""
        return complained(self._complaints)

    def end(self) -> None:
        """End it, and its parent too if that does not answer."""
        if self._status is not None or not self._parent.end.alive:
            return
        if self._parent.answer(GRACE_SECONDS):
            return
        with suppress(OSError):
            self._parent.socket.send(END)
        if not self._parent.answer(4 * PATIENCE):
            self._parent.end()


@contextmanager
def warm(asked: Asked) -> Iterator[Running]:
    """Have the parent fork for a notebook; raise LostError if there is none."""
    parent = _parent()
    job = Job(
        *(asked.cells, asked.files, asked.limits, walls.FOLDER),
        environment=asked.environment,
        confined=True,
        system_calls=filters.system_calls(),
    )
    with ExitStack() as stack:
        reader, writer = os.pipe()
        stack.callback(os.close, reader)
        complaints = stack.enter_context(tempfile.TemporaryFile())
        try:
            descriptors = [
                stack.enter_context(question(job)).fileno(),
                writer,
                complaints.fileno(),
            ]
            limits = json.dumps(asdict(asked.limits)).encode()
            socket.send_fds(parent.socket, [limits], descriptors)
        except OSError as error:
            parent.end()
            raise LostError(str(error)) from None
        finally:
            os.close(writer)
        running = Warm(parent, reader, complaints)
        stack.callback(running.end)
        yield running


def _readable(channel: socket.socket) -> bool:
    """Whether there is a message, or the other side is gone."""
    return bool(select.select([channel], [], [], 0)[0])


def _end(
    owner: int, channel: socket.socket, process: "subprocess.Popen[bytes]", first: int | None
) -> None:
    """End a parent and all that it forked, unless this process is only a copy of its owner."""
    channel.close()
    if os.getpid() == owner:
        process.kill()  # the walls fall with bubblewrap, and everything behind them
        process.wait()
        if first is not None:
            walls.await_end(first)
