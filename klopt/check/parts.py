"""A list of parts and the total they add up to: "31 slachtoffers: negen doden en 22 gewonden".

A list is a run of figures of one kind in one sentence, held together by commas and "en". It is tied to a total only by
words that say that the list is the whole of it (`words/parts.toml`); a list that opens with "onder wie" is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from extract.interval import Interval
from extract.nouns import Quantity
from extract.words import table
from klopt.check.alike import alike
from klopt.check.case import Case, exact_value
from klopt.check.prose import Figure, Prose, has, once, prose

GAP = 14
"""Words between two parts of one list."""
POOL = 9
"""Figures of which all selections are tried, to see whether others are meant than those listed."""
NONE = 10
"""Words in which it is said that there is nothing else."""
LIST = 12
"""Parts that a list has at most."""
APART = Decimal("0.5")
"""Parts and a total in another sentence are taken for a sum only if the smaller is at least this share of the larger:
figures further apart count different things."""


@dataclass(frozen=True, slots=True)
class Parts:
    """Figures listed and their total. `closed`: the list says itself that nothing is left ("de overige 150.000").
    `extra`: parts written without a figure ("een verpleegkundige"), each of them one. `complete`: the list is all of
    the total; otherwise it can only be too much. `pool`: all figures near that could be parts instead.
    """

    parts: tuple[Figure, ...]
    total: Figure
    extra: int = 0
    inferred: bool = False
    complete: bool = True
    closed: bool = False
    pool: tuple[Figure, ...] = ()


@once
def parts_of(case: Case) -> Iterator[Parts]:
    """The lists of an article with their totals, each list once, with the surest total."""
    text = prose(case)
    told: set[int] = set()
    for found in (*_whole_lists(text), *_taken_lists(text), *_summed(text)):
        numbers = {figure.nr for figure in (*found.parts, found.total)}
        if not numbers & told:
            told |= numbers
            yield replace(found, pool=_pool(text, found))


def _whole_lists(text: Prose) -> Iterator[Parts]:
    """Lists that are all of their total."""
    for members in _lists(text):
        total = _total(text, members)
        if total is not None:
            yield Parts(members, total[0], _unwritten(members), total[1], closed=_closed(members))


def _taken_lists(text: Prose) -> Iterator[Parts]:
    """ "14 schepen, waarvan zes op gas en vier op stroom varen": parts that together can only be too many."""
    words = table("parts")
    for members in _lists(text):
        first = members[0]
        if has(text.words(first.sentence), words["double"]["words"]):
            continue
        here = [f for f in text.within(first.sentence) if f.nr < first.nr]
        near = here or [] if here or not first.first else list(_nearest(text, first, -1))
        totals = [f for f in near if _fits(f, members) and f.noun is not None]
        opened = has(first.before[-6:] if here else first.before[:3], words["from_total"]["words"])
        of_them = first.after[:1] == ("van",) and first.group is not None
        named = [f for f in totals if of_them and f.noun and first.group and alike(first.group, f.noun)]
        people = has(first.before[-6:], ("van wie", "onder wie"))
        next_to = bool(here and totals) and totals[-1].nr == first.nr - 1
        if opened and next_to and (people or all(_kin(part, totals[-1]) for part in members)):
            yield Parts(members, totals[-1], complete=_nothing_else(text, members))
        elif (
            opened
            and not here
            and len(totals) == 1
            and len(near) == 1
            and all(_kin(p, totals[0]) for p in members)
        ):
            yield Parts(members, totals[0], complete=_nothing_else(text, members), inferred=True)
        elif len(named) == 1:
            yield Parts(members, named[0], complete=False, inferred=True)


def _summed(text: Prose) -> Iterator[Parts]:
    """ "... 12 duikers en 8 artsen. In totaal gaat het om 20 mensen.": a sum of what came before."""
    for total in text.figures:
        if (
            not total.first
            or not _countable_total(total)
            or not has(total.before[:4], table("parts")["sums"]["words"])
        ):
            continue
        if has(total.before, ("daarvan", "hebben", "heeft", "kosten", "kost", "gemiddeld")):
            continue
        members: tuple[Figure, ...] = ()
        for step in (1, 2):
            if not text.one_field(total.sentence - step, total.sentence):
                break
            more = tuple(
                f for f in text.within(total.sentence - step) if _countable(f) and _one_unit(total, f)
            )
            if len(more) != len([f for f in text.within(total.sentence - step) if f.quantity.kind in _KINDS]):
                break
            members = (*more, *members)
        kin = all(_kin(part, total) for part in members)
        if len(members) > 1 and kin and _near_sum(total, members) and not _other_moment(text, total, members):
            yield Parts(members, total, inferred=True)


def _pool(text: Prose, found: Parts) -> tuple[Figure, ...]:
    """The figures of the sentences concerned that can be added up to this total."""
    sentences = {figure.sentence for figure in (*found.parts, found.total)}
    near = (
        f
        for nr in range(min(sentences), max(sentences) + 1)
        for f in text.within(nr)
        if f.field == found.total.field
    )
    return tuple(f for f in near if f.nr != found.total.nr and _countable(f) and _one_unit(found.total, f))[
        :POOL
    ]


def _lists(text: Prose) -> Iterator[tuple[Figure, ...]]:
    """Runs of figures that a comma or "en" holds together; the last pair by "en", "plus" or a word that closes."""
    seen: set[int] = set()
    for figure in text.figures:
        if figure.nr in seen or not _countable(figure):
            continue
        run = [figure]
        for other in text.within(figure.sentence):
            if other.nr <= figure.nr or _aside(other):
                continue
            if len(run) >= LIST or not _listed(run[-1], other):
                break
            run.append(other)
        while len(run) > 1 and not _ends_list(run[-1]) and not _unwritten(tuple(run)):
            run.pop()
        if len(run) > 2 and _all_kinds(tuple(run[1:])) and _kin(run[1], run[0]):
            seen.add(run.pop(0).nr)  # "zeven leden, vier vrouwen en drie mannen"
        if len(run) > 1:
            seen.update(member.nr for member in run)
            yield tuple(run)


_KINDS = ("count", "money", "measure", "duration")


def _aside(figure: Figure) -> bool:
    """A share or an age in brackets behind a part is no part."""
    return figure.quantity.kind in ("percent", "share", "fraction", "age") and figure.before[-1:] == ("(",)


def _countable(figure: Figure) -> bool:
    quantity, value = figure.quantity, exact_value(figure.quantity)
    times = (
        quantity.kind == "factor"
        and quantity.unit == "keer"
        and value is not None
        and value == value.to_integral_value()
    )
    return (
        (quantity.kind in _KINDS or (times and figure.quantity.span.text.lower().endswith("maal")))
        and value is not None
        and figure.claim.role not in ("from", "to", "average")
        and (figure.claim.role != "part" or figure.after[:1] != ("van",))
        and (figure.claim.role != "change" or times)
        and not _loose(quantity)
    )


def _loose(quantity: Quantity) -> bool:
    """Whether the figure has no lower or no upper bound: it adds up to nothing."""
    return quantity.lenient.low is None or quantity.lenient.high is None


def _listed(one: Figure, other: Figure) -> bool:
    """Whether the second figure goes on with the list of the first."""
    gap = other.before
    joined = has(gap, (",", "en", "plus", "alsmede", ";", "alsook", "evenals"))
    clash = one.noun is not None and other.noun is None and has(gap, ("tot", "van de", "naar"))
    words = table("parts")
    tied = (
        joined and not clash and not has(gap, (":", "tussen", "dan")) and _brackets(gap) and not _unread(gap)
    )
    apart = (
        has(gap, words["from_total"]["words"])
        or has(gap, words["opens"]["words"])
        or has(gap, words["sums"]["words"])
    )
    return _countable(other) and _one_unit(one, other) and tied and not apart and len(gap) <= GAP


def _brackets(gap: tuple[str, ...]) -> bool:
    """Whether both parts stand in brackets, or none: "Limburg (1,9 miljoen) en Antwerpen (2,7 miljoen)"."""
    return "(" not in gap or (gap[0] == ")" and gap[-1] == "(")


def _one_unit(one: Figure, other: Figure) -> bool:
    """Whether both can be of one unit; a bare count behind "2,3 miljoen euro" is taken for euros as well."""
    kinds = {"count" if f.quantity.kind == "factor" else f.quantity.kind for f in (one, other)}
    units = {None if f.quantity.kind == "factor" else f.unit for f in (one, other)}
    if len(kinds) == 1 and len(units) == 1:
        return True
    bare = other if other.quantity.kind == "count" else one
    return (
        bare.quantity.kind == "count" and bare.noun is None and bool(kinds & {"money", "measure", "duration"})
    )


def _unread(words: tuple[str, ...]) -> bool:
    """Whether a figure stands among these words that was not read."""
    return any(word[0].isdigit() for word in words)


def _ends_list(figure: Figure) -> bool:
    return (
        has(figure.before, ("en", "plus", "alsmede", "alsook", "evenals", *table("parts")["closes"]["words"]))
        or ":" in figure.before
    )


def _unwritten(members: tuple[Figure, ...]) -> int:
    """How many parts stand behind the list as "en een verpleegkundige"."""
    after = members[-1].after
    at = next((nr for nr, word in enumerate(after[:4]) if word == "en"), None)
    return int(at is not None and at + 2 < len(after) and after[at + 1] in ("een", "één"))


def _total(text: Prose, members: tuple[Figure, ...]) -> tuple[Figure, bool] | None:
    """The total of a list and whether the tie is inferred."""
    if _left_open(text, members):
        return None
    return next(
        (
            found
            for reader in (_before, _behind, _sentence_before, _sentence_after, _title)
            if (found := reader(text, members))
        ),
        None,
    )


def _left_open(text: Prose, members: tuple[Figure, ...]) -> bool:
    """Whether the sentence says that the list is not all, or that its parts overlap."""
    words = text.words(members[0].sentence)
    if has(words, table("parts")["open"]["words"]):
        return True
    last = members[-1]
    closing = has(last.before, table("parts")["closes"]["words"])
    return not closing and has(last.after, table("parts")["open"]["rest"])


def _before(text: Prose, members: tuple[Figure, ...]) -> tuple[Figure, bool] | None:
    """ "212 kavels, namelijk 130 schilderijen en 72 beelden": the total opens the list in the same sentence."""
    earlier = [figure for figure in text.within(members[0].sentence) if figure.nr < members[0].nr]
    gap = members[0].before
    if _unread(gap):
        return None
    if earlier and _fits(earlier[-1], members) and has(gap, table("parts")["opens"]["words"]):
        return earlier[-1], False
    if (_closed(members) or _all_kinds(members)) and earlier and _fits(earlier[0], members):
        return earlier[0], False
    return None


def _behind(text: Prose, members: tuple[Figure, ...]) -> tuple[Figure, bool] | None:
    """ "dertien jongens en elf meisjes, in totaal 24 leerlingen"."""
    later = [figure for figure in text.within(members[-1].sentence) if figure.nr > members[-1].nr]
    if not later or not _fits(later[0], members):
        return None
    moments = [word for word in table("parts")["moments"]["words"] if has(later[0].before, (word,))]
    if moments and ";" in later[0].before:
        return None  # "; in totaal kwamen er vorig jaar ..."
    kin = later[0].noun is not None and any(part.noun and _kin(part, later[0]) for part in members)
    if _said_as_sum(later[0]) or (_pointed_at(later[0]) and kin and _near_sum(later[0], members)):
        return later[0], False
    return None


def _sentence_before(text: Prose, members: tuple[Figure, ...]) -> tuple[Figure, bool] | None:
    """ "... kwam met 15 medailles thuis. Het waren zes gouden, ...", "Daarvan gaat ... en de overige ..."."""
    if not members[0].first:
        return None
    refers = has(members[0].before, table("parts")["refers"]["words"])
    if not refers and not _closed(members) and not _all_kinds(members) and not _nothing_else(text, members):
        return None
    candidates = [
        figure
        for figure in _nearest(text, members[0], -1)
        if _fits(figure, members) and _near_sum(figure, members)
    ]
    if len(candidates) != 1 or _other_moment(text, candidates[0], members):
        return None
    return candidates[0], False


def _sentence_after(text: Prose, members: tuple[Figure, ...]) -> tuple[Figure, bool] | None:
    """ "... 40 koeien en 25 schapen. Alle 65 dieren ..."."""
    if len(text.within(members[0].sentence)) > len(members):
        return None
    for figure in _nearest(text, members[0], +1)[:2]:
        if (
            not _fits(figure, members)
            or not _near_sum(figure, members)
            or _other_moment(text, figure, members)
        ):
            continue
        pointed = (
            _pointed_at(figure) and figure.noun is not None and all(_kin(part, figure) for part in members)
        )
        if pointed or _said_as_sum(figure):
            return figure, True
    return None


def _nearest(text: Prose, figure: Figure, step: int) -> tuple[Figure, ...]:
    """The figures of the sentence before or after, one without figures passed over."""
    for sentence in (figure.sentence + step, figure.sentence + 2 * step):
        if not text.one_field(sentence, figure.sentence):
            return ()
        if found := text.within(sentence):
            return found
    return ()


def _title(text: Prose, members: tuple[Figure, ...]) -> tuple[Figure, bool] | None:
    """The total stands in the title only: "Roeiers met 15 medailles thuis"."""
    titles = text.titled
    refers = has(members[0].before, (*table("parts")["refers"]["words"], *table("parts")["opens"]["words"]))
    if len(titles) != 1 or members[0].field == "title" or not (refers or _closed(members)):
        return None
    total = titles[0]
    named = total.noun is not None and all(_kin(part, total) for part in members)
    return (total, True) if named and _fits(total, members) and _near_sum(total, members) else None


def _pointed_at(figure: Figure) -> bool:
    """Whether the words right before the figure point back: "deze", "die", "alle", "de"."""
    lead = " ".join(figure.clause_before()[-3:])
    return any(lead == word or lead.endswith(f" {word}") for word in table("parts")["sums"]["pointers"])


def _said_as_sum(figure: Figure) -> bool:
    near = (*figure.before[-6:], *figure.after[:4])
    return has(near, table("parts")["sums"]["words"])


def _closed(members: tuple[Figure, ...]) -> bool:
    """Whether the last part is called the rest."""
    return has(members[-1].before[-4:], table("parts")["closes"]["words"])


def _nothing_else(text: Prose, members: tuple[Figure, ...]) -> bool:
    """Whether the text says behind the list that there is nothing more: "andere scholen doen niet mee"."""
    after, sentence = text.behind(members[-1]), members[-1].sentence + 1
    following = text.words(sentence)[:NONE] if text.one_field(sentence, members[-1].sentence) else ()
    words = table("parts")["nothing_else"]
    if has((*after[-NONE:], "|", *following), words["words"]):
        return True
    for words_there in (after, following):
        at = next((nr for nr, word in enumerate(words_there) if word in words["others"]), None)
        if at is not None and has(words_there[at : at + NONE], words["none"]):
            return at == 0 or (words_there is after and words_there[at - 1] in (",", ";", "en"))
    return False


def _fits(total: Figure, members: tuple[Figure, ...]) -> bool:
    """Whether the figure can be the total of these: of their unit, and not one of them."""
    if total in members or not _countable_total(total):
        return False
    return all(_one_unit(total, part) for part in members)


def _countable_total(figure: Figure) -> bool:
    quantity = figure.quantity
    settled = (
        figure.claim.role not in ("from", "change", "average", "part") and figure.claim.modality != "denied"
    )
    return quantity.kind in _KINDS and exact_value(quantity) is not None and not _loose(quantity) and settled


def _kin(part: Figure, total: Figure) -> bool:
    """Whether what a part counts may be what the total counts; a part without a noun of its own counts the same."""
    return part.noun is None or total.noun is None or alike(part.noun, total.noun)


def _all_kinds(members: tuple[Figure, ...]) -> bool:
    """Whether the parts are called all there is: gold, silver and bronze; men and women."""
    around = [{*member.before, *member.clause_after()[:4], *[member.noun or ""]} for member in members]
    for closed in table("parts")["closed"]:
        labels = [set(words) for words in closed["labels"]]
        if len(labels) == len(members) and all(a & b for a, b in zip(around, labels, strict=True)):
            return True
        if len(labels) == 2 == len(members) and all(
            a & b for a, b in zip(around, reversed(labels), strict=True)
        ):
            return True
    return False


def _near_sum(total: Figure, members: tuple[Figure, ...]) -> bool:
    value, added = exact_value(total.quantity), added_up(members)
    largest = max((exact_value(member.quantity) or Decimal(0) for member in members), default=Decimal(0))
    return value is not None and added > 0 and value > largest and APART <= value / added <= 1 / APART


def added_up(members: tuple[Figure, ...]) -> Decimal:
    """The values as written, added."""
    return sum((exact_value(member.quantity) or Decimal(0) for member in members), Decimal(0))


def _other_moment(text: Prose, total: Figure, members: tuple[Figure, ...]) -> bool:
    """Whether total and parts are of different times, by their periods or by words such as "nu" and "vorig jaar"."""
    mine, theirs = (f.claim.period.days if f.claim.period else None for f in (total, members[0]))
    if mine is not None and theirs is not None and mine != theirs:
        return True
    words = table("parts")["moments"]["words"]
    said = [{word for word in words if has(text.words(f.sentence), (word,))} for f in (total, members[0])]
    return said[0] != said[1]


def sum_of(readings: list[Interval]) -> Interval:
    """What figures with these readings can add up to."""
    total = Interval.point(0)
    for reading in readings:
        total = total + reading
    return total
