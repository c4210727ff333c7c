"""Merges claims into events, cautiously: the same type and parties on the same days, told with a date.

Two claims become one event when their type agrees, their modes do not differ, the same linked entities stand in the same
roles, and the days that they give overlap within a week. Claims without a date are merged inside one article alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from kg.model import Article, Claim, Entity, Event, Mention, Stance, Status, digest

_CERTAIN_STATUS = (Status.HAPPENED, Status.ONGOING, Status.PLANNED, Status.POSSIBLE, Status.DENIED)
_WINDOW = dt.timedelta(days=7)

Key = tuple[str, tuple[str, ...], tuple[str, ...]]


def merge(claims: Iterable[Claim], articles: Mapping[str, Article]) -> list[Event]:
    """Return the events that `claims` (all linked) tell of, by id.

    `articles` gives the article of each claim, for its publisher and the order of telling.
    """
    blocks: dict[Key, list[list[Claim]]] = {}
    for claim in sorted(claims, key=lambda claim: _order(claim, articles)):
        groups = blocks.setdefault(_key(claim), [])
        group = next((group for group in groups if all(_same(claim, other) for other in group)), None)
        if group is None:
            groups.append([claim])
        else:
            group.append(claim)
    events = [_event(group, articles) for groups in blocks.values() for group in groups]
    return sorted(events, key=lambda event: event.id)


def _order(claim: Claim, articles: Mapping[str, Article]) -> tuple[str, str, int, str]:
    return articles[claim.article].published or "9999", claim.article, claim.trigger.span.start, claim.id


def _key(claim: Claim) -> Key:
    return claim.type, _ids(claim.actors), _ids(claim.targets)


def _ids(mentions: Iterable[Mention]) -> tuple[str, ...]:
    return tuple(sorted({m.entity.id for m in mentions if m.entity}))


def _same(claim: Claim, other: Claim) -> bool:
    if claim.mode and other.mode and claim.mode != other.mode:
        return False
    if not (claim.actors and claim.targets) and len(claim.participants) < 2:
        return False
    if Status.PLANNED in {claim.status, other.status} and claim.status is not other.status:
        return False
    first, second = _days(claim), _days(other)
    if first is None or second is None:
        return claim.article == other.article and claim.trigger.lemma == other.trigger.lemma and first == second
    overlap = first[0] <= second[1] and second[0] <= first[1]
    return overlap and max(first[1] - first[0], second[1] - second[0]) <= _WINDOW


def _days(claim: Claim) -> tuple[dt.date, dt.date] | None:
    when = claim.when
    if when is None or when.begin is None or when.end is None:
        return None
    return dt.date.fromisoformat(when.begin), dt.date.fromisoformat(when.end)


def _event(claims: Sequence[Claim], articles: Mapping[str, Article]) -> Event:
    first = claims[0]
    dated = [claim.when for claim in claims if claim.when and claim.when.value]
    asserted = [claim.status for claim in claims]
    contexts = sorted({context for claim in claims for context in claim.contexts})
    places = [claim.place.entity for claim in claims if claim.place and claim.place.entity]
    return Event(
        id=digest("event", first.id),
        type=first.type,
        claims=tuple(claims),
        why=_why(claims),
        actors=_entities(claim.actors for claim in claims),
        targets=_entities(claim.targets for claim in claims),
        mode=next((claim.mode for claim in claims if claim.mode), None),
        contexts=tuple(contexts),
        when=min(dated, key=lambda when: (_length(when.begin, when.end), when.value or "")) if dated else None,
        place=places[0] if places else None,
        status=min(asserted, key=_CERTAIN_STATUS.index),
        independent_sources=len({origin(claim, articles[claim.article]) for claim in claims}),
    )


def _why(claims: Sequence[Claim]) -> str:
    if len(claims) == 1:
        return "single claim"
    return f"{len(claims)} claims of the same type, with the same actors and targets, on days that overlap"


def _entities(mentions: Iterable[Iterable[Mention]]) -> tuple[Entity, ...]:
    found = {m.entity.id: m.entity for group in mentions for m in group if m.entity}
    return tuple(found[key] for key in sorted(found))


def _length(begin: str | None, end: str | None) -> int:
    if begin is None or end is None:
        return 10**6
    return (dt.date.fromisoformat(end) - dt.date.fromisoformat(begin)).days


def origin(claim: Claim, article: Article) -> str:
    """Whom the claim goes back to: the outermost source that asserts it, else the article's publisher, else the article."""
    sources = [a.source.entity.id for a in claim.attributions if a.stance is Stance.ASSERTS and a.source.entity]
    return sources[-1] if sources else article.publisher or article.id
