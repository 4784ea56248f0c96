"""System calls, made by student code for real."""

import ctypes
import errno
import importlib
import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

from grader.sandbox import filters
from tests.sandbox.runs import Run, ended, text

FORBIDDEN = [
    "ptrace",
    "process_vm_readv",
    "process_vm_writev",
    "pidfd_getfd",
    "kcmp",
    "unshare",
    "setns",
    "mount",
    "umount2",
    "pivot_root",
    "chroot",
    "clone3",
    "keyctl",
    "add_key",
    "request_key",
    "bpf",
    "perf_event_open",
    "userfaultfd",
    "io_uring_setup",
    "init_module",
    "finit_module",
    "kexec_load",
    "open_by_handle_at",
    "reboot",
    "swapon",
    "settimeofday",
    "adjtimex",
    "personality",
    "seccomp",
    "fanotify_init",
    "quotactl",
    "syslog",
    "acct",
    "vmsplice",
    "memfd_create",
]


@pytest.fixture
def filtered(walled: Run) -> Run:
    """Run cells behind walls and a filter."""
    if found := filters.obstacle():
        pytest.skip(found)
    return walled


@pytest.fixture
def fresh() -> Iterator[None]:
    """No filter has been made in this process yet."""
    filters.obstacle.cache_clear()
    filters.system_calls.cache_clear()
    yield
    filters.obstacle.cache_clear()
    filters.system_calls.cache_clear()


def number(name: str) -> int:
    seccomp = importlib.import_module("pyseccomp")
    return seccomp.resolve_syscall(seccomp.Arch.NATIVE, name)


def test_calls_that_reach_into_the_kernel_do_not_exist(filtered: Run):
    numbers = [number(name) for name in FORBIDDEN]
    call = (
        "import ctypes\nlibc = ctypes.CDLL(None, use_errno=True)\n"
        f"[(libc.syscall(n, 0, 0, 0, 0, 0), ctypes.get_errno()) for n in {numbers} if n >= 0]"
    )
    answers = set(eval(text(filtered(call).cells[0])))  # noqa: S307 - what our own cell printed
    assert answers == {(-1, errno.ENOSYS)}
    assert not set(FORBIDDEN) & set(filters.ALLOWED)


USER_KEYRING, ALL_MAY, SET_PERMISSIONS, INVALIDATE = -4, 0x3F3F3F3F, 5, 21
PLANTED = "a-password-of-the-instructor"
READ_KEY = """
import ctypes
libc, data = ctypes.CDLL(None, use_errno=True), ctypes.create_string_buffer(100)
found = [libc.syscall({keyctl}, 10, -4, b"user", {name!r}, 0), {serial}]
found.append(libc.syscall({request_key}, b"user", {name!r}, None, 0))
for serial in found:
    libc.syscall({keyctl}, 11, serial, data, 100)
    print(data.value.decode())
try:
    print(open("/proc/keys").read())
except OSError:
    pass
"""


@pytest.fixture
def planted() -> Iterator[tuple[bytes, int]]:
    """A key in the user's keyring that everybody may read: its name and its number."""
    name, libc = f"test-{os.getpid()}".encode(), ctypes.CDLL(None, use_errno=True)
    secret = PLANTED.encode()
    serial = libc.syscall(number("add_key"), b"user", name, secret, len(secret), USER_KEYRING)
    if serial < 0:
        pytest.skip(f"this machine has no keyrings: {os.strerror(ctypes.get_errno())}")
    libc.syscall(number("keyctl"), SET_PERMISSIONS, serial, ALL_MAY)
    yield name, serial
    libc.syscall(number("keyctl"), INVALIDATE, serial)


def test_a_key_of_the_user_is_not_read(filtered: Run, planted: tuple[bytes, int]):
    name, serial = planted
    calls = {call: number(call) for call in ("keyctl", "request_key")}
    look = READ_KEY.format(name=name, serial=serial, **calls)
    command = [sys.executable, "-c", look]
    outside = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert outside.count(PLANTED) == 3
    executed = filtered(look)
    assert ended(executed) == ("finished", None)
    assert [o.output_type for o in executed.cells[0].outputs] == ["stream"]
    assert PLANTED not in text(executed.cells[0])


def test_no_child_has_new_namespaces(filtered: Run):
    new_users, child_ends = 0x10000000, 17
    call = (
        "import ctypes, os\nlibc = ctypes.CDLL(None, use_errno=True)\n"
        f"child = libc.syscall({number('clone')}, {new_users | child_ends}, 0, 0, 0, 0)\n"
        "if child == 0: os._exit(0)\n"
        "print(child, ctypes.get_errno())"
    )
    assert text(filtered(call).cells[0]).split() == ["-1", str(errno.ENOSYS)]


def test_sockets_join_processes_of_this_machine_alone(filtered: Run):
    open_both = (
        "import socket\nsocket.socketpair()[0].family.name",
        "socket.socket(socket.AF_INET)",
        "socket.socket(socket.AF_NETLINK)",
    )
    local, *distant = filtered(*open_both).cells
    assert text(local) == "'AF_UNIX'"
    assert all(str(errno.EAFNOSUPPORT) in cell.outputs[0].evalue for cell in distant)


def test_no_socket_holds_more_than_usual(filtered: Run):
    executed = filtered(
        "import socket; a, b = socket.socketpair()",
        *(f"a.setsockopt(socket.SOL_SOCKET, {option}, 1 << 22)" for option in (7, 8, 32, 33)),
    )
    refused = {cell.outputs[0].evalue for cell in executed.cells[1:]}
    assert refused == {f"[Errno {errno.ENOSYS}] Function not implemented"}


def test_what_notebooks_do_is_on_the_list(filtered: Run):
    executed = filtered(
        "import subprocess; subprocess.run('ls | cat', shell=True, check=True).returncode",
        "import threading; t = threading.Thread(target=print); t.start(); t.join()",
        "import multiprocessing\n"
        "with multiprocessing.get_context('fork').Pool(2) as p: print(p.map(abs, [-1, -2]))",
        "import asyncio; await (await asyncio.create_subprocess_exec('true')).wait()",
        "from multiprocessing.managers import SyncManager\n"
        "with SyncManager() as shared: print(shared.list([1]))",
        "import os; os.mkfifo('pipe'); os.openpty(); open('/dev/null', 'w').write('x')",
        "import numpy; numpy.linalg.inv(numpy.random.rand(300, 300)).shape",
    )
    assert ended(executed) == ("finished", None)
    assert [o.evalue for c in executed.cells for o in c.outputs if o.output_type == "error"] == []


@pytest.mark.usefixtures("fresh")
def test_without_libseccomp_there_is_no_filter_and_it_is_said(monkeypatch: pytest.MonkeyPatch):
    def fail(_name: str) -> None:
        message = "Unable to find libseccomp"
        raise RuntimeError(message)

    monkeypatch.setattr(filters.importlib, "import_module", fail)
    assert filters.obstacle() == "Unable to find libseccomp"
    assert filters.system_calls() == b""
