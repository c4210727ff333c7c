"""Articles that need no parser: each line says "ACTOR verb TARGET on DATE." And what can go wrong while they are read."""

from __future__ import annotations

import io
import json
import os
import re
import signal

import kg
from kg.api import export
from kg.model import (
    Article,
    Basis,
    Claim,
    Entity,
    Kind,
    Mention,
    Participant,
    Reading,
    Role,
    Sentence,
    Span,
    Trigger,
    When,
    digest,
)
from kg.pipeline import Pipeline

TYPES = {"visited": "CONSULT", "helped": "AID", "attacked": "ASSAULT", "accused": "ACCUSE"}
_LINE = re.compile(r"(?P<actor>\w+) (?P<verb>\w+) (?P<target>\w+) on (?P<day>\d{4}-\d{2}-\d{2})\.")


class Telegraph(Pipeline):
    """Reads telegrams; some texts kill the reader, some break it."""

    def __init__(self, made_by="1"):
        super().__init__()
        object.__setattr__(self, "made_by", made_by)

    def __reduce__(self):
        return Telegraph, (self.made_by,)

    def prepare(self, article):
        pass

    def version(self, article):
        return self.made_by

    def read(self, article):
        if "KILL" in article.text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "BREAK" in article.text:
            raise IndexError("list index out of range")
        return Reading(article, tuple(sentence(article, match) for match in _LINE.finditer(article.text)))


def entity(name):
    return Entity(f"https://w3id.org/news-kg/entity/{digest(name)}", name, Kind.COUNTRY, labels=(("en", name),))


def sentence(article, match):
    span = Span(match.start(), match.end(), match[0])

    def words(group):
        return Span(match.start(group), match.end(group), match[group])

    def participant(role, group):
        return Participant(role, Mention(words(group), Kind.COUNTRY, entity=entity(match[group])))

    day = match["day"]
    claim = Claim(
        article=article.id,
        lang=article.lang,
        sentence=span,
        type=TYPES[match["verb"]],
        trigger=Trigger(words("verb"), match["verb"]),
        participants=(participant(Role.ACTOR, "actor"), participant(Role.TARGET, "target")),
        rule="telegram",
        confidence=0.5 + int(digest(match[0])[:4], 16) / 0x40000,
        when=When(day, day, day, Basis.EXPRESSION, words("day")),
    )
    return Sentence(span, claims=(claim,))


def article(number, text=None, **fields):
    """Telegram `number`: two lines, of which others tell too."""
    day = f"2024-03-{number % 20 + 1:02}"
    actor, target = ("Ruritania", "Sylvania", "Freedonia")[number % 3], ("Graustark", "Moldavia")[number % 2]
    lines = f"{actor} visited {target} on {day}. {target} helped {actor} on 2024-02-{number % 5 + 10}."
    publisher = ("Gazette", "Courier", "Herald")[number % 3]
    return Article(f"t{number:03}", text or lines, published=day, publisher=publisher, lang="en", **fields)


def write(path, articles):
    rows = [
        {name: getattr(a, name) for name in ("id", "text", "title", "published", "publisher", "lang")} for a in articles
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def build(graph, articles, **options):
    """Build or grow `graph`; what `kg.build` reports."""
    source = write(graph.parent / f"{graph.name}.jsonl", articles)
    return kg.build([source], graph, **{"pipeline": Telegraph(), "jobs": 1, **options})


def quads(graph):
    """All that a graph says, as canonical N-Quads."""
    out = io.BytesIO()
    export(graph, "nq", out)
    return out.getvalue()
