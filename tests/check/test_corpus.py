"""What the database holds after a check of the corpus is what a check of everything gives, whatever came before."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, partial
from pathlib import Path

import pytest

from bench.stories import OUTLETS, Story, article
from corpus.article import Article
from db import FindingRow, Store, checks
from db.byhand import add_verdict, merge_entities
from db.forgetting import forget
from db.rows import CaptureRow
from extract.nouns import Extraction
from klopt.check import candidates, corpus
from klopt.check.corpus import Round, check_corpus, check_one
from klopt.check.examined import Batch
from klopt.check.group import tied
from klopt.check.kept import kept, whole
from klopt.check.registry import select, tells
from klopt.check.run import Checked, check_across, check_article, keyed, row_of
from klopt.check.stamp import stamp_of

FEWER = ("figure-conflict", "magnitude", "repeated-figure")
PLACES, PEOPLE, FIGURES = ("Molenveen", "Kade"), ("Els Bron", "Piet Vos", "Jan Mos"), (1203, 4563, 7823)
WORDS = ("over de brug die de haven met het dorp verbindt", "over schepen en hun lading die te zwaar werd")


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few articles are a corpus: keys are common and transactions full sooner."""
    for module in (candidates, corpus):
        monkeypatch.setattr(module, "COMMON", 4)
    monkeypatch.setattr(corpus, "TOGETHER", 3)


def drawn(dice: random.Random) -> tuple[Article, Extraction]:
    """One of few articles: many are about one matter, and many of those have the same figures."""
    story = Story(
        thing=dice.choice(("fietsers", "woningen")),
        place=dice.choice(PLACES),
        figure=dice.choice(FIGURES),
        beside=dice.choice((2_341, 5_678)),
        person=dice.choice(PEOPLE),
        day=date(2018, dice.randint(1, 3), 5),
        own=dice.choice(WORDS).split() * 2,
        planted=dice.random() < 0.5,
    )
    return article(story, dice.randrange(OUTLETS))


@dataclass
class Grown:
    """A corpus on which anything may happen."""

    store: Store
    dice: random.Random
    addresses: set[str] = field(default_factory=set)
    rules: tuple[str, ...] = field(default_factory=select)

    def put(self, address: str, *, read: bool = True) -> None:
        """An article at this address, new or another version of what is there; perhaps not read yet."""
        run = self.store.start_run("extract", klopt_version="test")
        written, reading = drawn(self.dice)
        row_id = self.store.put_article(replace(written, url=address), run).id
        if read:
            self.store.put_extraction(row_id, reading, run)
        self.addresses.add(address)

    def some(self) -> int:
        """An article of the corpus."""
        row_id = self.store.find_article(self.dice.choice(sorted(self.addresses)))
        assert row_id is not None
        return row_id

    def add(self) -> None:
        self.put(f"https://voorbeeld.example/{self.dice.randrange(10**9)}")

    def change(self) -> None:
        self.put(self.store.article(self.some()).url or "")

    def change_unread(self) -> None:
        self.put(self.store.article(self.some()).url or "", read=False)

    def other_source(self) -> None:
        written = self.store.article(self.some())
        run = self.store.start_run("add", klopt_version="test")
        self.store.put_article(replace(written, source=f"Krant {self.dice.randrange(99)}"), run)

    def other_model(self) -> None:
        """Every article is read again, by one that sees less."""
        run = self.store.start_run("extract", klopt_version="test", model="other")
        for _, reading in list(self.store.extractions()):
            fewer = tuple(claim for claim in reading.claims if self.dice.random() < 0.9)
            self.store.put_extraction(int(reading.article), replace(reading, claims=fewer), run)

    def forget(self) -> None:
        row_id = self.some()
        self.addresses.discard(self.store.article(row_id).url or "")
        forget(self.store, row_id, "gevraagd", {})

    def merge(self) -> None:
        with self.store.transaction():
            keys = [f"person:{name.casefold()}" for name in self.dice.sample(PEOPLE, 2)]
            merge_entities(self.store.db.conn, *keys, name="Els")

    def judge(self) -> None:
        for row in list(self.store.findings())[:1]:
            with self.store.transaction():
                add_verdict(self.store.db.conn, row.key, "right", name="Els")

    def other_rules(self) -> None:
        self.rules = self.dice.choice((select(), select(ignore=FEWER)))

    def step(self) -> None:
        """Something happens; mostly articles come."""
        happenings = [self.add] * 6 + [self.change] * 3 + [self.other_source] * 3 + [self.forget] * 2
        happenings += [self.change_unread, self.other_model, self.merge, self.judge, self.other_rules]
        self.dice.choice(happenings if len(self.addresses) > 4 else [self.add])()

    def check(self, *, anew: bool = False) -> Round:
        return checked(self.store, self.rules, anew=anew)


def checked(store: Store, rules: Sequence[str] = (), *, anew: bool = False) -> Round:
    return check_corpus(store, rules or select(), store.start_run("check", klopt_version="test"), anew=anew)


def standing(store: Store) -> dict[str, FindingRow]:
    """The findings that stand, without the runs that found them."""
    return {row.key: replace(row, first_run=None, last_run=None) for row in store.findings()}


def of_everything(
    store: Store, rules: Sequence[str]
) -> tuple[dict[str, FindingRow], dict[str | int, tuple[int, int, int]]]:
    """What the rules find in all articles, compared in memory and without anything that was kept; and their counts."""
    read = [int(article.id) for article, _ in store.extractions()]
    cases = [whole(store, row_id) for row_id in sorted(read, key=store.article_key)]
    items = check_across(rules, [check_article(rules, case) for case in cases])
    rows, counts = {}, {}
    for item in items:
        assert isinstance(item, Checked)
        counts[item.article] = item.figures, item.checkable, item.checked
        for key, finding in keyed(store.article_key(int(item.article)), item.findings):
            rows[key] = row_of(key, finding)
    return rows, counts


def kept_counts(store: Store, rules: Sequence[str]) -> dict[str | int, tuple[int, int, int]]:
    found = kept(store, rules, lambda row_id: whole(store, row_id))
    return {item.article: (item.figures, item.checkable, item.checked) for item, _ in found}


@pytest.mark.parametrize("seed", range(4))
def test_the_way_does_not_matter(seed: int, tmp_path: Path) -> None:
    """Articles come, change and go, are read and judged and checked by other rules, with checks in between."""
    dice = random.Random(seed)  # noqa: S311
    across = 0
    with Store(tmp_path / "grown.db") as store:
        grown = Grown(store, dice)
        for nr in range(70):
            grown.step()
            if dice.random() < 0.25 or nr == 69:
                grown.check()
                rows, counts = of_everything(store, grown.rules)
                assert standing(store) == rows
                assert kept_counts(store, grown.rules) == counts
                across += sum(len({spot.article for spot in row.spans}) > 1 for row in rows.values())
        assert across, "nothing was found across articles, so nothing was tried"
        kept_before, gone = standing(store), {row.key for row in store.findings(gone=True)}
        done = grown.check(anew=True)
        assert done.anew
        assert standing(store) == kept_before
        assert {row.key for row in store.findings(gone=True)} == gone
        assert gone, "nothing ever went"


def filled(path: Path, count: int) -> Grown:
    grown = Grown(Store(path), random.Random(5))  # noqa: S311
    for nr in range(count):
        grown.put(f"https://voorbeeld.example/{nr}")
    return grown


def test_only_what_is_new_is_looked_at(tmp_path: Path) -> None:
    """An article that hangs together with nothing leaves all others alone; a change touches those of its matter."""
    grown = filled(tmp_path / "klopt.db", 12)
    with grown.store as store:
        assert grown.check() == Round(12, 0, 0, 0, anew=False)
        assert grown.check() == Round(0, 0, 0, 12, anew=False)
        run = store.start_run("add", klopt_version="test")
        lone = store.put_article(Article(id="proef:los", text="Niets."), run).id
        store.put_extraction(lone, Extraction(lone), run)
        assert grown.check() == Round(1, 0, 0, 12, anew=False)
        matter = dict(store.db.conn.execute("SELECT article, matter FROM checks").fetchall())
        one = next(row_id for row_id in matter if list(matter.values()).count(matter[row_id]) > 1)
        written, reading = store.article(one), store.extraction(one)
        store.put_article(replace(written, source="Andere Krant"), run)
        done = grown.check()
        mates = list(matter.values()).count(matter[one]) - 1
        assert done == Round(0, 1, mates, 12 - mates, anew=False)
        store.put_extraction(one, reading, run)  # read again, to the same
        assert grown.check() == done
        grown.rules = select(ignore=FEWER)
        assert grown.check() == Round(0, 13, 0, 0, anew=True)


@pytest.mark.parametrize("step", ["checking", "comparing"])
def test_a_check_that_is_stopped_goes_on(step: str, tmp_path: Path) -> None:
    """What was kept by then is not done again, and the outcome is the same."""
    grown = filled(tmp_path / "klopt.db", 14)

    def stopped(ids: Iterable[int], _total: int, now: str) -> Iterable[int]:
        for nr, row_id in enumerate(ids):
            if now == step and nr == 7:
                raise KeyboardInterrupt
            yield row_id

    with grown.store as store:
        run = store.start_run("check", klopt_version="test")
        with pytest.raises(KeyboardInterrupt):
            check_corpus(store, grown.rules, run, watched=stopped)
        assert not store.db.conn.in_transaction
        done = grown.check()
        assert done.new == {"checking": 14 - 6, "comparing": 0}[step]
        assert standing(store) == of_everything(store, grown.rules)[0]


@dataclass(frozen=True)
class Others:
    """A crew that looks who is tied to whom, with the articles as they were when it first saw them."""

    store: Store
    rules: Sequence[str]

    def examined(self, articles: Iterable[int]) -> Iterator[Batch]:
        return (Batch((article,)) for article in articles)

    def ties(self, candidates: Iterable[tuple[int, Sequence[int]]]) -> dict[int, set[int]]:
        case, told = cache(partial(whole, self.store)), tells(self.rules)
        found: dict[int, set[int]] = {}
        for one, others in candidates:
            found.setdefault(one, set())
            for other in others:
                here, there = map(case, sorted((one, other), key=self.store.article_key))
                if tied(here, there, told) is not None:
                    found[one].add(other)
                    found.setdefault(other, set()).add(one)
        return found


NEVER = 10**6


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(
    ("crew", "at"),
    [(False, (5, 8)), (True, (5, 8, 5)), (True, (NEVER, NEVER, 0)), (True, (NEVER, 6, 3, NEVER, NEVER, 2))],
)
def test_somebody_else_writes_meanwhile(seed: int, crew: bool, at: tuple[int, ...], tmp_path: Path) -> None:
    """Articles that come, change and are checked by another program while this one compares, alone or with a crew."""
    path = tmp_path / "klopt.db"
    grown = filled(path, 16)
    grown.dice.seed(seed)
    visits = iter(at)

    def disturbed(ids: Iterable[int], _total: int, now: str) -> Iterable[int]:
        visit = next(visits, None) if now == "comparing" else None
        for nr, row_id in enumerate(ids):
            if nr == visit:
                with Store(path) as other:
                    visitor = replace(grown, store=other)
                    visitor.add()
                    for _ in range(6):
                        visitor.change()
                    visitor.check()
            yield row_id

    with grown.store as store:
        run = store.start_run("check", klopt_version="test")
        hired = (lambda _stamp, _official: Others(store, grown.rules)) if crew else None
        check_corpus(store, grown.rules, run, watched=disturbed, hired=hired)
        grown.check()
        assert standing(store) == of_everything(store, grown.rules)[0]


@pytest.mark.parametrize("seed", range(8))
def test_what_a_crew_said_of_articles_that_changed_does_not_count(seed: int, tmp_path: Path) -> None:
    """Nor of those that share a key with others than before. Another program checks what it changes by itself, and
    compares nothing.
    """
    path = tmp_path / "klopt.db"
    grown = filled(path, 24)
    grown.dice.seed(seed)
    passes: list[int] = []

    def disturbed(ids: Iterable[int], _total: int, now: str) -> Iterable[int]:
        passes.append(now == "comparing")
        for nr, row_id in enumerate(ids):
            if sum(passes) == 3 and nr in (0, 7):
                with Store(path) as other:
                    visitor = replace(grown, store=other)
                    for _ in range(6):
                        visitor.change()
                    run = other.start_run("check", klopt_version="test")
                    due = checks.due(other, stamp_of(grown.rules))
                    for article in (*due.new, *due.changed):
                        check_one(other, grown.rules, article, run)
            yield row_id

    with grown.store as store:
        run = store.start_run("check", klopt_version="test")
        check_corpus(
            store, grown.rules, run, watched=disturbed, hired=lambda _stamp, _of: Others(store, grown.rules)
        )
        grown.check()
        assert standing(store) == of_everything(store, grown.rules)[0]


def test_one_who_writes_all_the_time_does_not_send_the_check_back(tmp_path: Path) -> None:
    """What has come meanwhile is compared in the next round; the list at hand is gone through once."""
    path = tmp_path / "klopt.db"
    grown = filled(path, 24)
    rounds: list[int] = []

    def disturbed(ids: Iterable[int], total: int, now: str) -> Iterable[int]:
        if now == "comparing":
            rounds.append(total)
        for nr, row_id in enumerate(ids):
            if now == "comparing" and len(rounds) == 1 and nr % 4 == 1:
                with Store(path) as other:
                    replace(grown, store=other).add()
            yield row_id

    with grown.store as store:
        run = store.start_run("check", klopt_version="test")
        check_corpus(store, grown.rules, run, watched=disturbed)
        assert len(rounds) <= 2
        grown.check()
        assert standing(store) == of_everything(store, grown.rules)[0]


def test_what_is_forgotten_leaves_no_key(tmp_path: Path) -> None:
    """After the next check nothing is kept by which the article was found."""
    grown = filled(tmp_path / "klopt.db", 6)
    with grown.store as store:
        grown.check()
        gone = grown.some()
        forget(store, gone, "gevraagd", {})
        grown.check()
        conn = store.db.conn
        for table in ("checks", "check_keys", "key_changes"):
            assert not conn.execute(f"SELECT 1 FROM {table} WHERE article = ?", (gone,)).fetchall()  # noqa: S608
        assert checks.count(store, stamp_of(grown.rules)) == 5


def test_an_older_version_with_another_figure_is_found(tmp_path: Path) -> None:
    """A page that changed its figure without a word, also when the older page comes to be known after the check."""
    story = Story(
        "fietsers", PLACES[0], FIGURES[0], 2_341, PEOPLE[0], date(2018, 1, 5), WORDS[0].split(), True
    )
    now, older = (
        replace(written, url="https://voorbeeld.example/1")
        for written, _ in (article(story, OUTLETS - 1), article(replace(story, planted=False), OUTLETS - 1))
    )
    with Store(tmp_path / "klopt.db") as store:
        grown = Grown(store, random.Random(1))  # noqa: S311  (no secret)
        run = store.start_run("extract", klopt_version="test")
        row_id = store.put_article(now, run, _captured(9)).id
        store.put_extraction(row_id, article(story, OUTLETS - 1)[1], run)
        grown.check()
        assert standing(store) == {}
        store.put_article(older, run, _captured(8))
        assert grown.check().changed == 1
        (finding,) = store.findings()
        assert finding.rule == "revision"
        assert [spot.span.text for spot in finding.spans] == ["1.221"]
        assert "1.203 (versie 2, 8 januari 2018)" in finding.message_nl


def _captured(day: int) -> CaptureRow:
    return CaptureRow("a.warc.gz", day, 1, f"sha256:{day}", f"2018-01-{day:02}T10:00:00Z")
