"""The one figure in the lead of a text that is surely the one of its headline."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.nouns import Claim, Quantity
from extract.words import table
from klopt.check.alike import alike
from klopt.check.case import Case
from klopt.check.headline_sums import SHARES, in_euros, is_money
from klopt.check.mentions import nouns_of, one_noun, told
from klopt.check.nearby import Nearby, has_word
from klopt.check.slips import slip_of

PART = 6
"""Letters of a word that may end a compound of the headline."""
LEAD = 3
"""Sentences of the text in which the figure of the headline stands."""


def following_word(case: Case, quantity: Quantity) -> str:
    """The word behind a figure: "cel" of "acht jaar cel"."""
    found = re.match(
        r"\s*(?:de |het |een )?(\w+)",
        case.article.field(quantity.span.field)[quantity.span.end : quantity.span.end + 30],
    )
    return found.group(1).lower() if found else ""


def counterpart(case: Case, near: Nearby, title: Claim, body: Sequence[Claim]) -> Quantity | None:
    """The one figure in the lead that is surely the headline's."""
    figure = title.quantity
    if figure is None:
        return None
    value = in_euros(figure)
    lead = [c for c in body if c.quantity and near.nr(c.quantity.span) < LEAD]
    lead = [c for c in lead if not set_apart(near, c) or _both_sizes(case, title, c)]
    lead = [c for c in lead if _same_role(title, c) and not _elsewhere(case, near, c)]
    if figure.kind in SHARES:
        lead = [c for c in lead if not _of_a_group(near, c)]
    matching = [
        c for c in lead if c.quantity and (_same_thing(near, title, c) or _one_length(case, title, c))
    ]
    slips = [
        c
        for c in lead
        if c.quantity
        and value is not None
        and (other := in_euros(c.quantity)) is not None
        and slip_of(value, other)
    ]
    amount = is_money(figure) or figure.kind in ("measure", "duration")
    chosen: Claim | None = None
    if len(slips) == 1 and (slips[0] in matching or amount):
        chosen = slips[0]
    elif matching and len({c.quantity.value for c in matching if c.quantity}) == 1:
        chosen = matching[0]
    elif len(lead) == 1 and not _wanted(title, lead[0]) and _close_enough(figure, lead[0].quantity):
        shared = _shared_words(case, near, lead[0])
        kindred = figure.kind == "count" and _kindred(near, title, lead[0])
        moved = lead[0].role == "change" and figure.kind == "percent"
        own = lead[0].quantity.span.text if lead[0].quantity else ""
        partial = has_word(
            near.sentence(lead[0].span).text.replace(own, " "), table("repeats")["other"]["partial"]
        )
        if (
            not partial
            and shared >= (1 if kindred or moved else 2)
            and (amount or figure.kind in SHARES or kindred)
        ):
            chosen = lead[0]
    return None if chosen is None else chosen.quantity


def _wanted(title: Claim, body: Claim) -> bool:
    """Whether one of them is what somebody wants and the other is not."""
    return (title.modality == "demanded") != (body.modality == "demanded")


def _both_sizes(case: Case, title: Claim, body: Claim) -> bool:
    """ "3,5 miljoen duurder dan gepland", "5,3 miljoen euro meer dan begroot": one difference from one plan."""
    plans = table("changes")["norms"]["words"]
    spans = [claim.quantity.span for claim in (title, body) if claim.quantity]
    behind = [case.article.field(span.field)[span.end : span.end + 40] for span in spans]
    return title.role == body.role == "change" and all(has_word(text, plans) for text in behind)


def set_apart(near: Nearby, claim: Claim) -> bool:
    """Whether the text says that its figure is of another time, place, stage or part."""
    words = table("repeats")["other"]
    if claim.quantity is None or claim.role in ("average", "minimum", "maximum"):
        return True
    span = claim.quantity.span
    around = near.before(span)[-45:] + " " + near.behind(span)[:15]
    earlier = [*words["earlier"]]
    if near.nr(span) > 0:
        earlier += words["earlier_later_on"]
    known = [
        word
        for word in words["near"]
        if not has_word(near.title, (word,)) and (claim.role != "change" or not word.startswith("gemiddeld"))
    ]
    return has_word(around, (*known, *earlier)) or has_word(near.sentence(span).text, revised())


def _same_role(title: Claim, body: Claim) -> bool:
    """Whether both are changes in one direction, or neither is a change."""
    changes = title.role == "change", body.role == "change"
    if title.quantity is not None and title.quantity.kind not in SHARES:
        return True
    if changes == (False, True) and body.direction is not None:  # "Huizenprijzen stijgen 9 procent"
        return has_word(title.span.text, table("repeats")["headline"][body.direction])
    return changes[0] == changes[1] and (not changes[0] or title.direction == body.direction)


def _same_thing(near: Nearby, title: Claim, body: Claim) -> bool:
    """Whether one noun is counted; parts of compounds count: "winkels" and "winkelpanden"."""
    one, other = (
        nouns_of(claim, near.behind(claim.quantity.span)) if claim.quantity else frozenset[str]()
        for claim in (title, body)
    )
    if one_noun(one, other):
        return True
    if title.quantity and title.quantity.kind in SHARES and title.measure:
        return told(title.measure.lower(), near.sentence(body.span).text)
    pairs = [sorted((mine, yours), key=len) for mine in one for yours in other]
    return any(len(short) >= 5 and (long.startswith(short) or long.endswith(short)) for short, long in pairs)


def _elsewhere(case: Case, near: Nearby, claim: Claim) -> bool:
    """Whether a figure's sentence names a place and not the one that headline and text name."""
    sentence = near.sentence(claim.span)
    places = [mention for mention in case.extraction.mentions if mention.kind == "place"]
    titled = {mention.name for mention in places if mention.span.field == "title"}
    told = {mention.name for mention in places if mention.span.field == "text"} & titled
    here = {mention.name for mention in places if sentence.covers(mention.span)}
    return bool(told and here) and not here & titled


def _of_a_group(near: Nearby, claim: Claim) -> bool:
    """Whether a share is of a group within that of the headline: "31 procent van de jonge artsen"."""
    known = table("repeats")["headline"]["surveyed"]
    found = _GROUP.findall(near.sentence(claim.span).text)
    return any(word not in known and not has_word(near.title, (word,)) for word in found)


_GROUP = re.compile(
    r"\b(?:[Vv]an|[Oo]nder) (?:alle |de |onze |deze )(?!\w+ste\b)([a-zà-ÿ]{3,}e) [a-zà-ÿ]{4,}"
)


def _one_length(case: Case, title: Claim, body: Claim) -> bool:
    """ "Vijf jaar cel" and "drie jaar de cel in"."""
    if title.quantity is None or body.quantity is None or title.quantity.kind != "duration":
        return False
    following = following_word(case, title.quantity)
    words = table("repeats")["lengths"]["of"]
    if title.measure == body.measure and title.measure in words:
        return True
    return following == following_word(case, body.quantity) and following in words


def _kindred(near: Nearby, title: Claim, body: Claim) -> bool:
    """Whether things of one kind are counted ("banen", "arbeidsplaatsen"), and not dead by injured."""
    if title.quantity is None or body.quantity is None:
        return False
    one, other = (
        nouns_of(claim, near.behind(claim.quantity.span)) for claim in (title, body) if claim.quantity
    )
    events = frozenset(table("repeats")["events"])
    if one & events != other & events and one & events and other & events:
        return False
    return any(alike(mine, yours) for mine in one for yours in other)


def _close_enough(title: Quantity, body: Quantity | None) -> bool:
    """Whether two values are near enough to be one told twice; too far apart they are of two things."""
    one, other = in_euros(title), in_euros(body) if body is not None else None
    if one is None or other is None or body is None:
        return True
    if title.kind in SHARES and body.kind in SHARES:  # "de helft" and "37 procent"
        one, other = (x if q.kind == "percent" else x * 100 for x, q in ((one, title), (other, body)))
    return one * 4 >= other >= one / 4


def _shared_words(case: Case, near: Nearby, claim: Claim) -> int:
    """How many words of the title come back in the sentence of a figure or right before it, by their first letters."""
    words = {w[:5] for w in re.findall(r"[a-zà-ÿ]{4,}", (case.article.title or "").lower())}
    words -= {word[:5] for word in table("repeats")["other"]["everywhere"]}
    own = claim.quantity.span if claim.quantity else claim.span
    before = near.numbered("text", near.nr(own) - 1)
    sentence = re.findall(r"[a-zà-ÿ]{4,}", near.sentence(own).text.lower())
    wider = [*sentence, *re.findall(r"[a-zà-ÿ]{4,}", before.text.lower() if before else "")]
    parts = [
        w
        for w in wider
        if len(w) >= PART and w[:5] not in {e[:5] for e in table("repeats")["other"]["everywhere"]}
    ]
    titled = re.findall(r"[a-zà-ÿ]{4,}", (case.article.title or "").lower())
    compounds = sum(any(word != part and word.endswith(part) for part in parts) for word in titled)
    return compounds + sum(any(word in other for other in wider) for word in words if len(word) >= 4)


def revised() -> tuple[str, ...]:
    """The words by which a text says that a figure was corrected or changed."""
    words = table("repeats")["other"]
    return (*words["corrected"], *words["changed"])
