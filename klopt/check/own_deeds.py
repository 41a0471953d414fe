"""Whether the clause of a second value goes on about the first, or tells of something else: "waren het er 61", "werden
er 890 afgehandeld", "meer dan de vaste collectie, die op 41.000 bleef steken".
"""

from __future__ import annotations

from extract.words import table
from klopt.check.alike import stem
from klopt.check.prose import PARTICIPLE, Figure, Prose, has

NEAR = 12
"""Words before a value among which it is said to be the count of what was told."""


def refers(figure: Figure) -> bool:
    """Whether a value is said to be that of what was told: "waren het er", "bleef de teller steken op"."""
    known = table("changes")
    words = (*known["same_time"]["stands_for"], *known["against"]["again"])
    return has(figure.before[-NEAR:], words)


def own_deed(text: Prose, one: Figure, other: Figure) -> bool:
    """Whether the clause of a value ends in a verb of its own, which the sentence of the other does not know:
    "werden er 890 afgehandeld", "kwamen er 1.340 inwoners bij".
    """
    clause = other.clause_after()
    told = (*one.before, *one.clause_after()) if one.sentence == other.sentence else text.words(one.sentence)
    deeds = table("changes")["same_time"]["deeds"]
    mine, theirs = (
        {nr for nr, said in enumerate(deeds) if has(words, said)}
        for words in (told, (*other.clause_before(), *clause))
    )
    if theirs and mine != theirs:
        return True
    verb = next(iter(clause[-1:]), "")
    own = PARTICIPLE.fullmatch(verb) is not None or verb in _PARTICLES
    return own and verb not in told and verb not in table("changes")["same_time"]["neutral"]


_PARTICLES = frozenset(table("wholes")["verb_particles"])


def of_other_thing(text: Prose, one: Figure, other: Figure) -> bool:
    """Whether the words before a later value compare with something that the first is not of: "meer dan meisjes"."""
    known = table("changes")
    words, leads = other.before, known["same_time"]["leads"]
    for at, word in enumerate(words):
        if word != "dan":
            continue
        thing = next((w for w in words[at + 1 :] if w not in leads), None)
        if thing is None or not thing.isalpha() or len(thing) < len("drie"):
            continue
        timed = thing in known["moments"]["times"] or thing.endswith(("jaar", "seizoen", "maand", "week"))
        told = any(stem(w) == stem(thing) for w in text.words(one.sentence))
        if not timed and not told and thing not in table("wholes")["counting_nouns"]:
            return True
    return False
