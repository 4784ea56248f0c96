import sys
from pathlib import Path

from grader.sandbox.environment import surroundings

OURS = {
    "LANG": "de_AT.UTF-8",
    "LC_NUMERIC": "de_AT.UTF-8",
    "TZ": "Europe/Vienna",
    "PATH": "/instructor/bin",
    "HOME": "/home/instructor",
    "PYTHONPATH": "/instructor/python",
    "PYTHONSTARTUP": "/instructor/startup.py",
    "LD_PRELOAD": "/instructor/lib.so",
    "JUPYTERHUB_API_TOKEN": "canary",
    "AWS_SECRET_ACCESS_KEY": "canary",
    "SSH_AUTH_SOCK": "/instructor/agent",
}


def test_only_language_and_time_zone_pass():
    environment = surroundings("/work", "/scratch", OURS)
    assert {name for name in OURS if environment.get(name) == OURS[name]} == {
        "LANG",
        "LC_NUMERIC",
        "TZ",
    }
    assert "canary" not in environment.values()
    assert not any("instructor" in value for value in environment.values())


def test_home_is_the_working_folder_and_caches_lie_in_scratch():
    environment = surroundings("/work", "/scratch", {})
    assert environment["HOME"] == "/work"
    caches = {environment[name] for name in ("TMPDIR", "XDG_CACHE_HOME", "MPLCONFIGDIR")}
    assert all(path.startswith("/scratch") for path in caches)


def test_runs_are_the_same_every_time_and_use_one_core():
    environment = surroundings("/work", "/scratch", {})
    assert environment["PYTHONHASHSEED"] == "0"
    assert {value for name, value in environment.items() if name.endswith("_THREADS")} == {"1"}
    assert environment["JACOBIAN_GRADED"] == "1"


def test_the_grading_interpreter_is_the_first_on_the_path():
    first = surroundings("/work", "/scratch", {})["PATH"].split(":")[0]
    assert Path(first) == Path(sys.executable).parent
