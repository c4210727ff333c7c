"""Gold events and extracted claims as (actor, type, target) pairs, and when two participants are the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from kg.errors import InputError
from kg.formats import claim_to_json
from kg.model import Claim

RECIPROCAL = frozenset({"AGREE", "CONSULT", "COOPERATE", "TRADE", "COMPETE"})
"""Types without direction: two actors and no target are one pair."""

_WORD = re.compile(r"\w+")
_LONGEST_PHRASE = 12
_SHORTEST_WORD = 4


@dataclass(frozen=True, slots=True)
class Party:
    """A participant: its words in the text, the names that it goes by, and the entity that it was linked to."""

    text: str
    names: tuple[str, ...] = ()
    id: str | None = None

    @property
    def key(self) -> str:
        """What two mentions of one participant share."""
        return (self.id or next(iter(self.names), self.text)).casefold()


@dataclass(frozen=True, slots=True)
class Pair:
    """One actor and one target of an event; None is an empty role. `types` are those that count as right."""

    types: tuple[str, ...]
    actor: Party | None
    target: Party | None
    date: str | None
    status: str | None
    optional: bool = False
    sentence: str = ""
    trigger: str = ""
    confidence: float = 1.0

    def __str__(self) -> str:
        return f"{_shown(self.actor)} {'|'.join(self.types)} {_shown(self.target)}"


@dataclass(frozen=True, slots=True)
class GoldRecord:
    """A text with everything that happens in it."""

    id: str
    text: str
    lang: str
    date: str | None
    events: Sequence[Mapping[str, Any]]

    @property
    def pairs(self) -> list[Pair]:
        """The pairs of all its events."""
        return [pair for event in self.events for pair in pairs_of_event(event)]


def gold_from_json(line: Mapping[str, Any]) -> GoldRecord:
    """One line of a gold file. Raises InputError if it has no id, text or events."""
    missing = [field for field in ("id", "text", "events") if field not in line]
    if missing:
        raise InputError(f"gold record {line.get('id', '?')}: field {missing[0]} is missing")
    return GoldRecord(line["id"], line["text"], line.get("lang") or "en", line.get("date"), line["events"])


def pairs_of_event(event: Mapping[str, Any]) -> list[Pair]:
    """The pairs of a gold event."""
    types = tuple(event["type"].split("|"))
    return [
        Pair(types, actor, target, event.get("date"), event.get("status"), bool(event.get("optional")),
             event.get("sentence") or "", event.get("trigger") or "")
        for actor, target in _couples(types, gold_parties(event.get("actor")), gold_parties(event.get("target")))
    ]  # fmt: skip


def pairs_of_claim(claim: Claim) -> list[Pair]:
    """The pairs of an extracted claim."""
    return pairs_of_line(claim_to_json(claim))


def pairs_of_line(line: Mapping[str, Any]) -> list[Pair]:
    """The pairs of an event line of ``kg extract``."""
    types = (line["type"],)
    date = (line.get("date") or {}).get("value")
    sentence, trigger = (line.get("sentence") or {}).get("text", ""), (line.get("trigger") or {}).get("text", "")
    return [
        Pair(types, actor, target, date, line.get("status"), False, sentence, trigger, line.get("confidence", 1.0))
        for actor, target in _couples(types, _found_parties(line["actors"]), _found_parties(line["targets"]))
    ]


def same_party(gold: Party | None, found: Party | None) -> bool:
    """Whether an extracted participant is the gold one: by one of its names, or by a word of the text that they share."""
    if gold is None or found is None:
        return gold is found
    accepted = {name.casefold() for name in gold.names}
    if {found.text.casefold(), *(name.casefold() for name in found.names)} & accepted:
        return True
    words = _words(gold.text)
    by_text = len(found.text.split()) <= _LONGEST_PHRASE and words & _words(found.text)
    return bool(by_text or any(words & _words(name) for name in found.names))


def _couples(
    types: Sequence[str], actors: Sequence[Party], targets: Sequence[Party]
) -> Iterator[tuple[Party | None, Party | None]]:
    if not targets and len(actors) > 1 and RECIPROCAL & set(types):
        yield from combinations(actors, 2)
        return
    for actor in actors or (None,):
        for target in targets or (None,):
            yield actor, target


def gold_parties(value: Any) -> list[Party]:
    """The participants in a role of a gold event: null, words, ``{"text": …, "names": […]}``, or a list of those."""
    if not value:
        return []
    if isinstance(value, str):
        return [Party(value)]
    if isinstance(value, Mapping):
        return [Party(value.get("text", ""), tuple(value.get("names", ())), value.get("id"))]
    return [party for item in value for party in gold_parties(item)]


def _found_parties(mentions: Sequence[Mapping[str, Any]]) -> list[Party]:
    return [Party(m.get("text", ""), (m["name"],) if m.get("name") else (), m.get("id")) for m in mentions]


def _words(text: str) -> set[str]:
    """The words that tell `text` apart: of four letters, in capitals, or numbers; all its words where it has none."""
    found = _WORD.findall(text)
    telling = {
        word.casefold()
        for word in found
        if len(word) >= _SHORTEST_WORD or (word.isupper() and len(word) > 1) or word.isdigit()
    }
    return telling or {word.casefold() for word in found}


def _shown(party: Party | None) -> str:
    return "–" if party is None else next(iter(party.names), party.text)
