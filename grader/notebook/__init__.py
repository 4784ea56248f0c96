"""How the grader meets Jupyter: what a student calls, and how nbgrader is extended."""
