"""Whom two figures are of: names, by their capitals, and whether two can be one.

Capitals and not the reader's entities alone: the reader misses "Rijnstate" at the head of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from extract.nouns import Mention
from extract.singular import ground_form
from extract.words import table
from klopt.check.case import Case, once
from klopt.check.said import Said

Name = tuple[str, ...]
_PROPER = r"[A-ZÀ-Þ][\w'’&-]*"
_RUN = re.compile(rf"\b{_PROPER}(?: (?:(?:van|voor|der?|den|het|ten|ter) ){{0,2}}{_PROPER})*")
SENTENCE = re.compile(r"(?<=[.!?:])[\"'’”]*\s+|\n+")
"""Where a sentence ends, with the quote that it closes."""
_QUOTES = "\"'‘’“”„"
_ADJECTIVE = re.compile(r"\w{4,}se?$")
_JOINING = frozenset(("van", "voor", "de", "der", "den", "het", "ten", "ter"))


def runs(text: str) -> list[Name]:
    """The words of every name in a text, in small letters, without the words between; the first word counts too.

    >>> runs("winst van Radboudumc en Universiteit van Leiden")
    [('radboudumc',), ('universiteit', 'leiden')]
    """
    found = (found.group().lower().split() for found in _RUN.finditer(text))
    names = (tuple(word for word in words if word not in _JOINING) for words in found)
    return [name for name in names if name]


def one_name(one: Name, other: Name) -> bool:
    """Whether two names can be one: the shorter stands in the longer or is its initials ("NS")."""
    short, long = sorted((one, other), key=len)
    if set(short) <= set(long):
        return True
    return (
        len(short) == 1 and len(long) > 1 and short[0].replace(".", "") == "".join(word[0] for word in long)
    )


def same_source(one: str, other: str) -> bool:
    """Whether two sources are one by name; what both are called ("enquête", "telling") makes them none."""
    mine, yours = runs(one), runs(other)
    return any(one_name(a, b) for a in mine for b in yours)


@once
def _known(case: Case) -> Iterable[frozenset[str]]:
    """Words with a capital that their place in a sentence does not explain, and those of names the reader found; not
    what the text also has with a small letter ("Grutto verdwijnt", "840 paartjes grutto's").
    """
    plain = {ground_form(word) for word in case.article.text.split() if word.islower()}
    found = {word for mention in case.extraction.mentions for word in mention.name.lower().split()}
    found = {word for word in found if ground_form(word) not in plain}
    for sentence in SENTENCE.split(f"{case.article.title or ''}\n{case.article.text}"):
        words = sentence.strip(_QUOTES).split()
        found |= {word.lower().strip(".,;:!?()'\"") for word in words[1:] if word[:1].isupper()}
        found |= {word.lower().strip(".,;:!?()'\"") for word in words[:1] if word[1:2].isupper()}
    yield frozenset(found)


@once
def _unasked(case: Case) -> Iterable[frozenset[str]]:
    """Words of names that no figure is of: places, and who is only quoted."""
    places = {m.name for m in case.extraction.mentions if m.kind == "place"}
    told = {
        claim.source.name
        for claim in case.extraction.claims
        if claim.source is not None and claim.attribution != "counted"
    }
    yield frozenset(word for name in places | told for run in runs(name) for word in run)


def names_in(case: Case, text: str, first: bool) -> frozenset[Name]:
    """The names in a text. `first` tells whether it opens with a sentence's first word."""
    known, unasked = _known(case)[0], _unasked(case)[0]
    found: set[Name] = set()
    for sentence in (some.strip(_QUOTES) for some in SENTENCE.split(text)):
        for nr, run in enumerate(runs(sentence)):
            opening = first and nr == 0 and sentence[:1].isupper()
            name = run[1:] if opening and run[0] not in known else run
            if name and not set(name) <= unasked and not (len(name) == 1 and _ADJECTIVE.match(name[0])):
                found.add(name)
    return frozenset(found)


@once
def _leading(case: Case) -> Iterable[frozenset[Name]]:
    """The names in the headline and the first sentence; no people who only the sentence names: a report may open with
    anybody.
    """
    opening = SENTENCE.split(case.article.text, maxsplit=1)[0]
    full = (_own_words(case, m) for m in case.extraction.mentions if m.kind == "person")
    people = {word for words in full if len(words) > 1 for word in words}
    told = (name for name in names_in(case, opening, first=True) if not set(name) <= people)
    yield frozenset((*names_in(case, case.article.title or "", first=True), *told))


def _own_words(case: Case, person: Mention) -> list[str]:
    """The words of a person's name; without the place or body that somebody in office is of ("wethouder Anna Smit van
    Goes"), which may have been read as a part of the name.
    """
    words = person.span.text.lower().split()
    before = case.article.field(person.span.field)[: person.span.start].lower().split()[-1:]
    in_office = before and before[0] in table("titles")["functions"]
    return words[: words.index("van")] if in_office and "van" in words[2:] else words


def subjects(case: Case, one: Said) -> frozenset[Name]:
    """The names in the sentence of a figure; where it has none, those that the article opens with."""
    return own_names(case, one) or _leading(case)[0]


def two_subjects(one: Case, mine: Said, other: Case, yours: Said, *, sure: bool = False) -> bool:
    """Whether two figures are of two: each is told of a name and the names have none in common. Where only one sentence
    names somebody, or none, the articles part them, and then not if either names whom the other is about. Where it is
    `sure` that the two belong together, only names in their sentences that the other article has not part them.
    """
    own, theirs = own_names(one, mine), own_names(other, yours)
    if own and theirs:
        apart = not any(one_name(a, b) for a in own for b in theirs)
        return apart and not (sure and in_both(one, mine, other, yours))
    if sure:
        return False
    here, there = own or _leading(one)[0], theirs or _leading(other)[0]
    if not here or not there or any(one_name(a, b) for a in here for b in there):
        return False
    return not (
        any(is_mentioned(other, name) for name in here) or any(is_mentioned(one, name) for name in there)
    )


def in_both(one: Case, mine: Said, other: Case, yours: Said) -> bool:
    """Whether each article also names whom the other's figure is told of: then the names do not part the two."""
    here, there = subjects(one, mine), subjects(other, yours)
    return all(is_mentioned(other, name) for name in here) and all(is_mentioned(one, name) for name in there)


def is_mentioned(case: Case, name: Name) -> bool:
    """Whether an article has a name, in its text or as who published it: who sends a press release need not name
    himself.
    """
    return name[-1] in _words_of_names(case)[0]


@once
def _words_of_names(case: Case) -> Iterable[frozenset[str]]:
    article = case.article
    told = f"{article.title or ''}\n{article.text}\n{article.source or ''}"
    yield frozenset(word.lower() for run in runs(told) for word in run)


def own_names(case: Case, one: Said) -> frozenset[Name]:
    """The names in the sentence of a figure."""
    return names_in(case, one.claim.span.text, first=True)


def misnamed(case: Case, one: Said) -> bool:
    """Whether what is measured was read as a person ("Premier Rutte trok 150 miljoen euro uit"), or is the figure's own
    ("tekort van 14 procent") and no period ties it down: then nobody can say what it is.
    """
    phrase, measure = one.claim.phrase or "", one.claim.measure or ""
    if one.days is None and any(sign.isdigit() for sign in phrase):
        return True
    if measure in table("titles")["functions"] and measure in phrase.lower().split():
        return True
    for mention in case.extraction.mentions:
        if mention.kind == "person" and phrase.endswith(mention.span.text):
            before = phrase.removesuffix(mention.span.text).lower().split()
            if not before or ground_form(before[-1]) == ground_form(measure.lower()):
                return True
    return False


def day_parts(text: str) -> frozenset[str]:
    """The parts of the day that a text names: "dinsdagochtend", "'s avonds".

    >>> sorted(day_parts("dinsdagmorgen en 's avonds"))
    ['avond', 'ochtend']
    """
    parts = table("across")["day_parts"]
    words = [word.strip(".,;:!?()'\"").removesuffix("s") for word in text.lower().split()]
    return frozenset(group[0] for group in parts for end in group for word in words if word.endswith(end))
