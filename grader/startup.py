"""What does a command leave out so that it starts soon? Grammars by which no notebook is checked.

nbformat imports jsonschema, and that the package rfc3987-syntax if it is there, which compiles 38
grammars at once: some two seconds, longer than all else that is imported. They are for a format of
web addresses that no schema of a notebook names, and jsonschema does without them.
"""

from __future__ import annotations

import sys

GRAMMARS = "rfc3987_syntax"


def leave_out_grammars() -> None:
    """Let this process import no grammars, unless it has them already.

    >>> leave_out_grammars()
    >>> GRAMMARS in sys.modules
    True
    """
    # What sys.modules holds None for cannot be imported, as if it were not installed.
    sys.modules.setdefault(GRAMMARS, None)  # type: ignore[arg-type]
