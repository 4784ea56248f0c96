"""`grader compare`: are two formulas equal? A verdict with its evidence."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from grader.cli.terminal import Commands, answer, say
from grader.errors import ConfigError
from grader.verdict import Status

_EPILOG = """\
Formulas are typed as in Python or SymPy: 2*x*cos(x*y), x**2 or x^2, sqrt, exp, log, sin, asin or
arcsin, sinh, abs, sign, max, min, Heaviside; pi, E and I; decimals are exact. Put a formula in
quotes, and write -- before one that begins with a minus.

If any variable is declared, other names are refused; if none is, every name is a real variable.
RANGE is an interval such as "(0, 1]" or "(1, oo)", or one of the words real, positive, nonnegative,
negative, integer. One number is taken out by --domain "x != 0".

With --jsonl each line of standard input is a row such as
  {"id": 1, "student": "x+x", "reference": "2*x", "domain": {"x": "positive"}}
and is answered by a line with id, status, scope, witness, reason, method and ms before the next is
read. A row that cannot be read gets the status INVALID and a reason.

exit status:
  0  PROVED; with --jsonl: every row was answered
  1  REFUTED
  2  a formula, a domain or the stream cannot be read
  3  UNDECIDED
"""
_ADVICE = "; write -- before a formula that begins with a minus"
_EXIT = {Status.PROVED: 0, Status.REFUTED: 1, Status.UNDECIDED: 3}
_KINDS = {
    "var": ("real", "a real variable"),
    "positive": ("positive", "a variable that is > 0"),
    "nonnegative": ("nonnegative", "a variable that is >= 0"),
    "negative": ("negative", "a variable that is < 0"),
    "integer": ("integer", "a variable that is an integer"),
}


def add_to(commands: Commands) -> None:
    """Add this command to the others."""
    text = "say whether two formulas are equal, with the evidence"
    command = commands.add_parser(
        "compare",
        help=text,
        description=f"{text.capitalize()}.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("student", nargs="?", metavar="A", help="the formula in question")
    command.add_argument("reference", nargs="?", metavar="B", help="the formula it should equal")
    declared = command.add_argument_group("variables; each option may be repeated")
    for option, (_, meaning) in _KINDS.items():
        declared.add_argument(
            f"--{option}", action="append", default=[], metavar="NAME", help=meaning
        )
    declared.add_argument(
        "--domain", action="append", default=[], metavar="NAME=RANGE", help="a variable in a range"
    )
    command.add_argument("--json", action="store_true", help="print the verdict as JSON")
    command.add_argument("--jsonl", action="store_true", help="answer rows from standard input")
    command.set_defaults(run=_run, advice=_ADVICE)


def _run(options: argparse.Namespace) -> int:
    domain = _domain(options)
    if options.jsonl:
        if options.student is not None or options.json or domain:
            message = "with --jsonl formulas and variables stand in the rows; give no more options"
            raise ConfigError(message)
        return _answer_rows()
    if options.reference is None:
        message = "compare takes two formulas, or --jsonl; grader compare --help says more"
        raise ConfigError(message)
    return _answer_pair(options, domain)


def _answer_pair(options: argparse.Namespace, domain: dict[str, str]) -> int:
    from grader.comparison import Comparer  # noqa: PLC0415 - see `grader.cli.main`
    from grader.comparison.answers import INVALID, verdict_of  # noqa: PLC0415
    from grader.feedback.verdicts import render_verdict  # noqa: PLC0415

    row = {"id": 0, "student": options.student, "reference": options.reference, "domain": domain}
    with Comparer(declared_only=bool(domain)) as comparer:
        found = comparer.answer(json.dumps(row).encode())
    del found["id"]
    if options.json:
        say(json.dumps(found))
    elif found["status"] == INVALID:
        raise ConfigError(found["reason"])
    else:
        say(render_verdict(verdict_of(found)))
    return 2 if found["status"] == INVALID else _EXIT[Status(found["status"])]


def _answer_rows() -> int:
    from grader.comparison import Comparer, serve  # noqa: PLC0415 - see `grader.cli.main`

    with Comparer() as comparer:
        try:
            serve(sys.stdin.buffer, answer, comparer)
        except BrokenPipeError:
            return 0  # nobody reads on
        except OSError as error:
            message = f"standard input cannot be read: {error.strerror}"
            raise ConfigError(message) from None
    return 0


def _domain(options: argparse.Namespace) -> dict[str, str]:
    """What was declared about each variable; `--var` says no more than every other option."""
    found: dict[str, str] = dict.fromkeys(options.var, "real")
    for name, text in _declared(options):
        if found.get(name, "real") != "real":
            message = f"{name} is declared twice; write one range, such as --domain '{name}=(0, 1)'"
            raise ConfigError(message)
        found[name] = text
    return found


def _declared(options: argparse.Namespace) -> list[tuple[str, str]]:
    kinds = {key: text for key, (text, _) in _KINDS.items() if key != "var"}
    given: Any = vars(options)
    pairs = [(name, text) for key, text in kinds.items() for name in given[key]]
    for text in options.domain:
        name, sign, rest = text.partition("=")
        if not sign:
            message = f"--domain {text} says no range; write it as 'x=(0, 1]' or 'x != 0'"
            raise ConfigError(message)
        if name.endswith("!"):
            name, rest = name[:-1], f"!={rest}"
        pairs.append((name.strip(), rest.strip()))
    return pairs
