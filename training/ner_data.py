"""ner_sents.json -> ner_train.spacy and ner_dev.spacy: silver sentences, those that were read by hand as they were read, names
substituted, some case noise, line ends as news has them.

    python ner_data.py DATA/ner_sents.json OUT_DIRECTORY [--held-out]

Used keys: ud, alpino, wiki (training), dev. WikiANN (no stated licence) and Europeana (19th century) stay out. `hand_labels.tsv` has
a line for each sentence of alpino that was read by hand: its number, then a column for each name in it (start:end:label, in words);
its silver labels are forgotten. With --held-out one in five of those goes into ner_hand.spacy for choosing, and not into training.
"""

from __future__ import annotations

import json
import random
import sys
from collections import Counter
from pathlib import Path

import spacy
from names import Names
from spacy.tokens import Doc, DocBin, Span

SEED = 7
HAND = Path(__file__).parent / "hand_labels.tsv"
HAND_TIMES = 3
"""How often a sentence read by hand stands in the training set for one of silver."""
Sentence = tuple[list[str], list[str]]  # words, BIO tags
NO_SPACE_BEFORE = {".", ",", ";", ":", "!", "?", ")", "]", "''", "%", "..."}
NO_SPACE_AFTER = {"(", "[", "``", ",,"}


def spans(tags: list[str]) -> list[tuple[int, int, str]]:
    """Entity spans (start, end, label) of BIO tags."""
    found, start = [], None
    for i, tag in enumerate([*tags, "O"]):
        if start is not None and (tag[:1] != "I" or tag[2:] != tags[start][2:]):
            found.append((start, i, tags[start][2:]))
            start = None
        if tag[:1] == "B" or (tag[:1] == "I" and start is None):
            start = i
    return found


def substitute(sentence: Sentence, names: Names, share: float) -> Sentence:
    """The sentence with about `share` of its names replaced by others of the same kind."""
    words, tags = [], []
    old_words, old_tags = sentence
    entities = {start: (end, label) for start, end, label in spans(old_tags)}
    i = 0
    while i < len(old_words):
        end, label = entities.get(i, (i + 1, "O"))
        if label in ("PER", "ORG", "LOC") and names.rng.random() < share:
            new = names.new(label)
            words += new
            tags += [f"B-{label}"] + [f"I-{label}"] * (len(new) - 1)
        else:
            words += old_words[i:end]
            tags += old_tags[i:end]
        i = end
    return words, tags


def as_heading(sentence: Sentence) -> Sentence:
    """Without the full stop, as headings and captions stand in news."""
    words, tags = sentence
    return (words[:-1], tags[:-1]) if words[-1] in (".", "!") and len(words) > 3 else sentence


def document(nlp: spacy.Language, sentences: list[Sentence], rng: random.Random) -> Doc:
    """One Doc: sentences run on, on lines of their own or in paragraphs, each as one document would have it."""
    style = rng.choices(("run on", "lines", "paragraphs", "every"), (40, 20, 20, 20))[0]
    words: list[str] = []
    spaces: list[bool] = []
    entities: list[tuple[int, int, str]] = []
    for n, sentence in enumerate(sentences):
        if style != "run on" and rng.random() < 0.12:
            sentence = as_heading(sentence)
        if n and (style in ("lines", "every") or (style == "paragraphs" and rng.random() < 0.4)):
            spaces[-1] = False
            words.append("\n" if style == "lines" else "\n\n")
            spaces.append(False)
        entities += [
            (start + len(words), end + len(words), label) for start, end, label in spans(sentence[1])
        ]
        for i, word in enumerate(sentence[0]):
            after = sentence[0][i + 1] if i + 1 < len(sentence[0]) else ""
            words.append(word)
            spaces.append(word not in NO_SPACE_AFTER and after not in NO_SPACE_BEFORE)
    doc = Doc(nlp.vocab, words=words, spaces=spaces)
    doc.set_ents([Span(doc, *entity) for entity in entities])
    return doc


def pack(nlp: spacy.Language, sentences: list[Sentence], rng: random.Random) -> list[Doc]:
    """Documents of one to six sentences, in the order given."""
    docs, i = [], 0
    while i < len(sentences):
        size = rng.choice((1, 2, 4, 6))
        docs.append(document(nlp, sentences[i : i + size], rng))
        i += size
    return docs


def by_hand(sentences: list[Sentence]) -> dict[int, Sentence]:
    """The sentences that were read by hand, by their number."""
    found = {}
    for line in HAND.read_text(encoding="utf-8").splitlines() if HAND.exists() else ():
        number, *names = line.rstrip().split("\t")
        words = sentences[int(number)][0]
        tags = ["O"] * len(words)
        for name in names:
            start, end, label = name.split(":")
            tags[int(start) : int(end)] = [f"B-{label}"] + [f"I-{label}"] * (int(end) - int(start) - 1)
        found[int(number)] = (words, tags)
    return found


def main(source: str, out: str, held_out: str = "") -> None:
    """Write the sets and print how many entities of each kind they have."""
    rng = random.Random(SEED)
    nlp = spacy.blank("nl")
    data = json.loads(Path(source).read_text(encoding="utf-8"))
    hand = by_hand(data["alpino"])
    held = {number for number in hand if held_out and number % 5 == 0}
    alpino = [hand.get(i, (w, t)) for i, (w, t) in enumerate(data["alpino"]) if i not in held]
    for kind in ("PER", "ORG", "LOC", "MISC"):
        found = {(number, *name) for number, (_, tags) in hand.items() for name in spans(tags) if name[2] == kind}
        same = {(number, *name) for number in hand for name in spans(data["alpino"][number][1])} & found
        print(f"{kind}: {len(found)} read by hand, {len(same)} of them so in silver")
    read = [sentence for number, sentence in hand.items() if number not in held]
    core: list[Sentence] = [(w, t) for w, t in data["ud"]] + alpino + read * (HAND_TIMES - 1)
    wiki: list[Sentence] = [(w, t) for w, t in data["wiki"]]
    organisations = {
        tuple(words[start:end])
        for words, tags in core
        for start, end, label in spans(tags)
        if label == "ORG" and end - start < 7 and words[start][:1].isupper()
    }
    names = Names(rng, organisations)
    named = [s for s in core if spans(s[1])]
    with_organisation = [s for s in core if any(label == "ORG" for *_, label in spans(s[1]))]
    with_person = [s for s in wiki if any(label == "PER" for *_, label in spans(s[1]))]
    changed = [substitute(s, names, 0.6) for s in named]
    changed += [substitute(s, names, 0.9) for s in with_organisation]
    noisy = [(list(map(str.upper, w)), t) for w, t in rng.sample(named, 350)]
    noisy += [(list(map(str.lower, w)), t) for w, t in rng.sample(named, 150)]
    docs = []
    for part in (core, changed, rng.sample(with_person, min(1500, len(with_person))), noisy):
        docs += pack(nlp, part, rng)
    rng.shuffle(docs)
    dev = pack(nlp, [(w, t) for w, t in data["dev"]], rng)
    checked = pack(nlp, [hand[number] for number in sorted(held)], rng)
    for name, part in (("ner_train", docs), ("ner_dev", dev), ("ner_hand", checked)):
        DocBin(docs=part).to_disk(Path(out) / f"{name}.spacy")
        print(
            name,
            len(part),
            "documents",
            sum(map(len, part)),
            "tokens",
            Counter(e.label_ for d in part for e in d.ents),
        )


if __name__ == "__main__":
    main(*sys.argv[1:])
