"""Word vectors of the shipped pipelines: what their thinc models compute, in half of the time and for one text at a time.

An encoder embeds each word by four of its attributes and mixes it with its neighbours in layers of maxout over windows of
three words (spaCy's MultiHashEmbed and MaxoutWindowEncoder). The vectors of a text depend on that text alone, whatever was
read before: the embedding of a word is worked out by itself, and kept for the next time that the word occurs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc
from thinc.api import Model

Floats = NDArray[np.float32]

_KEPT = 20_000
"""How many embedded words are kept, about 15 MB; then all are forgotten."""
_BLOCK = 8
"""How many words are embedded at once. Always as many: the last digits of a matrix product depend on how many rows it has."""
_SMALL = np.float32(1e-8)
_ARCHITECTURE = re.compile(
    r"extract_features>>list2ragged>>with_array\((?:ints-getitem>>hashembed\|?)+\)>>with_array\(maxout>>layernorm>>dropout\)"
    r">>ragged2list>>with_array\((?:residual\(expand_window>>maxout>>layernorm>>dropout\)(?:>>)?)+\)"
)
"""What thinc calls a MultiHashEmbed followed by a MaxoutWindowEncoder."""


@dataclass(frozen=True, slots=True)
class Table:
    """One attribute's vectors; a value's is the sum of the rows that its hashes name (HashEmbed)."""

    rows: Floats
    hash: Any
    seed: int

    def look_up(self, values: NDArray[np.uint64]) -> Floats:
        """The vectors of `values`, one row for each."""
        keys = self.hash(np.ascontiguousarray(values), self.seed) % self.rows.shape[0]
        found: Floats = self.rows[keys].sum(axis=1)
        return found


@dataclass(frozen=True, slots=True)
class Layer:
    """Maxout with layer normalisation. The pieces of its weights stand one after the other."""

    weights: Floats
    bias: Floats
    gain: Floats
    shift: Floats

    def __call__(self, inputs: Floats) -> Floats:
        """One row of output for each row of `inputs`."""
        width = len(self.gain)
        pieces = inputs @ self.weights
        pieces += self.bias
        best: Floats = pieces[..., :width]
        for start in range(width, pieces.shape[-1], width):
            np.maximum(best, pieces[..., start : start + width], out=best)
        best = best - best.mean(axis=-1, keepdims=True)
        variance = np.einsum("...i,...i->...", best, best) / np.float32(width) + _SMALL
        best *= (1 / np.sqrt(variance))[..., None]
        best *= self.gain
        best += self.shift
        return best


@dataclass(frozen=True, slots=True)
class Encoder:
    """Makes vectors of the words of a text. Build it with `make_encoder`."""

    attributes: tuple[str, ...]
    tables: tuple[Table, ...]
    mix: Layer
    layers: tuple[Layer, ...]
    _known: dict[bytes, Floats] = field(default_factory=dict, repr=False)

    def __call__(self, doc: Doc) -> Floats:
        """The vectors of the words of `doc`, one row for each."""
        reach, width = len(self.layers), len(self.mix.gain)
        vectors = np.zeros((len(doc) + 2 * reach, width), dtype=np.float32)
        if len(doc):
            vectors[reach : reach + len(doc)] = self._embed(doc)
        window = np.zeros((len(vectors), 3 * width), dtype=np.float32)
        for layer in self.layers:
            window[1:, :width] = vectors[:-1]
            window[:, width : 2 * width] = vectors
            window[:-1, 2 * width :] = vectors[1:]
            vectors += layer(window)
        return np.ascontiguousarray(vectors[reach : reach + len(doc)])

    def _embed(self, doc: Doc) -> list[Floats]:
        values = doc.to_array(list(self.attributes))
        words = [row.tobytes() for row in values]
        fresh = {word: i for i, word in enumerate(words) if word not in self._known}
        if fresh:
            if len(self._known) > _KEPT:
                self._known.clear()
                return self._embed(doc)
            self._known.update(zip(fresh, self._mixed(values[list(fresh.values())]), strict=True))
        return [self._known[word] for word in words]

    def _mixed(self, values: NDArray[np.uint64]) -> Floats:
        """The embeddings of words by the values of their attributes, one row for each."""
        blocks = np.zeros((-(-len(values) // _BLOCK), _BLOCK, self.mix.weights.shape[0]), dtype=np.float32)
        rows = blocks.reshape(-1, blocks.shape[-1])
        rows[: len(values)] = np.hstack([table.look_up(values[:, i]) for i, table in enumerate(self.tables)])
        return self.mix(blocks).reshape(len(rows), -1)[: len(values)]


def make_encoder(model: Model[Any, Any]) -> Encoder | None:
    """The encoder that computes what `model` does; None where that has another architecture."""
    tables, windows = _nodes(model, "hashembed"), _nodes(model, "expand_window")
    if not _ARCHITECTURE.fullmatch(model.name) or {node.attrs["window_size"] for node in windows} != {1}:
        return None
    mix, *layers = map(_layer, _nodes(model, "maxout"), _nodes(model, "layernorm"))
    return Encoder(
        attributes=tuple(_nodes(model, "extract_features")[0].attrs["columns"]),
        tables=tuple(Table(node.get_param("E"), node.ops.hash, node.attrs["seed"]) for node in tables),
        mix=mix,
        layers=tuple(layers),
    )


def _nodes(model: Model[Any, Any], name: str) -> list[Model[Any, Any]]:
    return [node for node in model.walk(order="dfs_pre") if node.name == name]


def _layer(maxout: Model[Any, Any], norm: Model[Any, Any]) -> Layer:
    weights, bias = maxout.get_param("W"), maxout.get_param("b")  # (width, pieces, inputs) and (width, pieces)
    width, pieces, inputs = weights.shape
    return Layer(
        weights=np.ascontiguousarray(weights.transpose(2, 1, 0).reshape(inputs, pieces * width)),
        bias=np.ascontiguousarray(bias.T.reshape(pieces * width)),
        gain=norm.get_param("G"),
        shift=norm.get_param("b"),
    )
