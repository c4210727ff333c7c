"""Score links: on gold events, on parallel sentences, and in time, as Markdown tables.

Usage: python -m benchmarks.linking --gold GOLD.jsonl... --parallel PAIRS.jsonl [--wrong]

Gold: of the participants with a name that kg finds in an event of the same type and sentence, the share that carries an entity one
of whose names the gold accepts, by the form of the mention. Parallel: entities in both tellings of a sentence, of all in either.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from kg.entities import load_knowledge, normalise
from kg.ingest.clean import clean
from kg.link import Linker
from kg.model import Article, Claim, Entity, Kind, Mention, Participant, Reading
from kg.pipeline import Pipeline

_COMPARED = {"country": Kind.COUNTRY, "person": Kind.PERSON}
_ALIKE = 0.5


class Link(NamedTuple):
    """A participant that gold and kg both have: the sentence, our mention, and the names that gold accepts."""

    sentence: str
    mention: Mention
    accepted: tuple[str, ...]

    @property
    def verdict(self) -> str:
        """``right``, ``open`` (a description or a pronoun left as it is) or ``wrong``."""
        entity = self.mention.entity
        if entity is None or entity.kind is Kind.GROUP:
            return "open"
        return "right" if _names(entity) & set(map(normalise, self.accepted)) else "wrong"


def gold_links(pipeline: Pipeline, path: Path) -> Iterator[Link]:
    """Yield the named gold participants that kg finds too."""
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        text = clean(record["text"], record["lang"])
        reading = pipeline.read(Article(record["id"], text, published=record.get("date"), lang=record["lang"]))
        for event in record["events"]:
            types = (event.get("type") or "").split("|")
            claims = [c for c in reading.claims if c.type in types and _same_sentence(c, event.get("sentence") or text)]
            for role in ("actor", "target"):
                yield from _pair(claims, role, _participants(event.get(role)))


def _pair(claims: Sequence[Claim], role: str, wanted: Sequence[dict[str, Any]]) -> Iterator[Link]:
    """The participants of the claims that have most words in common with those wanted, one to one."""
    ours = [(c, p) for c in claims for p in c.participants if p.role.value == role]
    pairs = [
        (_likeness(p, gold), n, m) for n, gold in enumerate(wanted) if gold["names"] for m, (_, p) in enumerate(ours)
    ]
    used: set[tuple[str, int]] = set()
    for likeness, n, m in sorted(pairs, key=lambda pair: (-pair[0], pair[1:])):
        if likeness >= _ALIKE and not {("gold", n), ("ours", m)} & used:
            used |= {("gold", n), ("ours", m)}
            yield Link(ours[m][0].sentence.text, ours[m][1].mention, tuple(wanted[n]["names"]))


def _likeness(participant: Participant, gold: dict[str, Any]) -> float:
    """How much a mention and what gold marks have in common: 1 for the same words."""
    found = set(normalise(participant.mention.span.text).split())
    texts = [set(normalise(text).split()) for text in (gold["text"], *gold["names"])]
    return max((len(found & text) / len(found | text) for text in texts if text), default=0.0)


def _participants(value: object) -> list[dict[str, Any]]:
    items = value if isinstance(value, list) else [value] if value else []
    return [{"text": i.get("text", ""), "names": i.get("names", [])} for i in items if isinstance(i, dict)]


def _same_sentence(claim: Claim, sentence: str) -> bool:
    return claim.sentence.text[:60] in sentence or sentence[:60] in claim.sentence.text


def _names(entity: Entity) -> set[str]:
    return {normalise(name) for name in (entity.name, *dict(entity.labels).values(), *(a for _, a in entity.aliases))}


def agreement(pipeline: Pipeline, path: Path) -> dict[str, tuple[int, int]]:
    """Return for each kind how many entities both tellings have, and how many either has."""
    both: Counter[str] = Counter()
    either: Counter[str] = Counter()
    for line in path.read_text(encoding="utf-8").splitlines():
        pair = json.loads(line)
        readings = [
            pipeline.read(Article("pair", pair[key], lang=lang)) for key, lang in (("en", "en"), ("id_text", "id"))
        ]
        for name, kind in _COMPARED.items():
            english, indonesian = ({e.id for e in _entities(r) if e.kind is kind} for r in readings)
            both[name] += len(english & indonesian)
            either[name] += len(english | indonesian)
    return {name: (both[name], either[name]) for name in _COMPARED}


def _entities(reading: Reading) -> Iterator[Entity]:
    for sentence in reading.sentences:
        yield from (mention.entity for mention in sentence.mentions if mention.entity)


def time_share(pipeline: Pipeline, texts: Sequence[tuple[str, str]]) -> float:
    """Return what part of the time of an article linking takes, over `texts` of (language, text)."""
    linker = Linker(pipeline.knowledge)
    whole = linking = 0.0
    for lang, text in texts:
        started = time.process_time()
        reading = pipeline.read(Article("timed", text, lang=lang))
        whole += time.process_time() - started
        started = time.process_time()
        linker.link(reading)
        linking += time.process_time() - started
    return linking / whole


def load_time() -> float:
    """Return the seconds in which the knowledge base loads, the best of three."""
    times = []
    for _ in range(3):
        started = time.process_time()
        load_knowledge()
        times.append(time.process_time() - started)
    return min(times)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--gold", nargs="*", type=Path, default=[])
    parser.add_argument("--parallel", type=Path)
    parser.add_argument("--wrong", action="store_true", help="print the links that gold does not accept")
    args = parser.parse_args()
    pipeline = Pipeline()
    links = [link for path in args.gold for link in gold_links(pipeline, path)]
    if links:
        print("| form | links | right | open | wrong |\n|---|---|---|---|---|")
        for form in ("name", "nominal", "pronoun", "all"):
            counts = Counter(link.verdict for link in links if form in {"all", link.mention.form.value})
            total = max(1, counts.total())
            print(
                f"| {form} | {counts.total()} | "
                + " | ".join(f"{counts[v] / total:.3f}" for v in ("right", "open", "wrong"))
                + " |"
            )
    for link in links:
        if args.wrong and link.verdict == "wrong":
            print(
                link.mention.form.value,
                link.mention.span.text,
                "=",
                link.mention.entity and link.mention.entity.name,
                f"({link.mention.why});",
                link.accepted,
                "|",
                link.sentence[:200],
            )
    if args.parallel:
        for name, (both, either) in agreement(pipeline, args.parallel).items():
            print(f"{name} entities in both tellings: {both} of {either} ({both / max(1, either):.3f})")
    texts = [
        (json.loads(line)["lang"], json.loads(line)["text"])
        for path in args.gold
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    if texts:
        print(
            f"linking takes {time_share(pipeline, texts[:60]):.3f} of the time of an article; the tables load in {load_time():.2f} s"
        )


if __name__ == "__main__":
    main()
