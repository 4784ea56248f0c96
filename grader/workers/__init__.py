"""How is work given to a program that may never finish it? One line at a time, and within limits.

`pipes` waits for an answer but not for ever, `worker` starts the program and replaces it, `limits`
is what that program calls to bound itself.
"""

from grader.workers.worker import OUT_OF_TIME, End, Worker

__all__ = ["OUT_OF_TIME", "End", "Worker"]
