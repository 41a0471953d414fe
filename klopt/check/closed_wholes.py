"""Groups that nothing can exceed: more than a hundred percent of these is impossible."""

from __future__ import annotations

from extract.words import table
from klopt.check.alike import are_people, kinds_of, same
from klopt.check.prose import Figure, has


def of_closed_whole(figure: Figure, first: Figure | None = None, then: Figure | None = None) -> bool:
    """Whether a percentage is of all of one group that nothing can exceed: "112 procent van de vrouwen", "Van die
    groep is 104 procent ...". A group of another year or place ("van de vrouwen die in 2010 ...") is not it. `first`
    and `then` are the counts beside it that say how many they are: "104 procent van de 143 kandidaten".
    """
    words = table("wholes")
    behind = (*figure.after[:10], *(then.after[:10] if then is not None else ()))
    if has((*figure.before, "|", *behind), words["more_than_all"]) or has(behind, words["than_then"]):
        return False
    if has(figure.before[-1:], words["up_to"]):
        return False  # "vaccin voor 150 procent van de bevolking"
    after = figure.after if then is None else (*figure.after, *then.after)
    if first is not None and first.before[-2:-1] in (("van",), ("onder",)) and first.before[-1:] != ():
        counted = figure.before[:2]
        opens = len(first.clause_before()) == len(("van", "de")) and "," not in figure.before
        if opens and first.before[-1] in words["all_of"] and _closed(counted):
            return True  # "van de 76 ondervraagde huisartsen geeft 130 procent aan"
    if after[2:3] and after[2].endswith("e") and _closed(after[3:4]):
        after = (*after[:2], *after[3:])  # "van de aanwezige leden"
    all_of = words["all_of"]
    if after[:1] == ("van",) and after[1:2] and after[1] in all_of:
        town = (figure.claim.place or "").lower().split()[:1]
        named = after[3:4] in (("in",), ("uit",)) and list(after[4:5]) == town and bool(town)
        there = after[3:4] in (("in",), ("uit",)) and after[4:5] in (("de",), ("het",), ("deze",))
        place = named or there
        return _closed(after[2:3]) and (
            place or not has(after[3:4], ("die", "dat", "uit", "in", "van", "op"))
        )
    lead = tuple(word for word in figure.clause_before() if word.isalnum())
    if has(lead[:3], words["thereof"]):
        return True
    led = lead[:1] in (("van",), ("onder",)) and lead[1:2] and lead[1] in all_of
    return bool(led) and _closed(lead[2:4])


def _closed(nouns: tuple[str, ...]) -> bool:
    closed = table("wholes")["closed_wholes"]
    return any(same(noun, known) for noun in nouns for known in closed) or any(
        kinds_of(noun) & {"mens", "leerling", "school", "bedrijf", "woning", "dier"} or are_people(noun)
        for noun in nouns
    )
