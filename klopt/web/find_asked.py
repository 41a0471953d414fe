"""What a visitor searches for: words, a figure, a period, a value of a facet; out of the address and back into it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from typing import Any, Literal, TypeVar, get_args

from db import Store
from db.among import EVERYTHING, Among, is_in
from db.claims import ORDERS as CLAIM_ORDERS
from db.claims import ClaimOrder, WantedClaims, picked
from db.counts import LENGTHS, Length
from db.facets import Facet, having
from db.forms import widened
from db.query_reader import read_query
from extract.nouns import Days, QuantityKind
from extract.quantities import read_quantities
from klopt.days import day_or_longer, stretch
from klopt.options import KloptError
from klopt.research.concordance import ORDERS, Order
from klopt.web.asked import page_number

View = Literal["articles", "lines", "counts", "figures"]
VIEWS: tuple[View, ...] = get_args(View)
CHOSEN: tuple[Facet, ...] = ("outlet", "person", "organisation", "measure", "rule")
"""Facets of which one value can be chosen; of time there are the first and last day."""
Known = TypeVar("Known")
_PLAIN = re.compile(
    r"(\d{1,15})(?:\s*[-–]\s*(\d{1,15}))?", re.ASCII
)  # a bare 2017 is a year to who reads text
LONGEST = 500
"""Characters of a query."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What was asked. `about` is the time that a figure is about, `since` and `until` when an article was published.
    `outlet` to `rule` are keys of facets (`db.facets.Division`), `more` is the facet that is wanted
    at length, `copies` whether copies of one text each have their own place.
    """

    q: str = ""
    figure: str = ""
    about: str = ""
    since: str = ""
    until: str = ""
    outlet: str = ""
    person: str = ""
    organisation: str = ""
    measure: str = ""
    rule: str = ""
    compounds: str = ""
    copies: str = ""
    view: View | None = None
    order: Order | None = None
    by: Length | None = None
    sort: ClaimOrder | None = None
    more: Facet | None = None
    page: int = 1

    @property
    def nothing(self) -> bool:
        """Whether there is nothing to look for."""
        return not any((self.q, self.figure, self.about, self.since, self.until, *self.chosen.values()))

    @property
    def chosen(self) -> dict[Facet, str]:
        """The facets of which a value was chosen, with its key."""
        return {name: key for name in CHOSEN if (key := getattr(self, name))}

    @property
    def shown(self) -> View:
        """The view; of a figure or its time without words the sentences."""
        return self.view or ("figures" if (self.figure or self.about) and not self.q else "articles")

    def but(self, **changed: str) -> dict[str, Any]:
        """The parts of an address that asks the same but for this, from the first page on."""
        asked = asdict(replace(self, more=None)) | changed
        del asked["page"]
        return asked

    def around(self) -> Among:
        """The articles of this outlet and time, whatever stands in them. Raises KloptError for what is no day."""
        outlet = (having("outlet", self.outlet),) if self.outlet else ()
        return Among(published=days(self.since, self.until), having=outlet)

    def meant(self, store: Store) -> tuple[Among, WantedClaims]:
        """The articles that are meant, and the figures in them. Raises KloptError for no word, day or figure."""
        query = read_query(self.q) if self.q else None
        if query is not None and query.empty:
            raise KloptError("find.no_words")
        chosen = replace(
            self.around(),
            query=None if query is None else widened(store.db.conn, query, bool(self.compounds)),
            having=tuple(having(name, key) for name, key in self.chosen.items()),
        )
        if not (self.figure or self.about):
            return chosen, self.claims(chosen)
        wanted, ids = picked(store, self.claims(chosen))
        return replace(chosen, having=(*chosen.having, (is_in("a.id"), (json.dumps(ids),)))), wanted

    def claims(self, among: Among) -> WantedClaims:
        """The figures that are meant in these articles. Raises KloptError if what was typed is no figure."""
        wanted = WantedClaims(
            measure=self.measure or None,
            period=time_of(self.about) if self.about else None,
            order=self.sort or "newest",
            among=among,
        )
        if not self.figure:
            return wanted
        lowest, highest, kind = figure_of(self.figure)
        return replace(wanted, lowest=lowest, highest=highest, kind=kind)


def sought(args: Mapping[str, str]) -> Sought:
    """What this query string asks for."""

    def one_of(name: str, known: tuple[Known, ...]) -> Known | None:
        return next((one for one in known if one == args.get(name)), None)

    typed = {
        name: " ".join((args.get(name) or "").split())[:LONGEST]
        for name in ("q", "figure", "about", "since", "until", "outlet", "measure", "rule")
    }
    keys = {name: (args.get(name) or "")[:LONGEST] for name in ("person", "organisation")}
    return Sought(
        **typed,
        **keys,
        compounds="1" if args.get("compounds") else "",
        copies="1" if args.get("copies") else "",
        view=one_of("view", VIEWS),
        order=one_of("order", ORDERS),
        by=one_of("by", LENGTHS),
        sort=one_of("sort", tuple(CLAIM_ORDERS)),
        more=one_of("more", CHOSEN),
        page=page_number(args.get("page")),
    )


def figure_of(typed: str) -> tuple[Decimal | None, Decimal | None, QuantityKind | None]:
    """The lowest and highest that is meant, and the kind if a unit was typed: "34" is any 34. What was typed is read as
    a newspaper writes it: 1.430, 2,5 miljoen euro, ruim 30 procent. Raises KloptError.

    >>> figure_of("1.430"), figure_of("100-120")
    ((Decimal('1430'), Decimal('1430'), None), (Decimal('100'), Decimal('120'), None))
    """
    if plain := _PLAIN.fullmatch(typed.strip()):
        return Decimal(plain[1]), Decimal(plain[2] or plain[1]), None
    found = read_quantities(typed)
    if not found:
        raise KloptError("find.no_figure", words=typed)
    figure = found[0]
    return figure.low, figure.high, None if figure.kind in ("count", "ordinal") else figure.kind


def time_of(typed: str) -> Days:
    """The time that a figure is about: a year, month or day, or from one to another. Raises KloptError."""
    try:
        return stretch(typed)
    except ValueError:
        raise KloptError("find.no_time", words=typed) from None


def days(since: str, until: str) -> Days | None:
    """The days from the first to the last that were typed. Raises KloptError."""
    found: list[Days | None] = []
    for typed in (since, until):
        try:
            found.append(day_or_longer(typed) if typed else None)
        except ValueError:
            raise KloptError("find.no_day", words=typed) from None
    first, last = found
    if first is None and last is None:
        return EVERYTHING.published
    try:
        return Days(first.start if first else None, last.end if last else None)
    except ValueError:
        raise KloptError("find.backwards") from None
