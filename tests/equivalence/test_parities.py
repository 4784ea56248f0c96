from hypothesis import given
from hypothesis import strategies as st

from grader.equivalence.parities import Parities


@given(
    st.dictionaries(st.sampled_from("abcd"), st.sampled_from([1, -1]), min_size=4),
    st.lists(st.sets(st.sampled_from("abcd")), max_size=5),
    st.sets(st.sampled_from("abcd")),
)
def test_a_sign_that_follows_is_the_true_one(
    truth: dict[str, int], learned: list[set[str]], asked: set[str]
):
    def true_sign(factors: set[str]) -> int:
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
