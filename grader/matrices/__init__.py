"""Are two matrix expressions equal, whatever the sizes of the matrices are? See `compare_matrices`.

`phrases` reads an expression once, `sizes` gives its names entries of their own at one choice of
sizes, `indices` counts how many sizes a proof for all of them needs, and `compare` decides.

>>> shapes = {"W": ("m", "n"), "s": ("m",)}
>>> form = "hadamard((s*(1 - s))*ones(1, n), W)"
>>> compare_matrices("diag(s*(1 - s))*W", form, shapes).certificate.scope
'everywhere, for all sizes m, n'
"""

from grader.matrices.compare import compare_matrices

__all__ = ["compare_matrices"]
