"""How does a command speak to the terminal, and how does it join the others?"""

from __future__ import annotations

import argparse
from typing import TypeAlias

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001
"""What `ArgumentParser.add_subparsers` gives, for which argparse has no public name."""


def say(text: str) -> None:
    """Print `text` at once, also where a program reads along."""
    print(text, flush=True)  # noqa: T201 - the one place that speaks to the terminal
