"""How does a command speak to the terminal, and how does it join the others?"""

from __future__ import annotations

import argparse
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias

from grader.errors import ConfigError
from grader.notebook.layout import find_root

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001
"""What `ArgumentParser.add_subparsers` gives, for which argparse has no public name."""


def say(text: str) -> None:
    """Print `text` at once, also where a program reads along; if none does any more, go on."""
    with suppress(BrokenPipeError):  # such as after `| head`: the work of a command is not lost
        answer(text)


def answer(text: str) -> None:
    """Print `text` at once, for a program that reads along.

    Raises:
        BrokenPipeError: none does any more.
    """
    try:
        print(text, flush=True)  # noqa: T201 - the one place that speaks to the terminal
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # Python has text left there
        raise


def root_of(given: Path | None) -> Path:
    """The folder of the class that a command is about: the one `given`, or that of the course.

    Raises:
        ConfigError: no class lies there, or it is one of the folders where students' files lie.
    """
    root = find_root(given or Path.cwd())
    if given is not None and root != given.resolve():
        message = f"{given} is no folder of a class; grade one there with grader grade --root"
        raise ConfigError(message)
    return root
