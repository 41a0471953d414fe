"""klopt killed without warning at random moments, again and again: nothing lost, nothing twice, nothing broken.

python -m bench.faults [--rounds N] [--seed N] [--articles N]

Each round starts a command, sometimes a second one on the same corpus, and kills the first (SIGKILL) while it works, or
lets it end; after every round SQLite's own check and all of `db.invariants` must hold. After some rounds every command
runs once undisturbed, the rows must be those of a corpus that was never disturbed, and an empty corpus takes its
place. When to kill is told in processor time between what a command needs to find nothing to do and all that it needs,
so that a busy machine kills no earlier. The exit status is 1 if anything is not as it must be.
"""

from __future__ import annotations

import argparse
import json
import random
import sqlite3
import subprocess
import sys
import tempfile
from dataclasses import replace
from os import sysconf
from pathlib import Path
from time import sleep

from bench.texts import made_up
from db import Store
from db.connect import first_damage
from db.invariants import INVARIANTS, SPANS, broken

OF_A_RUN = {
    "run", "first_run", "last_run", "gone_run", "added_at", "changed_at", "first_seen", "last_seen", "at",
    "captured_at", "started_at", "finished_at", "asked_at", "file", "offset", "length",
}  # fmt: skip
"""Columns that say when and in which run something was done, and where it came to lie: those differ by nature."""
CYCLE = 20
"""Rounds on one corpus."""
BESIDE = 0.25
"""How often a second command works on the same corpus."""
NUMBERED = {*SPANS, "period_alternatives", "entities", "findings", "finding_spans"}
"""Tables with row numbers of their own."""
WITHOUT = {"runs", "verdicts", "leftovers"}
Rows = dict[str, list[tuple[object, ...]]]


def main() -> int:
    """Kill, look, and compare."""
    parser = argparse.ArgumentParser(prog="python -m bench.faults")
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--articles", type=int, default=40)
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
    calm = folder / "calm" / "klopt.db"
    calm.parent.mkdir()
    commands = _commands(given)
    full = {command[0]: _run(command, calm) for command in commands}
    idle = {command[0]: _run(command, calm) for command in commands}
    wanted = rows(calm)
    dice = random.Random(seed)  # noqa: S311  (no secret)
    wrong = []
    for first in range(0, rounds, CYCLE):
        db = folder / f"killed{first}" / "klopt.db"
        db.parent.mkdir()
        judged = 0
        for nr in range(first, min(rounds, first + CYCLE)):
            command = _any_command(commands, db, dice, nr)
            name = command[0] if command[0] in full else "check"
            until = dice.uniform(0.9 * idle[name], 1.1 * full[name])
            beside = _any_command(commands, db, dice, nr) if dice.random() < BESIDE else None
            judged += _round(command, until, beside, db)
            wrong += [f"round {nr}, {' '.join(command)} and {beside}: {line}" for line in _not_sound(db)]
        wrong += [f"after round {nr}: {line}" for line in _ended(commands, db, wanted, judged)]
        print(f"{nr + 1} rounds: {len(wrong)} things wrong", file=sys.stderr, flush=True)
    return wrong


def _round(command: list[str], until: float, beside: list[str] | None, db: Path) -> int:
    """Run a command and kill it, with another beside it that is not killed; how many verdicts were given for sure."""
    second = beside and _started(beside, db)
    ended = _run(command, db, until) is not None
    judged = int(command[0] == "judge" and ended)
    if beside and second:
        _, said = second.communicate()
        judged += int(beside[0] == "judge" and _came_to_an_end(beside, second.returncode, said))
    return judged


def _ended(commands: list[list[str]], db: Path, wanted: Rows, judged: int) -> list[str]:
    """Every command once undisturbed, and what is not as in a corpus that never was disturbed."""
    for command in commands:
        _run(command, db)
    wrong, found = _not_sound(db), rows(db)
    wrong += [
        f"{name}: {len(wanted[name])} rows undisturbed, {len(found.get(name, []))} rows after the kills, not the same"
        for name in wanted
        if wanted[name] != found.get(name)
    ]
    if (kept := _count(db, "verdicts")) < judged:
        wrong.append(f"verdicts: {judged} commands ended well, {kept} are kept")
    return wrong


def rows(db: Path) -> Rows:
    """All that a corpus holds, sorted: the rows of its tables, and as nouns what has row numbers of its own, which
    differ with the order in which things were done.
    """
    with Store(db, read_only=True) as store:
        conn = store.db.conn
        names = conn.execute(
            "SELECT name FROM pragma_table_list WHERE type = 'table' AND schema = 'main'"
            " AND name NOT LIKE 'sqlite%' AND name NOT LIKE '\\_%' ESCAPE '\\' ORDER BY name"
        ).fetchall()
        found: Rows = {}
        for (name,) in names:
            if name in WITHOUT or name in NUMBERED:
                continue
            listed = conn.execute("SELECT name FROM pragma_table_info(?)", (name,)).fetchall()
            columns = [column for (column,) in listed if column not in OF_A_RUN]
            asked = conn.execute(f"SELECT {', '.join(columns)} FROM {name}")  # noqa: S608 - own words
            found[name] = sorted(map(tuple, asked), key=repr)
        found["readings"] = [(article.url, extraction) for article, extraction in store.extractions()]
        alike = {"first_run": None, "last_run": None}
        found["findings"] = sorted(((replace(row, **alike),) for row in store.findings()), key=repr)
        found["entities"] = conn.execute("SELECT key, kind, name FROM entities ORDER BY key").fetchall()
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


def _any_command(commands: list[list[str]], db: Path, dice: random.Random, nr: int) -> list[str]:
    command = dice.choice([*commands, ["judge"]])
    if command == ["judge"]:
        key = _some_finding(db, dice)
        return ["judge", key, "later", "--note", f"ronde {nr}"] if key else ["check"]
    return command


def _started(command: list[str], db: Path) -> subprocess.Popen[bytes]:
    whole = [sys.executable, "-m", "klopt", *command, "--db", str(db)]
    return subprocess.Popen(whole, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def _run(command: list[str], db: Path, until: float | None = None) -> float | None:
    """Run klopt; the processor seconds that it took, None if it was killed as it had used more than `until`."""
    running = _started(command, db)
    spent = 0.0
    while running.poll() is None:
        spent = max(spent, _spent(running.pid))
        if until is not None and spent > until:
            running.kill()
            running.communicate()
            return None
        sleep(0.005)
    _, said = running.communicate()
    return spent if _came_to_an_end(command, running.returncode, said) else None


def _came_to_an_end(command: list[str], code: int, said: bytes) -> bool:
    """Whether klopt did what it was asked; it may say in words why not. Raises RuntimeError for a traceback."""
    if b"Traceback" in said:
        raise RuntimeError(f"klopt {' '.join(command)}: {said.decode(errors='replace')[-2000:]}")
    return code in (0, 1)


def _spent(pid: int) -> float:
    """Processor seconds of a process (Linux); 0 once it is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / sysconf("SC_CLK_TCK")


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
