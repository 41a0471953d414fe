"""What a sentence gives its figure for: "een studio kost gemiddeld 560 euro" is no average of rooms."""

from __future__ import annotations

from extract.singular import ground_form
from extract.words import table
from klopt.check.alike import kinds_of, one_noun, same
from klopt.check.prose import Figure, Prose, has

NEAR = 3
"""Words of a noun phrase at the start of a sentence, its article and an adjective among them."""


def of_another_topic(text: Prose, one: Figure, other: Figure) -> bool:
    """Whether the sentences of two figures each name the thing that the figure is of, and these are two things:
    "een kamer kost tussen 320 en 450 euro. Een studio kost gemiddeld 560".
    """
    if one.sentence == other.sentence:
        return False
    earlier, later = sorted((one, other), key=lambda figure: figure.nr)
    first, second = topic(earlier), topic(later)
    if first is None or second is None or _one_topic(first, second):
        return False
    return not any(
        same(named, word)
        for named, figure in ((first, later), (second, earlier))
        for word in text.words(figure.sentence)
        if len(word) > len("van")
    )


def _one_topic(first: str, second: str) -> bool:
    """Whether the later noun can stand for the earlier: "studentenkamer" and "kamer", "appartement" and "woning"; not
    "rit" and "taxirit", nor two sorts of people or houses.
    """
    return (
        same(first, second)
        or (one_noun(first, second) and len(second) < len(first))
        or any(same(second, kind) for kind in kinds_of(first))
        or any(same(second, word) for word in table("changes")["anaphora"]["generic"])
    )


def topic(figure: Figure) -> str | None:
    """The thing that the sentence before a figure opens with, or the first with "een"; None if it names a quality of
    one ("de huur", "de gemiddelde leeftijd") or none.
    """
    words, known = figure.before, table("averages")["topics"]
    start = 1 if has(words[:1], known["lead"]) else 0
    if has(words[start : start + 1], known["determiners"]):
        return _noun(words[start + 1 : start + NEAR])
    for at, word in enumerate(words[:-1]):
        if word == "een" and words[at - 1 : at] not in (("op",), ("met",), ("in",), ("van",)):
            return _noun(words[at + 1 : at + NEAR])
    return None


def _noun(words: tuple[str, ...]) -> str | None:
    """The noun of these words, behind an adjective; None if it is a quality."""
    known = table("averages")
    if not words or words[0] == "gemiddelde":
        return None
    first, behind = words[0], words[1:2]
    verb = has(behind, (*known["verbs"]["words"], *known["ranges"]["words"], *known["topics"]["verbs"]))
    adjective = first.endswith("e") and behind and behind[0].isalpha() and not verb
    noun = behind[0] if adjective else first
    one = ground_form(noun)
    quality = one.endswith((*known["qualities"]["endings"], "gemiddelde")) or noun in known["superlatives_of"]
    return None if quality or not noun.isalpha() or has((noun,), known["topics"]["not"]) else noun
