"""Where and how a sentence uses its mentions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from kg.link.decisions import Decision, Use
from kg.model import Claim, Form, Kind, Mention, Participant, Rejected, Role, Sentence, Stance

_PHYSICAL = frozenset({"ASSAULT", "DISASTER", "TRAVEL"})
"""Types of event whose target, where it is a place, is the place itself."""
_VISITS = frozenset({"CONSULT", "TRAVEL", "COOPERATE", "AGREE"})
_SALIENCE = {Use.AGENT: 0, Use.STRUCK: 1, Use.OTHER: 2, Use.PLACE: 3}


class Site(NamedTuple):
    """A mention in one of its uses."""

    mention: Mention
    use: Use


def find_sites(sentence: Sentence, locative: Collection[str] = ()) -> Mapping[Site, int]:
    """Return every mention of the sentence in each of its uses, with its salience (see `Referent`).

    `locative` are the words behind which a place is one where something happens.
    """
    sites: dict[Site, int] = {}
    for site, salience in _sites(sentence, locative):
        sites[site] = min(salience, sites.get(site, salience))
    used = {site.mention for site in sites}
    return sites | {
        Site(mention, Use.OTHER): _SALIENCE[Use.OTHER] for mention in sentence.mentions if mention not in used
    }


def partners(sentence: Sentence) -> Mapping[Mention, frozenset[Mention]]:
    """Return for each participant the others of its claims: "him" in "Rossi thanked him" is not Rossi."""
    found: dict[Mention, frozenset[Mention]] = {}
    for claim in sentence.claims:
        mentions = frozenset(p.mention for p in claim.participants)
        for mention in mentions:
            found[mention] = found.get(mention, frozenset()) | (mentions - {mention})
    return found


def sources(sentence: Sentence) -> Mapping[Mention, frozenset[Mention]]:
    """Return for each participant who says the claims that it takes part in."""
    found: dict[Mention, frozenset[Mention]] = {}
    for claim in sentence.claims:
        said_by = frozenset(a.source for a in claim.attributions if a.stance is not Stance.DENIES)
        for participant in claim.participants:
            found[participant.mention] = found.get(participant.mention, frozenset()) | said_by
    return {mention: said_by - {mention} for mention, said_by in found.items()}


def rebuild(sentence: Sentence, decided: Mapping[Site, Decision], locative: Collection[str] = ()) -> Sentence:
    """Return `sentence` with the decisions written into its mentions; what has no entity is left out of the claims.

    A claim that nobody is left in is rejected.
    """
    mentions = tuple(_linked(mention, decided, *Use) for mention in sentence.mentions)
    claims = [_rebuild_claim(claim, decided, locative) for claim in sentence.claims]
    empty = tuple(
        Rejected(claim.trigger.span, "nobody whom its words could mean") for claim in claims if not claim.participants
    )
    return replace(
        sentence,
        mentions=mentions,
        claims=tuple(claim for claim in claims if claim.participants),
        rejected=(*sentence.rejected, *empty),
        nouns=(),
    )


def _sites(sentence: Sentence, locative: Collection[str]) -> Iterator[tuple[Site, int]]:
    for claim in sentence.claims:
        for participant in claim.participants:
            use = _use(participant, claim, locative)
            yield Site(participant.mention, use), 1 if participant.role is Role.TARGET else _SALIENCE[use]
        for attribution in claim.attributions:
            yield Site(attribution.source, Use.AGENT), _SALIENCE[Use.AGENT]
        if claim.place:
            yield Site(claim.place, Use.PLACE), _SALIENCE[Use.PLACE]


def _use(participant: Participant, claim: Claim, locative: Collection[str]) -> Use:
    is_struck = participant.role is Role.TARGET and claim.type in _PHYSICAL
    return Use.STRUCK if is_struck or _is_located(participant.mention, claim, locative) else Use.AGENT


def _is_located(mention: Mention, claim: Claim, locative: Collection[str]) -> bool:
    """Whether the text says that something is "in" what is named, other than a visit, which is paid to its government."""
    start = mention.span.start - claim.sentence.start
    before = claim.sentence.text[: max(0, start)].split()
    return claim.type not in _VISITS and bool(before) and before[-1].lower() in locative


def _linked(mention: Mention, decided: Mapping[Site, Decision], *uses: Use) -> Mention:
    decision = next(decided[site] for use in uses if (site := Site(mention, use)) in decided)
    return replace(mention, entity=decision.entity, why=decision.why)


def _rebuild_claim(claim: Claim, decided: Mapping[Site, Decision], locative: Collection[str]) -> Claim:
    used = ((p, _use(p, claim, locative)) for p in claim.participants)
    linked = (replace(p, mention=_linked(p.mention, decided, use)) for p, use in used)
    participants = (p for p in linked if _is_somebody(p, claim))
    sources = (replace(a, source=_linked(a.source, decided, Use.AGENT)) for a in claim.attributions)
    place = _linked(claim.place, decided, Use.PLACE) if claim.place else None
    return replace(
        claim,
        participants=_distinct(participants),
        attributions=tuple(a for a in sources if a.source.entity),
        place=place if place and place.entity else None,
    )


def _is_somebody(participant: Participant, claim: Claim) -> bool:
    """Whether a name may be that of a party: not a law or programme, of which no more is known than that it has a name.

    What is struck may be a ship or a plane, and who is written in capitals a body.
    """
    entity, text = participant.mention.entity, participant.mention.span.text
    is_named_thing = entity is not None and entity.kind in {Kind.UNKNOWN, Kind.EVENT_NAME}
    return not is_named_thing or text.isupper() or claim.type in _PHYSICAL


def _distinct(participants: Iterable[Participant]) -> tuple[Participant, ...]:
    """Each entity once in a role, by its name rather than by a description of it."""
    found: dict[tuple[Role, str], Participant] = {}
    for participant in participants:
        entity = participant.mention.entity
        key = (participant.role, entity.id) if entity else None
        if key and (
            key not in found or (participant.mention.form is Form.NAME and found[key].mention.form is not Form.NAME)
        ):
            found[key] = participant
    return tuple(found.values())
