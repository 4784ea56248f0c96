"""Where does student code run?

`execute(notebook, limits)` is called by the preprocessor that takes the place of nbgrader's own
Execute, and by the grading of a whole class; nothing else runs student code. Tables and reports
print `isolation()`, and `describe()` says in words what that is made of.

The parts, from the outside in: `execution` (notebook to notebook), `probe` (which walls stand),
`launch` (hears a process and says how it went), `warm` and `cold` (two ways to a process), `walls`
(bubblewrap's command line), `filters` (allowed system calls), `records` (the lines it says). Inside
the walls: `parent` (forks for each notebook, by `namespaces`), or `program`; then `supervisor`,
`confinement`, `shell`, `capture`. Student-side code imports none of this.
"""

from importlib import import_module

_HOMES = {
    "Limits": "grader.sandbox.limits",
    "describe": "grader.sandbox.probe",
    "execute": "grader.sandbox.execution",
    "isolation": "grader.sandbox.probe",
}
__all__ = ["Limits", "describe", "execute", "isolation"]


def __getattr__(name: str) -> object:
    """Resolve a public name when it is used: inside the walls there is no need for nbformat."""
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(_HOMES[name]), name)
