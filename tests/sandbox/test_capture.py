import os
import subprocess
from collections.abc import Iterator
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.sandbox.capture import TRACEBACK, Descriptor, Recorder, Stream

PLAIN = {"text/plain": "x"}


def kinds(recorder: Recorder) -> list[str]:
    return [output.get("text") or output["output_type"] for output in recorder.finish()[0]]


def test_streams_and_displays_keep_their_order():
    recorder = Recorder(1000)
    recorder.stream("stdout", "a")
    recorder.display(PLAIN, {})
    recorder.stream("stdout", "b")
    recorder.stream("stderr", "c")
    recorder.stream("stdout", "d")
    recorder.result(PLAIN, {}, 1)
    recorder.error("E", "v", [])
    assert kinds(recorder) == ["a", "display_data", "b", "c", "d", "execute_result", "error"]


@given(st.lists(st.text(max_size=20), min_size=1))
def test_pieces_of_a_stream_come_out_as_one_text(pieces: list[str]):
    recorder = Recorder(10_000)
    for piece in pieces:
        recorder.stream("stdout", piece)
    (output,) = recorder.finish()[0]
    assert output["text"].encode() == "".join(pieces).encode(errors="strict")


def test_each_cell_begins_empty_with_a_full_allowance():
    recorder = Recorder(500)
    recorder.stream("stdout", "x" * 1000)
    recorder.clear(wait=True)
    recorder.finish()
    assert recorder.finish() == ([], [])
    recorder.stream("stdout", "y" * 400)
    assert kinds(recorder) == ["y" * 400]


@given(st.integers(200, 400), st.lists(st.text(alphabet="aé漢", max_size=200), max_size=10))
def test_no_flood_of_text_passes_the_allowance(allowance: int, pieces: list[str]):
    recorder = Recorder(allowance)
    for piece in pieces:
        recorder.stream("stdout", piece)
    outputs, _ = recorder.finish()
    kept = [output["text"] for output in outputs if output["name"] == "stdout"]
    notices = [output for output in outputs if output["name"] == "stderr"]
    assert sum(len(text.encode()) for text in kept) <= allowance
    assert "".join(pieces).startswith("".join(kept))
    assert bool(notices) == ("".join(kept) != "".join(pieces))


def test_many_small_outputs_count_too():
    recorder = Recorder(10_000)
    for _ in range(1000):
        recorder.stream("stdout", "a")
        recorder.stream("stderr", "b")
        recorder.display(PLAIN, {})
    outputs, _ = recorder.finish()
    assert len(outputs) <= 101
    assert "was cut" in outputs[-1]["text"]


def test_a_display_that_is_too_large_is_left_out_and_said_so():
    recorder = Recorder(1000)
    recorder.display({"text/html": "x" * 2000}, {})
    recorder.display(PLAIN, {})
    recorder.update({"text/html": "x" * 2000}, {}, "d")
    outputs, updates = recorder.finish()
    assert [output["output_type"] for output in outputs] == ["display_data", "stream"]
    assert updates == []


def test_an_error_is_kept_after_a_flood_but_not_at_any_length():
    recorder = Recorder(500)
    recorder.stream("stdout", "x" * 1000)
    recorder.error("E", "v" * 10**6, ["line\n" * 10**6, "last"])
    error = recorder.finish()[0][1]
    assert error["ename"] == "E"
    assert len(error["evalue"]) == TRACEBACK
    assert sum(map(len, error["traceback"])) <= TRACEBACK


def test_clearing_forgets_outputs_at_once_or_with_the_next_one():
    recorder = Recorder(1000)
    recorder.stream("stdout", "gone")
    recorder.clear(wait=False)
    recorder.stream("stdout", "a")
    recorder.clear(wait=True)
    recorder.clear(wait=True)
    recorder.stream("stdout", "b")
    recorder.clear(wait=True)
    assert kinds(recorder) == ["b"]


def test_clearing_gives_the_allowance_back_and_keeps_updates():
    recorder = Recorder(1000)
    recorder.update(PLAIN, {}, "d")
    for frame in range(10):
        recorder.clear(wait=True)
        recorder.display({"text/plain": f"{frame}" * 700}, {})
    outputs, updates = recorder.finish()
    assert [output["data"]["text/plain"] for output in outputs] == ["9" * 700]
    assert len(updates) == 1


@pytest.fixture
def descriptor() -> Iterator[Descriptor]:
    """A descriptor that leads to a file, as 1 and 2 do in the shell."""
    number = os.open(os.devnull, os.O_WRONLY)
    descriptor = Descriptor(number, most=500)
    yield descriptor
    os.close(number)
    with suppress(OSError):
        os.close(descriptor.storage)


def test_what_a_process_writes_comes_before_what_is_written_next(descriptor: Descriptor):
    recorder = Recorder(1000)
    stream = Stream("stdout", recorder, descriptor)
    stream.write("first ")
    subprocess.run(["/bin/echo", "second"], stdout=stream, check=True)
    print("third", file=stream)
    os.write(descriptor.number, b"fourth")
    stream.drain()
    assert kinds(recorder) == ["first second\nthird\nfourth"]


def test_a_character_in_two_pieces_is_put_together(descriptor: Descriptor):
    os.write(descriptor.number, "é".encode()[:1])
    assert descriptor.drain() == ""
    os.write(descriptor.number, "é".encode()[1:])
    assert descriptor.drain() == "é"
    os.write(descriptor.number, b"\xff")
    assert descriptor.drain() == "�"


def test_a_flood_from_a_process_is_cut(descriptor: Descriptor):
    recorder = Recorder(500)
    stream = Stream("stdout", recorder, descriptor)
    os.write(descriptor.number, b"x" * 50_000)
    stream.drain()
    outputs, _ = recorder.finish()
    assert len(outputs[0]["text"]) <= 500
    assert "was cut" in outputs[1]["text"]


def test_a_stream_is_no_terminal_and_takes_only_text(descriptor: Descriptor):
    stream = Stream("stdout", Recorder(1000), descriptor)
    assert (stream.isatty(), stream.writable(), stream.encoding) == (False, True, "UTF-8")
    assert stream.write("ab") == 2
    with pytest.raises(TypeError, match="must be str, not bytes"):
        stream.write(b"x")


def test_storage_that_a_cell_closed_is_silent(descriptor: Descriptor):
    os.write(descriptor.number, b"lost")
    os.close(descriptor.storage)
    assert descriptor.drain() == ""
