"""The types that flow through kg, from article to graph and back.

    Article -> Sentence -> Claim -> linked Claim -> Event -> Dataset -> EventRecord

Everything here is frozen and needs the standard library only. Offsets count Unicode code points in ``Article.text``; ends are exclusive.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

NAMESPACE = "https://w3id.org/news-kg/"
"""Every IRI that kg coins starts with this; Wikidata IRIs are used where they are known."""


def digest(*parts: object) -> str:
    """Sixteen hexadecimal digits that name `parts`, the same in every run."""
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8")).hexdigest()[:16]


class Kind(str, Enum):
    """What a mention or an entity is. The knowledge base uses the fine kinds, the name recogniser the coarse ones."""

    PERSON = "person"
    COUNTRY = "country"
    TERRITORY = "territory"
    CITY = "city"
    PLACE = "place"
    PEOPLE = "people"
    """A nationality, religion or ethnic group by name: "the Russians", "warga Rohingya"."""
    ORGANISATION = "organisation"
    AGENCY = "agency"
    MINISTRY = "ministry"
    LEGISLATURE = "legislature"
    COURT = "court"
    PARTY = "party"
    ARMED_GROUP = "armed_group"
    ALLIANCE = "alliance"
    COMPANY = "company"
    MEDIA = "media"
    EVENT_NAME = "event_name"
    GROUP = "group"
    """People without a name: "para pemimpin Iran", "12 protesters"."""
    UNKNOWN = "unknown"

    @property
    def is_place(self) -> bool:
        """Whether it can be where something happens."""
        return self in {Kind.COUNTRY, Kind.TERRITORY, Kind.CITY, Kind.PLACE}

    @property
    def is_organisation(self) -> bool:
        """Whether it is a body with a name."""
        return self in _ORGANISATIONS


_ORGANISATIONS = frozenset(
    {
        Kind.ORGANISATION,
        Kind.AGENCY,
        Kind.MINISTRY,
        Kind.LEGISLATURE,
        Kind.COURT,
        Kind.PARTY,
        Kind.ARMED_GROUP,
        Kind.ALLIANCE,
        Kind.COMPANY,
        Kind.MEDIA,
    }
)


class Form(str, Enum):
    """How a mention refers: by a name, by a description ("the ministry"), by a pronoun."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


class Role(str, Enum):
    """Whether a participant acts or undergoes."""

    ACTOR = "actor"
    TARGET = "target"


class Status(str, Enum):
    """Whether it happened. DENIED means that it is said not to have happened."""

    HAPPENED = "happened"
    ONGOING = "ongoing"
    PLANNED = "planned"
    POSSIBLE = "possible"
    DENIED = "denied"


class Certainty(str, Enum):
    """How sure the sentence is."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"


class Stance(str, Enum):
    """Whether a source says that it is so or that it is not."""

    ASSERTS = "asserts"
    DENIES = "denies"


class Basis(str, Enum):
    """Where a date comes from: a time expression of the sentence, a neighbouring sentence, or the publication date."""

    EXPRESSION = "expression"
    CONTEXT = "context"
    PUBLICATION = "publication"


@dataclass(frozen=True, slots=True)
class Article:
    """A news article whose `text` is final: nothing changes it after cleaning, so offsets hold."""

    id: str
    text: str
    title: str | None = None
    url: str | None = None
    published: str | None = None
    """ISO 8601 date, or date and time with zone."""
    publisher: str | None = None
    lang: str | None = None
    """ISO 639-1 code; None until it is identified."""
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that could not be read or processed: where (file, line, article) and why, each for a person to read."""

    where: str
    reason: str


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of an article's text: ``article.text[start:end] == text``."""

    start: int
    end: int
    text: str

    def covers(self, other: Span) -> bool:
        """Whether `other` lies within this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class When:
    """A time. `value` is EDTF level 0/1 and None where a relative expression could not be resolved.

    `begin` and `end` are the first and last day it can be (ISO dates), None on a side that is open or unknown.
    """

    value: str | None
    begin: str | None
    end: str | None
    basis: Basis
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something that mentions refer to. `id` is a Wikidata IRI where it is known, else an IRI of ours."""

    id: str
    name: str
    kind: Kind
    country: str | None = None
    """ISO 3166-1 alpha-2 code of the country it is, belongs to, or acts for."""
    sector: str | None = None
    """Three-letter code as in PLOVER: GOV, MIL, REB, JUD, MED, BUS, ..."""
    labels: tuple[tuple[str, str], ...] = ()
    """(language, label) pairs."""
    aliases: tuple[tuple[str, str], ...] = ()
    """(language, alias) pairs."""
    count: int | None = None
    """How many a group is, where the text says so: "12 protesters"."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that refer to somebody or something. `head` is the lemma of the phrase's head word; `why` says how `entity` was found."""

    span: Span
    kind: Kind
    form: Form = Form.NAME
    head: str = ""
    entity: Entity | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Participant:
    """A mention in its role."""

    role: Role
    mention: Mention


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says so. `cue` is the word that shows it: "melaporkan", "according to", "dibantah"."""

    source: Mention
    stance: Stance
    cue: Span
    when: When | None = None
    """When the source says so, where the sentence tells."""
    office: Span | None = None
    """The office or role of the source, where it is written beside the name or in its place: "Foreign Minister"."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """The words that say what happened, and the lemma of their head."""

    span: Span
    lemma: str


@dataclass(frozen=True, slots=True)
class Claim:
    """What one sentence says happened, is planned, or did not happen."""

    article: str
    lang: str
    sentence: Span
    type: str
    """A code of the event-type scheme, such as ``CONSULT``."""
    trigger: Trigger
    participants: tuple[Participant, ...]
    rule: str
    """Which lexicon row and which path through the sentence gave the claim."""
    confidence: float
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    when: When | None = None
    place: Mention | None = None
    status: Status = Status.HAPPENED
    certainty: Certainty = Certainty.CERTAIN
    attributions: tuple[Attribution, ...] = ()
    status_cue: Span | None = None
    """The words that show status or certainty: "akan", "denied"; None where nothing marks it."""

    @property
    def actors(self) -> tuple[Mention, ...]:
        """Who acts."""
        return tuple(p.mention for p in self.participants if p.role is Role.ACTOR)

    @property
    def targets(self) -> tuple[Mention, ...]:
        """Who undergoes it."""
        return tuple(p.mention for p in self.participants if p.role is Role.TARGET)

    @property
    def id(self) -> str:
        """A hash of article, trigger, type and participants."""
        participants = sorted((p.role.value, p.mention.span.start, p.mention.span.end) for p in self.participants)
        return digest(self.article, self.trigger.span.start, self.trigger.span.end, self.type, self.mode, participants)


@dataclass(frozen=True, slots=True)
class Rejected:
    """A candidate trigger that gave no claim, and why."""

    trigger: Span
    because: str


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun, name or pronoun of a sentence, mention or not: what a pronoun may take up, or keeps it from taking up another."""

    start: int
    """Where its head word starts in the article."""
    lemma: str
    depth: int
    """Words between it and the main word of the sentence."""
    is_subject: bool = False
    is_core: bool = False
    """Whether it is subject or object, and not what something is called."""
    is_plural: bool = False
    is_joined: bool = False
    """Whether another noun is coordinated with it."""
    is_quoted: bool = False
    before: tuple[int, ...] = ()
    """Of a pronoun: the nouns before it that it can mean, by their place among those of the sentence, the likeliest first."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence and all that was found in it; `nouns` are dropped once its pronouns are linked."""

    span: Span
    mentions: tuple[Mention, ...] = ()
    times: tuple[When, ...] = ()
    claims: tuple[Claim, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    nouns: tuple[Noun, ...] = ()


@dataclass(frozen=True, slots=True)
class Membership:
    """That a sentence gives somebody an office: "Sekretaris Dewan Keamanan Rusia, Sergei Shoigu"."""

    member: Entity
    office: str
    """Key of the office, the same in every language where the tables know it: "finance minister"."""
    span: Span
    """The words of the office."""
    sentence: Span
    organisation: Entity | None = None
    """The body, place or country at which it is held; None where the text does not name it."""
    is_former: bool = False
    """True where the text says that it is no longer held."""


@dataclass(frozen=True, slots=True)
class Reading:
    """An article and everything that was read out of it."""

    article: Article
    sentences: tuple[Sentence, ...] = ()
    memberships: tuple[Membership, ...] = ()
    """The offices that it gives to people, in text order."""

    @property
    def claims(self) -> tuple[Claim, ...]:
        """All claims of the article, in text order of their sentences."""
        return tuple(claim for sentence in self.sentences for claim in sentence.claims)


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, as one or more claims tell it. All claims are linked."""

    id: str
    type: str
    claims: tuple[Claim, ...]
    why: str
    """Why these claims are one event; "single claim" where there is one."""
    actors: tuple[Entity, ...] = ()
    targets: tuple[Entity, ...] = ()
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    when: When | None = None
    place: Entity | None = None
    status: Status = Status.HAPPENED
    independent_sources: int = 1
    """Tellings that neither copy each other nor cite the same source."""
    tellings: int = 1
    """Articles that tell it, reprints of one text counted once."""
    publishers: int = 0
    """Publishers that tell it; 0 where none is known."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A source as the graph gives it back: what it says of a claim, the words that show it, and when (EDTF) it says so."""

    source: Entity
    stance: Stance
    cue: Span
    date: str | None = None
    office: Span | None = None
    """The words for its office or role, where they stand beside the name or in its place."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One claim as the graph gives it back, with the article that makes it."""

    claim: str
    """IRI."""
    article: str
    """IRI."""
    quote: Span
    trigger: Span
    status: Status
    certainty: Certainty
    confidence: float
    rule: str
    asserted_by: tuple[Entity, ...] = ()
    denied_by: tuple[Entity, ...] = ()
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: str | None = None
    lang: str | None = None
    when: When | None = None
    """The date of the claim, with its words and where it comes from."""
    place: Entity | None = None
    status_cue: Span | None = None
    """The words that show status or certainty."""
    voices: tuple[Voice, ...] = ()
    """Each attribution of the claim whose source is an entity."""


@dataclass(frozen=True, slots=True)
class EventRecord:
    """One event as the graph gives it back, with all its evidence."""

    id: str
    """IRI."""
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    actors: tuple[Entity, ...]
    targets: tuple[Entity, ...]
    date: str | None
    """EDTF."""
    begin: str | None
    end: str | None
    place: Entity | None
    status: Status
    independent_sources: int
    evidence: tuple[Evidence, ...]
    tellings: int = 1
    publishers: int = 0
    why: str = ""


OPEN_EVENT = "OTHER"
"""The type of events that no type fits; their label is the word of the article."""

OTHER_NEWS = "other-news"
"""What stands for the class of action of an event type that is in none."""


@dataclass(frozen=True, slots=True)
class EventType:
    """One concept of the event-type scheme."""

    code: str
    labels: Mapping[str, str]
    """Language -> label."""
    quad_class: str | None
    """``verbal-cooperation``, ``material-cooperation``, ``verbal-conflict``, ``material-conflict``; None outside PLOVER."""
    modes: tuple[str, ...] = ()
    reciprocal: bool = False
    mode_labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Mode -> language -> label."""


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """The event types and contexts that lexicons may use."""

    types: Mapping[str, EventType] = field(default_factory=dict)
    contexts: frozenset[str] = frozenset()
