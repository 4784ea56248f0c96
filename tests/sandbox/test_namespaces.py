"""Namespaces, entered by processes that end with the test."""

import errno
import subprocess
import sys

import pytest

from grader.sandbox import namespaces
from grader.sandbox.namespaces import Kind
from grader.sandbox.probe import obstacle


def shown(body: str) -> str:
    """What a new process prints that runs this."""
    if found := obstacle():
        pytest.skip(found)
    program = f"import os\nfrom grader.sandbox import namespaces\nKind = namespaces.Kind\n{body}"
    finished = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=60
    )
    return finished.stdout.strip() or finished.stderr.strip()


def test_nobody_is_who_enters_a_namespace_of_users():
    assert shown("namespaces.become_nobody(); print(os.getuid(), os.getgid())") == "65534 65534"


FIRST = """
namespaces.become_nobody()
home = os.open("/proc/self/ns/pid", os.O_RDONLY)
namespaces.unshare(Kind.PROCESSES)
if os.fork() == 0:
    namespaces.unshare(Kind.MOUNTS)
    namespaces.keep_mounts()
    namespaces.show_processes()
    namespaces.empty(["/tmp"], 4096)
    home = os.open("/proc/self/ns/pid", os.O_RDONLY)
    for _ in range(2):
        if namespaces.fork_first(home) == 0:
            print(os.getpid(), os.getppid(), os.listdir("/tmp"), flush=True)
            os._exit(0)
        os.wait()
    os._exit(0)
os.wait()
"""


def test_each_child_is_the_first_of_its_namespace():
    assert shown(FIRST).splitlines() == ["1 0 []"] * 2


def test_what_the_kernel_refuses_is_an_error_that_names_the_call():
    with pytest.raises(OSError, match="setns failed") as raised:
        namespaces._call("setns", -1, int(Kind.PROCESSES))  # noqa: SLF001 - what all others use
    assert raised.value.errno == errno.EBADF
