"""Events made by hand for the tests of the page and the exports."""

from __future__ import annotations

from kg.model import Certainty, Entity, EventRecord, EventType, Evidence, Kind, Span, Status, Taxonomy

QUADS = {
    "CONSULT": "verbal-cooperation",
    "SUPPORT": "verbal-cooperation",
    "AID": "material-cooperation",
    "COOPERATE": "material-cooperation",
    "ACCUSE": "verbal-conflict",
    "THREATEN": "verbal-conflict",
    "ASSAULT": "material-conflict",
    "SANCTION": "material-conflict",
    "ELECT": None,
    "DISASTER": None,
}
LABELS = {
    "CONSULT": ("consults", "berunding"),
    "SUPPORT": ("supports", "mendukung"),
    "AID": ("aids", "membantu"),
    "COOPERATE": ("cooperates with", "bekerja sama dengan"),
    "ACCUSE": ("accuses", "menuduh"),
    "THREATEN": ("threatens", "mengancam"),
    "ASSAULT": ("attacks", "menyerang"),
    "SANCTION": ("sanctions", "memberi sanksi"),
    "ELECT": ("elects", "memilih"),
    "DISASTER": ("disaster", "bencana"),
}


def taxonomy() -> Taxonomy:
    """Return a few event types; CONSULT is reciprocal, ELECT and DISASTER are outside the classes of action."""
    labels = {code: dict(zip(("en", "id"), words, strict=True)) for code, words in LABELS.items()}
    return Taxonomy(
        {code: EventType(code, labels[code], quad, reciprocal=code == "CONSULT") for code, quad in QUADS.items()}
    )


def entity(
    name: str, kind: Kind = Kind.COUNTRY, *, indonesian: str | None = None, country: str | None = None
) -> Entity:
    """Return an entity whose id is made from its name."""
    labels = (("en", name), ("id", indonesian)) if indonesian else ()
    return Entity(f"https://example.org/{name.replace(' ', '_')[:40]}", name, kind, country, labels=labels)


def evidence(
    quote: str = "Arvonia sent aid to Belmar.",
    trigger: str = "sent",
    *,
    says: tuple[Entity, ...] = (),
    denies: tuple[Entity, ...] = (),
    title: str | None = "Aid on its way",
    url: str | None = "https://news.example/aid",
    publisher: str | None = "The Harbour Post",
    lang: str = "en",
    published: str | None = "2024-08-05T09:00:00+07:00",
    status: Status = Status.HAPPENED,
    number: int = 0,
) -> Evidence:
    """Return evidence whose trigger is marked where it first stands in the quote."""
    at = 100 + quote.index(trigger)
    return Evidence(
        claim=f"https://example.org/claim/{number}",
        article=f"https://example.org/article/{number}",
        quote=Span(100, 100 + len(quote), quote),
        trigger=Span(at, at + len(trigger), trigger),
        status=status,
        certainty=Certainty.CERTAIN,
        confidence=0.9,
        rule="send.obj",
        asserted_by=says,
        denied_by=denies,
        title=title,
        url=url,
        publisher=publisher,
        published=published,
        lang=lang,
    )


def event(
    number: int,
    type_: str,
    actors: tuple[Entity, ...],
    targets: tuple[Entity, ...] = (),
    *,
    date: str | None = "2024-08-05",
    status: Status = Status.HAPPENED,
    proof: tuple[Evidence, ...] | None = None,
    sources: int = 1,
    mode: str | None = None,
) -> EventRecord:
    """Return an event of one day with one piece of evidence where none is given."""
    return EventRecord(
        id=f"https://example.org/event/{number:05}",
        type=type_,
        mode=mode,
        contexts=(),
        actors=actors,
        targets=targets,
        date=date,
        begin=date,
        end=date,
        place=None,
        status=status,
        independent_sources=sources,
        evidence=(evidence(number=number, status=status),) if proof is None else proof,
    )


ARVONIA = entity("Arvonia", country="AA", indonesian="Arvonia Raya")
BELMAR = entity("Belmar", country="AB")
COSTAVA = entity("Costava", country="AC")
UNION = entity("Harbour Union", Kind.ALLIANCE)
MINISTER = entity("Ilse Tamm", Kind.PERSON, country="AA")
WIRE = entity("North Wire", Kind.MEDIA)
