"""The same share said twice: "16 van de 35 (46 procent)", "ruim een kwart, 26 procent", "Dat is 46 procent."."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.article import Span
from extract.words import table
from klopt.check.alike import alike
from klopt.check.case import Case, exact_value
from klopt.check.proportion import is_share
from klopt.check.prose import Figure, Prose, has, once, prose
from klopt.check.wholes import wholes_of

GAP = 16
"""Words between a share and the same share said again."""


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
    for reader in (_counts, _names, _of_a_number, _part_and_share, _of_both, _titled, _told_next):
        for found in reader(text):
            key = found.again.nr
            if key not in told:
                told.add(key)
                yield found


def _counts(text: Prose) -> Iterator[Twice]:
    """A part and its total, and a percentage right behind them, right before them or in the next sentence."""
    for part, total in _counted_wholes(text):
        again = _repeated(
            text, max((part, total), key=lambda f: f.nr), min((part, total), key=lambda f: f.nr)
        )
        if again is not None and part.sentence == total.sentence:
            yield Twice(again, part=part, total=total)
        elif again is not None:
            yield Twice(again, part=part, total=total, inferred=True)


def _names(text: Prose) -> Iterator[Twice]:
    """ "Ruim een kwart van de eerstejaars, 22 procent, ..."."""
    for figure in text.figures:
        if not is_share(figure):
            continue
        again = _repeated(text, figure, figure)
        if again is not None and again.quantity.kind != figure.quantity.kind:
            yield Twice(again, share=figure)


def _repeated(text: Prose, last: Figure, first: Figure) -> Figure | None:
    """The share that repeats what these figures say: behind them, before them, or alone in the next sentence."""
    mine = text.within(last.sentence)
    later = next((f for f in mine if f.nr > last.nr), None)
    if later is not None and is_share(later) and _apposed(later.before) and _closed(later):
        return later
    earlier = next((f for f in reversed(mine) if f.nr < first.nr), None)
    if (
        earlier is not None
        and first is not last
        and is_share(earlier)
        and _apposed(first.before)
        and _closed(last)
    ):
        return earlier
    if later is None and text.one_field(last.sentence, last.sentence + 1):
        following = text.within(last.sentence + 1)
        if following and is_share(following[0]) and _points_back(following[0]):
            return following[0]
    return None


def _apposed(gap: tuple[str, ...]) -> bool:
    """Whether these words end in an opening ("(", ", oftewel") with nothing but small words behind it."""
    again = table("shares")["again"]
    if len(gap) > GAP:
        return False
    if len(gap) >= 4 and gap[-4] in (",", "(", "–") and gap[-3] in ("een", "de", "het") and gap[-1] == "van":
        return True  # ", een opkomst van"
    for at in range(len(gap) - 1, -1, -1):
        if gap[at] in again["marks"]:
            return not {",", ";", ":"} & set(
                gap[:at]
            )  # "zeven, jongere moeders (61 procent)" is about the mothers
        if gap[at] not in again["small"]:
            return False
        if has(gap[at : at + 3], ("oftewel", "ofwel", "dat is", "dat zijn")) and at > 0:
            return True
    return False


_ENDS = (",", ")", ".", ";", "!", "?", "–", "—", "”", "’")


def _closed_part(figure: Figure) -> bool:
    """The same for a count, which may have its noun behind it: "42 stuks,"."""
    return _closed(figure) or any(word in _ENDS for word in figure.after[1:3])


def _closed(figure: Figure) -> bool:
    """Whether nothing but its whole follows a figure before its clause ends."""
    after = figure.after[1:] if figure.after[:1] == ("dus",) else figure.after
    if not after or after[0] in _ENDS:
        return True
    if after[:1] == ("van",) and has(after[1:4], table("shares")["again"]["whole_again"]):
        return True
    return after[:1] == ("om",) and has(after[:4], ("om precies te zijn",))


def _points_back(figure: Figure) -> bool:
    """Whether a sentence opens with "Dat is" and this figure."""
    words = table("shares")["again"]
    before = figure.before
    small = all(word in words["small"] or word in words["back"] for word in before)
    return bool(before) and before[0] in words["back"] and small and _closed_or_whole(figure)


def _closed_or_whole(figure: Figure) -> bool:
    return _closed(figure) or figure.after[:1] == ("van",)


def _part_and_share(text: Prose) -> Iterator[Twice]:
    """ "De school heeft 600 leerlingen. 450 van hen, 75 procent, ...": the total stands further on."""
    for figure in text.figures:
        following = next((f for f in text.within(figure.sentence) if f.nr == figure.nr + 1), None)
        if following is None or not _apposed(following.before):
            continue
        kinds = is_share(figure), is_share(following)
        part, share = (figure, following) if kinds == (False, True) else (following, figure)
        if kinds not in ((False, True), (True, False)) or not _counts_something(part):
            continue
        if not (_closed(following) if following is share else _closed_part(following)):
            continue
        found = _total_of(text, part, share)
        if found is not None:
            yield Twice(following, share=share, part=part, total=found[0], inferred=found[1])


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
        if not said or not (_closed(share) or has(share.after[:4], again["cases"])):
            continue
        total, part = (one, other) if _whole_for(one, other) else (other, one)
        if (
            _whole_for(total, part)
            and _counts_something(part)
            and _counts_something(total)
            and _free(part, total)
        ):
            yield Twice(share, part=part, total=total, inferred=True)


def _free(part: Figure, total: Figure) -> bool:
    """Whether nothing says that these counts are of two matters: no two places, no comparison, no two nouns."""
    between = max(part, total, key=lambda figure: figure.nr).before
    nouns = part.noun is None or total.noun is None or part.noun in _TIMES or alike(part.noun, total.noun)
    return nouns and not has(between, ("dan", "tegen", "tegenover", "naar", "tot", "terwijl", ";"))


def _titled(text: Prose) -> Iterator[Twice]:
    """ "Kwart van scholen zonder conciërge", and in the text "van de 60 scholen doen er 27 het zonder conciërge"."""
    shares = [figure for figure in text.titled if is_share(figure)]
    if len(shares) != 1 or len(text.titled) != 1:
        return
    share, known = shares[0], table("shares")["again"]["empty"]
    told = {
        word[:CONTENT] for word in text.words(share.sentence) if len(word) >= CONTENT and word not in known
    }
    for part, total in _counted_wholes(text):
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
        total = next((f for f in text.within(share.sentence) if f.nr == share.nr + 1), None)
        if total is None or not is_share(share) or total.before[:1] != ("van",) or len(total.before) > 4:
            continue
        following = (
            text.within(share.sentence + 1) if text.one_field(share.sentence, share.sentence + 1) else ()
        )
        part = following[0] if following else None
        counts = [f for f in text.within(share.sentence) if f.quantity.kind == "count"]
        if part is None or counts != [total] or not has(part.before[:5], openings):
            continue
        kin = part.noun is None or (total.noun is not None and alike(part.noun, total.noun))
        if kin and _counts_something(part) and _whole_for(total, part) and "er" not in part.before:
            yield Twice(part, share=share, part=part, total=total, inferred=True)


def _counted_wholes(text: Prose) -> Iterator[tuple[Figure, Figure]]:
    """The counts that are a part and its whole."""
    figures = {id(figure.claim): figure for figure in text.figures}
    for whole in wholes_of(text.case):
        part, total = figures.get(id(whole.part)), figures.get(id(whole.total))
        if part is not None and total is not None and {part.quantity.kind, total.quantity.kind} == {"count"}:
            yield part, total


CONTENT = 5
"""Letters of a word that says what something is about."""
_TIMES = ("keer", "maal", "geval", "gevallen", "stuks")


def _of_a_number(text: Prose) -> Iterator[Twice]:
    """ "De helft van de 84 appartementen, 42 stuks, is verkocht"."""
    for share in text.figures:
        total, part = (
            next((f for f in text.within(share.sentence) if f.nr == share.nr + n), None) for n in (1, 2)
        )
        if total is None or part is None or not is_share(share) or not _counts_something(total):
            continue
        of = len(total.before) <= 4 and total.before[:1] == ("van",) and share.quantity.kind != "count"
        if (
            of
            and _counts_something(part)
            and _whole_for(total, part)
            and _apposed(part.before)
            and _closed_part(part)
        ):
            yield Twice(part, share=share, part=part, total=total)


def _counts_something(figure: Figure) -> bool:
    tied = figure.claim.role in ("from", "to", "change")
    return (
        figure.quantity.kind in ("count", "money") and exact_value(figure.quantity) is not None and not tied
    )


def _total_of(text: Prose, part: Figure, share: Figure) -> tuple[Figure, bool] | None:
    """The only count near that this can be a part of, and whether the tie is inferred."""
    first = min(part, share, key=lambda figure: figure.nr)
    here = [f for f in text.within(first.sentence) if f.nr < first.nr and _whole_for(f, part)]
    if len(here) == 1 and has(here[0].before[-3:], ("van", "van de", "van het", "van alle")):
        return here[0], False
    if here or not text.one_field(first.sentence, first.sentence - 1):
        return None
    around = (*part.after[:4], *share.after[:6])
    tied = has(around, ("van hen", "van hun", "daarvan", "ervan", "van die", "van deze"))
    candidates = [f for f in text.within(first.sentence - 1) if _whole_for(f, part)]
    named = [f for f in candidates if _one_noun(f, part)]
    if len(candidates) == 1 and (tied or named):
        return candidates[0], not tied
    return None


def _whole_for(total: Figure, part: Figure) -> bool:
    one, other = exact_value(total.quantity), exact_value(part.quantity)
    kinds = total.quantity.kind == part.quantity.kind and total.unit == part.unit
    return kinds and one is not None and other is not None and one > other and total.claim.role != "average"


def _one_noun(total: Figure, part: Figure) -> bool:
    nouns = [noun for noun in (part.noun,) if noun and noun not in ("stuk", "stuks", "exemplaar")]
    return total.noun is not None and all(alike(noun, total.noun) for noun in nouns)


@dataclass(frozen=True, slots=True)
class Half:
    """A share, as one figure or as part and total, and the word that says whether it is over half of the whole."""

    figures: tuple[Figure, ...]
    word: Span
    over: bool
    inferred: bool = False


@once
def halves_of(case: Case) -> Iterator[Half]:
    """ "Een meerderheid van 54 procent", "14 van de 20 leden, een meerderheid dus"."""
    text = prose(case)
    by_claim = {id(figure.claim): figure for figure in text.figures}
    for figure in text.figures:
        if figure.quantity.kind == "percent" and is_share(figure) and _closed_or_whole(figure):
            word = _half(case, figure, figure.before[-4:], ("van", "(", ",", ":"))
            if word is not None:
                yield Half((figure,), word, word.text.lower() in table("shares")["halves"]["over"])
    for whole in wholes_of(case):
        part, total = by_claim.get(id(whole.part)), by_claim.get(id(whole.total))
        if part is None or total is None or part.quantity.kind != "count" or total.quantity.kind != "count":
            continue
        last = max(part, total, key=lambda figure: figure.nr)
        words = text.behind(last)
        if part.sentence == last.sentence and has(words, ("zodat", "dus", "oftewel", "ofwel", "en dus")):
            word = _half(case, last, words, None)
            if word is not None:
                yield Half(
                    (part, total), word, word.text.lower() in table("shares")["halves"]["over"], inferred=True
                )


def _half(case: Case, figure: Figure, words: tuple[str, ...], ends: tuple[str, ...] | None) -> Span | None:
    """The word for more or less than half among these words, as it stands in the text."""
    known = table("shares")["halves"]
    at = next((nr for nr, word in enumerate(words) if word in (*known["over"], *known["under"])), None)
    if at is None or has(words, known["not"]) or "geen" in words:
        return None
    if ends is not None and (len(words) - at > 3 or not set(words[at + 1 :]) & set(ends)):
        return None
    text, span = case.article.field(figure.field).lower(), figure.quantity.span
    start = text.rfind(words[at], 0, span.start) if ends is not None else text.find(words[at], span.end)
    return case.article.span(figure.field, start, start + len(words[at])) if start >= 0 else None
