"""How a report is shown: as text, as HTML, with its formulas typeset without JavaScript."""
