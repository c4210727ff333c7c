"""Finds the syntactic tree as spaCy's parser does, from the same weights and in half of the time.

The parser (arc-eager; Nivre 2008) goes through the words with a stack: it puts the next word on it, takes the top one off, draws
an arc between the two, or has a sentence begin after the next word. Where one move alone is possible nothing is scored.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from typing import Any

import numpy as np
from spacy.attrs import DEP, HEAD, SENT_START
from spacy.pipeline import DependencyParser
from spacy.tokens import Doc

from kg.extract.encoder import Floats
from kg.extract.transitions import Scorer, make_scorer

_SHIFT, _REDUCE, _LEFT, _RIGHT, _BREAK = (1 << number for number in range(5))
_KINDS = {"S": _SHIFT, "D": _REDUCE, "L": _LEFT, "R": _RIGHT, "B": _BREAK}
_PLACES = 8
"""What is looked at: the next two words, the three on top of the stack, the last left child of the next word, and of the top one
its last left and its last right child."""
_PIECES = 2
_NONE = -1
_STARTS, _OPEN = 1, 0


class TreeFinder:
    """A component that sets heads, relations and sentences. Make one with `make_tree_finder`."""

    def __init__(self, parser: DependencyParser, scorer: Scorer) -> None:
        self.labels = parser.labels
        self._parser = parser
        self._scorer = scorer
        moves = [parser.moves.get_class_name(number).partition("-")[::2] for number in range(parser.moves.n_moves)]
        strings = parser.vocab.strings
        self._root = strings.add("ROOT")
        self._moves = [(_KINDS[kind], strings.add(label) if label else 0) for kind, label in moves]
        # for each combination of kinds that are possible: what is added to the scores, and the move if there is but one
        bits = np.array([kind for kind, _ in self._moves])
        possible = [bits & kinds != 0 for kinds in range(1 << len(_KINDS))]
        self._bias = [np.where(moves, scorer.upper[1], np.float32(-np.inf)) for moves in possible]
        self._only = [int(moves.argmax()) if moves.sum() == 1 else None for moves in possible]

    def __call__(self, doc: Doc) -> Doc:
        """`doc` with its tree."""
        if not len(doc):
            return doc
        heads, labels = self._find(doc)
        distances = np.array([head - word if head != _NONE else 0 for word, head in enumerate(heads)])
        doc.from_array([HEAD, DEP], np.array([distances.astype(np.uint64), np.array(labels, dtype=np.uint64)]).T)
        for finish in self._parser.postprocesses:
            finish(doc)
        return doc

    def score(self, examples: Any, **options: Any) -> Any:
        """How right trees are, as spaCy measures it."""
        return self._parser.score(examples, **options)

    def _find(self, doc: Doc) -> tuple[list[int], list[int]]:
        """Head and relation of each word; one without a head has -1."""
        starts = (
            doc.to_array([SENT_START]).astype(np.int64).tolist()
        )  # 1 begins a sentence, -1 does not, 0 nobody has said
        rest = [_NONE, _NONE, *reversed(range(len(doc)))]  # the next word last
        stack = [_NONE, _NONE, _NONE]
        heads, labels = [_NONE] * len(doc), [self._root] * len(doc)
        left = [_NONE] * (len(doc) + 1)  # the last left child of each word; -1 has none
        right = [[_NONE] for _ in range(len(doc) + 1)]  # all right children, the last last
        once: set[int] = set()  # words that were put back and may not be shifted again
        score = self._scores(doc)
        while stack[-1] != _NONE or rest[-1] != _NONE:
            word, after, top = rest[-1], rest[-2], stack[-1]
            possible = _possible(word, after, stack, starts, once)
            move = self._only[possible]
            if move is None:
                places = word, after, top, stack[-2], stack[-3], left[word], left[top], right[top][-1]
                move = int((score(places) + self._bias[possible]).argmax())
            kind, label = self._moves[move]
            if kind == _SHIFT:
                stack.append(rest.pop())
            elif kind == _REDUCE:
                stack.pop()
                if heads[top] == _NONE and stack[-1] != _NONE:
                    rest.append(top)
                    once.add(top)
            elif kind == _LEFT:
                stack.pop()
                if heads[top] != _NONE:
                    right[heads[top]].pop()  # `top` was its last: later ones stood above on the stack
                heads[top], labels[top], left[word] = word, label, top
                once.discard(word)
            elif kind == _RIGHT:
                heads[word], labels[word] = top, label
                right[top].append(word)
                stack.append(rest.pop())
            else:
                starts[after] = _STARTS
        return heads, labels

    def _scores(self, doc: Doc) -> Callable[[Sequence[int]], Floats]:
        """What scores all moves by the words in the places, of which -1 is no word."""
        scorer = self._scorer
        table = np.concatenate([scorer.places(doc.tensor), scorer.absent[None]])  # found at -1 too
        table[:, 0] += scorer.bias
        weights = scorer.upper[0]
        width, take, add = len(weights), table.reshape(-1, table[0, 0].size).take, np.add.reduce

        def score(places: Sequence[int]) -> Floats:
            a, b, c, d, e, f, g, h = places
            pieces = add(take((8 * a, 8 * b + 1, 8 * c + 2, 8 * d + 3, 8 * e + 4, 8 * f + 5, 8 * g + 6, 8 * h + 7), 0))
            scores: Floats = np.maximum(pieces[:width], pieces[width:]) @ weights
            return scores

        return score


def _possible(word: int, after: int, stack: Sequence[int], starts: Sequence[int], once: Container[int]) -> int:
    """The kinds of move that are possible, as bits; `word` and the word `after` it are next."""
    if word == _NONE:
        return _REDUCE
    possible = 0
    if stack[-1] == _NONE:
        possible = _SHIFT
    else:
        if starts[word] != _STARTS:
            possible = _LEFT | _RIGHT if after == _NONE or word in once else _LEFT | _RIGHT | _SHIFT
        if starts[word] >= _OPEN or stack[-2] != _NONE:
            possible |= _REDUCE
    if after == word + 1 and starts[after] == _OPEN:
        possible |= _BREAK
    return possible


def make_tree_finder(parser: DependencyParser) -> TreeFinder | None:
    """What finds the trees that `parser` would find; None where that is of another make."""
    scorer = make_scorer(parser.model)
    shared = parser.model.get_ref("tok2vec").layers[0].name == "tok2vec-listener"
    return TreeFinder(parser, scorer) if scorer and shared and scorer.absent.shape[:2] == (_PLACES, _PIECES) else None
