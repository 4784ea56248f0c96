"""The quick checks of the lessons: what they ask, typical wrong answers, and the right ones.

Lessons are for learning, so nothing here is secret. An answer that does not follow from what a
question prints stands in `public_answers`; a mistake names a wrong answer and points at the step
where it arises; `None` in one stands for any entry.
"""

from __future__ import annotations

from grader.questions import (
    ChoiceQuestion,
    ChoicesQuestion,
    ExpressionQuestion,
    JacobianQuestion,
    Mistake,
    NumbersQuestion,
    ShapeQuestion,
    TermsQuestion,
)

public_answers: dict[str, object] = {}
