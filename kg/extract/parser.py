"""Finds the syntactic tree as spaCy's parser does, from the same weights and in half of the time.

The parser (arc-eager; Nivre 2008) goes through the words with a stack: it puts the next word on it, takes the top one off, draws
an arc between the two, or has a sentence begin after the next word. Where one move alone is possible nothing is scored. Stretches
of the text that no arc joins, since a sentence begins where the next does, take their steps side by side: what each of them can do
next is scored together.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Generator, Sequence
from itertools import pairwise
from typing import Any, TypeAlias

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
_STARTS, _OPEN, _SAID = 1, 0, -1
_EACH = np.arange(_PLACES)

Places: TypeAlias = tuple[int, ...]
State: TypeAlias = tuple[Places, int]
"""The words in the places, and the kinds of move that are possible, as bits."""
Run: TypeAlias = Generator[State, int, None]


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
        self._bias = np.array([np.where(moves, scorer.upper[1], np.float32(-np.inf)) for moves in possible])
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
        tree = _Tree(doc, self._root)
        score = self._scores(doc)
        runs = [self._run(tree, first, end) for first, end in pairwise(tree.borders)]
        asking = [(run, state) for run in runs if (state := next(run, None))]
        while asking:
            moves = score([places for _, (places, _) in asking])
            moves += self._bias[[possible for _, (_, possible) in asking]]
            chosen = moves.argmax(axis=1).tolist()
            asking = [
                (run, state) for (run, _), move in zip(asking, chosen, strict=True) if (state := _go_on(run, move))
            ]
        return tree.heads, tree.labels

    def _run(self, tree: _Tree, first: int, end: int) -> Run:
        """Find the tree of the words from `first` to before `end`, where a sentence begins; asks what to do where it can choose."""
        heads, labels, left, right, starts = tree.heads, tree.labels, tree.left, tree.right, tree.starts
        following = [_NONE, _NONE, *reversed(range(end, min(end + 2, len(heads))))]
        rest = [*following[-2:], *reversed(range(first, end))]  # the next word last
        goal = rest[1]
        stack = [_NONE, _NONE, _NONE]
        once: set[int] = set()  # words that were put back and may not be shifted again
        while stack[-1] != _NONE or rest[-1] != goal:
            word, after, top = rest[-1], rest[-2], stack[-1]
            possible = _possible(word, after, stack, starts, once)
            move = self._only[possible]
            if move is None:
                move = yield (word, after, top, stack[-2], stack[-3], left[word], left[top], right[top][-1]), possible
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

    def _scores(self, doc: Doc) -> Callable[[Sequence[Places]], Floats]:
        """What scores all moves of states, each by the words in its places, of which -1 is no word."""
        scorer = self._scorer
        table = np.concatenate([scorer.places(doc.tensor), scorer.absent[None]])  # found at -1 too
        table[:, 0] += scorer.bias
        weights = scorer.upper[0]
        width, rows = len(weights), table.reshape(-1, table[0, 0].size)

        def score(states: Sequence[Places]) -> Floats:
            pieces = rows.take(np.array(states) * _PLACES + _EACH, axis=0).sum(axis=1)
            scores: Floats = np.maximum(pieces[:, :width], pieces[:, width:]) @ weights
            return scores

        return score


class _Tree:
    """What is known of the tree of a text."""

    def __init__(self, doc: Doc, root: int) -> None:
        count = len(doc)
        self.starts: list[int] = doc.to_array([SENT_START]).astype(np.int64).tolist()
        """For each word 1 if it begins a sentence, -1 if it does not, 0 if nobody has said."""
        self.heads, self.labels = [_NONE] * count, [root] * count
        self.left = [_NONE] * (count + 1)
        """The last left child of each word; -1 has none."""
        self.right = [[_NONE] for _ in range(count + 1)]
        """All right children, the last last."""
        begins = pairwise([*self.starts, _SAID])
        self.borders = [
            0,
            *(i for i, starts in enumerate(begins) if i and starts[0] == _STARTS and starts[1] != _OPEN),
            count,
        ]
        """Where words begin of which no tree reaches across; where the next word may begin a sentence too, that is seen before."""


def _go_on(run: Run, move: int) -> State | None:
    """What `run` asks next; None at its end."""
    try:
        return run.send(move)
    except StopIteration:
        return None


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
