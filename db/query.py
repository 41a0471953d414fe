"""A search as it was understood: terms, and how they are joined."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from db.search import stems

In: TypeAlias = Literal["title", "text", "source"]


@dataclass(frozen=True, slots=True)
class Term:
    """One word (or what a hyphen joins) or phrase; `words` as typed, `field` where it must stand (None: anywhere).
    `lemmas` and `stems` are what else it may stand there as (`db.forms`).
    """

    words: tuple[str, ...]
    phrase: bool = False
    prefix: bool = False
    field: In | None = None
    lemmas: tuple[str, ...] = ()
    stems: tuple[str, ...] = ()

    @property
    def widens(self) -> bool:
        """Whether other forms of it count too."""
        return not (self.phrase or self.prefix or self.field == "source") and len(self.words) == 1

    def match(self, kind: str = "") -> str:
        """The term as an expression of FTS5, wherever it stands; `kind` comes before the names of the columns."""
        typed, words = " ".join(self.words), f"{{{kind}surface {kind}lemma}}"
        if self.phrase:
            return f'{kind}surface : "{typed}"'
        if self.prefix:
            return f'{words} : "{typed}" *'
        return f"({' OR '.join(self.forms(kind))})"

    def forms(self, kind: str = "") -> list[str]:
        """Each form that it may have, as an expression of FTS5. As typed it has its own stem too, once it was read."""
        typed, words = " ".join(self.words), f"{{{kind}surface {kind}lemma}}"
        every = [f'({words} : "{typed}" OR {kind}stem : "{stems(typed)}")']
        every += [f'{words} : "{lemma}"' for lemma in self.lemmas]
        return every + [f'{kind}stem : "{stem}"' for stem in self.stems]


@dataclass(frozen=True, slots=True)
class All:
    """Every one of these."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Some:
    """At least one of these."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Without:
    """Not this."""

    part: Node


Node: TypeAlias = "Term | All | Some | Without"


@dataclass(frozen=True, slots=True)
class Query:
    """What was asked; `typed` as it was. Without a term that an article must or may have there is nothing to look for
    (`empty`). `mended`: something of it was passed over or closed, so who typed it must be told how it was read.
    """

    root: Node | None = None
    typed: str = ""
    mended: bool = False

    @property
    def empty(self) -> bool:
        """Whether no word is left to look for."""
        return not self.wanted

    @property
    def terms(self) -> tuple[Term, ...]:
        """All terms, also those that must not be there."""
        return tuple(term for term, _ in _terms(self.root, True))

    @property
    def wanted(self) -> tuple[Term, ...]:
        """The terms that are looked for, in the order of the query."""
        return tuple(term for term, positive in _terms(self.root, True) if positive)

    def mapped(self, change: Callable[[Term], Term]) -> Query:
        """The query with each term changed."""
        return replace(self, root=mapped(self.root, change))


def _terms(node: Node | None, positive: bool) -> Iterator[tuple[Term, bool]]:
    match node:
        case Term():
            yield node, positive
        case All(parts) | Some(parts):
            for part in parts:
                yield from _terms(part, positive)
        case Without(part):
            yield from _terms(part, not positive)


def mapped(node: Node | None, change: Callable[[Term], Term]) -> Node | None:
    """The same, with each term changed."""
    match node:
        case Term():
            return change(node)
        case All(parts) | Some(parts):
            return type(node)(tuple(part for old in parts if (part := mapped(old, change)) is not None))
        case Without(part):
            inner = mapped(part, change)
            return None if inner is None else Without(inner)
    return None
