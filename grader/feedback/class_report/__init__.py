"""How is a class shown? Counted, grouped and drawn, as one page and as tables.

`data` says what has to be known of a class, `counting`, `items` and `misconceptions` count,
`small_groups` holds back what is about too few, `drawing` and `charts` draw, `sections` and `page`
write the page, and `tables` the same figures for a spreadsheet.
"""

from grader.feedback.class_report.data import Answered, Asked, ClassData, Submission
from grader.feedback.class_report.misconceptions import Same
from grader.feedback.class_report.page import render_class
from grader.feedback.class_report.summary import Summary, summarise
from grader.feedback.class_report.tables import Table, tables

__all__ = [
    "Answered",
    "Asked",
    "ClassData",
    "Same",
    "Submission",
    "Summary",
    "Table",
    "render_class",
    "summarise",
    "tables",
]
