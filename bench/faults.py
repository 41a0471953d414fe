"""klopt killed without warning at random moments, again and again: nothing lost, nothing twice, nothing broken.

python -m bench.faults [--rounds N] [--seed N] [--articles N]

Each round starts a command on the same corpus and kills it (SIGKILL) after a random time, or lets it end; after every
round SQLite's own check and all of `db.invariants` must hold. At the end every command runs once undisturbed, and the
rows must be those of a corpus that was never disturbed. The exit status is 1 if anything is not as it must be.
"""

from __future__ import annotations

import argparse
import json
import random
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.texts import made_up
from db import Store
from db.connect import first_damage
from db.invariants import INVARIANTS, broken

OF_A_RUN = {
    "run", "first_run", "last_run", "gone_run", "added_at", "changed_at", "first_seen", "last_seen", "at",
    "captured_at", "started_at", "finished_at", "asked_at", "file", "offset", "length",
}  # fmt: skip
"""Columns that say when and in which run something was done, and where it came to lie: those differ by nature."""
WITHOUT = {"runs", "verdicts", "leftovers"}
Rows = dict[str, list[tuple[object, ...]]]


def main() -> int:
    """Kill, look, and compare."""
    parser = argparse.ArgumentParser(prog="python -m bench.faults")
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--articles", type=int, default=60)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        wrong = faults(Path(folder), given.rounds, given.seed, given.articles)
    for line in wrong:
        print(line)
    print(f"{given.rounds} rounds, seed {given.seed}: {len(wrong)} with something wrong")
    return 1 if wrong else 0


def faults(folder: Path, rounds: int, seed: int, articles: int) -> list[str]:
    """What was not as it must be, a line each; empty: nothing."""
    given = folder / "in.jsonl"
    given.write_text("\n".join(_lines(articles)), encoding="utf-8")
    calm, killed = folder / "calm" / "klopt.db", folder / "killed" / "klopt.db"
    calm.parent.mkdir()
    killed.parent.mkdir()
    for command in _commands(given):
        _run(command, calm, None)
    dice = random.Random(seed)  # noqa: S311  (no secret)
    wrong = []
    judged = 0
    for nr in range(rounds):
        command = dice.choice([*_commands(given), ["judge"]])
        if command == ["judge"]:
            key = _some_finding(killed, dice)
            command = ["judge", key, "later", "--note", f"ronde {nr}"] if key else ["check"]
        ended = _run(command, killed, dice.uniform(0.05, 5.0))
        judged += command[0] == "judge" and ended
        wrong += [f"round {nr}, {' '.join(command)}: {line}" for line in _not_sound(killed)]
    for command in _commands(given):
        _run(command, killed, None)
    wrong += _not_sound(killed)
    before, after = rows(calm), rows(killed)
    wrong += [
        f"{name}: {len(before[name])} rows undisturbed, {len(after.get(name, []))} rows after the kills, not the same"
        for name in before
        if before[name] != after.get(name)
    ]
    if (kept := _count(killed, "verdicts")) < judged:
        wrong.append(f"verdicts: {judged} commands ended well, {kept} are kept")
    return wrong


def rows(db: Path) -> Rows:
    """All rows of all tables of ours without their row numbers, sorted."""
    with sqlite3.connect(db) as conn:
        names = conn.execute(
            "SELECT name FROM pragma_table_list WHERE type = 'table' AND schema = 'main'"
            " AND name NOT LIKE 'sqlite%' AND name NOT LIKE '\\_%' ESCAPE '\\' ORDER BY name"
        ).fetchall()
        found: Rows = {}
        for (name,) in names:
            if name in WITHOUT:
                continue
            listed = conn.execute("SELECT name FROM pragma_table_info(?)", (name,)).fetchall()
            columns = [column for (column,) in listed if column not in OF_A_RUN]
            asked = conn.execute(f"SELECT {', '.join(columns)} FROM {name}")  # noqa: S608 - own words
            found[name] = sorted(asked, key=repr)
    return found


def _lines(articles: int) -> list[str]:
    """Made-up articles as JSON lines, every third with a sum that is wrong."""
    lines = []
    for nr, article in enumerate(made_up(articles)):
        more = (
            f" Het aantal klachten steeg van {nr + 30} in 2017 naar {nr + 60} in 2017." if nr % 3 == 0 else ""
        )
        row = {"id": nr, "url": f"https://voorbeeld.example/{nr}", "published": "2018-09-24"}
        lines.append(json.dumps(row | {"text": article.text + more}))
    return lines


def _commands(given: Path) -> list[list[str]]:
    return [["add", str(given)], ["extract"], ["check"]]


def _run(command: list[str], db: Path, seconds: float | None) -> bool:
    """Run klopt, and kill it after so many seconds if it is not done; whether it came to its end."""
    whole = [sys.executable, "-m", "klopt", *command, "--db", str(db)]
    with subprocess.Popen(whole, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as running:
        try:
            _, said = running.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            running.kill()
            running.communicate()
            return False
    if running.returncode not in (0, 1) and b"Traceback" in said:
        raise RuntimeError(f"klopt {' '.join(command)}: {said.decode(errors='replace')[-2000:]}")
    return True


def _not_sound(db: Path) -> list[str]:
    """What is broken in a corpus, if it is there yet."""
    if not db.exists():
        return []
    if damage := first_damage(str(db)):
        return [damage]
    with Store(db) as store:
        found = [broken(store, name) for name in INVARIANTS]
    return [f"{one.name}: {one.rows} rows, first {one.first}" for one in found if one]


def _some_finding(db: Path, dice: random.Random) -> str | None:
    if not db.exists():
        return None
    with Store(db) as store:
        keys = sorted(row.key for row in store.findings())
    return dice.choice(keys) if keys else None


def _count(db: Path, table: str) -> int:
    with sqlite3.connect(db) as conn:
        return int(conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608 - own words


if __name__ == "__main__":
    sys.exit(main())
