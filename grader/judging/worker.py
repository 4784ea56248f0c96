"""Who judges when an answer may be hostile? This program, which its parent can end at any time.

It reads requests from its standard input and writes one report a request, until the input ends:

    python -I -m grader.judging.worker MEMORY_BYTES

Nothing is caught here: a fault of ours, too little memory or too little time ends the process, and
the parent turns its end into a report that asks for a human.
"""

from __future__ import annotations

import json
import sys
import time

from grader.judging.judge import judge
from grader.judging.requests import Request
from grader.sandbox.confinement import confine_calls
from grader.sandbox.filters import system_calls
from grader.workers.limits import limit_memory, limit_processor_time


def main() -> None:
    """Answer requests until there are no more."""
    limit_memory(int(sys.argv[1]))
    for line in sys.stdin.buffer:
        sys.stdout.write(_answered(Request.from_line(line)) + "\n")
        sys.stdout.flush()


def _answered(request: Request) -> str:
    begin = time.process_time()
    limit_processor_time(request.seconds)
    item = request.item
    report = judge(item.question, item.payload, item.reference, request.decoded())
    return json.dumps({"report": report.to_dict(), "seconds": time.process_time() - begin})


if __name__ == "__main__":
    confine_calls(system_calls())  # it never needs the network, say, and gives that up for good
    main()
