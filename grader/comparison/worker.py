"""Who compares when a row may be hostile? This program, which its parent can end at any time.

It reads rows from its standard input and writes one answer a row, until the input ends:

    python -I -m grader.comparison.worker MEMORY_BYTES SECONDS [declared-only]

SECONDS is what one row may take of the processor's time. Only bad rows are caught here: a fault of
ours, too little memory or too little time ends the process, which the parent reports.
"""

from __future__ import annotations

import json
import sys

from grader.comparison.answers import DECLARED_ONLY
from grader.comparison.decision import answered
from grader.sandbox.confinement import confine_calls
from grader.sandbox.filters import system_calls
from grader.workers.limits import limit_memory, limit_processor_time


def main() -> None:
    """Answer rows until there are no more."""
    memory, seconds, *more = sys.argv[1:]
    limit_memory(int(memory))
    for line in sys.stdin.buffer:
        limit_processor_time(float(seconds))
        found = answered(line.rstrip(b"\n"), declared_only=DECLARED_ONLY in more)
        sys.stdout.write(json.dumps(found) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    confine_calls(system_calls())  # it never needs the network, say, and gives that up for good
    main()
