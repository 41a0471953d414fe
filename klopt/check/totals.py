"""The total of a list of figures, by the words that say that the list is all of it (`words/parts.toml`)."""

from __future__ import annotations

from extract.words import table
from klopt.check.adds_to import outcome_of
from klopt.check.case import exact_value
from klopt.check.lists import aligned, are_all_kinds, is_closed, is_kin, unread
from klopt.check.prose import Figure, Prose, has
from klopt.check.sums_up import can_total, is_near_sum, is_of_other_moment

NONE = 10
"""Words in which it is said that there is nothing else."""
SHORT = 7
"""Words behind the last part of a list that stands by itself between a comma and the end of its sentence."""


def total_of(text: Prose, members: tuple[Figure, ...]) -> tuple[Figure, bool] | None:
    """The total of a list and whether the tie is inferred."""
    if _left_open(text, members):
        return None
    return next(
        (
            found
            for reader in (_before, _behind, _sentence_before, _sentence_after, outcome_of, _title)
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
    return not closing and goes_on(text, members)


def _before(text: Prose, members: tuple[Figure, ...]) -> tuple[Figure, bool] | None:
    """ "212 kavels, namelijk 130 schilderijen en 72 beelden": the total opens the list in the same sentence."""
    earlier = [figure for figure in text.within(members[0].sentence) if figure.nr < members[0].nr]
    gap = members[0].before
    if unread(gap):
        return None
    if earlier and can_total(earlier[-1], members) and has(gap, table("parts")["opens"]["words"]):
        return earlier[-1], False
    part = bool(earlier) and has(earlier[0].after[:3], table("parts")["chains"]["of_them"])  # "130 van hen"
    if (
        (is_closed(members) or are_all_kinds(members))
        and earlier
        and not part
        and can_total(earlier[0], members)
    ):
        return earlier[0], False
    if earlier and _in_apposition(earlier[-1], members) and can_total(earlier[-1], members):
        return earlier[-1], True
    return None


def _in_apposition(total: Figure, members: tuple[Figure, ...]) -> bool:
    """ "schrapt 900 banen, 500 in Nederland en 300 in Duitsland.": right behind a comma each part with one preposition
    and up to the end of the sentence nothing else.
    """
    gap = members[0].before
    bare = all(part.noun is None for part in members) and total.noun is not None
    ends = (
        not any(word in (",", ";", "(", ":") for word in members[-1].after)
        and len(members[-1].after) <= SHORT
    )
    set_off = gap[-1:] == (",",) and gap.count(",") == 1
    return bare and ends and set_off and aligned(members) and is_near_sum(total, members)


def _behind(text: Prose, members: tuple[Figure, ...]) -> tuple[Figure, bool] | None:
    """ "dertien jongens en elf meisjes, in totaal 24 leerlingen"."""
    later = [figure for figure in text.within(members[-1].sentence) if figure.nr > members[-1].nr]
    if not later or not can_total(later[0], members):
        return None
    moments = [word for word in table("parts")["moments"]["words"] if has(later[0].before, (word,))]
    if moments and ";" in later[0].before:
        return None  # "; in totaal kwamen er vorig jaar ..."
    kin = later[0].noun is not None and any(part.noun and is_kin(part, later[0]) for part in members)
    if _said_as_sum(later[0]) or (_pointed_at(later[0]) and kin and is_near_sum(later[0], members)):
        return later[0], False
    return None


def _sentence_before(text: Prose, members: tuple[Figure, ...]) -> tuple[Figure, bool] | None:
    """ "... kwam met 15 medailles thuis. Het waren zes gouden, ...", "Daarvan gaat ... en de overige ..."."""
    if not members[0].first:
        return None
    refers = has(members[0].before, table("parts")["refers"]["words"])
    if (
        not refers
        and not is_closed(members)
        and not are_all_kinds(members)
        and not is_said_to_be_all(text, members)
    ):
        return None
    candidates = [
        figure
        for figure in nearest_figures(text, members[0], -1)
        if can_total(figure, members) and is_near_sum(figure, members)
    ]
    if len(candidates) != 1 or is_of_other_moment(text, candidates[0], members):
        return None
    return candidates[0], False


def _sentence_after(text: Prose, members: tuple[Figure, ...]) -> tuple[Figure, bool] | None:
    """ "... 40 koeien en 25 schapen. Alle 65 dieren ..."."""
    others = [f for f in text.within(members[0].sentence) if f not in members]
    counter = len(others) == 1 and others[0].first and exact_value(others[0].quantity) == len(members)
    if others and not counter:  # "drie boetes, van 120, 90 en 240 euro" counts them
        return None
    for figure in nearest_figures(text, members[0], +1)[:2]:
        if (
            not can_total(figure, members)
            or not is_near_sum(figure, members)
            or is_of_other_moment(text, figure, members)
        ):
            continue
        pointed = (
            _pointed_at(figure) and figure.noun is not None and all(is_kin(part, figure) for part in members)
        )
        if pointed and figure.after[1:2] == ("van",):
            continue  # "de zes kinderen van haar zus" are others
        if pointed or _said_as_sum(figure) or _is_what_they_are(figure, members):
            return figure, True
    return None


def _is_what_they_are(figure: Figure, members: tuple[Figure, ...]) -> bool:
    """ "1.240 mannen en 860 vrouwen. Dat zijn 2.300 bezoekers": nothing else opens the sentence or narrows the noun."""
    opens = figure.first and figure.before in (("dat", "zijn"), ("dat", "waren"), ("dat", "zijn", "dus"))
    ends = figure.clause_after()[1:] == () and figure.noun is not None
    return opens and ends and all(part.noun is not None and is_kin(part, figure) for part in members)


def nearest_figures(text: Prose, figure: Figure, step: int) -> tuple[Figure, ...]:
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
    if len(titles) != 1 or members[0].field == "title" or not (refers or is_closed(members)):
        return None
    total = titles[0]
    named = total.noun is not None and all(is_kin(part, total) for part in members)
    return (total, True) if named and can_total(total, members) and is_near_sum(total, members) else None


def _pointed_at(figure: Figure) -> bool:
    """Whether the words right before the figure point back: "deze", "die", "alle", "de"."""
    lead = " ".join(figure.clause_before()[-3:])
    return any(lead == word or lead.endswith(f" {word}") for word in table("parts")["sums"]["pointers"])


def _said_as_sum(figure: Figure) -> bool:
    near = (*figure.before[-6:], "|", *figure.clause_after()[:4])
    return has(near, table("parts")["sums"]["words"])


def is_said_to_be_all(text: Prose, members: tuple[Figure, ...]) -> bool:
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


def goes_on(text: Prose, members: tuple[Figure, ...]) -> bool:
    """Whether a rest without a figure comes behind the last part: "...; de rest volgt later"."""
    last = members[-1]
    return has((*last.after, "|", *text.words(last.sentence + 1)[:4]), table("parts")["open"]["rest"])
