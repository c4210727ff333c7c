"""Which media type a client wants."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.serve.replies import ReplyError

ROWS: Mapping[str, str] = {
    "application/sparql-results+json": "json",
    "application/json": "json",
    "application/sparql-results+xml": "xml",
    "application/xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
}
"""Media types of rows -> how kg calls the format; the first is for who does not mind."""
TRIPLES: Mapping[str, str] = {
    "text/turtle": "ttl",
    "application/n-triples": "nt",
    "application/rdf+xml": "rdf",
    "application/ld+json": "jsonld",
}
"""The same for triples."""


def choose(accept: str, offered: Sequence[str]) -> str:
    """The offer that an Accept header wants most, the first of equals; ReplyError 406 where it wants none."""
    ranked = [(_quality(accept, offer), -number, offer) for number, offer in enumerate(offered)]
    quality, _, best = max(ranked)
    if quality <= 0:
        raise ReplyError(406, f"not on offer; there is {', '.join(offered)}")
    return best


def prefers(accept: str, one: str, *others: str) -> bool:
    """Whether an Accept header wants `one` more than each of `others`."""
    return _quality(accept, one) > max(_quality(accept, other) for other in others)


def _quality(accept: str, offer: str) -> float:
    """What the most exact range that matches says of `offer`."""
    best = (-1, 0.0)
    for part in (accept or "*/*").lower().split(","):
        media_range, *parameters = (word.strip() for word in part.split(";"))
        kind = offer.split("/", maxsplit=1)[0]
        exactness = ["*/*", f"{kind}/*", offer].index(media_range) if media_range in {"*/*", f"{kind}/*", offer} else -1
        quality = next((_number(p[2:]) for p in parameters if p.startswith("q=")), 1.0)
        if exactness > best[0]:
            best = (exactness, quality)
    return best[1] if best[0] >= 0 else 0.0


def _number(text: str) -> float:
    try:
        return min(max(float(text), 0.0), 1.0)
    except ValueError:
        return 0.0
