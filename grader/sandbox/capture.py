"""What a cell puts out, in order, within an allowance.

>>> recorder = Recorder(allowance=1000)
>>> recorder.stream("stdout", "a"); recorder.stream("stdout", "b"); recorder.stream("stderr", "!")
>>> [output["text"] for output in recorder.finish()[0]]
['ab', '!']
"""

import codecs
import io
import os
import tempfile
from collections.abc import Mapping
from typing import Any

from grader.sandbox.records import bundle, plain

OVERHEAD = 100
TRACEBACK = 20_000


class Recorder:
    """Collects the outputs of the running cell as a front end would show them.

    Args:
        allowance: bytes that one cell may put out. What is beyond it is dropped, and a line
            says so; an error is always kept, cut to TRACEBACK characters.
    """

    def __init__(self, allowance: int) -> None:
        self._allowance = allowance
        self._begin()

    def _begin(self) -> None:
        self._clear_at_next = False
        self._outputs: list[dict[str, Any]] = []
        self._updates: list[dict[str, Any]] = []
        self._text: list[str] = []
        self._left = self._allowance
        self._cut = False

    def stream(self, name: str, text: str) -> None:
        """Add text to the stream, opening a new output where another one came in between."""
        self._clear_now()
        if self._left <= 0:
            self._cut = True
            return
        if not self._outputs or self._outputs[-1].get("name") != name:
            self._add({"output_type": "stream", "name": name, "text": ""})
        data = plain(text[: self._left + 1]).encode()
        self._cut = self._cut or len(data) > self._left
        self._text.append(data[: max(self._left, 0)].decode(errors="ignore"))
        self._left -= len(data)

    def display(
        self, data: Mapping[str, Any], metadata: Mapping[str, Any], display_id: str | None = None
    ) -> None:
        """Add a display."""
        self._bundle({"output_type": "display_data", "display_id": display_id}, data, metadata)

    def result(self, data: Mapping[str, Any], metadata: Mapping[str, Any], count: int) -> None:
        """Add the value of the cell's last expression."""
        self._bundle({"output_type": "execute_result", "execution_count": count}, data, metadata)

    def update(self, data: Mapping[str, Any], metadata: Mapping[str, Any], display_id: str) -> None:
        """Change what an earlier display shows, in this cell or another."""
        update = {"display_id": display_id, "data": bundle(data), "metadata": plain(metadata)}
        if self._affords(update):
            self._updates.append(update)

    def error(self, name: str, value: str, traceback: list[str]) -> None:
        """Add an error."""
        self._clear_now()
        lines = traceback
        if sum(map(len, traceback)) > TRACEBACK:
            lines = "\n".join(traceback)[:TRACEBACK].split("\n")
        error = {"ename": name[:TRACEBACK], "evalue": value[:TRACEBACK], "traceback": lines}
        self._add({"output_type": "error", **plain(error)})

    def clear(self, *, wait: bool) -> None:
        """Forget the cell's outputs, at once or when the next one comes."""
        self._clear_at_next = True
        if not wait:
            self._clear_now()

    def finish(self) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """Return the outputs and updates of the cell, and begin the next one."""
        self._join()
        if self._cut:
            text = f"[the output of this cell beyond {self._allowance} bytes was cut]\n"
            self._outputs.append({"output_type": "stream", "name": "stderr", "text": text})
        finished = self._outputs, self._updates
        self._begin()
        return finished

    def _bundle(
        self, output: dict[str, Any], data: Mapping[str, Any], metadata: Mapping[str, Any]
    ) -> None:
        self._clear_now()
        output |= {"data": bundle(data), "metadata": plain(metadata)}
        if self._affords(output):
            self._add(output)

    def _affords(self, value: object) -> bool:
        size = _size(value)
        if size > self._left:
            self._cut = True
            return False
        self._left -= size
        return True

    def _add(self, output: dict[str, Any]) -> None:
        self._join()
        self._outputs.append(output)
        self._left -= OVERHEAD

    def _join(self) -> None:
        if self._text:
            self._outputs[-1]["text"] += "".join(self._text)
            self._text = []

    def _clear_now(self) -> None:
        if self._clear_at_next:
            updates = self._updates
            self._begin()
            self._updates = updates


def _size(value: object) -> int:
    if isinstance(value, str):
        return len(value.encode())
    if isinstance(value, dict):
        return sum(8 + _size(key) + _size(item) for key, item in value.items())
    if isinstance(value, list):
        return sum(8 + _size(item) for item in value)
    return 8


class Stream(io.TextIOBase):
    """What student code finds as `sys.stdout` or `sys.stderr`.

    Args:
        name: "stdout" or "stderr".
        recorder: where the text goes.
        descriptor: what processes and C libraries write to instead.
    """

    encoding = "UTF-8"
    errors = "replace"

    def __init__(self, name: str, recorder: Recorder, descriptor: "Descriptor") -> None:
        super().__init__()
        self.name = name
        self._recorder = recorder
        self._descriptor = descriptor

    def write(self, text: str, /) -> int:
        """Record the text, after what has come from outside Python."""
        if not isinstance(text, str):
            message = f"write() argument must be str, not {type(text).__name__}"
            raise TypeError(message)
        self.drain()
        if text:
            self._recorder.stream(self.name, text)
        return len(text)

    def drain(self) -> None:
        """Record what processes and C libraries have written since the last time."""
        if text := self._descriptor.drain():
            self._recorder.stream(self.name, text)

    def writable(self) -> bool:
        """Tell that this can be written to."""
        return True

    def fileno(self) -> int:
        """Return the descriptor that other processes may write to."""
        return self._descriptor.number


class Descriptor:
    """A standard descriptor that leads to a file, so that what is written to it can be read.

    Args:
        number: 1 or 2.
        most: bytes to read at once; what is beyond them is dropped.
    """

    def __init__(self, number: int, most: int) -> None:
        self.number = number
        self._most = most
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        with tempfile.TemporaryFile() as file:
            self.storage = os.dup(file.fileno())
        os.dup2(self.storage, number)

    def drain(self) -> str:
        """Return what was written, and empty the file."""
        try:
            if os.fstat(self.storage).st_size == 0:
                return ""
            data = os.pread(self.storage, self._most + 1, 0)
            os.ftruncate(self.storage, 0)
            os.lseek(self.storage, 0, os.SEEK_SET)
        except OSError:  # student code closed it
            return ""
        return self._decode(data)
