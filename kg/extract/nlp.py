"""Loading the language pipelines, and the components of ours that they contain.

A pipeline gives UD labels: ``token.pos_``, ``token.dep_``, ``token.morph``, ``token.lemma_`` (of an Indonesian verb its
root), ``doc.sents``, and ``doc.ents`` with the labels PERSON, ORG, GPE, LOC, NORP and MISC.
"""

from __future__ import annotations

from importlib.resources import as_file, files
from typing import Literal

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Token
from thinc.api import use_ops

import kg.extract.roots
import kg.extract.tokenize  # noqa: F401  both register what the Indonesian pipeline names
from kg.errors import LanguageError

Voice = Literal["active", "passive"]

_STOPS = frozenset({".", "?", "!"})
_TERMINATORS = _STOPS | {"…", ":"}
_OPENING = frozenset("\"'“‘«([")
_CLOSING = frozenset("\"'”’»)]")
_PASSIVE_RELATIONS = frozenset({"nsubj:pass", "csubj:pass", "aux:pass", "obl:agent"})


def load_pipeline(code: str, path: str | None = None) -> Language:
    """The pipeline shipped for the language `code` (ISO 639-1), or another by its directory or package name `path`.

    Raises LanguageError where there is none, where it cannot be loaded, or where it does not parse.
    """
    if path is not None:
        return _load(code, path)
    with as_file(files("kg") / "lang" / code / "pipeline") as directory:
        return _load(code, str(directory))


def _load(code: str, source: str) -> Language:
    try:
        with use_ops("numpy", use_blis=False):  # numpy's matrix product is three times as fast as the default
            nlp = spacy.load(source)
    except (OSError, ValueError, KeyError) as error:
        reason = " ".join(str(error).split())
        raise LanguageError(f"no pipeline for the language '{code}': '{source}' cannot be loaded: {reason}") from error
    if "parser" not in nlp.pipe_names:
        raise LanguageError(f"the pipeline '{source}' has no parser; it needs one with Universal Dependencies labels")
    return nlp


@Language.component("kg_sentence_limits")  # type: ignore[untyped-decorator,unused-ignore]
def limit_sentences(doc: Doc) -> Doc:
    """Starts sentences after line breaks and plain full stops; lets the parser start others only where one can start."""
    for token in doc[1:]:
        if "\n" in token.nbor(-1).text:
            token.is_sent_start = True
        elif not may_start_sentence(token):
            token.is_sent_start = False
        elif follows_stop(token):
            token.is_sent_start = True
    return doc


def follows_stop(token: Token) -> bool:
    """Whether `token` is a capitalised word, or a quotation mark before one, right after a full stop or the like."""
    first = token.nbor(1) if token.text in _OPENING and token.i + 1 < len(token.doc) else token
    return token.nbor(-1).text in _STOPS and bool(first.text[0].isupper()) and not _closes(token)


def may_start_sentence(token: Token) -> bool:
    """Whether the words before `token` allow a sentence to start with it."""
    if token.is_space or token.text[0].islower() or _closes(token):
        return False
    previous = _previous(token)
    while previous is not None and _closes(previous):
        previous = _previous(previous)
    return previous is not None and (set(previous.text) <= _TERMINATORS or _is_acronym(previous))


def _previous(token: Token) -> Token | None:
    return token.nbor(-1) if token.i else None


def _closes(token: Token) -> bool:
    """Whether `token` is a quotation mark or bracket that ends something: it stands right after what it ends."""
    previous = _previous(token)
    return previous is not None and token.text in _CLOSING and not previous.whitespace_ and not previous.is_space


def _is_acronym(token: Token) -> bool:
    """Whether it is "U.S." or "a.m.", which may end a sentence; titles and initials ("Jend.", "K.") do not."""
    text: str = token.text
    return text.count(".") > 1 and text.endswith(".")


def voice(token: Token) -> Voice | None:
    """The voice of a verb; None for other words."""
    if token.pos_ != "VERB":
        return None
    marked = token.morph.get("Voice")
    if marked:
        return "passive" if "Pass" in marked else "active"
    return "passive" if any(child.dep_ in _PASSIVE_RELATIONS for child in token.children) else "active"
