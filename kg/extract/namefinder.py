"""Finds names as spaCy's entity recogniser does, from the same weights and in a fraction of the time.

The recogniser says of each word: no name, a whole name, or the first, an inner or the last word of one. Outside a name it
looks at the word alone, so here all words are judged at once; only within names it goes word by word.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import IS_SPACE, SENT_START
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span

from kg.extract.encoder import Encoder, Floats
from kg.extract.transitions import Scorer, make_scorer, own_encoder

_WORD, _FIRST, _BEFORE = range(3)
"""What is looked at: a word, and within a name its first word and the one before."""


class NameFinder:
    """A component that sets ``doc.ents``; comes after sentences are found. Make one with `make_name_finder`."""

    def __init__(self, recognizer: EntityRecognizer, encoder: Encoder, scorer: Scorer) -> None:
        self.labels = recognizer.labels
        self._recognizer = recognizer
        self._encoder = encoder
        self._scorer = scorer
        self._outside = scorer.absent[_FIRST] + scorer.absent[_BEFORE] + scorer.bias
        moves = recognizer.moves
        self._moves = [moves.get_class_name(number).partition("-")[::2] for number in range(moves.n_moves)]

    def __call__(self, doc: Doc) -> Doc:
        """`doc` with its names."""
        if len(doc):
            doc.set_ents([Span(doc, *name) for name in self._find(doc)], default="outside")
        return doc

    def score(self, examples: Any, **options: Any) -> Any:
        """How well names are found, as spaCy measures it."""
        return self._recognizer.score(examples, **options)

    def _find(self, doc: Doc) -> Iterator[tuple[int, int, str]]:
        """The names: first word, the word after the last, label."""
        places = self._scorer.places(self._encoder(doc))
        starts, spaces = doc.to_array([SENT_START, IS_SPACE]).astype(np.int64).T
        closing = np.append(starts[1:] == 1, [True])  # no name goes on into the next sentence
        said = self._judge(places, closing, spaces == 1)
        word = 0
        while word < len(doc):
            move, label = self._moves[said[word]]
            end = self._end(places, closing, word, label) if move == "B" else word + 1
            if move != "O":
                yield word, end, label
            word = end

    def _judge(self, places: Floats, closing: NDArray[np.bool], spaces: NDArray[np.bool]) -> list[int]:
        """The move for each word, were it to stand in no name begun before."""
        weights, bias = self._scorer.upper
        scores = (places[:, _WORD] + self._outside).max(axis=1) @ weights + bias
        for column, (move, label) in enumerate(self._moves):
            if move in {"I", "L"} or (move != "O" and not label):
                scores[:, column] = -np.inf
            elif move == "U":
                scores[spaces, column] = -np.inf
            elif move == "B":
                scores[spaces | closing, column] = -np.inf
        return list(scores.argmax(axis=1))

    def _end(self, places: Floats, closing: NDArray[np.bool], first: int, label: str) -> int:
        """The word after the last of the name whose first word is `first`."""
        columns = [self._moves.index((move, label)) for move in "IL"]
        weights, bias = (part[..., columns] for part in self._scorer.upper)
        beginning = places[first, _FIRST] + self._scorer.bias
        word = first + 1
        while not closing[word]:
            hidden = (places[word, _WORD] + beginning + places[word - 1, _BEFORE]).max(axis=0)
            inner, last = hidden @ weights + bias
            if last > inner:
                break
            word += 1
        return word + 1


def make_name_finder(recognizer: EntityRecognizer) -> NameFinder | None:
    """What finds the names that `recognizer` would find; None where that is of another make."""
    encoder, scorer = own_encoder(recognizer.model), make_scorer(recognizer.model)
    return NameFinder(recognizer, encoder, scorer) if encoder and scorer else None
