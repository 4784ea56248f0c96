"""What stands between student code and the machine: bubblewrap where it works, or nothing.

Two ways lead to the same walls. An ordinary user gets them through a user namespace. Root lets
bubblewrap mount them and becomes an unprivileged user inside, because a namespace would leave it
root's identity outside: root's files, and no limit on processes.
"""

import json
import os
import platform
import secrets
import select
import shutil
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from grader.sandbox.limits import Limits
from grader.sandbox.namespaces import NOBODY
from grader.sandbox.supervisor import PATIENCE

# systemd's range for users that exist only while a service runs. One of them for each notebook:
# the kernel counts processes by user.
TRANSIENT_USERS = range(61184, 65520)
FOLDER = "/home/student"
SCRATCH = "/tmp"  # noqa: S108 - a fresh one, inside the walls
WRITABLE = (SCRATCH, "/dev/shm", FOLDER)  # noqa: S108 - inside the walls
# Programs, libraries and what these read; not all of /usr, in which a course may lie. No fonts:
# Matplotlib brings its own, and scanning the machine's would cost every notebook; but the
# configuration of fonts, without which its query for them complains in the student's page.
SYSTEM = (
    *("/bin", "/lib", "/lib32", "/lib64", "/usr/bin", "/usr/lib", "/usr/lib32", "/usr/lib64"),
    *("/usr/local/bin", "/usr/local/lib", "/usr/share/zoneinfo"),
    *("/etc/alternatives", "/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d"),
    *("/etc/localtime", "/etc/fonts", "/usr/share/fontconfig"),
)


@dataclass(frozen=True)
class Place:
    """Where a notebook runs.

    Args:
        command: what stands before the interpreter's own command line.
        folder: the working folder, as the notebook sees it.
        scratch: the folder for temporary files, as the notebook sees it.
        user: the user to become inside; None to stay who we are.
        tasks_elsewhere: tasks outside that the kernel counts against the limit on processes.
    """

    command: tuple[str, ...]
    folder: str
    scratch: str
    user: int | None = None
    tasks_elsewhere: int = 0


def bubblewrapped(limits: Limits, info: int, *, parent: bool = False) -> Place:
    """Return the command line of the walls.

    Args:
        limits: how much the writable folders hold.
        info: a descriptor on which bubblewrap names the first process inside.
        parent: whether they are for a warm parent, which as root shows its own /proc.
    """
    privileged = os.geteuid() == 0
    command = [shutil.which("bwrap") or "bwrap", "--die-with-parent", "--new-session"]
    command += ["--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts"]
    command += ["--unshare-cgroup-try", "--hostname", "sandbox", "--info-fd", str(info)]
    if privileged:
        command += ["--cap-drop", "ALL", "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
        command += ["--cap-add", "CAP_SYS_ADMIN"] if parent else []
    else:
        command += ["--unshare-user", "--uid", str(NOBODY), "--gid", str(NOBODY)]
    # What is writable comes first: the interpreter may lie below /tmp.
    command += ["--proc", "/proc", "--dev", "/dev", *_writable(limits), *_visible()]
    command += ["--remount-ro", "/dev", "--remount-ro", "/", "--chdir", "/", "--"]
    return Place(
        command=tuple(command),
        folder=FOLDER,
        scratch=SCRATCH,
        user=secrets.choice(TRANSIENT_USERS) if privileged else None,
        tasks_elsewhere=0 if privileged or _tasks_counted_by_namespace() else _tasks(),
    )


def unwalled(folder: Path) -> Place:
    """Return the place without walls, below an existing folder."""
    for name in ("work", "tmp"):
        (folder / name).mkdir()
    return Place(
        command=(),
        folder=str(folder / "work"),
        scratch=str(folder / "tmp"),
        tasks_elsewhere=_tasks(),
    )


def first_process(info: int) -> int | None:
    """Return a descriptor of the first process inside the walls, if there is one.

    Args:
        info: what bubblewrap names it on.
    """
    data = b""
    while part := os.read(info, 4096):
        data += part
    with suppress(ValueError, KeyError, OSError):
        return os.pidfd_open(json.loads(data)["child-pid"])
    return None


def await_end(first: int) -> None:
    """Wait until all behind the walls have ended; bubblewrap itself may return before that."""
    gone = select.poll()
    gone.register(first, select.POLLIN)
    gone.poll(1000 * PATIENCE)
    os.close(first)


def _visible() -> Iterator[str]:
    """Show what the interpreter needs, read-only, and nothing else."""
    for path in _needed():
        for parent in reversed(path.parents[:-1]):
            # Named one by one: bubblewrap would give an implied folder the mode of its source,
            # and a home is often closed to all but its owner.
            yield from ("--perms", "0755", "--dir", str(parent))
        yield from ("--ro-bind", str(path), str(path))


def _needed() -> list[Path]:
    system = [Path(path) for path in SYSTEM]
    prefixes = [_plain(prefix) for prefix in (sys.prefix, sys.base_prefix, sys.exec_prefix)]
    parts = [prefix / name for prefix in prefixes for name in ("bin", "lib", "lib64", "pyvenv.cfg")]
    package = [Path(__file__).parents[1], *_links(_plain(sys.executable))]
    existing = dict.fromkeys(path for path in system + parts + package if path.exists())
    return [path for path in existing if not _lies_below(path, existing)]


def _plain(path: str) -> Path:
    """Return a path without `..`, as it may be typed: ../.venv/bin/python."""
    return Path(os.path.normpath(path))


def _links(path: Path) -> list[Path]:
    """Return the symbolic links that lead from a name of the interpreter to its file."""
    links = []
    while path.is_symlink():
        links.append(path)
        path = Path(os.path.normpath(path.parent / path.readlink()))
    return [*links, path]


def _lies_below(path: Path, others: dict[Path, None]) -> bool:
    return any(parent in others for parent in path.parents)


def _writable(limits: Limits) -> Iterator[str]:
    yield from ("--perms", "0755", "--dir", str(Path(FOLDER).parent))
    for folder in WRITABLE:
        yield from ("--size", str(limits.file_bytes), "--perms", "1777", "--tmpfs", folder)


def _tasks_counted_by_namespace() -> bool:
    """Whether RLIMIT_NPROC counts within a user namespace (Linux 5.14 and later)."""
    major, minor = (int(part) for part in platform.release().split(".")[:2])
    return (major, minor) >= (5, 14)


def _tasks() -> int:
    """Count this user's processes and threads; 0 where there is no /proc."""
    count = 0
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if process.stat().st_uid == os.getuid():
                count += len(list((process / "task").iterdir()))
    return count
