"""The same share said twice: "16 van de 35 (46 procent)", "ruim een kwart, 26 procent", "Dat is 46 procent."."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extract.words import table
from klopt.check.again import counts_something, is_apposed, is_closed, is_closed_part, repeated_by, whole_for
from klopt.check.alike import alike
from klopt.check.amount_parts import parts_of_amounts
from klopt.check.case import Case, exact_value, once
from klopt.check.proportion import is_share
from klopt.check.prose import Figure, Prose, has, prose
from klopt.check.share_wholes import (
    counted_wholes,
    has_own_time,
    names_another_whole,
    total_of_part,
    whole_beside,
)
from klopt.check.tied import one_thing


@dataclass(frozen=True, slots=True)
class Twice:
    """A share, as one figure or as part and total, and the same share again as `again`.

    `part` and `total` are counts; `share` is a percentage or a fraction. Either all three are there and
    part / total = share, or `share` and `again` are two names of one share.
    """

    again: Figure
    share: Figure | None = None
    part: Figure | None = None
    total: Figure | None = None
    inferred: bool = False

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All figures of the sum, in no order."""
        return tuple(f for f in (self.share, self.part, self.total, self.again) if f is not None)


@once
def said_twice(case: Case) -> Iterator[Twice]:
    """Every share of an article that is said twice; a figure says one thing again at most."""
    text = prose(case)
    told: set[int] = set()
    for reader in (
        _counts,
        _names,
        _of_a_number,
        _part_and_share,
        _of_an_amount,
        _of_both,
        _titled,
        _told_next,
    ):
        for found in reader(text):
            key = found.again.nr
            if key not in told:
                told.add(key)
                yield found


def _counts(text: Prose) -> Iterator[Twice]:
    """A part and its total, and a percentage right behind them, right before them or in the next sentence."""
    for part, total in counted_wholes(text):
        again = repeated_by(
            text, max((part, total), key=lambda f: f.nr), min((part, total), key=lambda f: f.nr)
        )
        again = again or _of_the_same(text, part, total)
        if again is None or (again.sentence != part.sentence and _of_another_group(again, part, total)):
            continue
        if part.sentence == total.sentence:
            yield Twice(again, part=part, total=total)
        else:
            yield Twice(again, part=part, total=total, inferred=True)


def _of_the_same(text: Prose, part: Figure, total: Figure) -> Figure | None:
    """ "120 van de 1.600 banen, 12 procent van het personeel": a share that says what it is of, and that is what was
    counted. Where it is less than the counts make, it may be of more than those.
    """
    last = max((part, total), key=lambda f: f.nr)
    share = next((f for f in text.within(last.sentence) if f.nr == last.nr + 1), None)
    if (
        share is None
        or share.quantity.kind != "percent"
        or not is_share(share)
        or not is_apposed(share.before)
    ):
        return None
    group, noun = share.group, total.noun
    ends = share.clause_after()[-1:] == (group,) and len(share.clause_after()) <= 3
    some, whole, stated = (exact_value(f.quantity) for f in (part, total, share))
    if not ends or group is None or noun is None or not one_thing(group, noun) or not some or not whole:
        return None
    return share if stated is not None and stated * whole > 100 * some else None


def _of_another_group(again: Figure, part: Figure, total: Figure) -> bool:
    """ "17 goals, waarvan vijf uit strafschoppen. Dat is ruim een derde van de clubproductie"."""
    group = again.group
    if group is None or group in table("shares")["again"]["whole_nouns"]:
        return False
    return not any(one_thing(group, noun) for noun in (part.noun, total.noun, total.claim.measure) if noun)


def _names(text: Prose) -> Iterator[Twice]:
    """ "Ruim een kwart van de eerstejaars, 22 procent, ..."."""
    for figure in text.figures:
        if not is_share(figure) or has(figure.after[:4], table("shares")["again"]["of_rest"]):
            continue
        again = repeated_by(text, figure, figure)
        of_part = has(figure.before[-4:], table("shares")["again"]["of_part"])
        if again is not None and of_part and has(again.after[:4], table("shares")["again"]["of_all"]):
            continue  # a quarter of a part is another share of all
        if again is not None and names_another_whole(text, figure, again):
            continue
        if again is not None and again.quantity.kind != figure.quantity.kind:
            yield Twice(again, share=figure)


def _part_and_share(text: Prose) -> Iterator[Twice]:
    """ "De school heeft 600 leerlingen. 450 van hen, 75 procent, ...": the total stands further on."""
    for figure in text.figures:
        following = next((f for f in text.within(figure.sentence) if f.nr == figure.nr + 1), None)
        if following is None or not is_apposed(following.before):
            continue
        kinds = is_share(figure), is_share(following)
        if kinds == (True, False) and "en" in following.before:
            continue  # "was 64 procent bezet en de Biggelaar (340 plekken)": of something else
        part, share = (figure, following) if kinds == (False, True) else (following, figure)
        if kinds not in ((False, True), (True, False)) or not counts_something(part):
            continue
        if not (is_closed(following) if following is share else is_closed_part(following)):
            continue
        found = total_of_part(text, part, share)
        if found is not None and not has_own_time(text, part, found[0]):
            yield Twice(following, share=share, part=part, total=found[0], inferred=found[1])


def _of_an_amount(text: Prose) -> Iterator[Twice]:
    """ "Geraamd op 24 miljoen euro. Vlaanderen betaalt er de helft van, 12 miljoen"."""
    for share, part, total, inferred in parts_of_amounts(text):
        yield Twice(part, share=share, part=part, total=total, inferred=inferred)


def _of_both(text: Prose) -> Iterator[Twice]:
    """ "Bij 620 huizen liep er 310 keer water in de kelder, ofwel in 62 procent van de gevallen": the only two counts
    of a sentence, and their share behind a word that says it again.
    """
    again = table("shares")["again"]
    for share in text.figures:
        mine = [
            f for f in text.within(share.sentence) if f.quantity.kind not in ("duration", "measure", "age")
        ]
        if (
            len(mine) != 3
            or share.nr != mine[2].nr
            or share.quantity.kind != "percent"
            or not is_share(share)
        ):
            continue
        one, other = mine[:2]
        said = has(share.before[-5:], again["said"])
        if not said or not (is_closed(share) or has(share.after[:4], again["cases"])):
            continue
        total, part = (one, other) if whole_for(one, other) else (other, one)
        if (
            whole_for(total, part)
            and counts_something(part)
            and counts_something(total)
            and _free(part, total)
        ):
            yield Twice(share, part=part, total=total, inferred=True)


def _free(part: Figure, total: Figure) -> bool:
    """Whether nothing says that these counts are of two matters: no two places, no comparison, no two nouns."""
    between = max(part, total, key=lambda figure: figure.nr).before
    nouns = (
        part.noun is None
        or total.noun is None
        or part.noun in table("shares")["again"]["counted"]
        or alike(part.noun, total.noun)
    )
    return nouns and not has(between, table("shares")["again"]["apart"])


def _titled(text: Prose) -> Iterator[Twice]:
    """ "Kwart van scholen zonder conciërge", and in the text "van de 60 scholen doen er 27 het zonder conciërge"."""
    shares = [figure for figure in text.titled if is_share(figure)]
    if len(shares) != 1 or len(text.titled) != 1:
        return
    share, known = shares[0], table("shares")["again"]["empty"]
    told = {
        word[:CONTENT] for word in text.words(share.sentence) if len(word) >= CONTENT and word not in known
    }
    for part, total in counted_wholes(text):
        group = total.noun
        if group is None or part.sentence != total.sentence or part.field == "title":
            continue
        words = text.words(part.sentence)
        again = {word[:CONTENT] for word in words if len(word) >= CONTENT and not alike(word, group)} & told
        if again and any(alike(group, word) for word in text.words(share.sentence) if len(word) >= CONTENT):
            yield Twice(share, part=part, total=total, inferred=True)
        return


def _told_next(text: Prose) -> Iterator[Twice]:
    """ "Twee derde van de 700 baden bevat te veel chloor. Het gaat om 380 baden"."""
    openings = table("shares")["again"]["told"]
    for share in text.figures:
        if not is_share(share) or (total := whole_beside(text, share)) is None:
            continue
        following = (
            text.within(share.sentence + 1) if text.one_field(share.sentence, share.sentence + 1) else ()
        )
        part = following[0] if following else None
        counts = [f for f in text.within(share.sentence) if f.quantity.kind == "count"]
        if part is None or counts != [total] or not has(part.before[:5], openings):
            continue
        kin = part.noun is None or (total.noun is not None and alike(part.noun, total.noun))
        if (
            kin
            and counts_something(part)
            and whole_for(total, part)
            and ("er" not in part.before or _so_many(part))
        ):
            yield Twice(part, share=share, part=part, total=total, inferred=True)


def _so_many(part: Figure) -> bool:
    """ "Dat zijn er 260", and no more: "dat zijn er 12 meer" says something else."""
    return has(part.before[:3], table("shares")["again"]["so_many"]) and len(part.clause_after()) == 0


CONTENT = 5
"""Letters of a word that says what something is about."""


def _of_a_number(text: Prose) -> Iterator[Twice]:
    """ "De helft van de 84 appartementen, 42 stuks, is verkocht"."""
    for share in text.figures:
        total, part = (
            next((f for f in text.within(share.sentence) if f.nr == share.nr + n), None) for n in (1, 2)
        )
        if total is None or part is None or not is_share(share) or not counts_something(total):
            continue
        of = len(total.before) <= 4 and total.before[:1] == ("van",) and share.quantity.kind != "count"
        if (
            of
            and counts_something(part)
            and whole_for(total, part)
            and is_apposed(part.before)
            and is_closed_part(part)
        ):
            yield Twice(part, share=share, part=part, total=total)
