"""Sentences that the parser left without a main verb: "Protesters called for a strike" is no noun with a participle.

English writes past tense and participle alike, and the parser takes some for the other. Where a full stop ends a sentence, its
root is a noun, and nothing is said of that noun, the participle that fits becomes the root.
"""

from __future__ import annotations

import numpy
from spacy.attrs import DEP, HEAD, MORPH
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

_NOMINALS = frozenset({"NOUN", "PROPN", "PRON"})
_PREDICATIONS = frozenset({"cop", "nsubj", "csubj", "aux", "expl"})
_OF_CLAUSE = frozenset({"advcl", "advmod", "cc", "ccomp", "conj", "mark", "obl", "parataxis", "punct", "xcomp"})
_BREAKS = frozenset({",", "(", "[", "–", "—", "-", ":"})
_FEWEST_WORDS = 4
_FINITE = "Mood=Ind|Tense=Past|VerbForm=Fin"


@Language.component("kg_main_verbs")  # type: ignore[untyped-decorator,unused-ignore]
def restore_main_verbs(doc: Doc) -> Doc:
    """`doc`, with a verb as the root of each sentence that had lost it."""
    if not doc.has_annotation("DEP"):
        return doc
    found = [(verb, sentence.root) for sentence in doc.sents if (verb := find_main_verb(sentence)) is not None]
    if not found:
        return doc
    heads = {token.i: token.head.i for token in doc}
    labels = {token.i: token.dep_ for token in doc}
    features = {token.i: token.morph.key for token in doc}
    for verb, root in found:
        features[verb.i] = doc.vocab.morphology.add(_FINITE)
        for token, head, label in _rearranged(verb, root):
            heads[token.i], labels[token.i] = head.i, label
    rows = [((heads[i] - i) % 2**64, doc.vocab.strings.add(labels[i]), features[i]) for i in range(len(doc))]
    return doc.from_array([HEAD, DEP, MORPH], numpy.array(rows, dtype="uint64"))


def find_main_verb(sentence: Span) -> Token | None:
    """The participle that has to be the main verb of `sentence`; None where it has a verb, or needs none."""
    words = [token for token in sentence if not token.is_space]
    root = sentence.root
    if len(words) < _FEWEST_WORDS or words[-1].text != "." or root.pos_ not in _NOMINALS:
        return None
    if any(_relation(child) in _PREDICATIONS for child in root.children):
        return None
    parts = [root, *(child for child in root.children if child.i < root.i and child.pos_ in _NOMINALS)]
    verbs = sorted(child for part in parts for child in part.children if _is_past(child))
    return next((verb for verb in verbs if _lacks_subject(verb, root)), None)


def _is_past(token: Token) -> bool:
    labels = {"acl", "amod"}
    return token.pos_ == "VERB" and token.dep_ in labels and token.morph.get("Tense") == ["Past"]


def _lacks_subject(verb: Token, root: Token) -> bool:
    """Whether `verb` has no subject or agent of its own, and follows a noun that can be its subject."""
    before = verb.nbor(-1) if verb.i else verb
    marks = {word.lower_ for child in verb.children for word in (child, *child.children)}
    if before.text in _BREAKS or "by" in marks or any(child.dep_.startswith("nsubj") for child in verb.children):
        return False
    return root.i < verb.i or before.pos_ in _NOMINALS


def _rearranged(verb: Token, root: Token) -> list[tuple[Token, Token, str]]:
    """What hangs elsewhere once `verb` is the root: a word, its new head and its label."""
    subject = root if root.i < verb.i else _first_subject(verb, root)
    moved = [(verb, verb, "ROOT"), (subject, verb, "nsubj")]
    if subject is not root:
        moved.append((root, verb, "obj"))
    for child in root.children:
        if child in (verb, subject):
            continue
        follows = child.i > verb.i
        if _relation(child) in _OF_CLAUSE or (follows and subject is root):
            moved.append((child, verb, "obl" if child.dep_ == "nmod" else child.dep_))
        elif not follows and subject is not root:
            moved.append((child, subject, child.dep_))
    return moved


def _first_subject(verb: Token, root: Token) -> Token:
    """The head of the noun phrase right before `verb`, which the parser had made part of what `root` heads."""
    subject = verb.nbor(-1)
    while subject.head not in (verb, root, subject) and subject.head.i < verb.i:
        subject = subject.head
    return subject


def _relation(token: Token) -> str:
    return str(token.dep_).partition(":")[0]
