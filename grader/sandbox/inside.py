"""What does a process see from where it stands? Asked by `grader doctor` from inside the walls.

Nothing here does harm where there are no walls: a file that could be made is taken away again.
"""

import os
import socket
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

NAMESPACES = ("pid", "net", "ipc", "uts", "mnt", "user")


def namespaces() -> dict[str, str]:
    """Which namespaces this process is in, as the kernel names them; {} where it names none."""
    found = {}
    for name in NAMESPACES:
        with suppress(OSError):
            found[name] = str(Path("/proc/self/ns", name).readlink())
    return found


def status() -> dict[str, str]:
    """The kernel's own account of this process: capabilities, filters, users."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return {}
    return dict(line.split(":\t", 1) for line in lines.splitlines() if ":\t" in line)


def there(paths: Sequence[str]) -> list[str]:
    """Which of these paths exist."""
    return [path for path in paths if os.path.lexists(path)]


def written(folders: Sequence[str]) -> list[str]:
    """In which of these folders a file can be made; it is taken away again."""
    found = []
    for folder in folders:
        file = Path(folder, f".grader-doctor-{os.getpid()}")
        with suppress(OSError):
            file.touch(exist_ok=False)
            file.unlink()
            found.append(folder)
    return found


def reached(port: int, name: str) -> list[str]:
    """Which of two listeners answer: a port of this machine, and an abstract socket."""
    found = []
    for family, address in (
        (socket.AF_INET, ("127.0.0.1", port)),
        (socket.AF_UNIX, f"\0{name}"),
    ):
        with suppress(OSError), socket.socket(family, socket.SOCK_STREAM) as caller:
            caller.settimeout(1)
            caller.connect(address)
            found.append("a port" if family == socket.AF_INET else "an abstract socket")
    return found


def interfaces() -> list[str]:
    """The names of the network's interfaces; none where sockets for the network are refused."""
    try:
        return [name for _, name in socket.if_nameindex()]
    except OSError:
        return []


def renamed() -> bool:
    """Whether this process can write its own name, which Landlock alone forbids."""
    try:
        name = Path("/proc/self/comm").read_bytes()
        Path("/proc/self/comm").write_bytes(name)
    except OSError:
        return False
    return True


def report(paths: Sequence[str], folders: Sequence[str], port: int, name: str) -> dict[str, object]:
    """All of the above, with what the functions above take."""
    return {
        "namespaces": namespaces(),
        "status": status(),
        "there": there(paths),
        "written": written(folders),
        "reached": reached(port, name),
        "interfaces": interfaces(),
        "renamed": renamed(),
        "variables": dict(os.environ),
    }


def started(most: int) -> int:
    """How many threads can be started, `most` at the most; more than half of them stay a while."""
    end, threads = threading.Event(), []
    try:
        for _ in range(most):
            thread = threading.Thread(target=end.wait)
            thread.start()
            threads.append(thread)
    except RuntimeError:
        pass  # by this limit, or by that on memory, of which each thread takes some
    finally:
        if 2 * len(threads) > most:
            time.sleep(5)  # the limit may be one that is watched from outside
        end.set()
        for thread in threads:
            thread.join()
    return len(threads)


def allocated(size: int) -> bool:
    """Whether so many bytes can be had."""
    try:
        return len(bytearray(size)) == size
    except MemoryError:
        return False


def stored(size: int) -> bool:
    """Whether a file of so many bytes can be written to the working folder; it is taken away."""
    file = Path("size-of-a-file")
    try:
        with file.open("wb") as out:
            out.write(b"\0" * size)
    except OSError:
        return False
    finally:
        file.unlink(missing_ok=True)
    return True
