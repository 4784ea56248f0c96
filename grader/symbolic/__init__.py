"""How does a SymPy formula become an expression, and an expression a SymPy formula?

The student's process reads SymPy objects here. Symbols count by name alone: Symbol("x") and
Symbol("x", real=True) are the same variable. SymPy itself is imported only when a formula is read
or made.

>>> import sympy
>>> x = sympy.Symbol("x")
>>> print(from_sympy(sympy.sqrt(x) * sympy.exp(-x) / 3, ["x"]))
sqrt(x)*exp(-x)/3
>>> print(from_sympy(sympy.Piecewise((x**2, x > 0), (0, True)), ["x"]))
x**2*heaviside(x)
"""

from grader.symbolic.piecewise import names_single_points
from grader.symbolic.reading import SympyReader, from_sympy
from grader.symbolic.writing import to_sympy

__all__ = ["SympyReader", "from_sympy", "names_single_points", "to_sympy"]
