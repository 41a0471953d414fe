"""Things that hang together: disjoint sets with path halving (Tarjan & van Leeuwen 1984)."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Generic, TypeVar

Thing = TypeVar("Thing", bound=Hashable)


class Linked(Generic[Thing]):
    """Sets of things that only grow together; a thing that was never joined is alone.

    >>> linked = Linked[int]()
    >>> linked.join(1, 2); linked.join(2, 3)
    >>> linked.root(3), linked.root(9), 2 in linked
    (1, 9, True)
    """

    def __init__(self) -> None:
        self._leader: dict[Thing, Thing] = {}

    def __contains__(self, thing: Thing) -> bool:
        """Whether the thing was joined to another."""
        return thing in self._leader

    def root(self, thing: Thing) -> Thing:
        """The thing that stands for all that hangs together with this one."""
        leader = self._leader
        while leader.get(thing, thing) != thing:
            leader[thing] = leader[leader[thing]]
            thing = leader[thing]
        return thing

    def join(self, one: Thing, other: Thing) -> None:
        """Put both in one set; what stood for the first stands for all."""
        first, second = self.root(one), self.root(other)
        self._leader.setdefault(first, first)
        self._leader[second] = first
