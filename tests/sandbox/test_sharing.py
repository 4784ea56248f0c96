"""What a process holds for its children is large pages, where the kernel makes them."""

import mmap
import subprocess
import sys
from contextlib import closing

import pytest

from grader.sandbox.sharing import COLLAPSE

# A list of 64 MB in small pages, and kB of large ones before and after.
LOOK = """
from pathlib import Path
from grader.sandbox.sharing import share_memory

def large():
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("AnonHugePages"))

kept = [bytes([n % 256]) * 1000 for n in range(64_000)]
before = large()
share_memory()
print(before, large(), sum(map(len, kept)))
"""


def _looked() -> tuple[int, int, int]:
    done = subprocess.run([sys.executable, "-c", LOOK], capture_output=True, check=True, timeout=60)
    before, after, kept = map(int, done.stdout.split())
    return before, after, kept


def test_memory_stays_what_it_was():
    assert _looked()[-1] == 64_000_000


def test_memory_is_held_in_large_pages():
    with closing(mmap.mmap(-1, 8 << 20, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)) as memory:
        memory.write(b"1" * len(memory))
        try:
            memory.madvise(COLLAPSE)
        except OSError as error:
            pytest.skip(f"this kernel makes no large pages when asked: {error}")
    before, after, _ = _looked()
    assert after - before > 32_000
