"""What was computed before? Results by what they follow from, in files or in memory.

A result may be lost at any time and is then computed again. So a file that is damaged counts as
none, and a disk that is full keeps nobody from going on.

>>> key("sum", b"1", b"2") == key("sum", b"12", b"")
False
"""

from __future__ import annotations

import os
import secrets
import sys
import zlib
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Protocol

PACKAGES = ("ipython", "matplotlib", "numpy", "python-flint", "sympy")
"""Whose versions results may depend on."""


class Memory(Protocol):
    """Results by key; a dictionary is one."""

    def get(self, key: str, /) -> bytes | None:
        """The result; None if there is none."""

    def __setitem__(self, key: str, result: bytes, /) -> None:
        """Keep a result."""


class Store:
    """Results in a folder that its owner alone can open; several processes may share it.

    Args:
        folder: where they lie; it is made when it is needed.
        reading: whether what was computed before counts; new results are kept in any case.
    """

    def __init__(self, folder: Path, *, reading: bool = True) -> None:
        self._folder = folder
        self._reading = reading

    def get(self, key: str, /) -> bytes | None:
        """The result; None if there is none, or if it is damaged."""
        if not self._reading:
            return None
        try:
            return zlib.decompress(self._path(key).read_bytes())
        except (OSError, zlib.error):
            return None

    def __setitem__(self, key: str, result: bytes, /) -> None:
        """Keep a result, if there is room for it."""
        path = self._path(key)
        draft = path.with_name(f"{key}.{secrets.token_hex(4)}")
        with suppress(OSError):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            try:
                descriptor = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode=0o600)
                with os.fdopen(descriptor, "wb") as file:
                    file.write(zlib.compress(result))
                draft.replace(path)
            finally:
                draft.unlink(missing_ok=True)

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / key


def key(kind: str, *parts: bytes) -> str:
    """What a result follows from, as a name: these parts, and the code that computes it."""
    digests = [sha256(part).digest() for part in (kind.encode(), code().encode(), *parts)]
    return sha256(b"".join(digests)).hexdigest()


@cache
def code() -> str:
    """A digest of this package's source, and of the versions of what it computes with."""
    folder = Path(__file__).parent
    found = sha256(sys.version.encode())
    for path in sorted(folder.rglob("*.py")):
        found.update(f"{path.relative_to(folder)}\0".encode() + path.read_bytes())
    for name in PACKAGES:
        with suppress(PackageNotFoundError):
            found.update(f"{name} {version(name)}\0".encode())
    return found.hexdigest()
