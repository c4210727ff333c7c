"""Decisions about a graph, made one by one: each is written beside the graph, and the graph is made anew with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg.decisions import Change, ClaimRef, Decision, Verdict, open_decisions
from kg.decisions.gold import gold_records
from kg.derive import derive
from kg.errors import QueryError
from kg.formats import Json
from kg.journal import open_journal
from kg.lookup import Lookup, names_claim
from kg.model import Status
from kg.rdf.taxonomy import load_taxonomy
from kg.store import GraphDirectory


def merge(graph: str | Path, a: str, b: str, *, who: str | None = None, why: str | None = None) -> Decision:
    """Decide that two events are one, or that entity `b` is entity `a`, under whose id both go from now on.

    Events and claims are given by id or IRI, entities by name or IRI. Raises QueryError for what the graph does not have.
    """
    return _decide(graph, lambda look: _pair(look, a, b, Verdict.SAME_EVENT, Verdict.SAME_ENTITY), who, why)


def split(graph: str | Path, a: str, b: str, *, who: str | None = None, why: str | None = None) -> Decision:
    """Decide that two events, or an event and one of its claims, are not one; or that entity `b` is not `a`.

    Where `b` is an article, who is called `a` in it is somebody else. Raises QueryError as `merge` does.
    """

    def decision(look: Lookup) -> Decision:
        article = look.article(b)
        if article is not None and not names_claim(a):
            return Decision(Verdict.OTHER_ENTITY, look.entity(a), article=article)
        return _pair(look, a, b, Verdict.OTHER_EVENT, Verdict.OTHER_ENTITY)

    return _decide(graph, decision, who, why)


def reject(graph: str | Path, claim: str, *, who: str | None = None, why: str | None = None) -> Decision:
    """Decide that a claim is wrong: the article does not say so. Raises QueryError for a claim that the graph does not have."""
    return _decide(graph, lambda look: Decision(Verdict.WRONG, ClaimRef.of(look.claim(claim))), who, why)


def confirm(graph: str | Path, claim: str, *, who: str | None = None, why: str | None = None) -> Decision:
    """Decide that a claim is right as it is. Raises QueryError for a claim that the graph does not have."""
    return _decide(graph, lambda look: Decision(Verdict.RIGHT, ClaimRef.of(look.claim(claim))), who, why)


def correct(
    graph: str | Path,
    claim: str,
    *,
    type: str | None = None,
    mode: str | None = None,
    status: str | None = None,
    actors: Sequence[str] | None = None,
    targets: Sequence[str] | None = None,
    who: str | None = None,
    why: str | None = None,
) -> Decision:
    """Decide what a claim says instead; None leaves a part as it is, an empty list takes everybody out.

    A participant is given by words of the sentence, which name somebody, or as ``words=name`` or ``words=IRI``. Raises
    QueryError for an unknown type, mode, status or claim, and for words that the sentence does not have.
    """
    if (type, mode, status, actors, targets) == (None,) * 5:
        raise QueryError("say what is right instead: a type, mode, status, actor or target")

    def decision(look: Lookup) -> Decision:
        found = look.claim(claim)
        change = Change(
            *_kind(type, mode, found.type),
            _status(status),
            None if actors is None else tuple(look.party(found, words) for words in actors),
            None if targets is None else tuple(look.party(found, words) for words in targets),
        )
        return Decision(Verdict.CORRECTED, ClaimRef.of(found), change=change)

    return _decide(graph, decision, who, why)


@dataclass(frozen=True, slots=True)
class Listed:
    """A decision with its number, and whether the graph has what it is about."""

    number: int
    decision: Decision
    applies: bool


def decisions(graph: str | Path) -> list[Listed]:
    """All decisions of a graph, in the order in which they were made."""
    directory = GraphDirectory.open(graph)
    look = Lookup(directory)
    return [
        Listed(number, decision, look.has(decision))
        for number, decision in enumerate(open_decisions(directory), start=1)
    ]


def gold(graph: str | Path) -> list[Json]:
    """The judged sentences of a graph as records of gold: those whose claims were confirmed, corrected or rejected."""
    directory = GraphDirectory.open(graph)
    return list(gold_records(open_journal(directory), open_decisions(directory)))


def undo(graph: str | Path, number: int) -> Decision:
    """Delete a decision by its number, and return it. Raises QueryError if there is none."""
    directory = GraphDirectory.open(graph)
    with directory.lock():
        undone = open_decisions(directory).undo(number)
        derive(directory, open_journal(directory))
        return undone


def keep(graph: str | Path, decision: Decision, who: str | None, why: str | None) -> Decision:
    """Write a decision beside a graph, with the time; `apply` makes the graph anew."""
    directory = GraphDirectory.open(graph)
    with directory.lock():
        return _keep(directory, decision, who, why)


def apply(graph: str | Path) -> None:
    """Make a graph anew with the decisions that are written beside it."""
    directory = GraphDirectory.open(graph)
    with directory.lock():
        derive(directory, open_journal(directory))


def _decide(graph: str | Path, make: Callable[[Lookup], Decision], who: str | None, why: str | None) -> Decision:
    directory = GraphDirectory.open(graph)
    with directory.lock():
        decision = _keep(directory, make(Lookup(directory)), who, why)
        derive(directory, open_journal(directory))
        return decision


def _keep(directory: GraphDirectory, decision: Decision, who: str | None, why: str | None) -> Decision:
    now = dt.datetime.now(dt.timezone.utc).isoformat(timespec="seconds")
    signed = replace(decision, who=who, when=now, why=why)
    open_decisions(directory).add(signed)
    return signed


def _pair(look: Lookup, a: str, b: str, events: Verdict, entities: Verdict) -> Decision:
    if names_claim(a) != names_claim(b):
        raise QueryError(f"{a} and {b}: give two events (ids or IRIs) or two entities (names or IRIs)")
    if names_claim(a):
        first, second = look.claims_of_two(a, b)
        return Decision(events, ClaimRef.of(first), ClaimRef.of(second))
    one, other = look.entity(a), look.entity(b)
    if one.id == other.id:
        raise QueryError(f"{a} and {b} are one already: {one.id}; to tell them apart, `kg split` it in an article")
    return Decision(entities, one, other)


def _kind(type_: str | None, mode: str | None, before: str) -> tuple[str | None, str | None]:
    types = load_taxonomy().types
    code = type_.upper() if type_ else None
    if code is not None and code not in types:
        raise QueryError(f"unknown type '{type_}'; known: {', '.join(types)}")
    modes = {name.partition("-")[2] or name for name in types[code or before].modes}
    if mode and mode not in modes:
        raise QueryError(f"{code or before} has no mode '{mode}'; it has: {', '.join(sorted(modes)) or 'none'}")
    return code, mode


def _status(status: str | None) -> Status | None:
    try:
        return Status(status) if status else None
    except ValueError as error:
        raise QueryError(f"unknown status '{status}'; known: {', '.join(s.value for s in Status)}") from error
