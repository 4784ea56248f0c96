from hypothesis import given
from hypothesis import strategies as st

from grader.equivalence.proof.parities import Parities


@given(
    st.dictionaries(st.integers(0, 3), st.sampled_from([1, -1]), min_size=4),
    st.lists(st.sets(st.integers(0, 3)), max_size=5),
    st.sets(st.integers(0, 3)),
)
def test_a_sign_that_follows_is_the_true_one(
    truth: dict[int, int], learned: list[set[int]], asked: set[int]
):
    def true_sign(factors: set[int]) -> int:
        sign = 1
        for factor in factors:
            sign *= truth[factor]
        return sign

    known = Parities()
    for factors in learned:
        known.learn(factors, true_sign(factors))
    assert known.sign(asked) in (0, true_sign(asked))
    if asked in learned:
        assert known.sign(asked)


def test_a_sign_is_written_by_those_of_earlier_factors():
    known = Parities()
    known.learn({1, 12}, -1)
    assert known.reduced(frozenset({12}), 1) == ({1}, -1)
    assert known.reduced(frozenset({1}), 1) == ({1}, 1)
