"""By which verb a figure is known to say how much was lost or gained: "er verdween 520 hectare"."""

from __future__ import annotations

from extract.nouns import Direction
from extract.words import table
from klopt.check.prose import Figure, Prose, has


def _both_ways(text: Prose, figure: Figure) -> bool:
    """ "Er verdwenen 14 scholen en er kwamen er 3 bij"."""
    known = table("changes")["differences"]
    words = text.words(figure.sentence)
    lost, gained = set(words).intersection(known["lost"]), set(words).intersection(known["gained"])
    bij = any(
        "bij" in words and set(words).intersection(entry["verb"])
        for entry in known["parted"]
        if entry["particle"] == "bij"
    )
    return bool(lost) and (bool(gained) or bij)


def by_verb(text: Prose, figure: Figure) -> Direction | None:
    """ "er verdween 520 hectare", "levert zes zetels in"."""
    known = table("changes")["differences"]
    before, after = figure.clause_before()[-6:], _own(figure.clause_after()[:5])
    if after[:1] and after[0] in known["objects"]:
        return None  # "verloor 38 procent geen enkel volk": the figure is who lost, not what
    words = {*before, *after}
    led = [word for word in before if word not in ("de", "het", "een")]
    if led[-1:] and led[-1] in known["reached"]:
        return None  # "komt daarmee boven de 4.380 euro": a value, no size
    if _both_ways(text, figure):
        return None  # what went and what came are not the difference
    if words.intersection(known["lost"]):
        return "down"
    if words.intersection(known["gained"]):
        return "up"
    for parted in known["parted"]:
        if words.intersection(parted["verb"]) and parted["particle"] in after:
            if parted["particle"] == "bij" and _comes_on_top(before, after):
                return None
            way: Direction = parted["way"]
            return way
    return None


def _comes_on_top(before: tuple[str, ...], after: tuple[str, ...]) -> bool:
    """ "Daar komt 10 euro aan kosten bij": it is beside what was told, and is of something of its own."""
    known = table("changes")["differences"]["on_top"]
    return has(before, known["lead"]) or has(after[:1], known["behind"])


def _own(after: tuple[str, ...]) -> tuple[str, ...]:
    """The words up to the next verb that "en" joins: "speelde er 46 gelijk [en verloor er 66]"."""
    return after[: after.index("en")] if "en" in after else after
