"""What was probably meant by a wrong answer? Misconceptions, named only if proved.

`differentiation` holds the right rules, `misconceptions` declares what is got wrong, `catalogue`
lists it, and `explain` finds what produces an answer.
"""

from grader.diagnosis.catalogue import ALL, BY_CODE
from grader.diagnosis.diagnose import diagnose, diagnose_consequence, source_of

__all__ = ["ALL", "BY_CODE", "diagnose", "diagnose_consequence", "source_of"]
