"""Loading the language pipelines, and what every pipeline must provide.

A pipeline gives UD labels: ``token.pos_``, ``token.dep_``, ``token.morph``, ``token.lemma_`` (of an Indonesian verb its
root), ``doc.sents``, and ``doc.ents`` with the labels PERSON, ORG, GPE, LOC, NORP, EVENT and MISC.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span, Token
from thinc.api import use_ops

import kg.extract.headlines
import kg.extract.lemmas
import kg.extract.mainverbs
import kg.extract.roots
import kg.extract.sentences
import kg.extract.tokenize  # noqa: F401  these register what the pipelines name
from kg.errors import LanguageError
from kg.extract.quick import speed_up
from kg.languages import language_folder

Voice = Literal["active", "passive"]

_PASSIVE_RELATIONS = frozenset({"nsubj:pass", "csubj:pass", "aux:pass", "obl:agent"})
_UD_RELATIONS = frozenset({"nsubj", "obj"})
"""Relations that every UD parser gives and others name otherwise (dobj, SB, OA)."""
_UD_CLASSES = frozenset({"ADP", "NOUN", "PRON", "PROPN", "VERB"})
NAME_LABELS = {
    **{label: label for label in ("PERSON", "ORG", "GPE", "LOC", "NORP", "EVENT", "MISC")},
    **{"PER": "PERSON", "ORGANIZATION": "ORG", "ORGANISATION": "ORG", "LOCATION": "LOC", "FAC": "LOC", "EVT": "EVENT"},
}
"""Label of a name recogniser -> ours; names with other labels (DATE, MONEY) are left out."""
_SAMPLE = "Maria visited London, 2024."


def load_pipeline(code: str, path: str | None = None) -> Language:
    """The pipeline of the language `code` (ISO 639-1), or another by its directory or package name `path`.

    Raises LanguageError where there is none, where it cannot be loaded, or where it lacks something that extraction needs.
    """
    nlp = _load(code, path or str(language_folder(code) / "pipeline"))
    speed_up(nlp)
    if path is not None:
        nlp.add_pipe("kg_name_labels")
    nlp.add_pipe("kg_plain_case", first=True)
    nlp.add_pipe("kg_main_verbs", last=True)
    nlp.add_pipe("kg_given_case", last=True)
    faults = list(find_faults(nlp))
    if faults:
        raise LanguageError(
            f"the pipeline '{path or code}' cannot be used for the language '{code}': {'; '.join(faults)}"
        )
    return nlp


def _load(code: str, source: str) -> Language:
    try:
        with use_ops("numpy", use_blis=False):  # numpy's matrix product is three times as fast as the default
            return spacy.load(source)
    except (OSError, ValueError, KeyError, ImportError) as error:
        reason = " ".join(str(error).split())
        raise LanguageError(f"no pipeline for the language '{code}': '{source}' cannot be loaded: {reason}") from error


def find_faults(nlp: Language) -> Iterator[str]:
    """What `nlp` lacks of parser, word classes, lemmas, sentences and names, each in a few words."""
    labels = {label for name in nlp.pipe_names for label in nlp.pipe_labels.get(name, ())}
    doc = nlp(_SAMPLE)
    if not doc.has_annotation("DEP"):
        yield "it has no parser"
    elif not labels >= _UD_RELATIONS:
        missing = ", ".join(sorted(_UD_RELATIONS - labels))
        yield f"its parser has other labels than those of Universal Dependencies (no {missing})"
    if not doc.has_annotation("SENT_START"):
        yield "it finds no sentences"
    if not any(token.pos_ in _UD_CLASSES for token in doc):
        yield "it gives no UPOS word classes (tagger, morphologizer or attribute ruler)"
    if not any(token.lemma_ for token in doc):
        yield "it has no lemmatizer"
    named = {NAME_LABELS[label] for label in labels if label in NAME_LABELS}
    unnamed = [kind for kind in ("PERSON", "ORG", "GPE or LOC") if not named & set(kind.split(" or "))]
    if unnamed:
        yield f"it names no {', no '.join(unnamed)}"


@Language.component("kg_name_labels")  # type: ignore[untyped-decorator,unused-ignore]
def unify_labels(doc: Doc) -> Doc:
    """Gives names the labels that we use, and drops those that are no names."""
    known = [name for name in doc.ents if name.label_ in NAME_LABELS]
    doc.ents = tuple(Span(doc, name.start, name.end, NAME_LABELS[name.label_]) for name in known)
    return doc


def voice(token: Token) -> Voice | None:
    """The voice of a verb; None for other words."""
    if token.pos_ != "VERB":
        return None
    marked = token.morph.get("Voice")
    if marked:
        return "passive" if "Pass" in marked else "active"
    return "passive" if any(child.dep_ in _PASSIVE_RELATIONS for child in token.children) else "active"
