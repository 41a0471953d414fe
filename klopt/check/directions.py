"""Which way the text says that a pair of values goes, where it gives no size: "lager dan een jaar terug"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.article import Span
from extract.cues import noun_direction, words_of
from extract.nouns import Direction
from extract.words import table
from klopt.check.agreement import agrees
from klopt.check.case import Case, exact_value
from klopt.check.pairs import Pair, pairs
from klopt.check.prose import CLAUSE_ENDS, has, prose
from klopt.check.prose import words_of as split
from klopt.check.record_scope import is_of_other_subject
from klopt.check.size_words import pieces_of
from klopt.check.sizes import sizes_in
from klopt.check.tied import in_one_group, noun_of, one_thing

MOST = 5
"""How many times the one value may be the other."""


@dataclass(frozen=True, slots=True)
class Way:
    """A pair and the word that says which way it goes; `inferred` if that stands in another sentence."""

    pair: Pair
    cue: Span
    direction: Direction
    inferred: bool


def ways(case: Case) -> Iterator[Way]:
    """Each pair with the one word of change that goes with it, if nothing near says the opposite."""
    text = prose(case)
    first = next((nr for nr, span in enumerate(text.spans) if span.field == "text"), 0)
    known = [
        pair
        for pair in pairs(case)
        if not pair.same and (pair.after.claim.direction is None if pair.framed else _ordered(pair))
    ]
    titles = {nr for nr, span in enumerate(text.spans[: first + 1]) if span.field == "title"}
    ends = {pair.last.sentence for pair in known}
    deep = table("changes")["below"]["phrases"]
    for pair in known:
        if has(pair.first.after[:5], deep) or has(pair.last.after[:5], deep):
            continue  # what lies deeper has the higher figure
        if is_of_other_subject(text, pair) or not (pair.framed or _near_in_size(pair)):
            continue
        near = {pair.first.sentence, pair.last.sentence}
        lead = pair.first.sentence - 1
        if text.one_field(lead, pair.first.sentence) and lead not in ends:
            near.add(lead)
        if pair.last.field == "text" and pair.last.sentence - first <= 2 and len(known) == 1:
            near |= titles
        cues = [cue for nr in sorted(near) for cue in _cues(case, nr, pair)]
        cues = [(cue, way) for cue, way in cues if not _has_own_way(case, pair, cue, way)]
        if cues and len({direction for _, direction in cues}) == 1:
            span, direction = cues[0]
            here = text.spans[pair.first.sentence].covers(span)
            yield Way(pair, span, direction, not here)


def _near_in_size(pair: Pair) -> bool:
    """Whether the one value is no more than five times the other: so far nothing rises without its being said so."""
    one, other = exact_value(pair.before.quantity), exact_value(pair.after.quantity)
    return not one or not other or one <= MOST * other <= MOST * MOST * one


def _ordered(pair: Pair) -> bool:
    """Whether the values are of two moments: "tegen" alone may set two groups against each other."""
    base = pair.base
    return not pair.stated or (base is not None and (base.then or base.days is not None))


def _has_own_way(case: Case, pair: Pair, cue: Span, way: Direction) -> bool:
    """Whether another sentence than that of the cue says how much the pair went the other way: "wel meer dan een jaar
    geleden ... 62, 8 minder dan in augustus, toen het er 70 waren".
    """
    return any(
        size.figure is not None and size.direction not in (None, way) and agrees(size, pair)
        for nr in {pair.first.sentence, pair.last.sentence}
        for size in sizes_in(case, nr)
        if not prose(case).spans[nr].covers(cue)
    )


def _cues(case: Case, sentence: int, pair: Pair) -> Iterator[tuple[Span, Direction]]:
    """The words of change in a sentence that can be about this pair; with a word that weakens a change, both ways."""
    text = prose(case)
    span = text.spans[sentence]
    words = split(span.text)
    at = 0
    place = span.text.lower()
    changes = table("changes")
    weak = has(words, changes["weaker"]["words"]) or has(words, changes["norms"]["words"])
    apart = sentence not in (pair.first.sentence, pair.last.sentence)
    if (
        apart
        and span.field != "title"
        and any(f not in (pair.first, pair.last) for f in text.within(sentence))
    ):
        return  # "opgelopen tot 316 millimeter", "zakt met 33 punten": what changed is that
    sized = {size.cue.start for size in sizes_in(case, sentence) if size.figure and size.field == span.field}
    for nr, word in enumerate(words):
        found = place.find(word, at)
        at = found + len(word) if found >= 0 else at
        way = _way(words, nr, pair, span.field == "title")
        if way is None or span.start + found in sized:
            continue  # "2 procent lager": the direction of a size is that of its own values
        cue = case.article.span(span.field, span.start + found, span.start + found + len(word))
        yield cue, way
        if weak:
            yield cue, "down" if way == "up" else "up"


def _way(words: tuple[str, ...], nr: int, pair: Pair, title: bool) -> Direction | None:
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
    if noun and (title or words[max(0, nr - 1) : nr] in (("de",), ("die",), ("een",))):
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
    """ "De wachttijd is korter geworden. In november was die acht weken, nu elf"."""
    first = pair.first
    ends = words[nr + 1 : nr + 2] == ("geworden",) and words[nr + 2 : nr + 3] in ((".",), (":",), (",",))
    fits = {
        "duration": ("korter", "langer"),
        "money": ("duurder", "goedkoper"),
        "rate": ("duurder", "goedkoper"),
    }
    kind = words[nr] in fits.get(first.quantity.kind, ("hoger", "lager", "groter", "kleiner"))
    stands = has(first.clause_before()[-4:], ("die", "dat", "deze"))
    beside = words[nr + 2 : nr + 3] == (":",) and first.before[-1:] == (":",)
    return ends and kind and (stands or beside) and first.first


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
