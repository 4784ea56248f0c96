"""How is a whole class graded? Submission by submission, through nbgrader, into one gradebook.

`grading` does the work, `steps` for one submission; `processes` spreads it, `elsewhere` and
`cluster` have notebooks run on other machines, and `receipts` tells what is done. `gradebook` reads
what came of it, `results` is what that looks like, and `table` writes it down for a person.

`kept` is what grading has left behind. From it `pending` finds what waits for a person (`showing`,
`probing`, `pairing`, `cells` say what to show of it), `review` puts it before one, `decision_table`
and `decisions` take up what was decided, and `explaining` computes the evidence for a mark again.
`regrading` judges again what is kept.
"""

from grader.startup import leave_out_grammars

leave_out_grammars()  # before nbgrader is imported, here and in every worker process
