"""The quick checks of the lessons: what they ask, typical wrong answers, and the right ones.

Lessons are for learning, so nothing here is secret. An answer that does not follow from what a
question prints stands in `public_answers`; a mistake names a wrong answer and points at the step
where it arises; `None` in one stands for any entry. Each lesson has a file in `quick_checks`.
"""

from __future__ import annotations

from quick_checks import (
    lesson_01,
    lesson_02,
    lesson_03,
    lesson_04,
    lesson_05,
    lesson_08,
    lesson_09,
    lesson_11,
)
from quick_checks.lesson_01 import *
from quick_checks.lesson_02 import *
from quick_checks.lesson_03 import *
from quick_checks.lesson_04 import *
from quick_checks.lesson_05 import *
from quick_checks.lesson_08 import *
from quick_checks.lesson_09 import *
from quick_checks.lesson_11 import *

public_answers: dict[str, object] = {
    **lesson_01.public_answers,
    **lesson_02.public_answers,
    **lesson_03.public_answers,
    **lesson_04.public_answers,
    **lesson_05.public_answers,
    **lesson_08.public_answers,
    **lesson_09.public_answers,
    **lesson_11.public_answers,
}
