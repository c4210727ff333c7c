"""The weights by which spaCy's transition systems (parser, entity recogniser) choose what to do next.

A state is described by some words: the next one, the one on top of the stack. Each word has a vector for each place that it may
take; the vectors of a state are summed, the best of their pieces make the hidden layer, and that gives each move a score.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from thinc.api import Model

from kg.extract.encoder import Encoder, Floats, make_encoder

_PARTS = ["tok2vec", "lower", "upper"]


@dataclass(frozen=True, slots=True)
class Scorer:
    """The weights of one transition system. Vectors of a place have the shape (pieces, width of the hidden layer)."""

    reduce: tuple[Floats, Floats]
    lower: Floats
    """(inputs, places, pieces, width)"""
    absent: Floats
    """What stands for a place that no word takes; (places, pieces, width), the bias not added."""
    bias: Floats
    upper: tuple[Floats, Floats]

    def places(self, vectors: Floats) -> Floats:
        """The vectors of words for each place: (words, places, pieces, width)."""
        inputs, *shape = self.lower.shape
        weights, bias = self.reduce
        found = (vectors @ weights + bias) @ self.lower.reshape(inputs, -1)
        return found.astype(np.float32, copy=False).reshape(len(vectors), *shape)


def make_scorer(model: Model[Any, Any]) -> Scorer | None:
    """The weights of a parser or entity recogniser of spaCy; None where it is built in another way."""
    if model.name != "parser_model" or not model.attrs["has_upper"] or model.attrs["unseen_classes"]:
        return None
    tok2vec, lower, upper = map(model.get_ref, _PARTS)
    linear = tok2vec.layers[-1]
    if linear.name != "linear":
        return None
    return Scorer(
        reduce=(np.ascontiguousarray(linear.get_param("W").T), linear.get_param("b")),
        lower=np.ascontiguousarray(lower.get_param("W").transpose(3, 0, 2, 1)),  # was (places, width, pieces, inputs)
        absent=np.ascontiguousarray(lower.get_param("pad")[0].transpose(0, 2, 1)),
        bias=np.ascontiguousarray(lower.get_param("b").T),
        upper=(np.ascontiguousarray(upper.get_param("W").T), upper.get_param("b")),
    )


def own_encoder(model: Model[Any, Any]) -> Encoder | None:
    """The encoder of a parser or entity recogniser that has one of its own; None where it shares that of others."""
    return make_encoder(model.get_ref("tok2vec").layers[0]) if "tok2vec" in model.ref_names else None
