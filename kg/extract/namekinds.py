"""Says of what kind each name of a document is, from all that speaks for it there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.extract.names import Gazetteer, kind_of_label
from kg.extract.namewords import Name, Words
from kg.extract.syntax import sentence_of
from kg.model import Kind

if TYPE_CHECKING:
    from spacy.tokens import Doc

WEIGHTS = {
    "recognised": 2.0,  # the recogniser gave this kind to these very words
    "touched": 0.8,  # the recogniser gave it to some of them, or to more
    "known": 1.5,  # the likeliest that a table knows by this name
    "also known": 0.5,
    "known only": 1.0,  # besides, where none of its words is a name of people
    "head": 3.0,  # its first or last word shows it: "Universitas ..."
    "title": 1.5,  # an office or form of address stands before it
    "said": 1.0,  # a verb of saying stands before it: "kata", "said"
    "said, unknown": 1.2,  # besides, where no table knows it
    "modifier": -2.5,  # a person that no table knows: it describes people or a body in small letters, "Rohingya refugees"
    "people": 0.7,  # people are known who bear its words
    "given": 1.0,  # the same of the first of two or three, where no table knows the name and no word shows what it is
    "place": 0.5,  # "di", "in" stand before it
    "not in": -2.0,  # the same, for a person that no table knows
    "elsewhere": 1.0,  # times the mean of what speaks for these words elsewhere in the document
    "short": 2.0,  # a longer name of a person in the document begins or ends with it
    "of holder": 2.5,  # it stands between an office that is named by its place and another name: "Bupati Sleman Joko ..."
    "acronym": 1.5,  # the other of a name and its acronym in parentheses
}
"""What each sign counts. A name is of the kind for which most is counted."""

Votes = defaultdict[Kind, float]
Labels = Mapping[int, tuple[tuple[int, int], Kind]]
"""Position of a token -> first and last token of what the recogniser found there, and its kind."""
_FULL_NAME = (2, 3)
"""Words of a name of a given name and what follows it."""
_COARSE = (Kind.PERSON, Kind.ORGANISATION, Kind.PLACE, Kind.PEOPLE, Kind.UNKNOWN, Kind.EVENT_NAME)


def decide_kinds(doc: Doc, names: Sequence[Name], words: Words, gazetteer: Gazetteer) -> list[Name]:
    """Return `names` with the kind that most speaks for; where nothing does the kind stays unknown."""
    labels = {
        i: ((ent.start, ent.end), coarse(kind_of_label(ent.label_)))
        for ent in doc.ents
        for i in range(ent.start, ent.end)
    }
    own = [_own_votes(doc, name, labels, words, gazetteer) for name in names]
    texts = [doc[name.first : name.last].text for name in names]
    shared = _shared(texts, own)
    people = _people(shared)
    acronyms = _acronyms(doc, names)
    decided = []
    for number, name in enumerate(names):
        if _is_of_holder(doc, names, number, words):
            own[number][Kind.PLACE] += WEIGHTS["of holder"]
        votes = _sum([(own[number], 1.0), (shared[texts[number]], WEIGHTS["elsewhere"])])
        if _key(texts[number]) in people:
            votes[Kind.PERSON] += WEIGHTS["short"]
        if number in acronyms:
            votes = _sum([(votes, 1.0), (shared[texts[acronyms[number]]], WEIGHTS["acronym"])])
        decided.append(replace(name, kind=_finest(name, votes)))
    return decided


def coarse(kind: Kind) -> Kind:
    """The kind as the recogniser knows it: person, organisation, place, people, or named event for the rest."""
    if kind.is_place:
        return Kind.PLACE
    if kind.is_organisation:
        return Kind.ORGANISATION
    return kind if kind in _COARSE else Kind.UNKNOWN


def _own_votes(doc: Doc, name: Name, labels: Labels, words: Words, gazetteer: Gazetteer) -> Votes:
    """What speaks for a kind at this place of the text."""
    votes: Votes = defaultdict(float)
    for ent, kind in dict.fromkeys(labels[i] for i in range(name.first, name.last) if i in labels):
        votes[kind] += WEIGHTS["recognised" if ent == (name.first, name.last) else "touched"]
    for number, known in enumerate(dict.fromkeys(map(coarse, name.known))):
        votes[known] += WEIGHTS["also known" if number else "known"]
    is_of_people = [gazetteer.is_of_people(t.lower_) for t in doc[name.first : name.last]]
    if name.known and not any(is_of_people):
        votes[coarse(name.known[0])] += WEIGHTS["known only"]
    head = name.head or _whole_head(doc, name, words)
    if head is not None:
        votes[coarse(head)] += WEIGHTS["head"]
    elif _has_title(doc, name, words):
        votes[Kind.PERSON] += WEIGHTS["title"]
    before = doc[name.first - 1].lower_ if name.first else ""
    if before in words.names.at:
        votes[Kind.PLACE] += WEIGHTS["place"]
        if not name.known:
            votes[Kind.PERSON] += WEIGHTS["not in"]
    if before in words.names.says:
        votes[Kind.PERSON] += WEIGHTS["said"] + (0 if name.known else WEIGHTS["said, unknown"])
    if not name.known and _is_modifier(doc, name):
        votes[Kind.PERSON] += WEIGHTS["modifier"]
    if len(is_of_people) > 1 and all(is_of_people):
        votes[Kind.PERSON] += WEIGHTS["people"]
    elif _is_full_name(doc, name, words) and is_of_people[0] and head is None:
        votes[Kind.PERSON] += WEIGHTS["given"]
    return votes


def _is_full_name(doc: Doc, name: Name, words: Words) -> bool:
    """Whether a name that no table knows has the length of one of a person, and begins with no small word."""
    return name.last - name.first in _FULL_NAME and not name.known and doc[name.first].lower_ not in words.names.inside


def _whole_head(doc: Doc, name: Name, words: Words) -> Kind | None:
    """What a first word of names of bodies shows alone: "Kejaksaan"."""
    kind = words.names.begins.get(doc[name.first : name.last].text.lower())
    return kind if kind and kind.is_organisation else None


def _is_modifier(doc: Doc, name: Name) -> bool:
    """Whether a name of one word belongs to a noun right behind it."""
    token = doc[name.first]
    if name.last - name.first > 1 or name.last >= len(doc):
        return False
    noun = doc[name.last]
    return noun.pos_ == "NOUN" and noun.text.islower() and token.i in {child.i for child in noun.children}


def _is_of_holder(doc: Doc, names: Sequence[Name], number: int, words: Words) -> bool:
    """Whether an unknown name stands right between an office that is named by its place and the holder's name."""
    name = names[number]
    is_beside = number + 1 < len(names) and names[number + 1].first == name.last
    before = (doc[max(0, name.first - length) : name.first].text.lower() for length in (1, 2, 3))
    return is_beside and not name.known and name.head is None and any(t in words.names.holders for t in before)


def _has_title(doc: Doc, name: Name, words: Words) -> bool:
    """Whether the words right before are a title, which no place or body stands between."""
    before = sentence_of(doc[name.first]).start
    for length in range(1, min(4, name.first - before) + 1):
        phrase = doc[name.first - length : name.first].text.lower()
        if phrase in words.titles and phrase not in words.names.holders:
            return True
    return False


def _shared(texts: Sequence[str], own: Sequence[Votes]) -> dict[str, Votes]:
    """The mean of the votes of all that are written alike."""
    found: dict[str, list[Votes]] = defaultdict(list)
    for text, votes in zip(texts, own, strict=True):
        found[text].append(votes)
    return {text: _sum([(votes, 1 / len(alike)) for votes in alike]) for text, alike in found.items()}


def _people(shared: Mapping[str, Votes]) -> frozenset[str]:
    """First and last parts of the longer names of people in the document, which may stand for them alone."""
    parts: set[str] = set()
    for text, votes in shared.items():
        words = text.split()
        if len(words) > 1 and _best(votes) is Kind.PERSON:
            parts |= {" ".join(words[:end]) for end in range(1, len(words))}
            parts |= {" ".join(words[start:]) for start in range(1, len(words))}
    return frozenset(map(_key, parts))


def _acronyms(doc: Doc, names: Sequence[Name]) -> dict[int, int]:
    """Number of a name -> that of its acronym in the parentheses behind it, and back."""
    found: dict[int, int] = {}
    for number, (name, after) in enumerate(pairwise(names)):
        around = doc[name.last].text, doc[after.last].text if after.last < len(doc) else ""
        if after.first != name.last + 1 or around != ("(", ")"):
            continue
        if doc[after.first].text[:1].lower() == doc[name.first].text[:1].lower():
            found |= {number: number + 1, number + 1: number}
    return found


def _sum(parts: Iterable[tuple[Votes, float]]) -> Votes:
    """Add votes, each times its factor."""
    total: Votes = defaultdict(float)
    for votes, factor in parts:
        for kind, count in votes.items():
            total[kind] += count * factor
    return total


def _best(votes: Votes) -> Kind:
    best = max(_COARSE, key=lambda kind: votes[kind])
    return best if votes[best] > 0 else Kind.UNKNOWN


def _finest(name: Name, votes: Votes) -> Kind:
    """The kind with most votes, as fine as the tables or the head word know it."""
    best = _best(votes)
    fine: Iterable[Kind | None] = (*name.known, name.head)
    return next((kind for kind in fine if kind and coarse(kind) is best), best)


def _key(text: str) -> str:
    return text.casefold()
