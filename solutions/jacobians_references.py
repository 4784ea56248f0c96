"""The reference answers of the four exercises, written by hand; only an instructor has this file.

Formulas and numbers are exact texts. `tests/course/test_references.py` finds each one again by a
route of its own.
"""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

Z1 = "W11*x1 + W12*x2 + W13*x3 + b1"
Z2 = "W21*x1 + W22*x2 + W23*x3 + b2"
SLOPE1 = f"s({Z1})*(1 - s({Z1}))"
SLOPE2 = f"s({Z2})*(1 - s({Z2}))"


def sigmoid_slope(z: Array) -> Array:
    """σ′(z); it is even, so |z| stands for z and no exponential overflows."""
    decay = np.exp(-np.abs(z))
    return decay / (1 + decay) ** 2


def layer_jacobian(W: Array, b: Array, x: Array) -> Array:
    """The Jacobian matrix diag(σ′(Wx + b))·W of a layer, of shape (m, n)."""
    return sigmoid_slope(W @ x + b)[:, None] * W


def layer_vjp(W: Array, b: Array, x: Array, u: Array) -> Array:
    """The product uᵀJ, of shape (n,), in order m·n."""
    return (u * sigmoid_slope(W @ x + b)) @ W


references = {
    # Exercise 1
    "ex1_shape": (3, 3),
    "ex1_jacobian": [
        ["2*x", "z", "y"],
        ["y*cos(x*y)", "x*cos(x*y)", 0],
        ["exp(x + z)", 0, "exp(x + z)"],
    ],
    "ex1_at_point": [[2, -1, 0], [0, 1, 0], [1, 0, 1]],
    "ex1_estimate": [1, "1/5", 1],
    "ex1_determinant": "exp(x + z)*cos(x*y)*(2*x**2 - x*y - y*z)",
    "ex1_singular": {"B", "D", "E"},
    # Exercise 2
    "ex2_jacobian": [["2*x", "-2*y"], ["2*y", "2*x"]],
    "ex2_determinant": "4*(x**2 + y**2)",
    "ex2_area_factor": 20,
    "ex2_length_factor": "2*sqrt(5)",
    "ex2_orientation": "C",
    "ex2_scale": "2*sqrt(2)",
    "ex2_angle": "pi/4",
    "ex2_no_inverse": "A",
    "ex2_image_area": "32/3",
    "ex2_double_count": "D",
    # Exercise 3
    "ex3_shape_H": (3, 2),
    "ex3_shape_G": (2, 3),
    "ex3_shape_F": (2, 2),
    "ex3_jacobian_H": [["y", "x"], [1, 1], [0, "2*y"]],
    "ex3_jacobian_G": [[1, "w", "v"], ["v", "u", 0]],
    "ex3_paths": ["x", "y**2", "2*y*(x + y)"],
    "ex3_jacobian_F": [[6, 17], [8, 5]],
    "ex3_wrong_order": "C",
    "ex3_wrong_point": "B",
    "ex3_square": [[8, 7], [8, 5]],
    "ex3_square_other_order": [[8, 4], [14, 5]],
    "ex3_scalar_case": "D",
    # Exercise 4
    "ex4_jacobian": [
        [f"{SLOPE1}*W11", f"{SLOPE1}*W12", f"{SLOPE1}*W13"],
        [f"{SLOPE2}*W21", f"{SLOPE2}*W22", f"{SLOPE2}*W23"],
    ],
    "ex4_at_point": [
        ["1/4", "-1/2", 0],
        ["1/2*exp(1)/(1 + exp(1))**2", "exp(1)/(1 + exp(1))**2", "3*exp(1)/(1 + exp(1))**2"],
    ],
    "ex4_matrix_form": "B",
    "ex4_layer_jacobian": layer_jacobian,
    "ex4_layer_vjp": layer_vjp,
    "ex4_largest_entry": "1/4",
    "ex4_depth_bound": "1/4**10",
    "ex4_saturation_row": "A",
    "ex4_saturation_name": "C",
}
