"""Mentions joined to entities within one article: which forms of a name are one, and the fullest of them.

An article names somebody in full once and by surname, initials or acronym afterwards. A short form joins a full one
only where no second one fits; two people of one surname stay apart. Pure functions on strings, so that the same is
done whatever found the names. Tussenvoegsels: see `extract.names`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from extract import names
from extract.nouns import MentionKind

_Key = TypeVar("_Key")
Written = tuple[MentionKind, str]
"""A name as it stands in the text, with its kind."""

_ACRONYM = re.compile(r"^(.+\S) \((\S+)\)$")
_MINISTRY = "ministerie van "
_PARTS = re.compile(r", | en ")
_ADJECTIVE = re.compile(r"^[A-ZÀ-Þ][\w-]+e$")


@dataclass(frozen=True, slots=True)
class _Person:
    """A person's name in parts: given names, first names or initials, and surname with its particles."""

    name: str
    given: tuple[str, ...]
    surname: str

    @property
    def initials(self) -> bool:
        """Whether only initials stand for the given names."""
        return all(part.endswith(".") or len(part) == 1 for part in self.given)

    @property
    def alike(self) -> tuple[str, str]:
        """What two names of one person have in common: the surname and the first letter."""
        return self.surname, self.given[0].casefold()[:1]


def full_names(written: Iterable[Written]) -> dict[Written, str]:
    """Each of these names, all of one article, with the fullest form of whom it names; a name that joins nothing
    is not in it.
    """
    known = list(dict.fromkeys(written))
    people = _people(text for kind, text in known if kind == "person")
    bodies = _organisations([text for kind, text in known if kind == "organisation"])
    return {("person", text): full for text, full in people.items()} | {
        ("organisation", text): full for text, full in bodies.items()
    }


def _people(texts: Iterable[str]) -> dict[str, str]:
    full: dict[str, str] = {}
    aliases: list[tuple[str, str]] = []
    persons: list[_Person] = []
    for text in texts:
        bare = names.bare(text)
        if bare != text:
            full[text] = bare
        if initials := names.initials_in(text):
            aliases.append((f"{initials} {names.surname(bare) or ''}".strip(), bare))
        persons.append(_parted(bare))
    named = [person for person in persons if person.given and person.surname]
    alike = _grouped((person.alike, person) for person in named)
    best = {person.name: _fullest(person, alike[person.alike]) for person in named}
    family = _grouped((person.surname, person) for person in named)
    for alias, bare in aliases:
        other = _parted(alias)
        best.update({p.name: bare for p in family[other.surname] if _initials_fit(p, other)})
    short = _grouped((form, person) for person in named for form in _short_names(person))
    for person in persons:
        if person.given and person.surname:
            found = {best[person.name]}
        else:
            found = set() if person.given else {best[other.name] for other in short[person.surname]}
        if len(found) == 1 and (whole := found.pop()) != person.name:
            full[person.name] = whole
    return full | {text: full[bare] for text, bare in full.items() if bare in full}


def _grouped(pairs: Iterable[tuple[_Key, _Person]]) -> dict[_Key, list[_Person]]:
    groups: dict[_Key, list[_Person]] = defaultdict(list)
    for key, person in pairs:
        groups[key].append(person)
    return groups


def _parted(name: str) -> _Person:
    last = names.surname(name)
    if last is None:
        return _Person(name, (), name.casefold())
    if names.opens_surname(name.split()[0]):
        return _Person(name, (), name.casefold())  # "Van der Meer": no first name "Van"
    return _Person(name, tuple(name[: len(name) - len(last)].split()), last.casefold())


def _fullest(person: _Person, alike: list[_Person]) -> str:
    """The fullest of the names (those that begin `alike`) that this one can be short for, where those are all one
    person's.
    """
    fitting = [other for other in alike if _same_person(person, other)]
    longest = max(fitting, key=lambda other: (not other.initials, len(other.name)))
    return longest.name if all(_same_person(longest, other) for other in fitting) else person.name


def _same_person(one: _Person, other: _Person) -> bool:
    """Whether two names with a surname can be one person's: equal first names, or an initial of one."""
    if one.surname != other.surname:
        return False
    first, second = one.given[0], other.given[0]
    if one.initials != other.initials:
        return first[:1].casefold() == second[:1].casefold()
    if one.initials:
        shorter, longer = sorted(("".join(one.given), "".join(other.given)), key=len)
        return longer.startswith(shorter)
    return first.casefold() == second.casefold()


def _initials_fit(person: _Person, alias: _Person) -> bool:
    """Whether only initials are written and they are, or begin, these."""
    return person.initials and "".join(alias.given).startswith("".join(person.given))


def _short_names(full: _Person) -> set[str]:
    """What a name without given names can be: the surname, or a part of it, or the first name of the full one."""
    words = full.surname.split()
    bare = " ".join(word for word in words if word not in names.words("particles"))
    return {full.surname, full.surname.split("-")[0], bare, words[-1], full.given[0].casefold()}


def _organisations(texts: list[str]) -> dict[str, str]:
    full: dict[str, str] = {}
    for text in texts:
        if found := _ACRONYM.match(text):
            full.update(dict.fromkeys(found.groups(), text))
    candidates: dict[str, set[str]] = defaultdict(set)
    for text in texts:
        for short in _short_forms(text):
            candidates[short].add(full.get(text, text))
    for short, longer in candidates.items():
        whole = longer - {other for other in longer for longest in longer if other in _short_forms(longest)}
        if len(whole) == 1:
            full.setdefault(short, whole.pop())
    same = {text.casefold(): name for text, name in full.items()}
    for text in texts:
        if text not in full and text.casefold() in same and same[text.casefold()] != text:
            full[text] = same[text.casefold()]
    return {text: full[text] for text in texts if full.get(text, text) != text}


def _short_forms(name: str) -> Iterator[str]:
    """What a name in full is shortened to: "Justitie" for the ministry, "Rekenkamer" for the Algemene."""
    if name.startswith(_MINISTRY):
        of = name[len(_MINISTRY) :]
        first = _PARTS.split(of)[0]
        yield of
        if first != of:
            yield from (first, _MINISTRY + first)
    words = name.split()
    if len(words) == 2 and _ADJECTIVE.match(words[0]) and words[1][:1].isupper():
        yield words[1]
