"""How is a class judged again when a reference, a question or the grader has changed?

`changes` finds out who is marked otherwise, and `reasons` why; `journal` keeps what was there,
`rescoring` enters what is new, and `table` shows it. `regrade` puts them together.
"""
