"""Student code reaches for what lies outside, each of which is really there."""

import os
import re
import socket
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.sandbox.runs import Run, text

CANARY = "a reference answer that nobody may read"
HERE = Path(__file__).resolve()


@pytest.mark.parametrize(
    "path", ["/etc/passwd", "/etc/hostname", str(HERE), str(HERE.parents[2] / "pyproject.toml")]
)
def test_files_of_the_machine_and_the_repository_are_not_there(walled: Run, path: str):
    assert Path(path).is_file()
    assert walled(f"open({path!r})").cells[0].outputs[0].ename == "FileNotFoundError"


def test_a_file_that_everybody_may_read_is_not_there(walled: Run, tmp_path: Path):
    secret = tmp_path / "references.py"
    secret.write_text(CANARY)
    for path in (secret, *secret.parents[:3]):
        path.chmod(0o755)
    error = walled(f"open({str(secret)!r})").cells[0].outputs[0]
    assert error.ename == "FileNotFoundError"


def test_the_first_process_shows_no_way_out(walled: Run, tmp_path: Path):
    secret = tmp_path / "references.py"
    secret.write_text(CANARY)
    look = (
        f"for name in ('root{secret}', 'cwd/../../..{secret}', 'root/etc/passwd', 'environ'):\n"
        "    try: print(open('/proc/1/' + name).read())\n"
        "    except OSError as error: print(error)"
    )
    of_itself = [sys.executable, "-c", look.replace("/proc/1/", "/proc/self/")]
    outside = subprocess.run(of_itself, capture_output=True, text=True, check=True).stdout
    inside = text(walled(look).cells[0])
    for told in (CANARY, "root:x:", "PYTEST_CURRENT_TEST="):
        assert told in outside
        assert told not in inside


def test_the_home_folder_is_empty_but_for_the_way_to_the_interpreter(walled: Run):
    home = str(Path.home())
    shown = text(walled(f"import os; os.path.exists({home!r}) and os.listdir({home!r})").cells[0])
    assert not any(name in shown for name in (".ssh", ".bashrc", ".gitconfig", ".config"))


WRITE = """
import os, sys, grader
for path in ["/x", "/dev/x", "/etc/x", "/usr/lib/x", sys.prefix + "/lib/x",
             os.path.dirname(grader.__file__) + "/x", "/proc/sys/kernel/hostname"]:
    try:
        open(path, "w").write("x")
        print("written to", path)
    except OSError:
        print("refused")
"""


def test_nothing_can_be_written_outside_the_working_folders(walled: Run):
    allowed = "open('here.txt', 'w').write('x'), open('/tmp/there.txt', 'w').write('x')"
    executed = walled(WRITE, allowed)
    assert text(executed.cells[0]).split() == ["refused"] * 7
    assert text(executed.cells[1]) == "(1, 1)"


def test_a_listening_socket_of_the_machine_is_not_reached(walled: Run):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port), timeout=5):
            pass  # it does listen
        connect = f"import socket; socket.create_connection(('127.0.0.1', {port}), timeout=5)"
        error = walled(connect).cells[0].outputs[-1]
    assert error.ename in ("OSError", "ConnectionRefusedError")


def test_a_socket_without_a_port_is_not_reached(walled: Run, tmp_path: Path):
    addresses = [f"\0reach-{os.getpid()}", str(tmp_path / "socket")]
    with ExitStack() as stack:
        for address in addresses:
            server, caller = (stack.enter_context(socket.socket(socket.AF_UNIX)) for _ in range(2))
            server.bind(address)
            server.listen()
            caller.connect(address)  # it does listen
        executed = walled(
            "import socket",
            *(f"socket.socket(socket.AF_UNIX).connect({address!r})" for address in addresses),
        )
    _, abstract, named = (cell.outputs[-1].ename if cell.outputs else "" for cell in executed.cells)
    assert abstract in ("ConnectionRefusedError", "PermissionError")
    assert named == "FileNotFoundError"


def test_a_datagram_leaves_nowhere(walled: Run):
    send = (
        "import socket\n"
        "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 9))"
    )
    error = walled(send).cells[0].outputs[-1]
    assert error.ename == "OSError"
    assert any(why in error.evalue for why in ("unreachable", "not supported"))


def test_the_instructors_variables_are_not_there(run: Run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("JUPYTERHUB_API_TOKEN", CANARY)
    look = "import os; print(dict(os.environ)); print(open('/proc/self/environ').read())"
    shown = text(run(look, environment={"JACOBIAN_CHALLENGES": "{}"}).cells[0])
    assert CANARY not in shown
    assert "JACOBIAN_CHALLENGES" in shown


def test_other_processes_are_not_seen(walled: Run):
    count = "import os; len([name for name in os.listdir('/proc') if name.isdigit()])"
    assert int(text(walled(count).cells[0])) <= 4
    kill = f"import os; os.kill({os.getpid()}, 0)"
    assert walled(kill).cells[0].outputs[0].ename == "ProcessLookupError"


def test_student_code_is_nobody_and_stays_it(walled: Run):
    executed = walled("print(open('/proc/self/status').read())", "import os; os.setuid(0)")
    lines = dict(re.findall(r"(\w+):\t(.*)", text(executed.cells[0])))
    assert "0" not in lines["Uid"].split() + lines["Gid"].split()
    assert {lines[name] for name in ("CapPrm", "CapEff", "CapInh", "CapAmb")} == {"0" * 16}
    assert lines["NoNewPrivs"] == "1"
    assert executed.cells[1].outputs[0].ename in ("PermissionError", "OSError")


def test_a_submitted_module_shadows_nothing(run: Run):
    files = {
        "sympy.py": b"raise SystemExit('shadowed')",
        "json.py": b"raise SystemExit('shadowed')",
        "IPython.py": b"raise SystemExit('shadowed')",
        "sitecustomize.py": b"raise SystemExit('shadowed')",
        "questions.py": b"answer = 42",
    }
    executed = run(
        "import sympy, json; sympy.Symbol('x')", "import questions; questions.answer", files=files
    )
    assert [text(cell) for cell in executed.cells] == ["x", "42"]
