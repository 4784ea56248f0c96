"""The quick checks of the lessons: what they ask, typical wrong answers, and the right ones.

Lessons are for learning, so nothing here is secret. An answer that does not follow from what a
question prints stands in `public_answers`; a mistake names a wrong answer and points at the step
where it arises; `None` in one stands for any entry. Each lesson has a file in `quick_checks`.
"""

from __future__ import annotations

from quick_checks import (
    lesson_00,
    lesson_01,
    lesson_02,
    lesson_03,
    lesson_04,
    lesson_05,
    lesson_06,
    lesson_07a,
    lesson_07b,
    lesson_07c,
    lesson_07d,
    lesson_07e,
    lesson_07f,
    lesson_08,
    lesson_09,
    lesson_11,
    lesson_12,
)
from quick_checks.lesson_00 import *
from quick_checks.lesson_01 import *
from quick_checks.lesson_02 import *
from quick_checks.lesson_03 import *
from quick_checks.lesson_04 import *
from quick_checks.lesson_05 import *
from quick_checks.lesson_06 import *
from quick_checks.lesson_07a import *
from quick_checks.lesson_07b import *
from quick_checks.lesson_07c import *
from quick_checks.lesson_07d import *
from quick_checks.lesson_07e import *
from quick_checks.lesson_07f import *
from quick_checks.lesson_08 import *
from quick_checks.lesson_09 import *
from quick_checks.lesson_11 import *
from quick_checks.lesson_12 import *

public_answers: dict[str, object] = {
    **lesson_00.public_answers,
    **lesson_01.public_answers,
    **lesson_02.public_answers,
    **lesson_03.public_answers,
    **lesson_04.public_answers,
    **lesson_05.public_answers,
    **lesson_06.public_answers,
    **lesson_07a.public_answers,
    **lesson_07b.public_answers,
    **lesson_07c.public_answers,
    **lesson_07d.public_answers,
    **lesson_07e.public_answers,
    **lesson_07f.public_answers,
    **lesson_08.public_answers,
    **lesson_09.public_answers,
    **lesson_11.public_answers,
    **lesson_12.public_answers,
}
