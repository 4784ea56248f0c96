"""Which questions are the same but for the names of variables? They have the same answer.

The entries of a layer's Jacobian matrix are such questions: 64 of them are decided once. New names
keep the order of the old ones, so that the same points are looked at.

>>> from grader.expression import apply
>>> a, b, c, x, y, z = (symbol(name) for name in "abcxyz")
>>> one = renamed([apply("sin", a * b + c)], Domain.of({"b": "positive"}))
>>> other = renamed([apply("sin", x * y + z)], Domain.of({"y": "positive"}))
>>> one.expressions == other.expressions, one.domain == other.domain
(True, True)
>>> one.restored_text("excluding v00' - v02' = 0")
'excluding a - c = 0'
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from grader.domain import REAL, Domain
from grader.expression import Expression, substituted, symbol, symbols
from grader.verdict import Verdict

_NEW = re.compile(r"v(\d\d)'")
FEWEST, MOST = 3, 100
"""Variables that are renamed: with fewer it does not pay, and two digits count them."""


@dataclass(frozen=True)
class Renamed:
    """Expressions and a domain with the names v00', v01', ... in place of `names`."""

    expressions: tuple[Expression, ...]
    domain: Domain
    names: tuple[str, ...]

    def restored(self, verdict: Verdict) -> Verdict:
        """The verdict with the old names wherever it names variables."""
        if not self.names:
            return verdict
        witness, certificate = verdict.witness, verdict.certificate
        if witness is not None:
            point = tuple((self.restored_text(name), value) for name, value in witness.point)
            witness = replace(witness, point=point)
        if certificate is not None:
            certificate = replace(certificate, scope=self.restored_text(certificate.scope))
        reason = self.restored_text(verdict.reason)
        return Verdict(verdict.status, witness, certificate, reason)

    def restored_text(self, text: str) -> str:
        """The text with the old names."""
        return _NEW.sub(lambda found: self.names[int(found[1])], text) if "'" in text else text


def renamed(expressions: Sequence[Expression], domain: Domain) -> Renamed:
    """The expressions with new names; few variables, or more than a hundred, keep theirs."""
    names = tuple(sorted(symbols(*expressions)))
    if not FEWEST <= len(names) <= MOST:
        return Renamed(tuple(expressions), domain, ())
    new = [f"v{place:02}'" for place in range(len(names))]
    replacements = {symbol(old): symbol(name) for old, name in zip(names, new, strict=True)}
    ranges = ((name, domain[old]) for old, name in zip(names, new, strict=True))
    return Renamed(
        tuple(substituted(expressions, replacements)),
        Domain(tuple((name, among) for name, among in ranges if among != REAL)),
        names,
    )
