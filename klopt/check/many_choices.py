"""Whether several answers could be given, so that shares may make more than a hundred percent together.

"Mensen mochten meer dan één antwoord aankruisen": a word for what is chosen (answer, reason, box) and, in its clause,
a number of them above one or a word for more, beside a word for giving or being allowed to. Newspapers also say it of
the shares: "de percentages tellen op tot meer dan honderd".
"""

from __future__ import annotations

from extract.words import table
from klopt.check.alike import one_noun
from klopt.check.prose import Figure, Prose, has

AHEAD, BEHIND = 2, 2
"""Sentences before the shares and behind them in which it is said."""
GAP = 3
"""Words from "meer dan één" to what is chosen: "meer dan één ander antwoord"."""


def several_answers(text: Prose, figures: tuple[Figure, ...]) -> bool:
    """Whether a sentence near these shares says that there could be more than one answer each."""
    numbers = [figure.sentence for figure in figures]
    return any(
        text.one_field(nr, numbers[0]) and _says_so(text.words(nr))
        for nr in range(min(numbers) - AHEAD, max(numbers) + BEHIND + 1)
    )


def _says_so(words: tuple[str, ...]) -> bool:
    known = table("shares")["several"]
    if has(words, known["phrases"]):
        return True
    if not has(words, known["giving"]) or has(words, known["not"]):
        return False
    return any(
        any(_is_choice(noun) for noun in words[end : end + GAP])
        or has(words[max(0, begin - 1) : begin], known["them"])
        or has(words[begin:end], known["surely"])
        for begin, end in _places(words, known["more"])
    )


def _places(words: tuple[str, ...], phrases: list[str]) -> list[tuple[int, int]]:
    """Where the phrases begin and end among the words."""
    split = [tuple(phrase.split()) for phrase in phrases]
    return [
        (at, at + len(phrase))
        for phrase in split
        for at in range(len(words) - len(phrase) + 1)
        if words[at : at + len(phrase)] == phrase
    ]


def _is_choice(noun: str) -> bool:
    """Whether the word is for what is chosen, also at the end of a compound: "hoofdredenen"."""
    known = table("shares")
    return any(one_noun(noun, choice) for choice in (*known["one_each"]["nouns"], *known["several"]["nouns"]))
