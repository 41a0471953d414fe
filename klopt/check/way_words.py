"""Which way a word of change goes, if it can be said of a pair: a comparison with an earlier time, a verb, a noun."""

from __future__ import annotations

from extract.cues import noun_direction, words_of
from extract.nouns import Direction
from extract.words import table
from klopt.check.pairs import Pair
from klopt.check.prose import CLAUSE_ENDS, has
from klopt.check.size_words import pieces_of
from klopt.check.tied import in_one_group, noun_of, one_thing


def way_of(words: tuple[str, ...], nr: int, pair: Pair, title: bool) -> Direction | None:
    """Where the word goes, if it is a comparison with an earlier time, a verb of change, or "de terugloop van"."""
    word, following = words[nr], words[nr + 1 : nr + 6]
    changes = table("changes")
    verbs = words_of("verbs")
    if (word in verbs or _separated(words, nr)) and not _says_of(words, nr, pair):
        return None  # "de omzet steeg. Dit jaar werken er 210 mensen"
    if word in verbs and not pair.framed:
        return verbs[word]
    if not pair.framed and (parted := _separated(words, nr)):
        return parted
    noun = None if pair.framed else noun_direction(word)
    steps = (
        pair.first.quantity.kind == "percent" and ":" in pair.first.before
    )  # "de verhoging: eerst 5 procent, dan 2"
    if noun and not steps and (title or words[max(0, nr - 1) : nr] in (("de",), ("die",), ("een",))):
        return noun
    durations = changes["durations"]
    way: Direction | None = words_of("comparatives").get(word)
    if pair.before.quantity.kind in ("duration",):
        way = way or ("down" if word in durations["down"] else "up" if word in durations["up"] else None)
    ahead = words[max(0, nr - 1) : nr]
    if way is None or ahead in (("niet",), ("geen",), ("of",), ("steeds",)):
        return None
    if ahead == ("nog",) and following[:1] != ("dan",):
        return None
    if _of_it(words, nr, pair) or _become(words, nr, pair):
        return way
    if following[:1] == ("dan",):
        moments = changes["moments"]
        timely = has(following, (*moments["then"], *moments["times"])) and not has(following, ("nu",))
        return way if timely else None
    if word in ("meer", "minder"):
        if _colon(words, nr, pair):
            return way
        if "dan" in following[1:4] and _then_of(words, nr, pair):
            return way
    named = noun_of(pair.first) or noun_of(pair.last) or pair.after.claim.measure
    mine = (
        any(one_thing(named, other) for other in following[:2])
        if named and word in ("meer", "minder")
        else False
    )
    return (
        way
        if mine or (title and pair.before.quantity.kind == "duration" and word in durations["down"])
        else None
    )


def told_ways(words: tuple[str, ...]) -> set[Direction]:
    """All ways that verbs and nouns of change go in a sentence, whatever they are said of."""
    verbs = words_of("verbs")
    found = (
        verbs.get(word) or noun_direction(word) or _separated(words, nr) for nr, word in enumerate(words)
    )
    return {way for way in found if way is not None}


def _of_it(words: tuple[str, ...], nr: int, pair: Pair) -> bool:
    """ "Minder Nederlanders gingen op wintersport. Vorig seizoen waren het er 890.000": a sentence that opens so, and
    values that stand for what it counts.
    """
    first = pair.first
    bare = all(noun_of(figure) is None for figure in (first, pair.last))
    stands = has(first.clause_before()[-3:], ("het er", "dat er", "er"))
    opens = nr == 0 and words[nr] in ("meer", "minder") and "dan" not in words
    return opens and bare and stands and first.first and words != first.before[: len(words)]


def _become(words: tuple[str, ...], nr: int, pair: Pair) -> bool:
    """ "De wachttijd is korter geworden. In november was die acht weken, nu elf", "de klassen worden voller: vorig jaar
    zaten er 21 leerlingen in, nu 24".
    """
    first, known = pair.first, table("changes")["becoming"]
    perfect = words[nr + 1 : nr + 2] == ("geworden",)
    last = nr + 2 if perfect else nr + 1
    finite = has(words[max(0, nr - BECOMING) : nr], known["finite"])
    ends = (perfect or finite) and words[last : last + 1] in ((".",), (":",), (",",))
    fits = {
        "duration": ("korter", "langer"),
        "money": ("duurder", "goedkoper"),
        "rate": ("duurder", "goedkoper"),
    }
    kind = words[nr] in fits.get(first.quantity.kind, ("hoger", "lager", "groter", "kleiner", "voller"))
    clause = first.clause_before()
    stands = has(clause[-4:], known["subjects"])
    beside = words[last : last + 1] == (":",) and has(first.before, (":",)) and len(clause) <= BECOMING
    return ends and kind and (stands or beside) and first.first


BECOMING = 6
"""Words between "wordt" and "korter", and of a clause behind a colon."""


def _then_of(words: tuple[str, ...], nr: int, pair: Pair) -> bool:
    """ "Meer publiek dan in 2019, toen 2.300 mensen kwamen": more of what the pair counts, than at another time."""
    at = words.index("dan", nr)
    told, than = words[nr + 1 : at], words[at + 1 : at + 6]
    moments = table("changes")["moments"]
    dated = any(word.isdigit() and len(word) == 4 for word in than)
    if not (dated or has(than, (*moments["then"], *moments["times"]))) or has(than, ("nu",)):
        return False
    named = [noun for figure in (pair.first, pair.last) if (noun := noun_of(figure))]
    if not named:
        return pair.first.before[-1:] in ((":",), (",",), ("namelijk",))
    return any(all(one_thing(noun, word) or in_one_group(noun, word) for noun in named) for word in told[-2:])


def _colon(words: tuple[str, ...], nr: int, pair: Pair) -> bool:
    """ "Er werden vorig jaar minder reeën aangereden: 81, tegen 96", "er is minder gestolen, 240 keer, tegen 215"."""
    clause, first = words[nr + 1 :], pair.first
    end = next((at for at, word in enumerate(clause) if word in CLAUSE_ENDS), len(clause))
    mark = clause[end : end + 1]
    bare = noun_of(first) is None or pieces_of(first)
    against = has(pair.last.before[-3:], ("tegen", "tegenover"))
    return (
        (mark == (":",) or (mark == (",",) and against))
        and "dan" not in clause[:end]
        and ("er" in words[:nr] or against)
        and first.before[-1:] == mark
        and first.first
        and first.sentence == pair.last.sentence
        and bare
    )


def _says_of(words: tuple[str, ...], verb: int, pair: Pair) -> bool:
    """Whether a sentence with a verb of change can be of this pair: it names what the pair counts or measures, or the
    pair names nothing itself.
    """
    first = pair.first
    named = None if pieces_of(first) else noun_of(first)
    if named is None and first.quantity.kind != "count" and first.claim.measure is not None:
        inside = any(one_thing(word, first.claim.measure) for word in first.clause_before() if word.isalpha())
        named = first.claim.measure if inside else None
    if first.first and words[: len(first.before)] == first.before and verb < len(first.before):
        words = first.before  # the noun behind the figure is what the pair counts, not what rose
    return named is None or any(one_thing(word, named) for word in words if len(word) > 2 and word.isalpha())


def _separated(words: tuple[str, ...], nr: int) -> Direction | None:
    """A finite verb with its particle at the end of its clause: "nam de verkoop in een jaar tijd toe,"."""
    for entry in table("changes")["separable"]:
        if words[nr] not in entry["verb"]:
            continue
        clause = words[nr + 1 : nr + 16]
        end = next((at for at, word in enumerate(clause) if word in CLAUSE_ENDS), None)
        if end is None and nr + 16 < len(words):
            return None
        end = len(clause) if end is None else end  # a headline has no mark at its end
        if end and clause[end - 1] in entry["up"]:
            return "up"
        if end and clause[end - 1] in entry["down"]:
            return "down"
    return None
