"""What lesson 7f checks: the Jacobian matrix by the input, and attacks that use it."""

from __future__ import annotations

from grader.questions import ChoiceQuestion, Mistake, NumbersQuestion

l07f_random = ChoiceQuestion(
    name="l07f_random",
    points=1,
    prompt="Every pixel changes by 0.2, up or down. With signs chosen by J, less than 60 percent "
    "of the pictures are still classified correctly. How many are with random signs?",
    options={
        "A": "about as few: the changes have the same size",
        "B": "about 80 percent: half of the signs agree with the attack",
        "C": "more than 98 percent",
        "D": "about 50 percent, as with guessing",
    },
    mistakes=(
        Mistake(
            "size taken for effect",
            "A",
            "The score changes by a sum over 64 pixels. Do random signs add up or cancel?",
        ),
        Mistake(
            "the disagreeing half forgotten",
            "B",
            "Half of the signs agree with the attack. What does the other half do to the sum?",
        ),
        Mistake(
            "noise taken for guessing",
            "D",
            "The bar stays in the picture. How large is the sum of 64 terms with random signs?",
        ),
    ),
    hints=("To first order the score changes by a sum over all pixels. Which terms cancel?",),
)

l07f_largest = NumbersQuestion(
    name="l07f_largest",
    points=1,
    prompt="The largest Jδ for J = [2, −3, 6] if no entry of δ is larger than 0.1 in size.",
    mistakes=(
        Mistake(
            "length of J",
            0.7,
            "The length of J belongs to steps of one length. Here each entry has its own limit.",
        ),
        Mistake(
            "signs ignored",
            0.5,
            "You may choose each sign of δ. Which one makes −3·δ₂ positive?",
        ),
        Mistake(
            "strongest pixel only",
            0.6,
            "That moves one entry. May the others move as well?",
        ),
        Mistake(
            "limit forgotten",
            11,
            "How far may each entry of δ go?",
        ),
    ),
    hints=("Jδ is a sum of three terms. Make each of them as large as you may.",),
)

l07f_step = NumbersQuestion(
    name="l07f_step",
    points=1,
    prompt="The δ that gives this largest Jδ, as a list of three numbers.",
    mistakes=(
        Mistake(
            "signs ignored",
            [0.1, 0.1, 0.1],
            "What does this δ do to the term with −3?",
        ),
        Mistake(
            "direction reversed",
            [-0.1, 0.1, -0.1],
            "Compute Jδ for your step. Is it the largest value or the smallest?",
        ),
        Mistake(
            "ε times J",
            [0.2, -0.3, 0.6],
            "Compare the entries of your step with the limit 0.1.",
        ),
        Mistake(
            "scaled J",
            ["1/30", "-1/20", "1/10"],
            "Only one entry uses its limit. What would the other two still add?",
        ),
        Mistake(
            "strongest pixel only",
            [0, 0, 0.1],
            "The first two entries may move too. What would they add?",
        ),
    ),
    hints=("Each entry of δ chooses a sign and a size. What makes its term largest?",),
)

public_answers: dict[str, object] = {
    "l07f_random": "C",
    "l07f_largest": 1.1,
    "l07f_step": [0.1, -0.1, 0.1],
}
