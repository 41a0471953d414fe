"""A percentage of a group that was counted: "achttien slagerijen ... 44 procent van de slagerijen".

What GRIM asks of it (Brown & Heathers, "The GRIM test", Social Psychological and Personality Science 8, 2017): of n
separate things only n + 1 percentages exist.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.article import Span
from extract.words import table
from klopt.check.alike import alike, one_noun
from klopt.check.case import Case, exact_value, once
from klopt.check.line_ends import in_reach
from klopt.check.proportion import is_share
from klopt.check.prose import Figure, Prose, has, prose
from klopt.check.tied import one_thing
from klopt.check.twice import said_twice

BACK = 2
"""Sentences before a percentage in which the group is counted."""
MOST = 100
"""Of a larger group every percentage without decimals exists."""


@dataclass(frozen=True, slots=True)
class Sample:
    """How many were counted, and a percentage of them; `inferred` if they stand in different sentences."""

    number: Figure
    share: Figure
    inferred: bool = False

    @property
    def spans(self) -> tuple[Span, Span]:
        """Both figures."""
        return self.number.quantity.span, self.share.quantity.span


@once
def samples_of(case: Case) -> Iterator[Sample]:
    """The percentages of an article that are of a group counted just before."""
    text = prose(case)
    told = {figure.nr for twice in said_twice(case) for figure in twice.figures}
    for share in text.figures:
        if share.nr in told:
            continue  # said with its own part and total: that sum is the other rule's
        if share.quantity.kind != "percent" or not is_share(share) or of_other_group(share):
            continue
        number = _counted(text, share)
        if number is not None:
            yield Sample(number, share, inferred=number.sentence != share.sentence)


def of_other_group(share: Figure) -> bool:
    """Whether words near a percentage say that it is of others than those counted, or that nobody counted it."""
    behind = share.after[:8]
    near = (*share.before[-10:], "|", *behind)
    words = table("shares")["not_sample"]["words"]
    if share.quantity.kind != "percent":
        words = [word for word in words if word not in ("gemiddeld", "gemiddelde", "per")]
    if not has(near, words):
        return False
    told = table("shares")["not_sample"]["of_them"]
    lead = share.clause_before()
    if _opens_with_them(lead[:-1]):
        near = (*(() if lead[-1] in told else lead[-1:]), "|", *behind)
    elif _opens_with_them(behind[:2]):
        near = (*share.before[-10:], "|", *behind[2:])
    else:
        return True
    return has(near, [word for word in words if word not in told or has(share.before[-10:-1], (word,))])


def _opens_with_them(words: tuple[str, ...]) -> bool:
    """ "Van hen verwacht 42 procent een tekort": those just counted and a verb, so that the percentage is the subject,
    and what they expect, must or did last year is told of them.
    """
    return " ".join(words) in table("shares")["not_sample"]["them"]


def _counted(text: Prose, share: Figure) -> Figure | None:
    """The only count near, before the percentage, of what it is a percentage of."""
    there = text.within(share.sentence)
    repeated = next((f for f in there if f.nr == share.nr + 1 and f.before in _OF), None)
    if repeated is not None:
        return repeated if is_number(repeated) else None
    here = [f for f in there if f.nr < share.nr]
    opened = here[-1:] if here and _opens_whole(here[-1]) and share.after[:1] != ("van",) else []
    if opened and is_number(opened[0]):
        return opened[0]
    noun, them = _group(share)
    if noun is None and not them:
        return _all_of_them(text, share) or _looked_at(text, share)
    found: list[Figure] = []
    for sentence in range(share.sentence, share.sentence - BACK - 1, -1):
        if not in_reach(text, sentence, share.sentence):
            break
        mine = [f for f in text.within(sentence) if f.nr < share.nr and f.quantity.kind == "count" and f.noun]
        if them:
            mine = [f for f in mine if f.noun not in table("shares")["not_sample"]["never"]]
        every = has(share.before, ("van alle",)) or share.after[:2] == ("van", "alle")
        kin = one_noun if every else one_thing  # "van alle leerlingen" is not of the nine girls among them
        found += [f for f in mine if noun is None or (f.noun is not None and kin(noun, f.noun))]
        if them and any(
            f.noun is None or f.claim.role in _ENDS for f in text.within(sentence) if f.nr < share.nr
        ):
            return None  # "steeg van 1.350 naar 1.410. Van hen ..."
        if found or (them and mine):
            break
    if len(found) != 1 or not is_number(found[0]) or is_moved(found[0]):
        return None
    return None if noun is not None and _counted_before(text, share, noun, found[0]) else found[0]


def _counted_before(text: Prose, share: Figure, noun: str, found: Figure) -> bool:
    """Whether the very noun was counted further back, where what stands near is only of its kind: "216 kinderen ...
    twee docenten ... 8 procent van de kinderen".
    """
    if found.noun is None or one_noun(noun, found.noun):
        return False
    return any(f.noun is not None and one_noun(noun, f.noun) for f in text.figures[: share.nr])


_ENDS = ("from", "to")
_OF = tuple(("van", word) for word in ("de", "die", "deze", "alle", "hun", "onze"))


def _all_of_them(text: Prose, share: Figure) -> Figure | None:
    """ "De krant belde alle veertien raadsleden. Daarop zei 43 procent ...": a bare percentage after "alle"."""
    if share.after[:1] == ("van",) or has(share.before, ("van de", "van het", "onder")):
        return None
    if any(f.quantity.kind == "percent" and f.nr < share.nr for f in text.within(share.sentence)):
        return None  # "14 procent voelt zich onveilig; in 2018 was dat 17 procent"
    for sentence in range(share.sentence, share.sentence - BACK - 1, -1):
        if not in_reach(text, sentence, share.sentence):
            return None
        counts = [
            f for f in text.within(sentence) if f.nr < share.nr and f.quantity.kind == "count" and f.noun
        ]
        if counts:
            whole = len(counts) == 1 and has(counts[0].before[-2:], ("alle", "al de", "al die"))
            return counts[0] if whole and is_number(counts[0]) else None
    return None


def _looked_at(text: Prose, share: Figure) -> Figure | None:
    """ "De inspectie bezocht 15 slagerijen; bij 33 procent ging het mis", "op de school met 24 leerlingen spreekt 54
    procent ...": a bare percentage behind the only group that the text has just counted.
    """
    words = table("shares")["looked_at"]
    behind, lead = share.clause_after()[:4], share.clause_before()
    if share.claim.role == "change" or share.after[:1] == ("van",) or has(behind, words["of_others"]):
        return None
    here = [f for f in text.within(share.sentence) if f.nr < share.nr]
    if here:
        number = here[0]
        tied = has(number.before[-2:], words["with"]) or has(text.words(share.sentence), words["verbs"])
        whole = number.before[-1:] in (("de",), ("die",)) and lead[-1:] == ("voor",)
        tied = (tied and not has(share.before[-3:], words["not"])) or whole
    else:
        if not in_reach(text, share.sentence - 1, share.sentence) or not _opens(lead):
            return None
        earlier = text.within(share.sentence - 1)
        number = earlier[0] if earlier else share
        tied = len(earlier) == 1 and has(text.words(share.sentence - 1), words["verbs"])
    alone = len(here) <= 1 and number is not share and number.noun is not None
    return number if tied and alone and is_number(number) and not is_moved(number) else None


def _opens(lead: tuple[str, ...]) -> bool:
    """Whether a percentage opens its sentence, but for small words and "bij"."""
    return set(lead) <= set(table("shares")["looked_at"]["opens"])


def is_moved(number: Figure) -> bool:
    """Whether the sentence that counts speaks of another time, or of a part of the group only."""
    return number.claim.role in ("part", "from", "to", "change") or has(
        (*number.before[-2 if number.before[-2:] in OVER else -4 :], "|", *number.after[:4]),
        table("shares")["not_sample"]["moved"],
    )


def _opens_whole(figure: Figure) -> bool:
    lead = figure.clause_before()[-3:]
    return any(" ".join(lead).endswith(phrase) for phrase in table("wholes")["whole_first"][:10])


def is_number(figure: Figure) -> bool:
    """Whether a figure counts so many, without hedge, two at least, and is no part of a name ("30 kilometerzone")."""
    value = exact_value(figure.quantity)
    exact = figure.quantity.hedge is None and figure.quantity.strict.low == figure.quantity.strict.high
    compounds = tuple(table("shares")["not_sample"]["compounds"])  # "de 30 kilometerzone"
    compound = any(word.startswith(compounds) for word in figure.after[:1])
    return figure.quantity.kind == "count" and value is not None and value >= 2 and exact and not compound


def _group(share: Figure) -> tuple[str | None, bool]:
    """The noun that the percentage is of, and whether it is said by "van hen"."""
    words = table("shares")["not_sample"]["them"]
    around = (*share.before[-4:], "|", *share.after[:3])
    if has(around, words):
        return None, True
    for lead in (share.after[:7], share.before[-8:]):
        for at in range(len(lead) - 2):
            if lead[at] in ("van", "onder", "bij") and lead[at + 1] in ("de", "deze", "die", "het", "alle"):
                measure = share.claim.measure
                noun = next((w for w in lead[at + 2 : at + 5] if measure and alike(w, measure)), None)
                if lead is share.after and at == 0:
                    return noun or lead[at + 2], False
                if noun is not None or lead is not share.after:
                    return noun or lead[at + 2], False
    return None, False


OVER = tuple(("over", word) for word in ("de", "die", "deze", "alle"))
