"""The JSON shapes that other tools read: articles, events (one line for each claim) and explanations.

Fields may be added, never renamed or dropped.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any

from kg.memberships import entities_in, membership_from_json, membership_to_json
from kg.model import (
    Article,
    Attribution,
    Basis,
    Certainty,
    Claim,
    Entity,
    EventRecord,
    Evidence,
    Form,
    Kind,
    Membership,
    Mention,
    Participant,
    Reading,
    Role,
    Sentence,
    Span,
    Stance,
    Status,
    Trigger,
    Voice,
    When,
)

Json = dict[str, Any]


def article_to_json(article: Article) -> Json:
    """One article as a JSON line has it; absent fields are left out."""
    fields = {name: getattr(article, name) for name in ("id", "url", "title", "text", "published", "publisher", "lang")}
    return {name: value for name, value in fields.items() if value is not None} | {"authors": list(article.authors)}


def article_from_json(fields: Mapping[str, Any]) -> Article:
    """Inverse of `article_to_json`."""
    known = {name: fields.get(name) for name in ("id", "text", "title", "url", "published", "publisher", "lang")}
    return Article(**known, authors=tuple(fields.get("authors") or ()))  # type: ignore[arg-type]


def claim_to_json(claim: Claim) -> Json:
    """One claim as the event line of ``kg extract``."""
    return {
        "id": claim.id,
        "article": claim.article,
        "lang": claim.lang,
        "type": claim.type,
        "mode": claim.mode,
        "contexts": list(claim.contexts),
        "actors": [mention_to_json(mention) for mention in claim.actors],
        "targets": [mention_to_json(mention) for mention in claim.targets],
        "trigger": {**_span(claim.trigger.span), "lemma": claim.trigger.lemma},
        "date": when_to_json(claim.when),
        "place": mention_to_json(claim.place) if claim.place else None,
        "status": claim.status.value,
        "certainty": claim.certainty.value,
        "status_cue": _span(claim.status_cue) if claim.status_cue else None,
        "attribution": [_attribution(attribution) for attribution in claim.attributions],
        "sentence": _span(claim.sentence),
        "rule": claim.rule,
        "confidence": claim.confidence,
    }


def claim_from_json(line: Mapping[str, Any], entities: Mapping[str, Entity] | None = None) -> Claim:
    """Inverse of `claim_to_json`. `entities` gives back what the line does not hold: sector, labels, aliases."""
    known = entities or {}
    return Claim(
        article=line["article"],
        lang=line["lang"],
        sentence=_to_span(line["sentence"]),
        type=line["type"],
        mode=line["mode"],
        contexts=tuple(line["contexts"]),
        trigger=Trigger(_to_span(line["trigger"]), line["trigger"]["lemma"]),
        participants=(
            *(Participant(Role.ACTOR, _to_mention(m, known)) for m in line["actors"]),
            *(Participant(Role.TARGET, _to_mention(m, known)) for m in line["targets"]),
        ),
        when=_to_when(line["date"]),
        place=_to_mention(line["place"], known) if line["place"] else None,
        status=Status(line["status"]),
        certainty=Certainty(line["certainty"]),
        status_cue=_to_span(line["status_cue"]) if line.get("status_cue") else None,
        attributions=tuple(
            Attribution(
                source=_to_mention(a, known),
                stance=Stance(a["stance"]),
                cue=_to_span(a["cue"]),
                when=_to_when(a.get("date")),
                office=_to_span(a["office"]) if a.get("office") else None,
            )
            for a in line["attribution"]
        ),
        rule=line["rule"],
        confidence=line["confidence"],
    )


def mention_to_json(mention: Mention) -> Json:
    """A participant, place or source: who it is, and the words in the text."""
    entity = mention.entity
    return {
        "id": entity.id if entity else None,
        "name": entity.name if entity else mention.span.text,
        "kind": (entity.kind if entity else mention.kind).value,
        "country": entity.country if entity else None,
        "sector": entity.sector if entity else None,
        "count": entity.count if entity else None,
        **_span(mention.span),
        "form": mention.form.value,
        "why": mention.why,
    }


def when_to_json(when: When | None) -> Json | None:
    """A date; None where there is none."""
    if when is None:
        return None
    span = when.span
    where = {"text_start": span.start, "text_end": span.end} if span else {}
    return {
        "value": when.value,
        "start": when.begin,
        "end": when.end,
        "text": span.text if span else None,
        "basis": when.basis.value,
        **where,
    }


def explanation_to_json(reading: Reading) -> Json:
    """All that was found and rejected in an article, sentence by sentence."""
    return {
        "article": reading.article.id,
        "lang": reading.article.lang,
        "sentences": [_sentence(sentence, reading.memberships) for sentence in reading.sentences],
    }


def reading_to_json(reading: Reading) -> Json:
    """An article with its claims and their entities, as the graph directory keeps it."""
    return {
        "article": article_to_json(reading.article),
        "claims": [claim_to_json(claim) for claim in reading.claims],
        "memberships": [membership_to_json(membership) for membership in reading.memberships],
        "entities": [entity_to_json(entity) for entity in entities_of(reading)],
    }


def reading_from_json(fields: Mapping[str, Any], known: dict[Entity, Entity] | None = None) -> Reading:
    """Inverse of `reading_to_json`; sentences without claims are not kept.

    `known` are the entities of other readings, which equal ones share; those of this reading are added.
    """
    known = {} if known is None else known
    read = (entity_from_json(raw) for raw in fields["entities"])
    entities = {entity.id: known.setdefault(entity, entity) for entity in read}
    by_sentence: dict[Span, list[Claim]] = {}
    for line in fields["claims"]:
        claim = claim_from_json(line, entities)
        by_sentence.setdefault(claim.sentence, []).append(claim)
    sentences = tuple(Sentence(span, claims=tuple(claims)) for span, claims in by_sentence.items())
    memberships = tuple(membership_from_json(raw, entities) for raw in fields.get("memberships", ()))
    return Reading(article_from_json(fields["article"]), sentences, memberships)


def entity_to_json(entity: Entity) -> Json:
    """An entity in full."""
    return {
        "id": entity.id,
        "name": entity.name,
        "kind": entity.kind.value,
        "country": entity.country,
        "sector": entity.sector,
        "count": entity.count,
        "labels": [list(pair) for pair in entity.labels],
        "aliases": [list(pair) for pair in entity.aliases],
    }


def entity_from_json(raw: Mapping[str, Any]) -> Entity:
    """Inverse of `entity_to_json`."""
    labels, aliases = (tuple((lang, name) for lang, name in raw[key]) for key in ("labels", "aliases"))
    kind, count = Kind(raw["kind"]), raw.get("count")
    return Entity(raw["id"], raw["name"], kind, raw["country"], raw["sector"], labels, aliases, count)


def record_to_json(record: EventRecord) -> Json:
    """One event of a graph with its evidence, as ``kg ask`` and ``kg show`` give it."""
    return {
        "id": record.id,
        "type": record.type,
        "mode": record.mode,
        "contexts": list(record.contexts),
        "actors": [_party(entity) for entity in record.actors],
        "targets": [_party(entity) for entity in record.targets],
        "date": {"value": record.date, "start": record.begin, "end": record.end} if record.date else None,
        "place": _party(record.place) if record.place else None,
        "status": record.status.value,
        "independent_sources": record.independent_sources,
        "tellings": record.tellings,
        "publishers": record.publishers,
        "why": record.why,
        "evidence": [_evidence(evidence) for evidence in record.evidence],
    }


def mentions_of(claim: Claim) -> Iterable[Mention]:
    """Every mention of a claim: participants, place, sources."""
    yield from (p.mention for p in claim.participants)
    if claim.place:
        yield claim.place
    yield from (attribution.source for attribution in claim.attributions)


def entities_of(reading: Reading) -> list[Entity]:
    """The entities that the claims and offices of an article speak of, each once, by id."""
    mentioned = (m.entity for claim in reading.claims for m in mentions_of(claim) if m.entity)
    found = {entity.id: entity for entity in chain(entities_in(reading.memberships), mentioned)}
    return [found[key] for key in sorted(found)]


def _sentence(sentence: Sentence, offices: Iterable[Membership]) -> Json:
    return {
        **_span(sentence.span),
        "mentions": [mention_to_json(mention) for mention in sentence.mentions],
        "offices": [membership_to_json(office) for office in offices if office.sentence == sentence.span],
        "times": [{**_span(time.span), "value": time.value} for time in sentence.times if time.span],
        "events": [claim_to_json(claim) for claim in sentence.claims],
        "candidates": [
            {"trigger": r.trigger.text, "start": r.trigger.start, "end": r.trigger.end, "rejected_because": r.because}
            for r in sentence.rejected
        ],
    }


def _attribution(attribution: Attribution) -> Json:
    return {
        **mention_to_json(attribution.source),
        "stance": attribution.stance.value,
        "cue": _span(attribution.cue),
        "date": when_to_json(attribution.when),
        "office": _span(attribution.office) if attribution.office else None,
    }


def _party(entity: Entity) -> Json:
    return {"id": entity.id, "name": entity.name, "kind": entity.kind.value, "country": entity.country}


def _evidence(evidence: Evidence) -> Json:
    return {
        "claim": evidence.claim,
        "article": {
            "id": evidence.article,
            "title": evidence.title,
            "url": evidence.url,
            "publisher": evidence.publisher,
            "published": evidence.published,
            "lang": evidence.lang,
        },
        "sentence": _span(evidence.quote),
        "trigger": _span(evidence.trigger),
        "status": evidence.status.value,
        "certainty": evidence.certainty.value,
        "status_cue": _span(evidence.status_cue) if evidence.status_cue else None,
        "date": when_to_json(evidence.when),
        "attribution": [_voice(voice) for voice in evidence.voices],
        "asserted_by": [_party(entity) for entity in evidence.asserted_by],
        "denied_by": [_party(entity) for entity in evidence.denied_by],
        "rule": evidence.rule,
        "confidence": evidence.confidence,
    }


def _voice(voice: Voice) -> Json:
    return {
        **_party(voice.source),
        "stance": voice.stance.value,
        "cue": _span(voice.cue),
        "date": voice.date,
        "office": _span(voice.office) if voice.office else None,
    }


def _to_mention(raw: Mapping[str, Any], entities: Mapping[str, Entity]) -> Mention:
    kind = Kind(raw["kind"])
    entity = entities.get(raw["id"]) or (Entity(raw["id"], raw["name"], kind, raw["country"]) if raw["id"] else None)
    return Mention(_to_span(raw), kind, Form(raw["form"]), entity=entity, why=raw["why"])


def _to_when(raw: Mapping[str, Any] | None) -> When | None:
    if raw is None:
        return None
    span = Span(raw["text_start"], raw["text_end"], raw["text"]) if raw.get("text") else None
    return When(raw["value"], raw["start"], raw["end"], Basis(raw["basis"]), span)


def _span(span: Span) -> Json:
    return {"text": span.text, "start": span.start, "end": span.end}


def _to_span(raw: Mapping[str, Any]) -> Span:
    return Span(raw["start"], raw["end"], raw["text"])
