"""The treebank as documents to train on: sentences in the order of their article, headings and line ends as
news has them.

    python core_data.py DATA OUT.spacy     without LassySmall of 2017, which has no tags
    ... --first PIPELINE                   with it, its tags chosen by PIPELINE, which was trained on the set without it
    ... --more                             with sentences made up to test a parser, and short texts one behind the other
    ... --held-out                         leaves about 8,600 words of it for choosing, as held.spacy beside OUT

Older and converted trees get the labels of today first (`conventions.py`). LassySmall of 2017 stands
sentence by sentence in no order, without tags of the Corpus Gesproken Nederlands and with fewer kinds of
dependencies than today. Its order is restored from the names of its sentences; the first pipeline picks
among the tags that go with the word class and the features that are there, and makes a dependency one of
its own sub-kinds (obl -> obl:arg) where it finds the same head; so does a verb that mostly takes that
preposition. A line end is a token of its own (tag _SP, SPACE) that hangs on the word before it, as spaCy's
own whitespace augmenter has it.
"""

from __future__ import annotations

import argparse
import gzip
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import spacy
from conventions import fixed_prepositions, of_today, takes_object
from spacy.tokens import Doc, DocBin, Span

SEED = 11
GROUP = 8
"""Sentences to a document, at most."""
OLD, TODAY, SUITES = range(1006), range(1006, 1270), range(3688, 4652)
"""Places in ud_train2.spacy: LassySmall of 2017; what has the conventions of 2023 and later (stands twice in the
set); sentences made up to test a parser, except for questions (only with --more)."""
HELD_OUT = (*range(1030, 1052), *range(1120, 1142), *range(1196, 1224))
ATTRS = ["ORTH", "SPACY", "TAG", "POS", "MORPH", "LEMMA", "DEP", "HEAD", "SENT_START"]
CLOSING = (".", "!", "?", ":", ";", "''", '"', ")", "»")
Paragraph = list[Span]


def articles(path: Path, sentences: list[Span]) -> Iterator[list[Paragraph]]:
    """The sentences of LassySmall 2017 as articles of paragraphs, from names such as wiki-208.p.64.s.5."""
    places, name, words = {}, "", []
    for line in gzip.open(path, "rt", encoding="utf-8"):
        if line.startswith("#"):
            name = line[2:].strip()
        elif line.strip():
            number, word = line.split("\t")[:2]
            words += [word] * number.isdigit()
        else:
            article, _, paragraph, _, sentence = re.findall(r"[^.]+", name)[:5]
            places[" ".join(words)] = (article, int(paragraph), int(sentence))
            words = []
    placed = sorted(((places[" ".join(t.text for t in s)], s) for s in sentences), key=lambda pair: pair[0])
    article: list[Paragraph] = []
    last = ("", 0)
    for (name, number, _), sentence in placed:
        if name != last[0] and article:
            yield article
            article = []
        if (name, number) != last:
            article.append([])
        article[-1].append(sentence)
        last = (name, number)
    yield article


def groups(article: list[Paragraph]) -> Iterator[list[Paragraph]]:
    """Parts of an article, of GROUP sentences at most; a paragraph may be cut."""
    part: list[Paragraph] = []
    size = 0
    for paragraph in article:
        for sentence in paragraph:
            if size == GROUP:
                yield part
                part, size = [], 0
            if not part or sentence is paragraph[0]:
                part.append([])
            part[-1].append(sentence)
            size += 1
    if part:
        yield part


def join(part: list[Paragraph], style: str, rng: random.Random, vocab: spacy.Vocab) -> Doc:
    """One document; between sentences or between paragraphs a blank, a line end or a blank line, by `style`."""
    words: list[str] = []
    spaces: list[bool] = []
    columns: dict[str, list[str]] = {"tags": [], "pos": [], "morphs": [], "lemmas": [], "deps": []}
    heads: list[int] = []

    def add(text: str, space: bool, values: tuple[str, str, str, str, str], head: int) -> None:
        words.append(text)
        spaces.append(space)
        heads.append(head)
        for column, value in zip(columns.values(), values, strict=True):
            column.append(value)

    for paragraph in part:
        for sentence in paragraph:
            tokens = list(sentence)
            # Headings and captions have no full stop: a line end can close a sentence by itself.
            if style != "run on" and len(tokens) > 3 and tokens[-1].text == "." and rng.random() < 0.2:
                tokens = tokens[:-1]
            if words:
                if style in ("lines", "every") or (style == "paragraphs" and sentence is paragraph[0]):
                    spaces[-1] = False
                    end = "\n" if style == "lines" else "\n\n"
                    add(end, False, ("_SP", "SPACE", "", end, "dep"), len(words) - 1)
                else:
                    spaces[-1] = True
            shift = len(words) - sentence.start
            for token in tokens:
                values = (token.tag_, token.pos_, str(token.morph), token.lemma_, token.dep_)
                add(token.text, bool(token.whitespace_), values, token.head.i + shift)
    return Doc(vocab, words=words, spaces=spaces, heads=heads, **columns)


def modernise(old: list[Doc], tagged: list[Doc], base: spacy.Language) -> None:
    """Tags and sub-kinds of dependencies for the documents of 2017."""
    seen: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for doc in tagged:
        for token in doc:
            seen[token.pos_, str(token.morph)][token.tag_] += 1
            seen[token.pos_, "*"][token.tag_] += 1
    pairs = fixed_prepositions(tagged)
    pipe = base.get_pipe("tagger")
    place = {label: i for i, label in enumerate(pipe.labels)}
    for doc in old:
        parsed = Doc(base.vocab, [t.text for t in doc], [bool(t.whitespace_) for t in doc])
        parsed = base(parsed)
        for token, other, scores in zip(doc, parsed, pipe.model.predict([parsed])[0], strict=True):
            same = seen[token.pos_, str(token.morph)]
            if same.total() < 20:
                same = seen[token.pos_, "*"]
            fits = [tag for tag, count in same.items() if count > same.total() / 500 and tag in place]
            token.tag_ = max(fits or place, key=lambda tag: scores[place[tag]])
            if other.dep_.startswith(f"{token.dep_}:") and other.head.i == token.head.i:
                token.dep_ = other.dep_
            elif takes_object(token, pairs):
                token.dep_ = "obl:arg"


def paragraphs(docs: list[Doc]) -> Iterator[list[Paragraph]]:
    """Parts of articles without known paragraphs: one sentence in three begins one, and what follows a heading."""
    for doc in docs:
        part: list[Paragraph] = []
        for n, sentence in enumerate(doc.sents):
            if not part or n % 3 == 0 or part[-1][-1][-1].text not in CLOSING:
                part.append([])
            part[-1].append(sentence)
        yield part


def together(parts: Iterable[list[Paragraph]]) -> Iterator[list[Paragraph]]:
    """Parts of a few sentences one behind the other, up to GROUP: a text of one sentence shows no start of another."""
    joined: list[Paragraph] = []
    for part in parts:
        if joined and sum(map(len, joined + part)) > GROUP:
            yield joined
            joined = []
        joined = joined + part
    if joined:
        yield joined


def without_rare_tags(made_up: list[Doc], tagged: list[Doc]) -> list[Doc]:
    """The documents without the tags that no other text has: a pipeline that is trained on has no label for those."""
    known = {token.tag_ for doc in tagged for token in doc}
    for doc in made_up:
        for token in doc:
            if token.tag_ not in known:
                token.tag_ = ""
    return made_up


def main() -> None:
    """Write the set, each text run on and once more with line ends."""
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--first", default="")
    parser.add_argument("--more", action="store_true")
    parser.add_argument("--held-out", action="store_true")
    options = parser.parse_args()
    rng = random.Random(SEED)
    nlp = spacy.blank("nl")
    docs = list(DocBin().from_disk(options.data / "ud_train2.spacy").get_docs(nlp.vocab))
    held = {i: docs[i] for i in HELD_OUT if options.held_out}
    if held:
        DocBin(attrs=ATTRS, docs=held.values()).to_disk(options.out.parent / "held.spacy")
    tagged = [
        doc if i in TODAY else of_today(doc)
        for i, doc in enumerate(docs)
        if i not in held and i not in OLD and i not in SUITES
    ]
    parts = list(paragraphs(tagged))
    if options.more:
        made_up = without_rare_tags([of_today(docs[i]) for i in SUITES], tagged)
        parts = list(together([*parts, *paragraphs(made_up)]))
    parts += paragraphs([docs[i] for i in TODAY if i not in held])
    if options.first:
        old = [of_today(docs[i]) for i in OLD]
        modernise(old, tagged, spacy.load(options.first))
        named = options.data / "lassy-train-2017.conllu.gz"
        for article in articles(named, [sentence for doc in old for sentence in doc.sents]):
            parts += groups(article)
    joined = []
    for part in parts:
        for style in ("run on", rng.choice(("lines", "paragraphs", "paragraphs", "every"))):
            joined.append(join(part, style, rng, nlp.vocab))
    DocBin(attrs=ATTRS, docs=joined).to_disk(options.out)
    print(len(docs), "documents in,", len(joined), "out,", sum(map(len, joined)), "tokens")


if __name__ == "__main__":
    main()
