"""Puts into a spaCy pipeline what computes the same as some of its components, faster.

Components of another make than those of the shipped pipelines stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from spacy.language import Language
from spacy.pipeline import DependencyParser, EntityRecognizer, Tok2Vec
from spacy.tokens import Doc

from kg.extract.encoder import Encoder, make_encoder
from kg.extract.namefinder import make_name_finder
from kg.extract.parser import make_tree_finder

Component = Callable[[Doc], Doc]

_FACTORY = "kg_quick"


def speed_up(nlp: Language) -> None:
    """Let faster components take the places, and the names, of those of `nlp` that they can stand for."""
    for name in nlp.pipe_names:
        if _make(nlp.get_pipe(name)) is not None:
            slow = f"{name}_of_spacy"
            nlp.rename_pipe(name, slow)
            nlp.add_pipe(_FACTORY, name, config={"instead_of": slow}, after=slow)
            nlp.disable_pipe(slow)


@Language.factory(_FACTORY, default_config={"instead_of": ""})  # type: ignore[untyped-decorator,unused-ignore]
def create(nlp: Language, name: str, instead_of: str) -> Component | None:
    """What spaCy calls to make the component `name`."""
    return _make(nlp.get_pipe(instead_of))


class Vectors:
    """A component that sets ``doc.tensor``, from which parser and tagger work."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder

    def __call__(self, doc: Doc) -> Doc:
        """`doc` with the vectors of its words."""
        doc.tensor = self._encoder(doc)
        return doc


def make_vectors(tok2vec: Tok2Vec) -> Vectors | None:
    """What makes the vectors that `tok2vec` would make; None where that is of another make."""
    encoder = make_encoder(tok2vec.model)
    return Vectors(encoder) if encoder else None


_QUICKER: Mapping[type, Callable[..., Component | None]] = MappingProxyType(
    {Tok2Vec: make_vectors, DependencyParser: make_tree_finder, EntityRecognizer: make_name_finder}
)


def _make(component: object) -> Component | None:
    make = _QUICKER.get(type(component))
    return make(component) if make else None
