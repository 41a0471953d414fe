"""Shares of what everybody chose one of: "iedere bezoeker kreeg één muntje ... 48, 37 en 25 procent van de muntjes"."""

from __future__ import annotations

from collections.abc import Iterator

from extract.words import table
from klopt.check.alike import are_people, kinds_of, same, stem
from klopt.check.case import exact_value
from klopt.check.proportion import is_bounded, is_share
from klopt.check.prose import Figure, Prose, has

REACH = 2
"""Sentences between the one choice and the shares of what was chosen."""
BEHIND = 3
"""Words from "één" to what everybody had one of: "één ander gerecht"."""
SHORT = 3
"""Letters of words that are no nouns."""
FEWEST, MOST = 2, 9
"""Things to choose from that the text counts."""


def one_each(text: Prose) -> Iterator[tuple[tuple[Figure, ...], bool]]:
    """Shares that cannot exceed a hundred together; and whether they are of all that could be chosen."""
    for sentence, words in enumerate(text.sentences):
        if not _gives_one(words):
            continue
        for nr in range(sentence, sentence + REACH + 1):
            if not text.one_field(sentence, nr):
                break
            shares = tuple(f for f in text.within(nr) if is_share(f) and is_bounded(f))
            if len(shares) > 1:
                if _of_one_whole(text, shares) and _are_chosen(text.words(nr), shares[0]):
                    yield shares, len(shares) == _options(text, sentence)
                break


def _gives_one(words: tuple[str, ...]) -> bool:
    """Whether a sentence says that everybody had one choice, and no more."""
    known = table("shares")["one_each"]
    nouns = (word for word in words if len(word) > SHORT and not _is_choice(word))
    choosers = has(words, known["everybody"]) or any(
        are_people(word) or "mens" in kinds_of(word) for word in nouns
    )
    if not has(words, known["verbs"]) or has(words, known["not"]) or not choosers:
        return False
    return any(
        word in known["one"]
        and not has(words[max(0, at - 2) : at], known["more"])
        and any(_is_choice(noun) for noun in words[at + 1 : at + 1 + BEHIND])
        for at, word in enumerate(words)
    )


def _are_chosen(words: tuple[str, ...], first: Figure) -> bool:
    """Whether the first share is said to be of what was chosen ("kreeg 52 procent", "48 procent van de muntjes"), and
    nothing that some chose elsewhere ("thuis koos 57 procent")."""
    known = table("shares")["one_each"]
    clause = (*first.clause_before(), "|", *first.clause_after())
    chosen = has(clause, known["chosen"]) or any(_is_choice(word) for word in clause)
    return chosen and not has(words, (*known["not"], *known["settings"]))


def _is_choice(noun: str) -> bool:
    return any(same(noun, choice) for choice in table("shares")["one_each"]["nouns"])


def _options(text: Prose, sentence: int) -> int | None:
    """How many there were to choose from: "drie bussen om uit te kiezen"."""
    if not has(text.words(sentence), table("shares")["one_each"]["from"]):
        return None
    counts = [exact_value(f.quantity) for f in text.within(sentence) if f.quantity.kind == "count"]
    many = [int(value) for value in counts if value is not None and FEWEST <= value <= MOST]
    return many[0] if len(many) == 1 else None


def _of_one_whole(text: Prose, shares: tuple[Figure, ...]) -> bool:
    """Whether nothing says that each share is of a group, place or time of its own."""
    known = table("shares")
    later = tuple(word for figure in shares[1:] for word in (*figure.before, "|"))
    groups = {stem(figure.group) for figure in shares if figure.group}
    places = {figure.claim.place for figure in shares} - {None}
    periods = {figure.claim.period.days for figure in shares if figure.claim.period}
    leads = (figure.clause_before() for figure in shares[1:])
    own = any(has(_behind_and(lead), known["one_each"]["own"]) for lead in leads)
    apart = own or has(later, known["overlap"]["moments"]) or _are_unlike(shares)
    between = text.figures[shares[0].nr : shares[-1].nr]
    alone = all(is_share(figure) for figure in between)
    return alone and not apart and len(groups) <= 1 and len(places) <= 1 and len(periods) <= 1


def _are_unlike(shares: tuple[Figure, ...]) -> bool:
    """Whether a later share has a whole that the first has not ("35 procent van de jongens"), is of how far something
    is ("voor 80 procent vol"), or is for the one who had a share before ("57 procent voor hem").
    """
    known = table("shares")["one_each"]
    whole = shares[0].group and stem(shares[0].group)
    if any(figure.group and stem(figure.group) != whole for figure in shares[1:]):
        return True
    if any(figure.before[-1:] == ("voor",) for figure in shares):
        return True
    told = [figure.after[:3] for figure in shares]
    named = [words[1] for words in told if words[:1] in (("voor",), ("op",)) and words[1:]]
    sides = [word for word in named if word not in known["articles"]]
    again = any(word in known["again"] for word in named[1:]) or len(set(sides)) < len(sides)
    return again or any(has(figure.clause_after(), known["other_verbs"]) for figure in shares[1:])


def _behind_and(lead: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a clause behind its last "en"."""
    return lead[len(lead) - lead[::-1].index("en") :] if "en" in lead else lead
