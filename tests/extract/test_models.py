"""Finding and loading a pipeline."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.lookups import Lookups

from extract import models
from extract.errors import ModelError, ModelWarning
from extract.kinds import kinds

# The labels that the makers publish for their pipelines: nl_core_news_* 3.8, xx_ent_wiki_sm, and SoNaR-1 as
# trained by others.
PUBLISHED = {
    "nl_core_news": [
        *("CARDINAL", "DATE", "EVENT", "FAC", "GPE", "LANGUAGE", "LAW", "LOC", "MONEY", "NORP", "ORDINAL"),
        *("ORG", "PERCENT", "PERSON", "PRODUCT", "QUANTITY", "TIME", "WORK_OF_ART"),
    ],
    "wiki": ["LOC", "MISC", "ORG", "PER"],
    "sonar": ["eve", "loc", "misc", "org", "per", "pro"],
}
NO_NAMES = {"CARDINAL", "DATE", "MONEY", "ORDINAL", "PERCENT", "QUANTITY", "TIME"}


@pytest.mark.parametrize("scheme", PUBLISHED)
def test_every_published_label_is_mapped_or_no_name(scheme: str) -> None:
    """Labels of names have a kind; labels of figures and dates have none, klopt reads those itself."""
    for label in PUBLISHED[scheme]:
        assert (label in kinds()) != (label in NO_NAMES), label


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A pipeline without components."""
    spacy.blank("nl").to_disk(tmp_path / "model")
    return tmp_path / "model"


@pytest.mark.model
def test_a_pipeline_is_what_spacy_makes_of_its_folder() -> None:
    """Its tokenizer comes from the file alone, which is quicker; nothing of it or of its settings is another."""
    folder = Path(models.describe(models.load(models.BUNDLED)).path)
    usual, ours = spacy.load(folder), models._from_folder(folder, folder)
    assert ours.tokenizer.to_bytes() == usual.tokenizer.to_bytes()
    assert ours.config == usual.config
    assert {*ours.vocab.strings} == {*usual.vocab.strings}


def _refused(name: Path | str) -> str:
    with pytest.raises(ModelError) as caught:
        models.load(str(name))
    message = str(caught.value)
    assert "\n" not in message + caught.value.in_("en")
    assert message == caught.value.in_("nl") != caught.value.in_("en")
    return message


def test_a_pipeline_that_is_not_there() -> None:
    """The message names it and says how to get one."""
    message = _refused("nl_core_news_xxl")
    assert "nl_core_news_xxl" in message
    assert "spacy download" in message


def test_a_name_that_is_no_file_name() -> None:
    """Too long for the file system, or with a character that no file name has."""
    assert "niet geïnstalleerd" in _refused("x" * 5000)
    assert "niet geïnstalleerd" in _refused("a\0b")


@pytest.mark.parametrize("package", ["click", "charset-normalizer"])
def test_a_package_that_is_no_pipeline(package: str) -> None:
    """Installed, but something else; also where it is imported by another name."""
    assert "geen taalmodel van spaCy" in _refused(package)


def test_a_folder_that_is_no_pipeline(tmp_path: Path) -> None:
    """A folder without config.cfg is no pipeline."""
    assert "config.cfg" in _refused(tmp_path)


def test_a_damaged_pipeline(folder: Path) -> None:
    """A file cut short is one line, not a traceback."""
    (folder / "tokenizer").write_bytes(b"\x00")
    assert "beschadigd" in _refused(folder)


@pytest.mark.model
@pytest.mark.parametrize("missing", ["tagger/cfg", "trainable_lemmatizer/trees"])
def test_a_pipeline_that_loads_but_cannot_read(missing: str, tmp_path: Path) -> None:
    """spaCy loads without these files, and then fails on every article."""
    shutil.copytree(Path(models.__file__).parent / models.BUNDLED, tmp_path / "copy")
    (tmp_path / "copy" / missing).unlink()
    assert "beschadigd" in _refused(tmp_path / "copy")


@pytest.mark.parametrize("version", [3, None, "rommel"])
def test_a_pipeline_with_nonsense_for_a_version(folder: Path, version: object) -> None:
    """Still one line."""
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    (folder / "meta.json").write_text(json.dumps({**meta, "spacy_version": version}), encoding="utf-8")
    _refused(folder)


@pytest.mark.parametrize(
    ("default", "advice"), [("bundled", "installeer klopt opnieuw"), ("preferred", "--model")]
)
def test_a_damaged_default(folder: Path, monkeypatch: pytest.MonkeyPatch, default: str, advice: str) -> None:
    """Names the pipeline that was taken; who named none is not told to leave the name out."""
    (folder / "tokenizer").write_bytes(b"\x00")
    monkeypatch.delenv("KLOPT_MODEL", raising=False)
    monkeypatch.setattr(models, "_package", lambda _: folder if default == "preferred" else None)
    monkeypatch.setattr(models, "_bundled", lambda: folder)
    monkeypatch.setattr(models.util, "load_model", lambda _: spacy.load(folder))
    monkeypatch.setattr(models.util, "get_package_path", lambda _: folder)
    with pytest.raises(ModelError) as caught:
        models.load()
    name = models.PREFERRED if default == "preferred" else models.BUNDLED
    assert str(caught.value).startswith(f"taalmodel '{name}' is beschadigd")
    assert advice in str(caught.value)
    assert "laat --model" not in str(caught.value)


def test_a_pipeline_for_another_spacy(folder: Path) -> None:
    """The version that the pipeline asks for is checked before it is loaded."""
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    (folder / "meta.json").write_text(json.dumps({**meta, "spacy_version": ">=2.0,<2.1"}), encoding="utf-8")
    assert spacy.about.__version__ in _refused(folder)


def test_a_pipeline_without_parser(folder: Path) -> None:
    """Without a parser no figure has a measure: refused."""
    assert "parser" in _refused(folder)


def test_a_pipeline_for_another_language(tmp_path: Path) -> None:
    """English figures are not read with Dutch rules."""
    spacy.blank("en").to_disk(tmp_path / "en")
    assert "geen Nederlands" in _refused(tmp_path / "en")


@pytest.mark.model
def test_a_pipeline_without_names_warns(nlp: Language, tmp_path: Path) -> None:
    """What is missed is said, and the rest is read."""
    with nlp.select_pipes(disable=["ner"]):
        nlp.to_disk(tmp_path / "model")
    with pytest.warns(ModelWarning, match="personen"):
        bare = models.load(str(tmp_path / "model"))
    assert len(models.lacking(bare)) == 1


@pytest.mark.model
def test_the_environment_names_a_pipeline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """KLOPT_MODEL counts when no name is given; the same pipeline by path is the same."""
    source = Path(models.__file__).parent / models.BUNDLED
    shutil.copytree(source, tmp_path / "copy")
    monkeypatch.setenv("KLOPT_MODEL", str(tmp_path / "copy"))
    loaded = models.load()
    assert models.describe(loaded).name == models.BUNDLED
    assert models.describe(loaded).path == str(tmp_path / "copy")
    monkeypatch.setenv("KLOPT_MODEL", "bestaat-niet")
    with pytest.raises(ModelError):
        models.load()


@pytest.mark.model
def test_the_bundled_pipeline_is_complete(nlp: Language) -> None:
    """Lines before the parser, lemmas last, nothing lacking, small, and no component of our own in the saved
    configuration.
    """
    assert nlp.pipe_names.index("klopt_lines") < nlp.pipe_names.index("parser")
    assert nlp.pipe_names[-1] == "klopt_lemmas"
    assert nlp.vocab.lookups.has_table("klopt_lemmas")
    assert models.lacking(nlp) == ()
    folder = Path(models.__file__).parent / models.BUNDLED
    assert "klopt_" not in (folder / "config.cfg").read_text(encoding="utf-8").replace("klopt_sm", "")
    assert sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) < 22 * 2**20


@pytest.mark.model
def test_numpys_products_give_the_same_reading(nlp: Language) -> None:
    """No layer is left with BLIS, and what is read does not depend on which of the two multiplies."""
    networks = [pipe.model for _, pipe in nlp.pipeline if hasattr(pipe, "model")]
    assert not any(node.ops.use_blis for network in networks for node in network.walk())
    text = "Volgens Ina Hut telde CoMensha in 2017 in Nederland 34 slachtoffers meer dan een jaar eerder."
    blis = spacy.load(Path(models.__file__).parent / models.BUNDLED)
    with nlp.select_pipes(disable=[name for name in nlp.pipe_names if name.startswith("klopt_")]):
        read, other = (
            [(t.tag_, t.lemma_, t.head.i, t.dep_, t.ent_type_) for t in pipe(text)] for pipe in (nlp, blis)
        )
    assert read == other


@pytest.mark.model
def test_a_damaged_table_of_words_is_named(tmp_path: Path) -> None:
    """What is no word in it is reported when the pipeline is loaded, not by each article."""
    shutil.copytree(Path(models.__file__).parent / models.BUNDLED, tmp_path / "copy")
    lookups = Lookups()
    lookups.add_table("klopt_lemmas", {"NOUN": {"steden": 5}})
    lookups.to_disk(tmp_path / "copy" / "vocab")
    with pytest.raises(ModelError, match=r"lookups\.bin"):
        models.load(str(tmp_path / "copy"))
