"""How is a process asked a question that it may never answer? Without ever waiting for ever."""

from __future__ import annotations

import os
import selectors
import subprocess
import time
from enum import StrEnum

LARGEST_ANSWER = 8_000_000
CHUNK = 65_536


class Failure(StrEnum):
    """Why there is no answer, in words that a report can quote."""

    LATE = "interrupted: the limit on real time was reached"
    LONG = "the worker wrote an answer that is too long"
    ENDED = "the worker ended"


def exchange(process: subprocess.Popen[bytes], line: bytes, seconds: float) -> bytes | Failure:
    """Send `line` to a process with two pipes, and return the line that it answers."""
    assert process.stdin is not None  # noqa: S101 - a pipe
    assert process.stdout is not None  # noqa: S101 - likewise
    deadline = time.monotonic() + seconds
    unsent, received = memoryview(line), bytearray()
    os.set_blocking(process.stdin.fileno(), False)
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdin, selectors.EVENT_WRITE)
        selector.register(process.stdout, selectors.EVENT_READ)
        while not received.endswith(b"\n"):
            ready = selector.select(max(0.0, deadline - time.monotonic()))
            if not ready:
                return Failure.LATE
            for key, _ in ready:
                if key.fileobj is process.stdout:
                    chunk = os.read(key.fd, CHUNK)
                    if not chunk:
                        return Failure.ENDED
                    received += chunk
                else:
                    unsent = unsent[_sent(key.fd, unsent) :]
                    if not unsent:
                        selector.unregister(key.fileobj)
            if len(received) > LARGEST_ANSWER:
                return Failure.LONG
    return bytes(received)


def _sent(pipe: int, data: memoryview) -> int:
    """How much of `data` the pipe took; all of it if nobody reads any more, which shows soon."""
    try:
        return os.write(pipe, data[:CHUNK])
    except BrokenPipeError:
        return len(data)
