"""The catalogue: every rule is one generator function with one row of words in `rules.toml`.

    @rule("same-period")
    def same_period(case: Case) -> Iterator[Finding]: ...

A function without a row, or a row without a function, is an error when the catalogue is loaded.
"""

from __future__ import annotations

import difflib
import importlib
import pkgutil
import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any, Literal

from klopt.check.case import Case
from klopt.check.crowded import is_of_no_slip
from klopt.check.errors import UnknownRule
from klopt.check.finding import Finding, Level, Look, Words
from klopt.check.group import Group, Tells
from klopt.check.repairs import in_words
from klopt.check.slips import lie_apart
from klopt.check.wording import fill

Scope = Literal["article", "across"]
ArticleRule = Callable[[Case], Iterator[Finding | Look]]
GroupRule = Callable[[Group], Iterator[Finding]]

_in_article: dict[str, ArticleRule] = {}
_across: dict[str, GroupRule] = {}


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as editors know it: what it asks, how sure it is at best, and why it matters."""

    name: str
    scope: Scope
    level: Level
    title: Words
    question: Words
    explanation: Words
    message: Words
    found: str
    """A text that the rule speaks of, in Dutch; " | " parts two articles."""
    silent: str
    """One that looks like it and is right."""
    farthest: Decimal | None = None
    """How many times the stated figure may be the recomputed one, or the reverse, where only nearness ties them: what
    differs more is no slip but another figure. None: any number of times.
    """


def rule(name: str) -> Callable[[ArticleRule], ArticleRule]:
    """Register a rule that looks at one article."""

    def register(function: ArticleRule) -> ArticleRule:
        _in_article[name] = function
        return function

    return register


def across_rule(name: str) -> Callable[[GroupRule], GroupRule]:
    """Register a rule that compares articles."""

    def register(function: GroupRule) -> GroupRule:
        _across[name] = function
        return function

    return register


@cache
def _rows() -> dict[str, Any]:
    return tomllib.loads(resources.files("klopt.check").joinpath("rules.toml").read_text(encoding="utf-8"))


@cache
def catalogue() -> dict[str, Rule]:
    """All rules by name, in the order of `rules.toml`."""
    package = importlib.import_module("klopt.check.rules")
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"klopt.check.rules.{module.name}")
    functions = {*_in_article, *_across}
    if functions != set(_rows()):
        raise RuntimeError(f"rules without a row or rows without a rule: {sorted(functions ^ set(_rows()))}")
    return {
        name: Rule(
            name,
            "article" if name in _in_article else "across",
            row["level"],
            title=_words(row["title"]),
            question=_words(row["question"]),
            explanation=_words(row["explanation"]),
            message=_words(row["message"]),
            found=row["examples"]["found"],
            silent=row["examples"]["silent"],
            farthest=Decimal(str(row["farthest"])) if "farthest" in row else None,
        )
        for name, row in _rows().items()
    }


def _words(both: dict[str, str]) -> Words:
    return Words(both["nl"], both["en"])


def origin(name: str) -> tuple[str, dict[str, Any]]:
    """The module that a rule stands in, and its row of `rules.toml`."""
    catalogue()
    return (_in_article.get(name) or _across[name]).__module__, _rows()[name]


@cache
def reasons() -> dict[str, Words]:
    """Why a rule that looked at figures reports nothing, by the key that a `Look` carries."""
    text = resources.files("klopt.check").joinpath("looks.toml").read_text(encoding="utf-8")
    return {key: _words(words) for key, words in tomllib.loads(text).items()}


def message(name: str, /, **slots: Any) -> Words:
    """The message of a rule in both languages, with a capital. Slots: see its row in `rules.toml`."""
    said = fill(_words(_rows()[name]["message"]), **slots)
    return Words(said.nl[:1].upper() + said.nl[1:], said.en[:1].upper() + said.en[1:])


def select(only: Iterable[str] = (), ignore: Iterable[str] = ()) -> tuple[str, ...]:
    """Names of the rules to run. Raises UnknownRule, which names the nearest that exists."""
    known = catalogue()
    only, ignore = tuple(only), tuple(ignore)
    for name in (*only, *ignore):
        if name not in known:
            raise UnknownRule(name, next(iter(difflib.get_close_matches(name, known, 1)), None))
    return tuple(name for name in known if (not only or name in only) and name not in ignore)


def across_rules() -> tuple[str, ...]:
    """Names of the rules that compare articles."""
    return tuple(name for name, rule in catalogue().items() if rule.scope == "across")


def run_article(names: Iterable[str], case: Case) -> Iterator[Finding | Look]:
    """What these rules find in one article and what they looked at in vain, in the order of the rules."""
    for name in names:
        if name in _in_article:
            for said in _in_article[name](case):
                yield _weighed(case, said) if isinstance(said, Finding) else said


def _weighed(case: Case, finding: Finding) -> Finding | Look:
    """The finding with its repairs in words where the text has them, or why figures that only stand near each other are
    of two things.
    """
    if _lie_apart(finding):
        return _set_apart(finding, "far-apart")
    if is_of_no_slip(case, finding):
        return _set_apart(finding, "no-slip")
    return replace(finding, repairs=tuple(in_words(repair) for repair in finding.repairs))


def _lie_apart(finding: Finding) -> bool:
    """Whether figures that only stand near each other lie farther apart than a mistake in this sum brings them."""
    farthest, stated, found = catalogue()[finding.rule].farthest, finding.stated, finding.recomputed
    if finding.is_tied or farthest is None or stated is None or found is None:
        return False
    return lie_apart(stated.interval, found.interval, farthest)


def _set_apart(finding: Finding, why: str) -> Look:
    return Look(finding.rule, tuple(mark.span for mark in finding.spans), why)


def tells(names: Iterable[str]) -> Tells:
    """Whether one of these rules finds something across the articles of a group."""
    return lambda group: any(True for _ in run_across(names, group))


def run_across(names: Iterable[str], group: Group) -> Iterator[Finding]:
    """The findings of these rules across the articles of a group."""
    for name in names:
        if name in _across:
            yield from _across[name](group)
