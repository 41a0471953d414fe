"""Finding and loading a spaCy pipeline: the one the user names, `nl_core_news_sm` if it is installed, else
the one bundled with klopt.

What a pipeline must have: Dutch, part-of-speech tags and a parser, because a figure without what it counts
is worth nothing. What it may lack: lemmas and named entities; `lacking` says in words what is then missed.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from spacy import about, util
from spacy.language import Language
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]
from spacy.util import registry
from thinc.api import Model as Network
from thinc.api import NumpyOps

from extract import lemmas, lines, name_tags
from extract.errors import Lang, ModelError, ModelWarning, model_words
from extract.kinds import kinds

BUNDLED = "nl_klopt_sm"
PREFERRED = "nl_core_news_sm"
HOW = {BUNDLED: "how_bundled", PREFERRED: "how_preferred"}
"""The row of `models.toml` that says how to get a pipeline, for those that are used unasked."""
FROM_FILE = "klopt.tokenizer_from_file"
"""The name in spaCy's registry of a tokenizer that is filled from the file of a pipeline."""
USUAL = '@tokenizers = "spacy.Tokenizer.v1"'
"""What the config of a pipeline says whose tokenizer is spaCy's own."""
PROBE = "In 2019 telde Gent 260.000 inwoners."
"""What a pipeline must be able to read to count as sound."""


@dataclass(frozen=True, slots=True)
class Model:
    """What a run writes down about the pipeline that it used."""

    name: str
    version: str
    path: str


def load(name: str | None = None) -> Language:
    """A pipeline ready for `extract.pipeline`: by package name or path, else by KLOPT_MODEL, else the
    default.

    Raises ModelError, in one line: not found, damaged, made for another spaCy, another language, no parser
    or tags. Warns (ModelWarning) of what it will miss.
    """
    asked = name or os.environ.get("KLOPT_MODEL") or None
    if asked is None:
        source = _default()
        return _ready(source, source if isinstance(source, str) else BUNDLED)
    return _ready(_find(asked), asked)


def describe(nlp: Language) -> Model:
    """Name, version and place of a loaded pipeline."""
    name = f"{nlp.lang}_{nlp.meta.get('name') or 'naamloos'}"
    return Model(name, str(nlp.meta.get("version") or "?"), str(getattr(nlp, "path", None) or ""))


def lacking(nlp: Language, lang: Lang = "nl") -> tuple[str, ...]:
    """What this pipeline will miss, in plain words for each gap; empty for a complete one."""
    return tuple(model_words(gap, lang) for gap in _gaps(nlp))


def _gaps(nlp: Language) -> tuple[str, ...]:
    """The gaps, by their keys in `models.toml`."""
    has = _assigned(nlp)
    gaps = []
    if "doc.ents" not in has:
        gaps.append("gap_names")
    elif "ner" in nlp.pipe_names and not any(label in kinds() for label in nlp.pipe_labels["ner"]):
        gaps.append("gap_labels")
    if "token.lemma" not in has:
        gaps.append("gap_lemmas")
    return tuple(gaps)


def _default() -> Path | str:
    """`nl_core_news_sm` if it is installed and made for this spaCy, else the bundled pipeline."""
    if folder := _package(PREFERRED):
        if _fits(folder):
            return PREFERRED
        warnings.warn(
            ModelWarning("preferred_unfit", preferred=PREFERRED, model=BUNDLED),
            stacklevel=3,
        )
    return _bundled()


def _bundled() -> Path:
    path = Path(str(resources.files("extract"))) / BUNDLED
    if not (path / "config.cfg").is_file():
        raise ModelError("bundled_missing", model=BUNDLED)
    return path


def _package(name: str) -> Path | None:
    """Where an installed pipeline lies; None if it is not installed, or is a package of another kind."""
    try:
        folder = util.get_package_path(name) if util.is_package(name) else None
    except ImportError:
        return None  # its files are gone, or it is to be imported by another name
    return folder if folder and (folder / "meta.json").is_file() else None


def _find(asked: str) -> Path | str:
    """Where the pipeline is that the user asked for. Raises ModelError if there is none."""
    if asked == BUNDLED:
        return _bundled()
    if util.is_package(asked):
        if not _package(asked):
            raise _error("no_model", asked)
        return asked
    path = Path(asked)
    if not os.path.exists(path):  # noqa: PTH110 (Path.exists raises for a name that is too long for a file)
        raise _error("not_installed", asked)
    if not (path / "config.cfg").is_file() or not (path / "meta.json").is_file():
        raise _error("no_model", asked)
    return path


def _fits(path: Path) -> bool:
    """Whether the pipeline says that it was made for the spaCy that runs."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # spaCy remarks on the version as well
            wanted = str(util.get_model_meta(path).get("spacy_version", ""))
    except (OSError, ValueError, TypeError):
        return True  # a damaged one is reported when it is loaded, with what is wrong
    return not wanted or bool(util.is_compatible_version(about.__version__, wanted))


def _ready(source: Path | str, asked: str) -> Language:
    """Load, check, and put our components before the parser and behind the lemmatizer."""
    folder = source if isinstance(source, Path) else util.get_package_path(source)
    if not _fits(folder):
        raise _error("other_spacy", asked)
    nlp = _load(source, folder, asked)
    has = _assigned(nlp)
    if nlp.lang not in ("nl", "xx"):
        raise _error("other_language", asked, language=repr(nlp.lang))
    if "token.dep" not in has:
        raise _error("no_parser", asked)
    if "token.pos" not in has:
        raise _error("no_tags", asked)
    for gap in _gaps(nlp):
        warnings.warn(ModelWarning("has_gap", model=repr(asked), gap=gap), stacklevel=4)
    lines.add_to(nlp)
    name_tags.add_to(nlp)
    try:
        lemmas.add_to(nlp)
    except ValueError as error:  # its table of words is none
        raise _error("damaged", asked, reason=str(error)) from error
    return nlp


def _error(key: str, asked: str, **values: str) -> ModelError:
    """The error about the pipeline that the user asked for."""
    known = {"model": repr(asked), "spacy": about.__version__, "preferred": PREFERRED, "bundled": BUNDLED}
    return ModelError(key, how=HOW.get(asked, "how"), **known, **values)


def _load(source: Path | str, folder: Path, asked: str) -> Language:
    # A damaged folder can raise nearly anything (KeyError, msgpack, srsly, numpy, AssertionError): this is
    # the one place where all of it means the same to the user.
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # spaCy's own remarks on versions; ours say what to do
            nlp = _with_numpy(_from_folder(source, folder))
            with nlp.memory_zone():  # spaCy does not miss some files until it reads
                nlp(PROBE)
            return nlp
    except ImportError as error:
        raise _error("needs_package", asked, package=error.name or "?") from error
    except Exception as error:
        reason = " ".join(str(error).split())[:160] or type(error).__name__
        raise _error("damaged", asked, reason=reason) from error


def _tokenizer_from_file() -> Callable[[Language], Tokenizer]:
    """A tokenizer that knows nothing yet."""
    return lambda nlp: Tokenizer(nlp.vocab)


registry.tokenizers.register(FROM_FILE, func=_tokenizer_from_file)


def _from_folder(source: Path | str, folder: Path) -> Language:
    """What spaCy loads. By itself it makes a tokenizer with the thousands of abbreviations of its Dutch, makes them
    anew for each pattern that it sets, and then puts the tokenizer of the file in its place: half of the time that
    loading takes. So where there is such a file, it begins with an empty one.
    """
    has_file = (folder / "tokenizer").is_file()
    if not has_file or USUAL not in (folder / "config.cfg").read_text(encoding="utf-8"):
        return util.load_model(source)
    nlp = util.load_model(source, config={"nlp": {"tokenizer": {"@tokenizers": FROM_FILE}}})
    config = nlp.config
    config["nlp"]["tokenizer"]["@tokenizers"] = USUAL.split('"')[1]  # as it is to be saved
    nlp.config = config
    return nlp


def _with_numpy(nlp: Language) -> Language:
    """The same pipeline with numpy's matrix product for BLIS, which on most processors of today takes two to
    four times as long; the results are the same.
    """
    ops = NumpyOps(use_blis=False)
    for _, pipe in nlp.pipeline:
        if isinstance(network := getattr(pipe, "model", None), Network):
            for node in network.walk():
                if type(node.ops) is NumpyOps:
                    node.ops = ops
    return nlp


def _assigned(nlp: Language) -> set[str]:
    """What the enabled components write, as spaCy's attribute names."""
    written = {name for pipe in nlp.pipe_names for name in nlp.get_pipe_meta(pipe).assigns}
    if "attribute_ruler" in nlp.pipe_names and "token.tag" in written:
        written.add("token.pos")  # pipelines of spaCy's makers map tags to word classes with it
    return written
