"""A grader that decides symbolically whether a Jacobian is right, and says why where it is not."""

__version__ = "0.1.0"
