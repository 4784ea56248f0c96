"""Is the evidence of a verdict right? `replay` computes it again, by code that shares nothing.

It uses mpmath, which deciding does not: it is imported by who asks for it.
"""

from grader.equivalence.replay.evidence import Replay, replay
from grader.equivalence.replay.tolerance import replay_close

__all__ = ["Replay", "replay", "replay_close"]
