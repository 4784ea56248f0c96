from grader.domain import Domain
from grader.equivalence import compare
from grader.equivalence.renamed import MOST, renamed
from grader.expression import symbol, total
from grader.text import parse
from tests.equivalence.pairs import verdict


def test_names_in_the_same_order_give_the_same_question():
    one = renamed([parse("a*sin(b*c)"), parse("b")], Domain.of({"a": "integer"}))
    other = renamed([parse("p*sin(q*r)"), parse("q")], Domain.of({"p": "integer", "z": "positive"}))
    assert (one.expressions, one.domain) == (other.expressions, other.domain)
    swapped = renamed([parse("q*sin(p*r)"), parse("p")], Domain.of({"q": "integer"}))
    assert swapped.expressions != one.expressions


def test_one_or_two_variables_keep_their_names():
    assert renamed([parse("p*sin(q)")], Domain()).expressions == (parse("p*sin(q)"),)


def test_very_many_variables_keep_their_names():
    many = total(symbol(f"x{k}") for k in range(MOST + 1))
    assert renamed([many], Domain()).expressions == (many,)


def test_a_verdict_names_the_variables_that_were_asked_about():
    found = verdict("p*q*r/p", "q*r")
    assert found.certificate is not None
    assert found.certificate.scope == "where both are defined, excluding p = 0"
    found = verdict("p*q*r", "q*r")
    assert found.witness is not None
    assert [name for name, _ in found.witness.point] == ["p", "q", "r"]
    found = compare(
        parse("log(p**3 + q*r + 10**40)"), parse("log(Abs(p**3 + q*r + 10**40))"), Domain()
    )
    assert "p^3" in found.reason or found.witness is not None


def test_the_same_question_under_other_names_has_the_same_witness():
    one, other = verdict("a*sin(b*b)", "a*sin(b*c)"), verdict("x*sin(y*y)", "x*sin(y*z)")
    assert one.witness is not None
    assert other.witness is not None
    assert [value for _, value in one.witness.point] == [value for _, value in other.witness.point]
