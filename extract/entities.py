"""Mentions of people, organisations and places: what the pipeline's entity recogniser found, put right by
what the article itself says.

An article names a thing in full once and briefly afterwards, in one sense. So: spans are trimmed to the
name, a noun before a name says what it is ("welzijnsorganisatie Lumens"), an acronym is bound to the words
before it, a surname to the full name, each name gets the kind it has most often, and repeats that the
recogniser missed are added. Works with any pipeline whose labels `labels.toml` knows.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from spacy.tokens import Doc, Token

from corpus.article import Field, Span
from extract import names
from extract.models import kinds
from extract.nouns import Mention, MentionKind
from extract.phrases import sentence_start

_ARTICLES = frozenset({"de", "het", "een", "'t", "’t", "der", "des", "den"})
_LONG_FORM = 25
"""Most words that an acronym can stand for, with some to spare."""
_FIRM = 2
"""What a word before a name is worth against the votes of the recogniser."""


@dataclass(frozen=True, slots=True)
class _Name:
    """A name as tokens `start:end`, with a guess of its kind that counts for `weight` votes."""

    start: int
    end: int
    kind: MentionKind
    weight: int = 1


def read_mentions(doc: Doc, field: Field, known: Iterable[Mention] = ()) -> tuple[Mention, ...]:
    """The mentions in one parsed field, in reading order, none overlapping another.

    `known` are mentions found elsewhere in the article: their names are used for surnames and repeats.
    """
    elsewhere = tuple(known)
    if not doc.ents and not elsewhere:
        return ()
    words = [token.text for token in doc]
    found = _without_overlap(
        [*_by_noun(doc, words), *_initialled(words), *_without_openings(doc, words, _recognised(doc))]
    )
    long_forms = _acronyms(doc, words)
    found = _without_overlap([*long_forms.values(), *found])
    found = _one_sense(found, words, elsewhere)
    found += _missed(doc, words, found, elsewhere)
    found.sort(key=lambda name: name.start)
    full = _full_names(found, words, elsewhere)
    for acronym, form in long_forms.items():
        long = " ".join(words[form.start : form.end])
        full[acronym] = full[long] = f"{long} ({acronym})"
    return tuple(_mention(doc, field, name, full) for name in found)


def _recognised(doc: Doc) -> Iterator[_Name]:
    """The entities of the pipeline without article, title, blanks and punctuation; cut at a line end."""
    table = kinds()
    for entity in doc.ents:
        kind = table.get(entity.label_)
        if kind is None:
            continue
        start, end = entity.start, entity.end
        for token in entity:
            if token.is_space and "\n" in token.text and token.i > start:
                end = token.i
                break
        while start < end and (_outside(doc[start]) or (end - start > 1 and _opens_with_label(doc[start]))):
            start += 1
        while start < end and _outside(doc[end - 1]):
            end -= 1
        if start == end:
            continue
        if kind == "person":
            end = _person_end(doc, start, end)
        elif kind == "place" and doc[end - 1].pos_ == "ADJ":
            kind = "other"  # "West-Afrikaanse landen"
        split = names.compound(doc[start].text)
        if split and end - start > 1:
            yield _Name(start, start + 1, "organisation")
            start += 1
            kind = "person"
        elif split:
            kind = "organisation"
        yield _Name(start, end, kind)


def _person_end(doc: Doc, start: int, end: int) -> int:
    """Before "van" in "Van der Burg van Justitie en Veiligheid": no person's name has "en" in it."""
    parts = [doc[i].text for i in range(start, end)]
    if "en" in parts[2:]:
        cut = len(parts) - 1 - parts[::-1].index("van") if "van" in parts[1:] else parts.index("en")
        return start + max(cut, 1)
    return end


def _opens_with_label(token: Token) -> bool:
    return bool(token.is_sent_start) and names.opens_label(token.text)


def _outside(token: Token) -> bool:
    """Whether a word at the edge of an entity is no part of the name."""
    text = token.text
    return (
        token.is_space
        or text in _ARTICLES
        or text.lower() in names.words("address")
        or not any(map(str.isalnum, text))
    )


def _whole(doc: Doc, words: list[str], found: Iterable[_Name]) -> list[_Name]:
    """First name and surname as one: Dutch sets no two persons side by side without a comma or "en"."""
    joined: list[_Name] = []
    for name in found:
        last = joined[-1] if joined else None
        beside = last is not None and last.end == name.start and last.kind == name.kind == "person"
        if last is not None and beside and words[name.start][:1].isupper() and last.end - last.start == 1:
            joined[-1] = _Name(last.start, name.end, "person")
        else:
            joined.append(name)
    for i, name in enumerate(joined):
        alone = name.kind == "person" and name.end - name.start == 1 and name.end < len(words)
        if (
            alone
            and words[name.end].istitle()
            and doc[name.end].ent_iob == 2
            and doc[name.end].pos_ == "PROPN"
        ):
            joined[i] = replace(name, end=name.end + 1)
    return joined


def _without_openings(doc: Doc, words: list[str], found: Iterable[_Name]) -> list[_Name]:
    """Without single words that are capitals only because a sentence or a heading begins with them: their
    lower-case form stands elsewhere, or the tagger reads a word of another class and no name of that form
    stands inside a sentence.
    """
    candidates = list(found)
    common = {word for word in words if word.islower()}
    inside = {words[n.start] for n in candidates if n.end - n.start == 1 and not doc[n.start].is_sent_start}
    inside |= {words[n.end - 1] for n in candidates if n.kind == "person" and n.end - n.start > 1}
    kept = []
    for name in candidates:
        first = doc[name.start]
        opening = name.end - name.start == 1 and first.is_sent_start and not first.text.isupper()
        if opening and first.text not in inside and (first.lower_ in common or _ordinary(first)):
            continue
        kept.append(name)
    return kept


def _by_noun(doc: Doc, words: list[str]) -> Iterator[_Name]:
    """Capitalised words right after a noun that says what they are: "directeur Ina Hut",
    "welzijnsorganisatie Lumens".
    """
    for start, (text, following) in enumerate(pairwise(words), 1):
        if len(text) < 3 or not following[:1].isupper():
            continue
        label = text
        if text[0].isupper() and _opens_with_label(doc[start - 1]):
            label = text[0].lower() + text[1:]
        person = names.says_person(label)
        if not person and not names.says_organisation(label):
            continue
        first = doc[start]
        if first.is_sent_start or (first.pos_ not in ("PROPN", "X", "NOUN") and first.ent_iob == 2):
            continue
        end = _run_of_capitals(doc, start)
        if person and end - start > 1:
            yield _Name(start, end, "person", _FIRM)
        elif not person:
            yield _Name(start, end, "organisation", _FIRM)


def _run_of_capitals(doc: Doc, start: int) -> int:
    """The end of the name that starts here: capitalised words, with particles between them."""
    end = i = start
    while i < min(len(doc), start + 8):
        text = doc[i].text
        if text[:1].isupper():
            end = i = i + 1
        elif text in names.words("particles") and text not in ("in", "op", "aan") and i > start:
            i += 1
        else:
            break
    # "directeur Ina Hut van CoMensha": a particle is part of the name only if the recogniser saw one name.
    for j in range(start + 1, end):
        if not doc[j].text[:1].isupper() and doc[j].ent_iob != 1:
            return j
    return end


def _initialled(words: list[str]) -> Iterator[_Name]:
    """Initials in brackets between first name and surname: "Ina (H.R.) Hut"."""
    for i in range(1, len(words) - 1):
        if words[i] != "(" or not words[i - 1][:1].isupper():
            continue
        close = next((j for j in range(i + 1, min(i + 5, len(words) - 1)) if words[j] == ")"), None)
        if close is None or not words[close + 1][:1].isupper():
            continue
        inside = "".join(words[i + 1 : close])
        if inside.endswith(".") and all(
            part.isupper() and len(part) <= 2 for part in inside.split(".") if part
        ):
            yield _Name(i - 1, close + 2, "person", _FIRM)


def _acronyms(doc: Doc, words: list[str]) -> dict[str, _Name]:
    """Acronyms in brackets and the words right before that they stand for: "Coördinatiecentrum tegen
    Mensenhandel (CoMensha)".
    """
    found: dict[str, _Name] = {}
    for i in range(2, len(words) - 1):
        if words[i - 1] != "(" or words[i + 1] != ")" or not names.is_acronym(words[i]):
            continue
        taken = names.stands_for(words[i], words[sentence_start(doc, i - 1, _LONG_FORM) : i - 1])
        if taken is not None:
            kind = kinds().get(doc[i].ent_type_, "organisation")
            found.setdefault(
                words[i], _Name(i - 1 - taken, i - 1, "organisation" if kind == "person" else kind, _FIRM)
            )
    return found


def _without_overlap(candidates: Iterable[_Name]) -> list[_Name]:
    """The earlier ones of the list win; what is left is in reading order."""
    taken: set[int] = set()
    kept = []
    for name in candidates:
        places = range(name.start, name.end)
        if not taken.intersection(places):
            taken.update(places)
            kept.append(name)
    return sorted(kept, key=lambda name: name.start)


def _one_sense(found: list[_Name], words: list[str], elsewhere: tuple[Mention, ...]) -> list[_Name]:
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


def _missed(doc: Doc, words: list[str], found: list[_Name], elsewhere: tuple[Mention, ...]) -> list[_Name]:
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
    surnames = {form for form, known in patterns.items() if known == "person" and form not in dict(forms)}
    by_first: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for form in sorted(patterns, key=len, reverse=True):
        by_first[form[0]].append(form)
    taken = {i for name in found for i in range(name.start, name.end)}
    added: list[_Name] = []
    for i, word in enumerate(words):
        stem = word[: len(word) - names.genitive(word)] if "'" in word or "’" in word else word
        for form in by_first.get(stem, ()):
            end = i + len(form)
            if (stem, *words[i + 1 : end]) != form or not taken.isdisjoint(range(i, end)):
                continue
            if len(form) > 1 or form in surnames or not _ordinary(doc[i]):
                added.append(_Name(i, end, patterns[form]))
                taken.update(range(i, end))
                break
    return added


def _ordinary(token: Token) -> bool:
    """Whether a capitalised word may be no name here: it begins a sentence and is not tagged as a name."""
    return bool(token.is_sent_start) and token.pos_ not in ("PROPN", "X")


def _full_names(found: list[_Name], words: list[str], elsewhere: tuple[Mention, ...]) -> dict[str, str]:
    """Short form -> the one full name of a person that it can stand for; ambiguous ones are left out."""
    people = [names.bare(" ".join(words[n.start : n.end])) for n in found if n.kind == "person"]
    people += [mention.name for mention in elsewhere if mention.kind == "person"]
    candidates: dict[str, set[str]] = defaultdict(set)
    for person in dict.fromkeys(people):
        last = names.surname(person)
        if last is not None and not person[:1].islower():
            for short in (last, last[:1].upper() + last[1:], last.split()[-1], person.split()[0]):
                candidates[short].add(person)
    return {short: full.pop() for short, full in candidates.items() if len(full) == 1}


def _mention(doc: Doc, field: Field, name: _Name, full: dict[str, str]) -> Mention:
    """The noun, without genitive and without the role of a hyphen compound."""
    start = doc[name.start].idx
    text = doc[name.start : name.end].text
    if split := names.compound(doc[name.end - 1].text):
        text = text[: len(text) - len(split[1]) - 1]
    if cut := names.genitive(text):
        text = text[:-cut]
    bare = names.bare(text)
    wanted = full.get(bare, bare) if name.kind != "place" else bare
    return Mention(Span(field, start, start + len(text), text), name.kind, wanted)
