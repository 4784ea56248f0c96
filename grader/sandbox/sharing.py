"""How does a process hold what its children will share? Untouched, and in few large pieces.

A fork copies an entry of a table for each page of 4 KiB, and the end of the child takes them away
again. In large pages, of 2 MiB, five hundred such entries are one.
"""

import ctypes
import gc
from collections.abc import Iterable, Iterator
from pathlib import Path

COLLAPSE = 25
"""MADV_COLLAPSE of Linux 6.1; an older kernel refuses it, and pages stay small."""


def share_memory() -> None:
    """Keep what is in memory out of the way of later collections of garbage, in large pages."""
    gc.collect()
    gc.freeze()
    madvise = ctypes.CDLL(None).madvise
    with Path("/proc/self/maps").open(encoding="utf-8", errors="replace") as maps:
        found = list(own_memory(maps))
    for start, end in found:
        madvise(ctypes.c_void_p(start), ctypes.c_size_t(end - start), COLLAPSE)


def own_memory(maps: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Where the memory is that a process writes to and that is in no file, from /proc/self/maps.

    >>> heap = "55d0aa000000-55d0aa400000 rw-p 00000000 00:00 0      [heap]"
    >>> code = "7f0000000000-7f0000200000 r-xp 00000000 fe:00 26723  /usr/lib/libz.so"
    >>> [(hex(start), end - start) for start, end in own_memory([heap, code])]
    [('0x55d0aa000000', 4194304)]
    """
    for line in maps:
        place, allowed, _offset, _device, inode, *_ = line.split()
        if allowed == "rw-p" and inode == "0":
            start, _, end = place.partition("-")
            yield int(start, 16), int(end, 16)
