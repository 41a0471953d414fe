"""A backup is one moment of the corpus, whole, and can be put in its place."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.archive import Archive
from klopt.cli import main
from klopt.options import KloptError

Dump = dict[str, list[tuple[object, ...]]]


def test_backup_is_the_same_and_goes_back(
    add: Callable[..., None], dump: Callable[..., Dump], capsys: pytest.CaptureFixture[str]
) -> None:
    """Copied, read back, told how to restore; restored by copying it works on."""
    for nr in range(3):
        add(nr, f"Het waren er {nr + 34}.")
    before = dump()
    capsys.readouterr()
    assert main(["backup", "kopie.db"]) == 0
    assert "kopie.db.warc naar klopt.db.warc" in capsys.readouterr().out
    assert {path.name for path in Path().glob("kopie*")} == {"kopie.db", "kopie.db.warc"}
    assert dump("kopie.db") == before
    Path("klopt.db").unlink()
    shutil.rmtree("klopt.db.warc")
    shutil.copy("kopie.db", "klopt.db")
    shutil.copytree("kopie.db.warc", "klopt.db.warc")
    add(9, "Nog een.")
    assert len(dump()["captures"]) == len(list(Archive(Path("klopt.db.warc")).records())) == 4


def test_backup_into_a_folder_and_never_over_another(
    add: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    """The name is that of the corpus; what is there stays."""
    add(1, "Een.")
    Path("veilig").mkdir()
    assert main(["backup", "veilig"]) == 0
    assert Path("veilig", "klopt.db").exists()
    before = Path("veilig", "klopt.db").read_bytes()
    capsys.readouterr()
    assert main(["backup", "veilig"]) == 2
    assert "bestaat al" in capsys.readouterr().err
    assert Path("veilig", "klopt.db").read_bytes() == before


def test_backup_while_another_adds(dump: Callable[..., Dump], tmp_path: Path) -> None:
    """Each copy is whole though klopt adds all the while, and has no more and no less than its rows say."""
    rows = "".join(f'{{"url": "https://krant.example/{nr}", "text": "Rij {nr}."}}\n' for nr in range(3000))
    Path("rijen.jsonl").write_text(rows, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "klopt", "add", "rijen.jsonl"], stdout=subprocess.DEVNULL
    ) as adding:
        sizes = []
        while adding.poll() is None:
            if not Path("klopt.db").exists() or main(["backup", f"kopie{len(sizes)}.db"]) == 2:
                time.sleep(0.02)  # nothing is in it yet
                continue
            found = dump(f"kopie{len(sizes)}.db")
            kept = list(Archive(tmp_path / f"kopie{len(sizes)}.db.warc").records())
            assert len(kept) == len(found["captures"]) == len(found["articles"])
            sizes.append(len(kept))
    assert adding.returncode == 0
    assert sizes
    assert sizes == sorted(sizes)
    assert min(sizes) < 3000, "no copy was made while it was adding"


def test_damaged_archive_is_no_backup(add: Callable[..., None], capsys: pytest.CaptureFixture[str]) -> None:
    """What cannot be read back is said, and no copy that looks good is left."""
    add(1, "Een.")
    (path,) = Path("klopt.db.warc").glob("*.gz")
    data = bytearray(path.read_bytes())
    data[-20] ^= 0xFF
    path.write_bytes(data)
    capsys.readouterr()
    assert main(["backup", "kopie.db"]) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert path.name in err
    assert not list(Path().glob("kopie*"))


def test_killed_backup(
    add: Callable[..., None], dump: Callable[..., Dump], killed: Callable[..., None]
) -> None:
    """Half a copy has another name, and the same command again makes the whole one."""
    add(1, "Een.")
    killed("backup: archive copied", "backup", "kopie.db")
    assert not Path("kopie.db").exists()
    assert main(["backup", "kopie.db"]) == 0
    assert dump("kopie.db") == dump()
    assert not list(Path().glob("kopie*.part*"))


def test_a_name_with_a_slash_is_a_folder(
    add: Callable[..., None], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is made, and goes again if the copy fails; the folder around it must be there."""
    add(1, "Een.")
    assert main(["backup", "kopie/"]) == 0
    assert {path.name for path in Path("kopie").iterdir()} == {"klopt.db", "klopt.db.warc"}
    assert main(["backup", "weg/kopie/"]) == 2
    assert "map weg bestaat niet" in capsys.readouterr().err
    monkeypatch.setattr(
        "klopt.backing_up._prove", lambda *_: (_ for _ in ()).throw(KloptError("stop.nothing_read"))
    )
    assert main(["backup", "mislukt/"]) == 2
    assert not Path("mislukt").exists()
