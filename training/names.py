"""Name corpora with different label sets, made one: PERSON ORG GPE LOC NORP MISC.

The marked corpora have them all. The others know PER, ORG and LOC only: their places become GPE or LOC, and what may
be a NORP or MISC is left out of the loss instead of being learned as no name.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from training.corpora import UNKNOWN, NamedText

_PLACE_WORDS = {
    "id": "bandara bukit danau gedung gunung istana jalan jembatan kawasan kepulauan laut lautan masjid museum "
    "pantai pegunungan pelabuhan pulau samudra selat semenanjung stadion stasiun sungai taman tanjung "
    "teluk tol asia afrika eropa nusantara",
    "en": "airport avenue bay beach bridge canal cave coast desert east forest gulf hall hill island islands "
    "lake mount mountain mountains ocean palace park peninsula river road sea square stadium station "
    "strait street valley africa asia europe antarctica earth",
}


def name_table(marked: Iterable[NamedText]) -> Mapping[str, str]:
    """Name -> its most frequent label."""
    counts = Counter((text.text[start:end], label) for text in marked for start, end, label in text.names)
    return {name: label for (name, label), _ in sorted(counts.items(), key=lambda item: (item[1], item[0]))}


def refine(texts: Iterable[NamedText], table: Mapping[str, str], code: str) -> Iterator[NamedText]:
    """Texts whose corpus knows PER, ORG and LOC only, with the labels of the marked corpora."""
    features = frozenset(_PLACE_WORDS[code].split())
    wide = {name for name, label in table.items() if label in {"NORP", "MISC"} and name[:1].isupper()}
    for text in texts:
        names = [
            (s, e, _place(text.text[s:e], table, features) if label == "LOC" else label) for s, e, label in text.names
        ]
        yield NamedText(text.text, tuple(sorted([*names, *_unknown(text, wide)])), text.split)


def _place(name: str, table: Mapping[str, str], features: frozenset[str]) -> str:
    known = table.get(name)
    if known in {"GPE", "LOC"}:
        return known
    return "LOC" if features & set(name.lower().split()) else "GPE"


def _unknown(text: NamedText, wide: set[str]) -> Iterator[tuple[int, int, str]]:
    """Words of `text` outside its names that the marked corpora know as NORP or MISC."""
    position = 0
    for word in text.text.split(" "):
        bare = word.strip(".,;:!?()\"“”'")
        start = position + word.find(bare)
        end = start + len(bare)
        if bare in wide and not any(s < end and start < e for s, e, _ in text.names):
            yield start, end, UNKNOWN
        position += len(word) + 1


def join_texts(texts: Sequence[NamedText], seed: int) -> Iterator[NamedText]:
    """Texts of one to eight sentences, separated by spaces or line breaks, in shuffled order."""
    chance = random.Random(seed)
    waiting = list(texts)
    chance.shuffle(waiting)
    while waiting:
        size = chance.randint(1, 8)
        chosen, waiting = waiting[:size], waiting[size:]
        text, names = "", list[tuple[int, int, str]]()
        for part in chosen:
            if text:
                text += chance.choice([" ", " ", "\n", "\n\n"])
            names += [(s + len(text), e + len(text), label) for s, e, label in part.names]
            text += part.text
        yield NamedText(text, tuple(names))
