"""Whether a text sets two values of one period against each other, as if they stood at two moments."""

from __future__ import annotations

from extract.words import table
from klopt.check.alike import stem
from klopt.check.case import Case
from klopt.check.own_deeds import of_other_thing, own_deed, refers
from klopt.check.pairs import Pair
from klopt.check.prose import Figure, Prose, has, prose, words_of
from klopt.check.tied import bare

NAME = 3
"""Letters of a word that can name a group."""


def set_against(case: Case, pair: Pair) -> bool:
    """Whether the text sets two values of one period against each other: by "nog" and "maar", a preposition of
    comparison, or a word of change right before the second.
    """
    words = table("changes")["against"]
    text = prose(case)
    one, other = pair.first, pair.last
    if has((*one.clause_before(), *one.clause_after()), words["plans"]):
        return False
    if one.sentence != other.sentence and _of_another_group(text, one, other):
        return False
    if _named_before_time(text, pair) or has(other.clause_before(), ("daar", "elders")):
        return False
    if _has_own_subject(one, other):
        return False
    if of_other_thing(text, one, other) or (own_deed(text, one, other) and not refers(other)):
        return False
    before = other.before[-10:] if one.sentence == other.sentence else _said_of(text, other)
    return (
        has((*one.before[-8:], *one.after[:1]), words["still"])
        or has(other.before[-4:], words["still"])
        or has(other.before[-6:], (*table("changes")["base"]["before"], *words["before"]))
        or (one.sentence == other.sentence and has(one.before[-6:], words["opening"]))
        or (bare(other) and _says_again(pair))
        or (one.sentence != other.sentence and has(before, words["before"]))
    )


def _has_own_subject(one: Figure, other: Figure) -> bool:
    """ "Had de gemeente nog 88 ambtenaren, de provincie had er in 2017 740": the clause of the second opens with who
    has them, and that of the first does not know it.
    """
    clause = other.clause_before()
    if clause[:1] not in (("de",), ("het",), ("een",)) or len(clause) < NAME:
        return False
    subject, verb = clause[1], clause[2]
    known = {stem(word) for word in (*one.before, *one.clause_after())}
    counts = (*table("wholes")["counting_nouns"], *table("changes")["anaphora"]["words"])
    timed = (
        subject.endswith(("jaar", "seizoen", "maand", "week"))
        or subject in table("changes")["moments"]["times"]
    )
    return (
        verb in _HAVE
        and subject.isalpha()
        and stem(subject) not in known
        and subject not in counts
        and not timed
    )


_HAVE = frozenset({"had", "hadden", "telde", "telden", "heeft", "kreeg", "kregen", "haalde", "haalden"})


def _named_before_time(text: Prose, pair: Pair) -> bool:
    """ "Tegenover 44.000 in het bad van Elst in de zomer van 2018": of what the second value is stands between it and
    its time, and the clause of the first does not know that.
    """
    other, period = pair.last, pair.last_moment.period if pair.last_moment else None
    if period is None or period.span.start < other.quantity.span.end:
        return False
    words = words_of(
        text.case.article.field(other.field)[other.quantity.span.end : period.span.start][: NAMED * 10]
    )[:NAMED]
    known = {stem(word) for word in (*pair.first.before, *pair.first.after) if len(word) >= NAME}
    groups = ("in", "bij", "onder", "op", "van", "voor", "uit", "naar")
    return any(
        word in groups and thing.isalpha() and len(thing) >= NAME and stem(thing) not in known
        for at, word in enumerate(words[:-1])
        for thing in [
            words[at + 2] if words[at + 1] in ("de", "het", "een") and at + 2 < len(words) else words[at + 1]
        ]
    )


NAMED = 8
"""Words between a value and its time."""


def _said_of(text: Prose, other: Figure) -> tuple[str, ...]:
    """The words of the sentence of a value, up to the next value: "74, al is ook dat meer: een jaar eerder waren het er
    61" sets 74 against 61, and against nothing else.
    """
    beside = [
        f for f in text.within(other.sentence) if f.nr > other.nr and f.quantity.kind == other.quantity.kind
    ]
    if not beside:
        return text.words(other.sentence)[:30]
    return (*other.before, "|", *other.clause_after())[:30]


def _of_another_group(text: Prose, one: Figure, other: Figure) -> bool:
    """Whether the clause of a later value opens with whom or what it is of, and the sentence of the first does not know
    that: "318 jongens. Bij de meisjes bleef de teller steken op 74", "op het vwo waren het er 140".
    """
    clause, period = other.clause_before(), other.claim.period
    if clause[:1] == () or clause[0] not in table("changes")["against"]["groups"]:
        return False
    times = set(words_of(period.span.text)) if period is not None else set()
    known = {stem(word) for word in text.words(one.sentence)}
    named = [word for word in clause[1:3] if len(word) >= NAME and word.isalpha() and word not in _ARTICLES]
    return bool(named) and named[0] not in times and stem(named[0]) not in known


_ARTICLES = frozenset({"het", "een", "die", "dat", "deze", "dit", "alle", "hun", "haar"})


def _says_again(pair: Pair) -> bool:
    """ "..., in de zomer van 2016 waren het er 57": the time again and what stands for the thing, and nothing else."""
    period = pair.last_moment.period if pair.last_moment else None
    clause = pair.last.clause_before()
    if period is None or not has(clause[-3:], table("changes")["against"]["again"]):
        return False
    return len(clause) <= len(words_of(period.span.text)) + 5
