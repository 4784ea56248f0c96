import subprocess

from grader.sandbox.running import program


def test_the_interpreter_starts_with_nothing_of_the_working_folder_on_its_path():
    look = subprocess.run(
        [*program("program")[:4], "-c", "import sys; print(sys.flags)"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "safe_path=True" in look.stdout
    assert "no_user_site=1" in look.stdout
    assert "dont_write_bytecode=1" in look.stdout
