"""How is a whole class graded? Submission by submission, through nbgrader, into one gradebook.

`grade` does the work, `results` says what came of it, `table` writes that down for a person.
"""
