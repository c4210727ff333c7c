"""How the news dates what it tells without a day: ``kg/lang/storytime.yaml``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from kg.extract.grammar import Grammar
from kg.extract.tables import alternatives, check_fields, fault
from kg.languages import SHIPPED
from kg.model import Form, Mention, Taxonomy

_FILE = "storytime.yaml"
_LISTS = ("speech", "performed", "promises", "harm", "backward", "unannounced")
_NUMBERS = ("recent", "flashback", "step")
_FIELDS = frozenset({*_LISTS, *_NUMBERS, "languages"})
_SPEAKERS = ("first_person", "self")
"""Kinds of pronouns that stand for whoever speaks."""
_OF_LANGUAGE = frozenset({"placed", "reach", "reported", "same"})


@dataclass(frozen=True, slots=True)
class Convention:
    """How the news of a language dates what it tells."""

    recent: dt.timedelta
    """How long before publication the day of a story can lie."""
    flashback: int
    """Sentences over which a narrative goes on with the day of what happened before."""
    step: int
    """Sentences over which it goes on with any other day of the past, such as the eve of the day of the story."""
    speech: frozenset[str]
    """Types that are done by speaking: part of the occasion at which the story's people speak."""
    performed: frozenset[str]
    """Types that a speaker does by saying that he wants to: "I want to thank"."""
    promises: frozenset[str]
    """Types that are done by announcing a plan."""
    harm: frozenset[str]
    """Types whose dates go over to another word for the same harm."""
    backward: frozenset[str]
    """Types that speak of what somebody did, at another time."""
    unannounced: frozenset[str]
    """Types that do not happen by being announced: "announced his death on Tuesday"."""
    placed: frozenset[str]
    """Types that take the day of the story."""
    reach: int | None
    """Sentences from the story's day within which undated speech belongs to it; None for the whole article."""
    reported: bool
    """Whether what a source only reports takes the day of the story, where that was named last."""
    same: frozenset[str]
    """Expressions that take up the day named last: "the same day"."""
    speakers: frozenset[str]
    """Pronouns by which a speaker does what he says: "kami mengimbau", "pihaknya mengapresiasi"."""

    def is_speaker(self, actor: Mention) -> bool:
        """Whether a pronoun stands for whoever speaks."""
        return actor.form is Form.PRONOUN and actor.span.text.lower() in self.speakers


def load_convention(grammar: Grammar, taxonomy: Taxonomy) -> Convention:
    """The convention of a language. Raises DataError for a faulty table."""
    table = yaml.safe_load((SHIPPED / _FILE).read_text(encoding="utf-8"))
    row = check_fields(_FILE, table, _FIELDS, _FIELDS)
    own = check_fields(_FILE, row["languages"].get(grammar.code, {}), _OF_LANGUAGE, frozenset())
    lists = {name: _types(row, name, taxonomy) for name in _LISTS}
    days, sentences, step = (_number(row, name) for name in _NUMBERS)
    return Convention(
        recent=dt.timedelta(days=days),
        flashback=sentences,
        step=step,
        placed=_types(own, "placed", taxonomy) if "placed" in own else frozenset(taxonomy.types),
        reach=_number(own, "reach") if "reach" in own else None,
        reported=bool(own.get("reported")),
        same=frozenset(alternatives(own.get("same"))),
        speakers=frozenset(word for word, name in grammar.pronouns.items() if name.startswith(_SPEAKERS)),
        **lists,
    )


def _types(row: Mapping[str, Any], name: str, taxonomy: Taxonomy) -> frozenset[str]:
    codes = frozenset(code.upper() for code in alternatives(row[name]))
    if codes - taxonomy.types.keys():
        raise fault(_FILE, name, f"unknown type {min(codes - taxonomy.types.keys())}", taxonomy.types)
    return codes


def _number(row: Mapping[str, Any], name: str) -> int:
    if not isinstance(row[name], int) or row[name] < 1:
        raise fault(_FILE, name, f"is {row[name]!r}, not a number of days or sentences")
    return int(row[name])
