"""What an article says, as triples: the article, its claims with those who take part and whoever says so, and its offices."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rdflib import XSD

from kg.model import (
    NAMESPACE,
    Article,
    Attribution,
    Claim,
    Membership,
    Mention,
    Role,
    Span,
    Stance,
    Status,
    When,
    digest,
)
from kg.rdf.namespaces import ACT, CTX, article_iri, claim_iri, membership_iri, office_iri
from kg.rdf.nquads import Triple
from kg.rdf.terms import (
    BASES,
    CERTAINTIES,
    KG,
    NIF,
    ORG,
    PROV,
    RDF,
    RDFS,
    SCHEMA,
    STANCES,
    STATUSES,
    Term,
    day,
    decimal,
    edtf,
    integer,
    ref,
    text,
    time,
    typed,
)

_ADDRESS = str(XSD.anyURI)
_HELD = (KG.date, KG.begin, KG.end)
_CLAIMED = (KG.claimedDate, KG.claimedBegin, KG.claimedEnd)
"""When a source says so, which is neither when it happened nor when the article appeared."""


def article_triples(article: Article) -> Iterator[Triple]:
    """What is known of an article itself."""
    iri = ref(article_iri(article.id))
    yield iri, RDF.type, SCHEMA.NewsArticle
    yield iri, SCHEMA.identifier, text(article.id)
    if article.title:
        yield iri, SCHEMA.headline, text(article.title, article.lang)
    if article.url:
        yield iri, SCHEMA.url, typed(article.url, _ADDRESS)
    if article.published:
        yield iri, SCHEMA.datePublished, time(article.published)
    if article.publisher:
        yield iri, SCHEMA.publisher, text(article.publisher)
    if article.lang:
        yield iri, SCHEMA.inLanguage, text(article.lang)
    for author in article.authors:
        yield iri, SCHEMA.author, text(author)


def claim_triples(claim: Claim) -> Iterator[Triple]:
    """A claim: its words, what it states, who takes part, where and when, and who says so."""
    iri = ref(claim_iri(claim.id))
    yield from _quote(claim, iri)
    yield from statement_triples(iri, claim.type, claim.mode, claim.contexts, claim.status)
    yield iri, KG.certainty, CERTAINTIES[claim.certainty]
    if claim.status_cue:
        yield iri, KG.statusCue, text(claim.status_cue.text, claim.lang)
        yield iri, KG.statusCueBegin, integer(claim.status_cue.start)
        yield iri, KG.statusCueEnd, integer(claim.status_cue.end)
    yield iri, KG.rule, text(claim.rule)
    yield iri, KG.confidence, decimal(claim.confidence)
    for participant in claim.participants:
        is_actor = participant.role is Role.ACTOR
        words, entity = (KG.actorMention, KG.actor) if is_actor else (KG.targetMention, KG.target)
        yield from _mentioned(claim, iri, words, participant.mention)
        yield from _linked(iri, entity, participant.mention)
    if claim.place:
        yield from _mentioned(claim, iri, KG.placeMention, claim.place)
        yield from _linked(iri, KG.place, claim.place)
    if claim.when:
        yield from when_triples(iri, claim.when)
        yield from _time_expression(claim, iri, claim.when)
    for attribution in claim.attributions:
        yield from _attribution(claim, iri, attribution)


def _quote(claim: Claim, iri: Term) -> Iterator[Triple]:
    yield iri, RDF.type, KG.Claim
    yield iri, NIF.referenceContext, ref(article_iri(claim.article))
    yield iri, NIF.anchorOf, text(claim.sentence.text, claim.lang)
    yield iri, NIF.beginIndex, integer(claim.sentence.start)
    yield iri, NIF.endIndex, integer(claim.sentence.end)
    yield iri, KG.trigger, text(claim.trigger.span.text, claim.lang)
    yield iri, KG.triggerLemma, text(claim.trigger.lemma, claim.lang)
    yield iri, KG.triggerBegin, integer(claim.trigger.span.start)
    yield iri, KG.triggerEnd, integer(claim.trigger.span.end)


def statement_triples(
    iri: Term, type_: str, mode: str | None, contexts: Iterable[str], status: Status
) -> Iterator[Triple]:
    """What a claim or an event states: type, mode, contexts and status."""
    yield iri, KG.action, action_ref(type_)
    if mode:
        yield iri, KG.mode, action_ref(f"{type_}-{mode}")
    for context in contexts:
        yield iri, KG.context, ref(f"{CTX}{context}")
    yield iri, KG.status, STATUSES[status]


def when_triples(iri: Term, when: When, properties: tuple[Term, Term, Term] = _HELD) -> Iterator[Triple]:
    """A time, by three properties: its value, and the first and the last day."""
    date, begin, end = properties
    if when.value:
        yield iri, date, edtf(when.value)
    if when.begin:
        yield iri, begin, day(when.begin)
    if when.end:
        yield iri, end, day(when.end)


def _time_expression(claim: Claim, iri: Term, when: When) -> Iterator[Triple]:
    yield iri, KG.dateBasis, BASES[when.basis]
    if when.span:
        yield iri, KG.timeText, text(when.span.text, claim.lang)
        yield iri, KG.timeBegin, integer(when.span.start)
        yield iri, KG.timeEnd, integer(when.span.end)


def _mentioned(claim: Claim, holder: Term, predicate: Term, mention: Mention) -> Iterator[Triple]:
    entity = mention.entity.id if mention.entity else None
    iri = ref(f"{NAMESPACE}mention/{digest(claim.article, mention.span.start, mention.span.end, entity)}")
    yield holder, predicate, iri
    yield iri, RDF.type, KG.Mention
    yield iri, NIF.anchorOf, text(mention.span.text, claim.lang)
    yield iri, NIF.beginIndex, integer(mention.span.start)
    yield iri, NIF.endIndex, integer(mention.span.end)
    yield from _linked(iri, KG.refersTo, mention)


def _linked(subject: Term, predicate: Term, mention: Mention) -> Iterator[Triple]:
    if mention.entity:
        yield subject, predicate, ref(mention.entity.id)


def _attribution(claim: Claim, claim_: Term, attribution: Attribution) -> Iterator[Triple]:
    cue, source = attribution.cue, attribution.source
    name = digest(claim.id, attribution.stance.value, source.span.start, source.span.end, cue.start, cue.end)
    iri = ref(f"{NAMESPACE}attribution/{name}")
    yield claim_, KG.attribution, iri
    yield iri, RDF.type, KG.Attribution
    yield iri, KG.stance, STANCES[attribution.stance]
    yield iri, KG.cue, text(cue.text, claim.lang)
    yield iri, KG.cueBegin, integer(cue.start)
    yield iri, KG.cueEnd, integer(cue.end)
    if attribution.when:
        yield from when_triples(iri, attribution.when, _CLAIMED)
    if attribution.office:
        yield from _office_words(iri, attribution.office, claim.lang)
    yield from _mentioned(claim, iri, KG.sourceMention, source)
    yield from _linked(iri, KG.source, source)
    asserts = attribution.stance is Stance.ASSERTS
    yield from _linked(claim_, PROV.wasAttributedTo if asserts else KG.deniedBy, source)


def membership_triples(membership: Membership, article: Article) -> Iterator[Triple]:
    """That somebody holds an office on the day of the article, or held it before, and the sentence that says so."""
    span, sentence, where = membership.span, membership.sentence, membership.organisation
    iri = ref(membership_iri(article.id, span.start, membership.member.id))
    role = ref(office_iri(membership.office))
    yield iri, RDF.type, ORG.Membership
    yield iri, ORG.member, ref(membership.member.id)
    if where:
        yield iri, ORG.organization, ref(where.id)
    yield iri, ORG.role, role
    yield role, RDF.type, ORG.Role
    yield role, RDFS.label, text(membership.office, "en")
    if article.published:
        yield iri, KG.heldBefore if membership.is_former else KG.heldOn, day(article.published[:10])
    yield iri, PROV.wasDerivedFrom, ref(article_iri(article.id))
    yield iri, NIF.referenceContext, ref(article_iri(article.id))
    yield iri, NIF.anchorOf, text(sentence.text, article.lang)
    yield iri, NIF.beginIndex, integer(sentence.start)
    yield iri, NIF.endIndex, integer(sentence.end)
    yield from _office_words(iri, span, article.lang)


def _office_words(holder: Term, span: Span, lang: str | None) -> Iterator[Triple]:
    yield holder, KG.officeText, text(span.text, lang)
    yield holder, KG.officeBegin, integer(span.start)
    yield holder, KG.officeEnd, integer(span.end)


def action_ref(code: str) -> Term:
    """The IRI of an event type, or of a mode as ``TYPE-mode``."""
    return ref(f"{ACT}{code}")
