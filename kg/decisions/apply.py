"""Applies decisions to what was read. A later decision about the same thing counts instead of an earlier one."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from kg.decisions.lines import decision_to_json
from kg.decisions.records import Change, ClaimRef, Decision, Party, Verdict
from kg.memberships import renamed as renamed_membership
from kg.model import NAMESPACE, Claim, Entity, Form, Mention, Participant, Reading, Role, Span, digest

Pairs = list[tuple[str, str]]
Rename = Callable[[Mention], Mention]


@dataclass(frozen=True, slots=True)
class Corrected:
    """A reading as corrected, and what became of the claims that decisions on events name."""

    reading: Reading
    renamed: Mapping[ClaimRef, str]
    """Reference -> id of the claim now; those that are gone are left out."""


class Corrections:
    """Decisions, ready to be applied."""

    def __init__(self, decisions: Iterable[Decision]) -> None:
        self._claims: dict[str, list[Decision]] = defaultdict(list)
        self._events: dict[frozenset[ClaimRef], Decision] = {}
        self._named: dict[str, set[ClaimRef]] = defaultdict(set)
        self._others: dict[str, dict[str, Entity]] = defaultdict(dict)
        same: dict[frozenset[str], Decision] = {}
        for decision in decisions:
            verdict = decision.verdict
            if verdict.of_events:
                self._events[frozenset(decision.claims)] = decision
                for ref in decision.claims:
                    self._named[ref.article].add(ref)
            elif not verdict.of_entities:
                for ref in decision.claims:
                    self._claims[ref.article].append(decision)
            elif decision.article is not None:
                for entity in decision.entities:
                    self._others[decision.article][entity.id] = _somebody_else(entity, decision.article)
            else:
                same[frozenset(entity.id for entity in decision.entities)] = decision
        self._entities = _united([d for d in same.values() if d.verdict is Verdict.SAME_ENTITY])
        self._key_of_entities = digest(*sorted((old, repr(new)) for old, new in self._entities.items()))

    def key(self, article: str) -> str:
        """A digest of all that can change the reading of an article."""
        claims = [_essence(decision) for decision in self._claims.get(article, ())]
        return digest(*claims, sorted(self._others.get(article, ())), self._key_of_entities)

    def apply(self, reading: Reading) -> Corrected:
        """What the article says, as corrected."""
        article = reading.article.id
        if not self._entities and not any(article in named for named in (self._claims, self._others, self._named)):
            return Corrected(reading, {})
        now = self.claims(reading)
        sentences = tuple(
            replace(sentence, claims=tuple(claim for old in sentence.claims if (claim := now[old])))
            for sentence in reading.sentences
        )
        found = {ref: ref.find(now, of_any_type=True) for ref in self._named.get(article, ())}
        renamed = {ref: claim.id for ref, old in found.items() if old and (claim := now[old])}
        rename = partial(self._now, article)
        memberships = tuple(renamed_membership(membership, rename) for membership in reading.memberships)
        return Corrected(Reading(reading.article, sentences, memberships), renamed)

    def claims(self, reading: Reading) -> dict[Claim, Claim | None]:
        """What becomes of each claim of an article; None where it is wrong."""
        article, before = reading.article.id, reading.claims
        verdicts = {claim: decision for decision in self._claims.get(article, ()) for claim in decision.find(before)}
        return {claim: _correct(claim, verdicts.get(claim), partial(self._rename, article)) for claim in before}

    def renamed(self, readings: Callable[[str], Reading], articles: Container[str]) -> dict[ClaimRef, str]:
        """What the claims are called now that decisions on events name, those of `articles`, each of which has a reading."""
        found = (self.apply(readings(article)).renamed for article in sorted(self._named) if article in articles)
        return {ref: claim for renamed in found for ref, claim in renamed.items()}

    @property
    def key_of_events(self) -> str:
        """A digest of all that can change how claims are merged."""
        return digest(*(_essence(decision) for decision in self._events.values()))

    def pairs(self, renamed: Mapping[ClaimRef, str]) -> tuple[Pairs, Pairs]:
        """The ids of claims that tell of the same event, and of those that do not."""
        found: dict[Verdict, Pairs] = {Verdict.SAME_EVENT: [], Verdict.OTHER_EVENT: []}
        for decision in self._events.values():
            ids = [renamed[ref] for ref in decision.claims if ref in renamed]
            if len(ids) == 2:
                found[decision.verdict].append((ids[0], ids[1]))
        return found[Verdict.SAME_EVENT], found[Verdict.OTHER_EVENT]

    def _rename(self, article: str, mention: Mention) -> Mention:
        return replace(mention, entity=self._now(article, mention.entity)) if mention.entity else mention

    def _now(self, article: str, entity: Entity) -> Entity:
        other = self._others.get(article, {}).get(entity.id, entity)
        return self._entities.get(other.id, other)


def _essence(decision: Decision) -> str:
    return json.dumps(decision_to_json(replace(decision, who=None, when=None, why=None)))


def _somebody_else(entity: Entity, article: str) -> Entity:
    iri = f"{NAMESPACE}entity/{digest('somebody else', entity.id, article)}"
    return Entity(iri, entity.name, entity.kind, entity.country)


def _united(decisions: list[Decision]) -> dict[str, Entity]:
    """Id -> the entity that it stands for: the one that others were said to be, with all their names."""
    known: dict[str, Entity] = {}
    stands_for: dict[str, str] = {}
    for decision in decisions:
        a, b = decision.entities
        known.update({b.id: b, a.id: a})
        root, other = _root(stands_for, a.id), _root(stands_for, b.id)
        if root != other:
            stands_for[other] = root
    groups: dict[str, list[Entity]] = defaultdict(list)
    for iri, entity in known.items():
        groups[_root(stands_for, iri)].append(entity)
    return {member.id: _with_names_of(known[root], members) for root, members in groups.items() for member in members}


def _root(stands_for: Mapping[str, str], iri: str) -> str:
    while iri in stands_for:
        iri = stands_for[iri]
    return iri


def _with_names_of(entity: Entity, members: Iterable[Entity]) -> Entity:
    names = {name for other in members for name in (*other.labels, *other.aliases, ("", other.name))}
    known = {*entity.labels, ("", entity.name)}
    return replace(entity, aliases=tuple(sorted({*entity.aliases, *(names - known)})))


# ---- Claims


def _correct(claim: Claim, decision: Decision | None, rename: Rename) -> Claim | None:
    """The claim as it is now; None where it is wrong."""
    if decision is None:
        return _renamed(claim, rename)
    if decision.verdict is Verdict.WRONG:
        return None
    if decision.verdict is Verdict.RIGHT:
        return _renamed(replace(claim, confidence=1.0), rename)
    return _changed(_renamed(claim, rename), decision.change, rename)


def _renamed(claim: Claim, rename: Rename) -> Claim:
    return replace(
        claim,
        participants=tuple(Participant(p.role, rename(p.mention)) for p in claim.participants),
        place=rename(claim.place) if claim.place else None,
        attributions=tuple(replace(a, source=rename(a.source)) for a in claim.attributions),
    )


def _changed(claim: Claim, change: Change, rename: Rename) -> Claim:
    def parties(role: Role, chosen: tuple[Party, ...] | None) -> tuple[Participant, ...]:
        if chosen is None:
            return tuple(p for p in claim.participants if p.role is role)
        return tuple(Participant(role, rename(_mention(claim, party))) for party in chosen)

    mode = claim.mode if change.type in {None, claim.type} else None
    return replace(
        claim,
        type=change.type or claim.type,
        mode=mode if change.mode is None else change.mode or None,
        status=change.status or claim.status,
        participants=(*parties(Role.ACTOR, change.actors), *parties(Role.TARGET, change.targets)),
        confidence=1.0,
        rule=f"corrected by hand; was {claim.type} by {claim.rule}",
    )


def _mention(claim: Claim, party: Party) -> Mention:
    start = claim.sentence.start + party.at
    span = Span(start, start + len(party.text), party.text)
    return Mention(span, party.entity.kind, Form.NAME, entity=party.entity, why="given by hand")
