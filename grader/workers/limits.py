"""What may a worker use? It bounds itself, before it looks at anything that others wrote."""

from __future__ import annotations

import math
import resource
import time


def limit_memory(size: int) -> None:
    """Bound this process's address space to `size` bytes, and let it leave no core file."""
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def limit_processor_time(seconds: float) -> None:
    """Let the system end this process when it has used `seconds` more, rounded up.

    A later call gives it a new allowance.
    """
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(time.process_time() + seconds), hard))
