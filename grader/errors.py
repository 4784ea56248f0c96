"""What went wrong, and who can mend it: an author of questions, or a student.

>>> str(StudentError("the name foo is unknown here", "use x, y and z"))
'the name foo is unknown here; use x, y and z'
"""


class GraderError(Exception):
    """Anything this package raises on purpose."""


class ConfigError(GraderError):
    """A declaration, a configuration or an environment that an instructor has to mend."""


class StudentError(GraderError):
    """A problem with an answer, in the only words of an error that a student ever reads.

    Args:
        rationale: what was found and what was expected, one clause without a full stop.
        help: what to do about it, one clause; may be empty.
    """

    def __init__(self, rationale: str, help: str = "") -> None:  # noqa: A002 - the field's word
        super().__init__(f"{rationale}; {help}" if help else rationale)
        self.rationale = rationale
        self.help = help
