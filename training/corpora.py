"""Treebanks (CoNLL-U) and name corpora (IOB2, JSON lines), plain or xz, read into spaCy documents."""

from __future__ import annotations

import json
import lzma
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

KEPT_FEATURES = frozenset({"Degree", "Mood", "Number", "Poss", "Tense", "VerbForm", "Voice"})
LABELS = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC", "GPE": "GPE", "NORP": "NORP", "MISC": "MISC"}
UNKNOWN = "-"
"""A token of a name corpus whose label nobody knows."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a treebank."""

    form: str
    lemma: str
    pos: str
    features: str
    head: int
    """Index in the sentence; a root is its own head."""
    relation: str
    space: bool


TreeSentence = tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class NamedText:
    """A text and its names: (start, end, label) in characters; the label UNKNOWN marks what must not be learned."""

    text: str
    names: tuple[tuple[int, int, str], ...]
    split: str = "train"


class Texts:
    """A set of texts in which one is found by its letters and digits alone."""

    def __init__(self, texts: Iterable[NamedText]) -> None:
        self._texts = {letters(text.text) for text in texts}

    def __contains__(self, text: str) -> bool:
        return letters(text) in self._texts


def letters(text: str) -> str:
    """What stays the same of a sentence when case, spacing and punctuation differ."""
    return "".join(filter(str.isalnum, text.lower()))


def corpus_file(data: Path, name: str) -> Path:
    """The file of the corpus `name` in the folder `data`, whatever its format."""
    for ending in (".conllu", ".iob2", ".jsonl"):
        for path in (data / f"{name}{ending}", data / f"{name}{ending}.xz"):
            if path.exists():
                return path
    raise FileNotFoundError(f"there is no corpus {name} in {data}")


def read_lines(path: Path) -> list[str]:
    """Lines of `path`, or of `path`.xz where only that exists."""
    if path.exists():
        return path.read_text(encoding="utf-8").splitlines()
    with lzma.open(path.with_name(path.name + ".xz"), "rt", encoding="utf-8") as stream:
        return stream.read().splitlines()


def read_treebank(path: Path) -> Iterator[TreeSentence]:
    """Sentences of a CoNLL-U file without multiword tokens and empty nodes."""
    for is_blank, lines in groupby(read_lines(path), key=lambda line: not line.strip()):
        if not is_blank:
            rows = [line.split("\t") for line in lines if not line.startswith("#")]
            yield tuple(_read_word(number, row) for number, row in enumerate(rows))


def _read_word(number: int, row: Sequence[str]) -> Word:
    features = "|".join(f for f in row[5].split("|") if f.split("=")[0] in KEPT_FEATURES)
    head = int(row[6]) - 1
    return Word(
        form=row[1].replace(" ", "\u00a0"),
        lemma=row[2],
        pos=row[3],
        features=features,
        head=number if head < 0 else head,
        relation="ROOT" if head < 0 else row[7],
        space="SpaceAfter=No" not in row[9],
    )


def make_tree_doc(vocab: Vocab, sentences: Sequence[TreeSentence], breaks: Sequence[str]) -> Doc:
    """One document of `sentences`; after each comes its break: nothing, or white space that becomes a token."""
    words: list[Word] = []
    for sentence, gap in zip(sentences, breaks, strict=True):
        first = len(words)
        words += [Word(w.form, w.lemma, w.pos, w.features, w.head + first, w.relation, w.space) for w in sentence]
        last = words[-1]
        words[-1] = Word(last.form, last.lemma, last.pos, last.features, last.head, last.relation, not gap)
        if gap:
            words.append(Word(gap, gap, "SPACE", "", len(words) - 1, "dep", False))
    return Doc(
        vocab,
        words=[w.form for w in words],
        spaces=[w.space for w in words],
        pos=[w.pos for w in words],
        morphs=[w.features for w in words],
        lemmas=[w.lemma for w in words],
        heads=[w.head for w in words],
        deps=[w.relation for w in words],
    )


def group_sentences(vocab: Vocab, sentences: Iterable[TreeSentence], seed: int) -> Iterator[Doc]:
    """Documents of one to eight sentences; a line break ends those without a full stop, and some others too."""
    chance = random.Random(seed)
    waiting = list(sentences)
    while waiting:
        size = chance.randint(1, 8)
        chosen, waiting = waiting[:size], waiting[size:]
        breaks = [chance.choice(["", "", "", "\n", "\n\n"]) if _is_closed(s) else "\n" for s in chosen[:-1]]
        yield make_tree_doc(vocab, chosen, [*breaks, ""])


def _is_closed(sentence: TreeSentence) -> bool:
    return sentence[-1].form in {".", "?", "!", "…", '"', "”", "''", ")", "’", "'"}


def read_iob(path: Path) -> Iterator[NamedText]:
    """Sentences of an IOB2 file (token, tab, tag) as running text."""
    for is_blank, lines in groupby(read_lines(path), key=lambda line: not line.strip()):
        if not is_blank:
            rows = [line.split("\t") for line in lines]
            yield join_tokens([row[0] for row in rows], [row[-1] for row in rows])


def join_tokens(tokens: Sequence[str], tags: Sequence[str]) -> NamedText:
    """Running text of tokens that carry no white space, with their IOB2 tags as names."""
    text = ""
    names: list[tuple[int, int, str]] = []
    quoted = False
    for index, (token, tag) in enumerate(zip(tokens, tags, strict=True)):
        before = tokens[index - 1] if index else ""
        closes = token == '"' and quoted
        opened = before == '"' and quoted
        if text and not (closes or opened or _touches(before, token, tokens[index + 1 : index + 2])):
            text += " "
        if token == '"':
            quoted = not quoted
        start, text = len(text), text + token
        if tag.startswith("I-") and names and names[-1][2] == LABELS[tag[2:]]:
            names[-1] = (names[-1][0], len(text), names[-1][2])
        elif tag == UNKNOWN:
            names.append((start, len(text), UNKNOWN))
        elif tag != "O":
            names.append((start, len(text), LABELS[tag[2:]]))
    return NamedText(text, tuple(names))


def _touches(before: str, token: str, after: Sequence[str]) -> bool:
    if token in {".", ",", ";", ":", "!", "?", ")", "]", "”", "’", "%", "..."} or before in {
        "(",
        "[",
        "“",
        "‘",
        "$",
        "#",
    }:
        return True
    if token in {"'s", "n't", "'re", "'ve", "'ll", "'d", "'m", "’s"}:
        return True
    if token in {"-", "/"}:
        return before[-1:].isalnum() and bool(after) and after[0][:1].isalnum()
    return before in {"-", "/"} and token[:1].isalnum()


def read_marked(path: Path) -> Iterator[NamedText]:
    """Texts of a JSON-lines file with `text`, `entities` and `split`."""
    for line in read_lines(path):
        row = json.loads(line)
        names = tuple((start, end, LABELS[label]) for start, end, label in row["entities"])
        yield NamedText(row["text"], names, row["split"])


def make_named_doc(doc: Doc, named: NamedText) -> Doc:
    """A copy of the tokenised `doc` with the names of `named`; unknown ones are left missing."""
    copy = doc.copy()
    known: list[Span] = []
    unknown: set[int] = set()
    for start, end, label in sorted(named.names):
        span = copy.char_span(start, end, label=label, alignment_mode="expand")
        if label == UNKNOWN:
            unknown.update(range(span.start, span.end))
        elif not known or span.start >= known[-1].end:
            known.append(span)
    unknown -= {token.i for span in known for token in span}
    copy.set_ents(known, missing=[copy[i : i + 1] for i in sorted(unknown)], default="outside")
    return copy
