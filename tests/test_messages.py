"""Every word that klopt says stands in one table, in both languages, and is said somewhere."""

import re
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest

from corpus.imports.columns import FIELDS
from corpus.sources import KINDS as SOURCE_KINDS
from db.claims import ORDERS as CLAIM_ORDERS
from db.counts import LENGTHS
from db.facets import FACETS
from db.invariants import INVARIANTS
from db.units import KINDS as UNITS
from extract.nouns import Modality, QuantityKind, Role
from klopt.cli import COMMANDS, GROUPS
from klopt.commands.count import COLUMNS as COUNTED
from klopt.commands.snapshot import COLUMNS as SNAPSHOT
from klopt.commands.snapshot import TRANSLATED
from klopt.commands.sources import STEPS
from klopt.marking import KINDS
from klopt.messages import chosen, say, table
from klopt.research.concordance import ORDERS
from klopt.research.snapshot_diff import KINDS as SNAPSHOT_DIFFERENCES
from klopt.web.find_asked import VIEWS
from klopt.web.menu import MENU

KLOPT = Path(__file__).parents[1] / "klopt"
NO_KEYS = {"klopt.db", "klopt.toml", "klopt.check", "klopt.css", "klopt.js", "klopt.web", "rules.toml"}
"""Files and packages of which the name looks like a key."""
COMPOSED = {
    "column": FIELDS,  # column.{field}
    "level": ("error", "warning", "note"),  # level.{finding.level}
    "kind": ("person", "organisation", "place", "other"),  # kind.{mention.kind}
    "verdict": ("wrong", "right", "later", "withdrawn"),  # verdict.{row.verdict}
    "role": get_args(Role),  # role.{claim.role}
    "quantity": get_args(QuantityKind),  # the choices of claims --kind
    "modality": get_args(Modality),  # the choices of claims --modality
    "bar": ("checking", "comparing"),  # bar.{step}
    "mark": (*KINDS, "sought", "none"),  # mark.{place.kind}
    "letter": KINDS,  # letter.{place.kind}
    "group": GROUPS,  # group.{group}
    "invariant": (*INVARIANTS, "records"),  # invariant.{name}
    "facet": (*FACETS, "articles", "texts", "unknown"),  # facet.{name}
    "attribution": ("back", "carried", "counted"),  # attribution.{claim.attribution}
    **dict.fromkeys(COMMANDS, ("short", "help")),  # {command.name}.short
    "count": ("short", "help", "undated", "silent", "plotted", *COUNTED),  # count.{name}
    "keywords": (
        *("short", "help", "found", "absent", "sizes", "one_side", "axis"),
        *("word", "here", "there", "g2", "log_ratio"),
    ),  # keywords.{name}, {command}.axis
    "collocations": ("short", "help", "places", "axis"),  # {command}.axis
    "network": ("short", "help", "found", "name", "other", "together", "seen"),  # network.{name}
    "sources": (
        "short",
        "help",
        *SOURCE_KINDS,
        "feed",
        "sitemap",
        "section",
        *(f"step_{step}" for step in STEPS),
        *(f"head_{name}" for name in ("name", "title", "domain", "kind", "country")),
    ),  # sources.{source.kind}, sources.{listing}, sources.step_{failure.step}
    "read": ("short", "help", *(f"is_{kind}" for kind in ("liveblog", "video", "front", "gate", "other"))),
    "names": ("source", "person", "organisation", "place", "other"),  # names.{kind} of the pages
    "web": ("short", "help", *(name for name, _ in MENU)),  # web.{page}
    "view": VIEWS,  # view.{view}
    "order": [order for order in ORDERS if order != "article"],  # order.{order}
    "by": CLAIM_ORDERS,  # by.{order}
    "per": LENGTHS,  # per.{length}
    "reference": (
        "short",
        "help",
        *(f"head_{name}" for name in ("name", "values", "source", "title")),
        *(f"head_{name}" for name in ("measure", "period", "value", "place", "population")),
        *(f"head_{name}" for name in ("unit", "definition", "decimal")),
    ),  # reference.head_{name}
    "sample": (
        *("short", "help", "n", "hits", "precision", "recall", "interval", "alpha", "no_alpha", "to_find"),
        *(f"{what}_{kind}" for what in ("of", "fill") for kind in UNITS),
    ),  # sample.{name}, sample.of_{kind}, sample.fill_{kind}
    "snapshot": (
        *("short", "help", "same", "otherwise", *TRANSLATED),
        *SNAPSHOT,
        *(f"{form}_{kind}" for form in ("diff", "is") for kind in SNAPSHOT_DIFFERENCES),
    ),  # snapshot.{name}, snapshot.diff_{kind}, snapshot.is_{kind}
    "methods": (
        *("corpus", "all", "chosen", "query", "outlet", "forms", "compounds", "no_compounds"),
        *("days", "copies", "read", "digest"),
    ),  # methods.{key}
    "scrape": ("short", "help", *(f"kind_{kind}" for kind in ("liveblog", "video", "front", "other"))),
}


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("key", table())
def test_message_has_both_languages_and_the_same_placeholders(key: str) -> None:
    """Dutch and English are both there, are not empty, and ask for the same values."""
    words = table()[key]
    assert set(words) == {"nl", "en"}
    assert all(text.strip() for text in words.values())
    assert placeholders(words["nl"]) == placeholders(words["en"])


def test_every_message_is_used_and_every_key_exists() -> None:
    """The keys in the code are exactly those in the table."""
    files = (path for path in KLOPT.rglob("*") if path.suffix in {".py", ".html"})
    code = "\n".join(path.read_text("utf-8") for path in files)
    sections = {key.split(".")[0] for key in table()}
    quoted = set(re.findall(r"[\"']([a-z]+\.[a-z_]+)[\"']", code)) - NO_KEYS
    said = {key for key in quoted if key.split(".")[0] in sections}
    said |= {f"{section}.{name}" for section, names in COMPOSED.items() for name in names}
    assert said == set(table())


def test_no_message_takes_sides() -> None:
    """Klopt says that figures disagree, never which of them is wrong."""
    said = " ".join(text for words in table().values() for text in words.values()).lower()
    assert not re.search(r"\b(verkeerd|onjuist|incorrect|mistaken)\b", said)


@pytest.mark.parametrize(
    ("args", "environ", "lang"),
    [
        ([], {}, "nl"),
        (["--lang", "en", "check"], {}, "en"),
        (["check", "--lang=en"], {}, "en"),
        (["check"], {"KLOPT_LANG": "en"}, "en"),
        (["--lang", "nl"], {"KLOPT_LANG": "en"}, "nl"),
        (["check"], {"KLOPT_LANG": "fr"}, "nl"),
        (["check", "--", "--lang", "en"], {}, "nl"),
        (["check", "--lang"], {}, "nl"),
    ],
)
def test_language_is_known_before_the_arguments_are_parsed(
    args: list[str], environ: dict[str, str], lang: str
) -> None:
    """`--lang` counts wherever it stands, then KLOPT_LANG, then Dutch."""
    assert chosen(args, environ) == lang


@pytest.mark.parametrize(
    ("n", "said"), [(1, "1 artikel"), ("1", "1 artikel"), (0, "0 artikelen"), (1000, "1000 artikelen")]
)
def test_the_word_goes_with_the_number(n: object, said: str) -> None:
    """One mechanism for all messages: `{n:one|more}`."""
    assert say("search.found", "nl", n=n) == f"{said} gevonden."


def test_placeholders_are_filled_in() -> None:
    """A message is formatted with the values given."""
    assert say("usage.no_option", "nl", name="--bd") == "De optie --bd bestaat niet."
