"""Links of made-up texts, case by case; see link_cases.yaml."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from kg.entities import KnowledgeBase, load_knowledge
from kg.link import Linker
from kg.model import (
    Article,
    Attribution,
    Claim,
    Entity,
    Form,
    Kind,
    Mention,
    Participant,
    Reading,
    Role,
    Sentence,
    Span,
    Stance,
    Trigger,
)

CASES = yaml.safe_load((Path(__file__).parent / "link_cases.yaml").read_text(encoding="utf-8"))
KINDS = {
    "per": Kind.PERSON, "org": Kind.ORGANISATION, "gpe": Kind.PLACE, "norp": Kind.PEOPLE, "event": Kind.EVENT_NAME,
    "unk": Kind.UNKNOWN, "noun": Kind.GROUP, "pro": Kind.UNKNOWN,
}  # fmt: skip
FORMS = {"noun": Form.NOMINAL, "pro": Form.PRONOUN}
MARKED = re.compile(r"\[([^\]|]+)\|([^\]]+)\]")


@pytest.fixture(scope="module")
def kb() -> KnowledgeBase:
    return load_knowledge()


@pytest.fixture(scope="module")
def linker(kb: KnowledgeBase) -> Linker:
    return Linker(kb)


def read(marked: str, lang: str, published: str | None) -> tuple[Reading, list[Span]]:
    """Build the reading of a marked text, each line a sentence with one claim, and return the marked spans."""
    text, spans, sentences = "", [], []
    for line in marked.split("\n"):
        begin, marks = len(text), []
        last = 0
        for match in MARKED.finditer(line):
            text += line[last : match.start()]
            span = Span(len(text), len(text) + len(match[1]), match[1])
            text, last = text + match[1], match.end()
            kind, *uses = match[2].split()
            marks.append((Mention(span, KINDS[kind], FORMS.get(kind, Form.NAME)), uses))
            spans.append(span)
        text += line[last:]
        sentences.append(sentence(Span(begin, len(text), text[begin:]), marks, lang))
        text += "\n"
    return Reading(Article("article", text, published=published, lang=lang), tuple(sentences)), spans


def sentence(span: Span, marks: list[tuple[Mention, list[str]]], lang: str) -> Sentence:
    participants = [Participant(Role.ACTOR, m) for m, uses in marks if "actor" in uses]
    participants += [Participant(Role.TARGET, m) for m, uses in marks if {"target", "target*"} & set(uses)]
    physical = any("target*" in uses for _, uses in marks)
    claim = Claim(
        "article",
        lang,
        span,
        "ASSAULT" if physical else "CONSULT",
        Trigger(Span(span.start, span.start + 1, span.text[:1]), "x"),
        tuple(participants),
        "rule",
        1.0,
        place=next((m for m, uses in marks if "place" in uses), None),
        attributions=tuple(Attribution(m, Stance.ASSERTS, span) for m, uses in marks if "source" in uses),
    )
    return Sentence(span, tuple(m for m, _ in marks), claims=(claim,))


def linked(reading: Reading) -> dict[Span, Mention]:
    return {mention.span: mention for s in reading.sentences for mention in s.mentions}


def agrees(entity: Entity | None, wanted: object) -> bool:
    if isinstance(wanted, list):
        return entity is not None and [entity.kind.value, entity.country] == wanted
    return (entity.name if entity else None) == wanted


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(case: dict, linker: Linker) -> None:
    reading, spans = read(case["text"], case["lang"], case.get("published", "2024-08-05"))
    mentions = linked(linker.link(reading))
    wrong = [
        f"{span.text}: {mentions[span].entity and mentions[span].entity.name} ({mentions[span].why}), wanted {wanted}"
        for span, wanted in zip(spans, case["links"], strict=False)
        if not agrees(mentions[span].entity, wanted)
    ]
    assert not wrong, "\n".join(wrong)
