"""klopt.toml: what may stand in it, where it is looked for, what wins, and what is said when it is wrong."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klopt.check.registry import catalogue
from klopt.cli import main, settings_for
from klopt.commands.init import template
from klopt.config import FILE, LARGEST, Config, ConfigError, Place, Site, find, named, of_call, read
from klopt.options import Settings

WHOLE = """\
language = "en"
database = "archief/nieuws.db"
model = "nl_core_news_sm"
user_agent = "klopt (redactie@polderpost.example)"

[rules]
same-period = "warning"
part-whole = "off"
weekday-date = false
change-percent = true
change-factor = "error"

[sources.polderpost]
address = "https://polderpost.example/nieuws"
source = "De Polderpost"

[sources.delta]
address = "http://delta.example"
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder and no settings in the environment."""
    for name in ("KLOPT_LANG", "KLOPT_MODEL", "KLOPT_CONFIG", "KLOPT_DB"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def written(text: str | bytes, path: str = FILE) -> Path:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_bytes(text if isinstance(text, bytes) else text.encode())
    return Path(path)


def said(path: Path) -> str:
    with pytest.raises(ConfigError) as error:
        read(path)
    assert error.value.in_("en") != error.value.in_("nl")
    return error.value.in_("nl")


def test_whole_file_is_read() -> None:
    """Every setting arrives; a rule at the catalogue's own level is none that differs."""
    config = read(written(WHOLE))
    assert config == Config(
        path=Path(FILE),
        language="en",
        database=Path("archief/nieuws.db"),
        model="nl_core_news_sm",
        user_agent="klopt (redactie@polderpost.example)",
        rules={"same-period": "warning", "part-whole": "off", "weekday-date": "off"},
        sources=(
            Site("polderpost", "https://polderpost.example/nieuws", "De Polderpost"),
            Site("delta", "http://delta.example", "delta"),
        ),
    )
    assert config.silenced == ("part-whole", "weekday-date")


@pytest.mark.parametrize("text", ["", "\ufeff", "# niets\r\n", "[rules]\n[sources]\n"])
def test_file_that_says_nothing_is_the_defaults(text: str) -> None:
    """An empty file, one with a byte order mark or with Windows line ends changes nothing."""
    assert read(written(text)) == Config(path=Path(FILE))


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('taal = "nl"', 1, "taal is geen"),
        ('\n\nlangauge = "nl"', 3, "Bedoelt u language?"),
        (
            '[rules]\n# een\nsame-perod = "off"',
            3,
            "rules.same-perod is geen bekende instelling. Bedoelt u same-period?",
        ),
        ('[sources.a]\naddress = "https://a.example"\nadres = "x"', 3, "Bedoelt u address?"),
        ("[ruels]\n", 1, "Bedoelt u rules?"),
        ('language = "fr"', 1, '"nl" / "en"'),
        ("language = 3", 1, "language"),
        ("language = []", 1, "language"),
        ("\ndatabase = 3", 2, "een tekst tussen aanhalingstekens"),
        ('database = ""', 1, "een tekst"),
        ("model = true", 1, "een tekst"),
        ('user_agent = "a\\nHost: b"', 1, "200 tekens"),
        ('user_agent = "café"', 1, "zonder accenten"),
        ('rules = "all"', 1, "een tabel"),
        ("sources = [\n  1,\n  2,\n]", 1, "een tabel"),
        ('[rules]\npart-whole = "hard"', 2, '"error" / "warning"'),
        ("[rules]\npart-whole = 1", 2, '"error" / "warning"'),
        ('[rules]\nperiod-conflict = "error"', 2, "warning het hoogste niveau"),
        ('[sources.a]\nsource = "A"', 1, "https://"),
        ('[sources.a]\naddress = "a.example"', 2, "https://"),
        ('[sources.a]\naddress = "https://jan:geheim@a.example"', 2, "https://"),
        ('[sources.a]\naddress = "https://[a.example"', 2, "https://"),
        ('[sources.a]\naddress = "file:///etc/passwd"', 2, "https://"),
        ('[sources."a b"]\naddress = "https://a.example"', 1, "kleine letters"),
        ("[sources]\na = 1", 2, "een tabel"),
    ],
)
def test_mistake_is_named_with_its_line(text: str, line: int, words: str) -> None:
    """What is wrong, on which line, and what is expected or meant."""
    line_said = said(written(text))
    assert f"{FILE}, regel {line}: " in line_said
    assert words in line_said


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("language = nl", 1, 12),
        ('language = "nl"\nmodel = "x', 2, 11),
        ("[rules", 1, 7),
        ("a = [\n 1,", 2, 4),
    ],
)
def test_broken_toml_is_named_with_line_and_column(text: str, line: int, column: int) -> None:
    """Where the file stops being TOML."""
    assert f"regel {line}, teken {column}:" in said(written(text))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"#" * (LARGEST + 1), "groter dan 64 kB"),
        ('language = "nl"'.encode("utf-16"), "UTF-8"),
        (b"a = " + b"[" * 20_000, "geldige TOML"),
    ],
)
def test_what_is_no_file_of_settings_is_refused(data: bytes, words: str) -> None:
    """Too large, another encoding, nested without end: one line each."""
    assert words in said(written(data))


def test_absent_file_says_how_to_make_one() -> None:
    """A named file that is not there is a mistake, not a default."""
    assert "klopt init --config weg.toml" in said(Path("weg.toml"))


@given(
    st.lists(
        st.sampled_from(["", "# x", 'language = "nl"', 'model = """\na\n"""', "[rules]", "part-whole = 1"]),
        unique=True,
    )
)
def test_line_of_a_key_is_where_it_begins(lines: list[str]) -> None:
    """Whatever stands before it, also values of several lines."""
    if "[rules]" in lines:
        lines.remove("[rules]")
    text = "\n".join([*(x for x in lines if not x.startswith("part")), "[rules]", "part-whole = 1"])
    assert Place(Path("x"), text).line(("rules", "part-whole")) == text.count("\n") + 1


def test_nearest_file_counts_up_to_home(folder: Path) -> None:
    """The working folder first, then those above it, none above the home folder."""
    deep = folder / "a" / "b"
    deep.mkdir(parents=True)
    assert find(deep, folder) is None
    written("", "klopt.toml")
    assert find(deep, folder) == folder / FILE
    assert find(deep, folder / "a") is None
    written("", "a/klopt.toml")
    assert find(deep, folder) == folder / "a" / FILE


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="no owners here")
def test_somebody_elses_file_is_not_found_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that another user left in a shared folder is refused, unless it is named."""
    written('language = "en"')
    assert of_call([], {})[0].language == "en"
    uid = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: uid + 4242)
    monkeypatch.setattr("klopt.config.ROOT_USER", -1)
    config, problem = of_call([], {})
    assert config == Config()
    assert problem is not None
    assert "andere gebruiker" in problem.in_("nl")
    assert of_call(["--config", FILE], {}) == (read(Path(FILE)), None)


@pytest.mark.parametrize(
    ("args", "environ", "path"),
    [
        (["check", "--config", "a.toml"], {"KLOPT_CONFIG": "b.toml"}, "a.toml"),
        (["--config=a.toml", "check"], {}, "a.toml"),
        (["check"], {"KLOPT_CONFIG": "b.toml"}, "b.toml"),
        (["check", "--", "--config", "a.toml"], {}, None),
        (["check"], {"KLOPT_CONFIG": ""}, None),
    ],
)
def test_file_is_named_by_option_or_environment(
    args: list[str], environ: dict[str, str], path: str | None
) -> None:
    """The option wins, before and after the command."""
    assert named(args, environ) == (None if path is None else Path(path))


def test_command_line_over_environment_over_file_over_default(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each layer is seen when the one above it is silent."""
    assert settings_for([]).lang == "nl"
    assert settings_for([]).db == Path("klopt.db")
    written('language = "en"\ndatabase = "uit-bestand.db"\nmodel = "bestand"')
    assert settings_for([]).lang == "en"
    assert settings_for([]).db == Path("uit-bestand.db")
    assert settings_for([]).model == "bestand"
    monkeypatch.setenv("KLOPT_LANG", "nl")
    monkeypatch.setenv("KLOPT_DB", "omgeving.db")
    monkeypatch.setenv("KLOPT_MODEL", "omgeving")
    assert settings_for([]).lang == "nl"
    assert settings_for([]).db == Path("omgeving.db")
    assert settings_for([]).model == "omgeving"
    assert settings_for(["--lang", "en"]).lang == "en"


def test_database_of_the_option_wins(capsys: pytest.CaptureFixture[str]) -> None:
    """`--db` names the database that is looked for, whatever the file says."""
    written('database = "uit-bestand.db"')
    assert main(["check"]) == 2
    assert "uit-bestand.db" in capsys.readouterr().err
    assert main(["check", "--db", "gegeven.db"]) == 2
    assert "gegeven.db" in capsys.readouterr().err


def test_paths_count_from_the_files_own_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From a folder below, the database and a pipeline in a folder are the same; a name stays a name."""
    written('database = "n.db"\nmodel = "./mijn-model"')
    (folder / "onder").mkdir()
    monkeypatch.chdir(folder / "onder")
    settings = settings_for([])
    assert settings.db == folder / "n.db"
    assert settings.model == str(folder / "mijn-model")
    written('model = "nl_core_news_sm"', "../klopt.toml")
    assert settings_for([]).model == "nl_core_news_sm"


@pytest.mark.parametrize("args", [["check", "x.txt"], ["rules"], ["demo"]])
def test_broken_file_stops_commands(args: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """One line, exit code 2, nothing done."""
    written("[rules]\nsame-perod = 1")
    assert main(args) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("klopt: ")
    assert err.count("\n") == 1
    assert "regel 2" in err


@pytest.mark.parametrize("args", [["--help"], ["check", "--help"], ["--version"], ["completion", "bash"]])
def test_broken_file_stops_no_help(args: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """What helps to mend it goes on."""
    written("kapot")
    assert main(args) == 0
    assert capsys.readouterr().out


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "words", "code"), [("", FILE, 0), ("kapot", "regel 1, teken 6", 2), (None, "klopt init", 0)]
)
def test_doctor_says_which_file_was_read(
    text: str | None,
    words: str,
    code: int,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The path of the file, that there is none, or what is wrong with it."""
    monkeypatch.setenv("KLOPT_MODEL", "nl_klopt_sm")
    if text is not None:
        written(text)
    assert main(["doctor"]) == code
    out = capsys.readouterr().out
    assert words in out.split("Instellingen\n")[1].splitlines()[0]


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_defaults_in_the_template_are_the_built_in_ones(lang: str) -> None:
    """With the `#` taken from every line the file parses, names every key and rule, and changes nothing."""
    text = template(Settings(lang="en" if lang == "en" else "nl"))
    assert read(written(text)) == Config(path=Path(FILE)), "as it is written it changes nothing"
    bare = re.sub(r"^# (?! )", "", text, flags=re.M)
    assert bare.count("=") > text.count("=") - 1
    assert read(written(bare)) == Config(path=Path(FILE))
    keys = re.findall(r"^([\w-]+) += ", bare, re.M)
    assert keys == ["language", "database", "model", "user_agent", *catalogue()]


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_example_of_a_source_in_the_template_is_one(lang: str) -> None:
    """The example parses when its `#` is taken away."""
    text = re.sub(r"^#     ", "", template(Settings(lang="en" if lang == "en" else "nl")), flags=re.M)
    assert [site.name for site in read(written(text)).sources] == ["polderpost"]


def test_init_writes_in_the_users_language_and_never_over(capsys: pytest.CaptureFixture[str]) -> None:
    """A second time it refuses and the file stays as it was, also when it is broken."""
    assert main(["init", "--lang", "en"]) == 0
    assert "Settings of klopt" in Path(FILE).read_text("utf-8")
    written("kapot")
    assert main(["init"]) == 2
    assert "bestaat al" in capsys.readouterr().err
    assert Path(FILE).read_text("utf-8") == "kapot"


def test_init_goes_where_config_says(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A named file, or one in this folder although there is one above it."""
    assert main(["init", "--config", "elders.toml"]) == 0
    assert Path("elders.toml").is_file()
    written("")
    (folder / "onder").mkdir()
    monkeypatch.chdir(folder / "onder")
    assert main(["init"]) == 0
    assert (folder / "onder" / FILE).is_file()


SLIP = "Het aantal leden steeg met 50 procent, van 200 in 2015 naar 240 in 2016."


@pytest.mark.model
@pytest.mark.parametrize(
    ("rules", "args", "code", "words"),
    [
        ("", [], 1, "klopt niet (change-percent)"),
        ('change-percent = "warning"', [], 1, "lijkt niet te kloppen (change-percent)"),
        ('change-percent = "note"', [], 0, "Niets gevonden"),
        ('change-percent = "note"', ["--all"], 0, "klopt misschien net niet (change-percent)"),
        ('change-percent = "off"', [], 0, "Niets gevonden"),
        ("change-percent = false", ["--select", "change-percent"], 1, "klopt niet (change-percent)"),
        ("", ["--ignore", "change-percent"], 0, "Niets gevonden"),
    ],
)
def test_rules_are_lowered_and_silenced(
    rules: str,
    args: list[str],
    code: int,
    words: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The level is at most that of the file; a rule that is off speaks only when it is asked for by name."""
    monkeypatch.setenv("KLOPT_MODEL", "nl_klopt_sm")
    written(f"[rules]\n{rules}\n")
    written(SLIP, "stuk.txt")
    assert main(["check", "stuk.txt", *args]) == code
    assert words in capsys.readouterr().out
