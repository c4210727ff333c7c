"""Names -> what they can mean: the index of the knowledge base."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from kg.entities.names import is_acronym, normalise
from kg.entities.records import Candidate, Reason, Record

_REASONS = list(Reason)
_FAMILY_FIRST = frozenset({"CN", "HK", "KP", "KR", "TW", "VN"})
"""Countries in which the family name stands first."""
_GENERATIONS = frozenset({"ii", "iii", "iv", "v", "vi", "xiv", "xvi", "jr", "sr"})
_WITHOUT_FAMILY_NAMES = frozenset({"ID", "MM"})


def build_index(records: Iterable[Record], countries: Mapping[str, Record]) -> dict[str, tuple[Candidate, ...]]:
    """Normalised name -> what it can mean, the strongest reason and the most prominent first; `countries` by code."""
    index: dict[str, list[Candidate]] = defaultdict(list)
    for record in records:
        for candidate in _candidates(record, countries):
            index[normalise(candidate.form)].append(candidate)
    return {name: tuple(_distinct(found)) if len(found) > 1 else tuple(found) for name, found in index.items()}


def _distinct(candidates: list[Candidate]) -> Iterator[Candidate]:
    """Yield the strongest candidate of each record, and of each language where an acronym differs between languages."""
    seen: set[tuple[str, str]] = set()
    for candidate in sorted(candidates, key=_rank):
        key = candidate.record.entity.id, candidate.lang if is_acronym(candidate.form) else ""
        if key not in seen:
            seen.add(key)
            yield candidate


def _candidates(record: Record, countries: Mapping[str, Record]) -> Iterator[Candidate]:
    entity, name = record.entity, record.entity.name
    forms = [("", name), *[(lang, label) for lang, label in entity.labels if label != name]]
    for lang, form in forms:
        yield Candidate(record, Reason.NAME, form, lang)
    for reason, pairs in (
        (Reason.ALIAS, entity.aliases),
        (Reason.DEMONYM, record.demonyms),
        (Reason.METONYM, record.seats),
    ):
        for lang, form in pairs:
            yield Candidate(record, reason, form, lang)
    for reason, names in ((Reason.SURNAME, record.short), (Reason.NICKNAME, record.nicknames)):
        for form in names:
            yield Candidate(record, reason, form, "")
    country = countries.get(record.capital_of or "")
    if country:
        for lang, form in (*forms, *entity.aliases):
            yield Candidate(country, Reason.CAPITAL, form, lang)


def _rank(candidate: Candidate) -> tuple[int, int, str]:
    return _REASONS.index(candidate.reason), -candidate.record.prominence, candidate.record.entity.id


def longest_by_first_word(names: Iterable[str]) -> dict[str, int]:
    """Return for each first word of a name the number of words of the longest name that it begins."""
    reach: dict[str, int] = {}
    for name in names:
        first, spaces = name.partition(" ")[0], name.count(" ")
        if reach.get(first, 0) <= spaces:
            reach[first] = spaces + 1
    return reach


def family_names(record: Record) -> Iterator[str]:
    """The family name of a person, with the small words before it too: "sadr", "al sadr"; none for kings and popes."""
    parts = [part for part in normalise(record.entity.name).split() if part not in _GENERATIONS]
    if len(parts) < 2 or "of" in parts or record.entity.country in _WITHOUT_FAMILY_NAMES:
        return
    if record.entity.country in _FAMILY_FIRST:
        yield parts[0]
        return
    yield parts[-1]
    if len(parts) > 2:
        yield " ".join(parts[-2:])
