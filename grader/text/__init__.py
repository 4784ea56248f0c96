"""How is a formula read that somebody typed? Word by word, and nothing of it is evaluated.

`reader` offers the two functions; `tokens`, `grammar` and `scope` say what words, phrases and names
mean, `matrices` and `builders` what is done with matrices.
"""

from grader.text.grammar import Calls
from grader.text.matrices import Value
from grader.text.reader import parse, parse_array

__all__ = ["Calls", "Value", "parse", "parse_array"]
