"""A statement that ties figures of one sentence together, and the preposition that a figure stands behind."""

from __future__ import annotations

from dataclasses import dataclass

from extract.cues import Cue
from extract.nouns import Role
from extract.sentence import Figure, Sentence
from extract.words import table


@dataclass(frozen=True, slots=True)
class Frame:
    """Figures (indices into `Sentence.figures`) with their roles in one statement, and the cue that makes
    them one.
    """

    roles: tuple[tuple[int, Role], ...]
    cue: Cue | None = None

    def role(self, figure: int) -> Role | None:
        """The role of this figure here, or None."""
        return dict(self.roles).get(figure)


def led_by(sentence: Sentence, figure: Figure, prepositions: tuple[str, ...]) -> int | None:
    """The index of the preposition right before the figure, small words and hedges between them passed
    over.
    """
    between = table("wholes")["between"]
    for at in range(figure.first - 1, max(-1, figure.first - 6), -1):
        if sentence.words[at] in prepositions:
            return at
        if sentence.words[at] not in between:
            return None
    return None
