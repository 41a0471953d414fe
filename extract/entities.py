"""Mentions of people, organisations and places: what the pipeline's entity recogniser found, put right by
what the article itself says.

An article names a thing in full once and briefly afterwards, in one sense. So: spans are trimmed to the
name, a noun before a name says what it is ("welzijnsorganisatie Lumens"), an acronym is bound to the words
before it, a surname to the full name, each name gets the kind it has most often, and repeats that the
recogniser missed are added. Works with any pipeline whose labels `labels.toml` knows.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace

from spacy.tokens import Doc

from corpus.article import Field, Span
from extract import names
from extract.candidates import (
    Candidate,
    acronyms,
    by_noun,
    initialled,
    recognised,
)
from extract.insides import departments, missed_places, put_right, with_particles
from extract.joining import Written, full_names
from extract.known import organisations
from extract.nouns import Mention, MentionKind
from extract.openings import ordinary, without_openings
from extract.parsed import Parsed, parsed


def read_mentions(doc: Doc | Parsed, field: Field, known: Iterable[Mention] = ()) -> tuple[Mention, ...]:
    """The mentions in one parsed field, in reading order, none overlapping another.

    `known` are mentions found elsewhere in the article: their names are used for surnames and repeats.
    """
    text, elsewhere = parsed(doc), tuple(known)
    doc, words = text.doc, text.texts
    if not doc.ents and not elsewhere:
        return ()
    seen = put_right(words, without_openings(doc, words, recognised(doc)))
    found = _without_overlap([*departments(words), *by_noun(doc, words), *initialled(words), *seen])
    long_forms = acronyms(doc, words)
    bodies = [*long_forms.values(), *organisations(doc, words)]
    found = [*bodies, *(_before_body(words, name, bodies) for name in found), *missed_places(doc, words)]
    found = _without_overlap(found)
    found = with_particles(words, _one_sense(found, words, elsewhere), _surnames(found, words, elsewhere))
    found += _missed(doc, words, found, elsewhere)
    found.sort(key=lambda name: name.start)
    pairs = (f"{doc[form.start : form.end].text} ({acronym})" for acronym, form in long_forms.items())
    full = _joined(doc, found, pairs, elsewhere)
    return tuple(_mention(doc, field, name, full) for name in found)


def _before_body(words: list[str], name: Candidate, bodies: Iterable[Candidate]) -> Candidate:
    """A person without the body that she is of, where the recogniser took both for one name: "Ina Hut van CoMensha"."""
    for body in bodies:
        if (
            name.kind == "person"
            and name.start < body.start - 1 < name.end
            and words[body.start - 1] == "van"
        ):
            return replace(name, end=body.start - 1)
    return name


def _without_overlap(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The earlier ones of the list win; what is left is in reading order."""
    taken: set[int] = set()
    kept = []
    for name in candidates:
        places = range(name.start, name.end)
        if not taken.intersection(places):
            taken.update(places)
            kept.append(name)
    return sorted(kept, key=lambda name: name.start)


def _one_sense(found: list[Candidate], words: list[str], elsewhere: tuple[Mention, ...]) -> list[Candidate]:
    """Each name gets the kind that it has most often in the article; a surname of a person named in full is
    a person.
    """
    votes: dict[str, Counter[MentionKind]] = defaultdict(Counter)
    persons: Counter[str] = Counter()
    for name in found:
        text = " ".join(words[name.start : name.end])
        votes[text][name.kind] += name.weight
        if name.kind == "person" and (last := names.surname(names.bare(text))):
            persons[last] += 1
    for mention in elsewhere:
        votes[mention.span.text][mention.kind] += 1
        if mention.kind == "person" and (last := names.surname(mention.name)):
            persons[last] += 1
    decided = []
    for name in found:
        text = " ".join(words[name.start : name.end])
        kind, count = votes[text].most_common(1)[0]
        if text in persons and votes[text][name.kind] <= 2 * persons[text] + 1:
            kind = "person"
        elif 2 * count <= votes[text].total():
            kind = name.kind
        decided.append(replace(name, kind=kind))
    return decided


def _surnames(found: list[Candidate], words: list[str], elsewhere: tuple[Mention, ...]) -> frozenset[str]:
    """The surnames of persons named in full, particles with a capital."""
    full = [names.bare(" ".join(words[n.start : n.end])) for n in found if n.kind == "person"]
    full += [mention.name for mention in elsewhere if mention.kind == "person"]
    last = (names.surname(name) for name in full)
    return frozenset(name[:1].upper() + name[1:] for name in last if name)


def _missed(
    doc: Doc, words: list[str], found: list[Candidate], elsewhere: tuple[Mention, ...]
) -> list[Candidate]:
    """Places where a name of the article stands again without having been recognised."""
    patterns: dict[tuple[str, ...], MentionKind] = {}
    repeated: Counter[tuple[str, ...]] = Counter()
    forms = [(tuple(words[n.start : n.end]), n.kind) for n in found]
    forms += [(tuple(m.span.text.split()), m.kind) for m in elsewhere]
    for form, kind in forms:
        repeated[form] += 1
        if len(form[0]) > 2 and form[0][0].isupper() and (kind != "other" or repeated[form] > 1):
            patterns.setdefault(form, kind)
        if kind == "person" and (last := names.surname(names.bare(" ".join(form)))):
            bare = tuple(last.split())
            capital = (bare[0][:1].upper() + bare[0][1:], *bare[1:])
            if len(bare[-1]) > 2:
                patterns[capital] = "person"
        elif kind == "organisation" and len(form) > 1 and form[-1] in names.words("heads"):
            patterns.setdefault(form[-1:], "organisation")  # "de Commissie" behind "de Europese Commissie"
    written = {form for form, _ in forms}
    surnames = {form for form, known in patterns.items() if known == "person" and form not in written}
    lengths: dict[str, set[int]] = defaultdict(set)
    for form in patterns:
        lengths[form[0]].add(len(form))
    taken = {i for name in found for i in range(name.start, name.end)}
    added: list[Candidate] = []
    for i, word in enumerate(words):
        stem = word[: len(word) - names.genitive(word)] if "'" in word or "’" in word else word
        for size in sorted(lengths.get(stem, ()), reverse=True):
            end = i + size
            form = (stem, *words[i + 1 : end])
            if form not in patterns or not taken.isdisjoint(range(i, end)):
                continue
            if len(form) > 1 or form in surnames or not ordinary(doc[i]):
                added.append(Candidate(i, end, patterns[form]))
                taken.update(range(i, end))
                break
    return added


def _joined(
    doc: Doc, found: list[Candidate], acronyms_of: Iterable[str], elsewhere: tuple[Mention, ...]
) -> dict[Written, str]:
    """The fullest name of each, of all that the article has by now."""
    written: list[Written] = [(name.kind, _text(doc, name)) for name in found]
    written += [("organisation", name) for name in acronyms_of]
    return full_names([*written, *((mention.kind, mention.name) for mention in elsewhere)])


def _text(doc: Doc, name: Candidate) -> str:
    """The name without genitive and without the role of a hyphen compound."""
    text = doc[name.start : name.end].text
    if split := names.compound(doc[name.end - 1].text):
        text = text[: len(text) - len(split[1]) - 1]
    return text[: len(text) - names.genitive(text)]


def _mention(doc: Doc, field: Field, name: Candidate, full: dict[Written, str]) -> Mention:
    start, text = doc[name.start].idx, _text(doc, name)
    wanted = full.get((name.kind, text), names.bare(text))
    return Mention(Span(field, start, start + len(text), text), name.kind, wanted)
