"""How is a whole class graded? Submission by submission, through nbgrader, into one gradebook.

`grading` does the work and `processes` spreads it, `gradebook` reads what came of it, `results` is
what that looks like, and `table` writes it down for a person.
"""
