"""How do the tokens of a formula combine? As in Python's grammar: sums of products of powers.

>>> from grader.text.scope import Scope
>>> str(Reader("2*-x**2", Scope(None)).read())
'2*(-x**2)'
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, NoReturn, Protocol, TypeVar

from grader.errors import StudentError
from grader.expression import DIGITS, Expression, decimal, rational
from grader.text.tokens import Kind, Source, Token

Value = TypeVar("Value")

NESTING = 80
"""Parentheses inside parentheses."""


class Meaning(Protocol[Value]):
    """What numbers, names, calls and signs mean; `Reader` asks for it phrase by phrase.

    `grader.text.scope.Scope` says it in formulas and arrays.
    """

    def number(self, value: Expression) -> Value:
        """What a number means."""

    def variable(self, name: str) -> Value:
        """What a name means where no parenthesis follows."""

    def call(self, name: str, arguments: Sequence[Value]) -> Value:
        """What a function of `arguments` means."""

    def combine(self, sign: str, *values: Value) -> Value:
        """What a sign makes of what stands around it; "[]" is the list of the values."""


Calls = dict[tuple[int, str], Value]
"""What calls were found to mean, by how deep they stand and how they are written."""


class Reader(Generic[Value]):
    """Reads one text by recursive descent, each rule a method.

    Args:
        text: the formula.
        scope: what its parts mean.
        calls: shared by readers of the same scope, so that each call is read once; texts that have
            nothing in common need none.
    """

    def __init__(self, text: str, scope: Meaning[Value], calls: Calls[Value] | None = None) -> None:
        self._source = Source(text)
        self._tokens = list(self._source.tokens())
        self._place = 0
        self._depth = 0
        self._scope = scope
        self._calls = calls
        self._closing = {} if calls is None else _closing(self._tokens)

    def read(self) -> Value:
        """The value of the whole text.

        Raises:
            StudentError: it is no formula; the help shows where.
        """
        if not self._token.text:
            message = "an empty text was found"
            raise StudentError(message, "write a formula such as 2*x")
        value = self._sum()
        if self._token.text == ",":
            value = self._scope.combine("[]", value, *self._rest_of_list())
        if self._token.text:
            self._refuse(f"{self._token.text} was found where the formula should end", _BALANCE)
        return value

    @property
    def _token(self) -> Token:
        return self._tokens[self._place]

    def _sum(self) -> Value:
        value = self._product()
        while sign := self._take("+", "-"):
            right = self._product()
            if sign.text == "-":
                right = self._scope.combine("-", right)
            value = self._combined(sign, "+", value, right)
        return value

    def _product(self) -> Value:
        if self._take("+"):
            return self._deeper(self._product)
        if self._take("-"):
            return self._scope.combine("-", self._deeper(self._product))
        first = self._place
        value = self._power()
        self._refuse_implicit_product(first, first)
        while sign := self._take(*_PRODUCTS):
            right = self._place
            factor = self._factor()
            self._refuse_implicit_product(first, right)
            value = self._combined(sign, sign.text, value, factor)
        return value

    def _factor(self) -> Value:
        if self._take("+"):
            return self._deeper(self._factor)
        if self._take("-"):
            return self._scope.combine("-", self._deeper(self._factor))
        return self._power()

    def _power(self) -> Value:
        value = self._atom()
        while sign := self._take(".T"):
            value = self._combined(sign, sign.text, value)
        if sign := self._take("**", "^"):
            return self._combined(sign, "**", value, self._deeper(self._factor))
        return value

    def _atom(self) -> Value:
        token = self._token
        self._place += 1
        if token.kind is Kind.NUMBER:
            return self._number(token)
        if token.kind is Kind.NAME:
            return self._name(token)
        if token.text == "(":
            value = self._deeper(self._sum)
            if self._token.text == ",":
                value = self._scope.combine("[]", value, *self._rest_of_list())
            self._expect(")", token)
            return value
        if token.text == "[":
            values = self._list("]")
            self._expect("]", token)
            return self._combined(token, "[]", *values)
        self._place -= 1
        found = token.text or "the end"
        return self._refuse(f"{found} was found where a number or a name is expected", _BALANCE)

    def _number(self, token: Token) -> Value:
        try:
            value = decimal(token.text)
        except ValueError:
            self._source.refuse(
                token.start, f"a number of more than {DIGITS} digits was found", "write it shorter"
            )
        whole = token.text.isdigit()
        return self._scope.number(rational(int(token.text)) if whole else value)

    def _name(self, token: Token) -> Value:
        if self._token.text != "(":
            return self._placed(token, lambda: self._scope.variable(token.text))
        end = self._closing.get(self._place)
        if self._calls is None or end is None:
            return self._call(token)
        call = self._depth, self._source.text[token.start : self._tokens[end].end]
        if call in self._calls:
            self._place = end + 1
        else:
            self._calls[call] = self._call(token)
        return self._calls[call]

    def _call(self, token: Token) -> Value:
        opening = self._token
        self._place += 1
        arguments = self._list(")")
        self._expect(")", opening)
        return self._placed(token, lambda: self._scope.call(token.text, arguments))

    def _list(self, closing: str) -> list[Value]:
        if self._token.text == closing:
            return []
        return [self._deeper(self._sum), *self._rest_of_list()]

    def _rest_of_list(self) -> list[Value]:
        values = []
        while self._take(",") and self._token.text not in ("]", ")", ""):
            values.append(self._deeper(self._sum))
        return values

    def _take(self, *texts: str) -> Token | None:
        token = self._token
        if token.text not in texts:
            return None
        self._place += 1
        return token

    def _expect(self, closing: str, opening: Token) -> None:
        if not self._take(closing):
            found = self._token.text or "the end"
            message = f"{found} was found where the {opening.text} is not closed yet"
            self._refuse(message, f"close it by {closing}")

    def _deeper(self, read: Callable[[], Value]) -> Value:
        self._depth += 1
        if self._depth > NESTING:
            self._refuse(
                f"more than {NESTING} levels of parentheses were found", "write it flatter"
            )
        value = read()
        self._depth -= 1
        return value

    def _combined(self, place: Token, sign: str, *values: Value) -> Value:
        return self._placed(place, lambda: self._scope.combine(sign, *values))

    def _placed(self, place: Token, make: Callable[[], Value]) -> Value:
        """What `make` gives; whatever it refuses is shown at `place`."""
        try:
            return make()
        except StudentError as error:
            self._source.refuse(place.start, error.rationale, error.help)

    def _refuse(self, rationale: str, help_: str) -> NoReturn:
        self._source.refuse(self._token.start, rationale, help_)

    def _refuse_implicit_product(self, first: int, left: int) -> None:
        """Refuse a number, name or parenthesis that directly follows the factor from `left` on."""
        follower = self._token
        if follower.kind not in (Kind.NUMBER, Kind.NAME) and follower.text not in ("(", "["):
            return
        last = self._tokens[self._place - 1]
        message = f"no sign stands between {last.text} and {follower.text}"
        self._refuse(message, f"write {' or '.join(self._readings(first, left))}")

    def _readings(self, first: int, left: int) -> list[str]:
        """What a product without a sign could mean, from `first`, its last factor from `left`."""
        factor, follower = self._written(left, self._place), self._follower()
        if left > first and self._tokens[left - 1].text == "/":
            before = self._written(first, left - 1)
            return [f"{before}/({factor}*{follower})", f"({before}/{factor})*{follower}"]
        if self._place - left > 1 and self._tokens[self._place - 2].text in ("**", "^"):
            base, exponent = self._written(left, self._place - 1), self._tokens[self._place - 1]
            return [f"{base}({exponent.text}*{follower})", f"{factor}*{follower}"]
        return [f"{factor}*{follower}"]

    def _written(self, first: int, end: int) -> str:
        return self._source.text[self._tokens[first].start : self._tokens[end - 1].end]

    def _follower(self) -> str:
        """The text of the number, name, call or parenthesis that comes next."""
        end = self._place + (self._token.text not in ("(", "["))
        depth = 0
        while depth or self._tokens[end].text in ("(", "["):
            if self._tokens[end].kind is Kind.END:
                break
            depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(self._tokens[end].text, 0)
            end += 1
        return self._written(self._place, end)


def _closing(tokens: Sequence[Token]) -> dict[int, int]:
    """Where each parenthesis that is closed is closed."""
    found, open_ = {}, []
    for place, token in enumerate(tokens):
        if token.text == "(":
            open_.append(place)
        elif token.text == ")" and open_:
            found[open_.pop()] = place
    return found


_PRODUCTS = ("*", "⊙", "@", "/")
_BALANCE = "check the signs and parentheses just before this place"
