"""Which language a text is in, and which languages can be read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from kg.errors import DataError
from kg.languages import language_folder, languages

_ENOUGH = 4000
"""Characters that are looked at."""
_SURE = 0.5
_HOPELESS = 0.002
_AHEAD = 4.0
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Lookalike:
    """A language that is easily taken for another, with the words that tell them apart."""

    code: str
    ours: frozenset[str]
    theirs: frozenset[str]


def identify(text: str) -> str:
    """The ISO 639-1 code of the language of `text`, ``und`` where it has no words.

    The best supported language wins unless another is clearly ahead: a short sentence full of names looks like many.
    """
    if not _WORD.search(text):
        return "und"
    chances = dict(_identifier().rank(text[:_ENOUGH]))
    best: str = max(chances, key=lambda code: chances[code])
    supported = [code for code in languages() if code in chances]
    if best in supported or not supported:
        return best
    ours = max(supported, key=lambda code: chances[code])
    verdict = _tell_apart(text[:_ENOUGH], ours, best)
    if verdict is not None:
        return verdict
    clear = chances[best] >= _SURE or chances[ours] < _HOPELESS
    return best if clear and chances[best] > _AHEAD * chances[ours] else ours


def _tell_apart(text: str, ours: str, other: str) -> str | None:
    """`ours` or `other`, whichever has more of its own words in `text`; None where the words do not say."""
    words = {word.lower() for word in _WORD.findall(text)}
    for lookalike in load_lookalikes(language_folder(ours) / "lookalikes.yaml"):
        if lookalike.code == other:
            balance = len(words & lookalike.ours) - len(words & lookalike.theirs)
            return ours if balance > 0 else other if balance < 0 else None
    return None


@cache
def load_lookalikes(path: Path) -> tuple[Lookalike, ...]:
    """The languages that `path` lists, none where it is missing. Raises DataError."""
    if not path.is_file():
        return ()
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except yaml.YAMLError as error:
        raise DataError(f"{path}: not YAML: {' '.join(str(error).split())}") from error
    if not isinstance(content, dict):
        raise DataError(f"{path}: must hold language codes, each with the lists ours and theirs")
    return tuple(_lookalike(path, str(code), lists) for code, lists in content.items())


def _lookalike(path: Path, code: str, lists: object) -> Lookalike:
    if not isinstance(lists, dict) or set(lists) != {"ours", "theirs"}:
        raise DataError(f"{path}: {code}: needs the two lists ours and theirs, and nothing else")
    for name, words in lists.items():
        for word in words if isinstance(words, list) else [words]:
            if not isinstance(word, str) or not _WORD.fullmatch(word) or word != word.lower():
                raise DataError(f"{path}: {code}: {name}: {word!r} is not a single word in small letters")
    return Lookalike(code, frozenset(lists["ours"]), frozenset(lists["theirs"]))


@cache
def _identifier() -> LanguageIdentifier:
    """An own model, so that nobody else's settings change it; loaded when first needed, in most of a second."""
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
