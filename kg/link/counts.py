"""How many a phrase counts: "12 warga", "dua perusahaan Rusia", "twenty-five soldiers"."""

from __future__ import annotations

import re

from kg.link.language import Language

_PART = re.compile(r"\d[\d.,]*|[^\W\d_]+")
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+|\d+")
_TEN = 10
_THOUSAND = 1000


def count_in(text: str, language: Language) -> int | None:
    """Return the first whole number that `text` says in digits or words, None where it says none."""
    parts = _PART.findall(text.lower())
    for position, part in enumerate(parts):
        digits = part.rstrip(".,")
        if digits[0].isdigit():
            if not _GROUPED.fullmatch(digits):
                return None
            following = parts[position + 1] if position + 1 < len(parts) else ""
            return int(re.sub(r"\D", "", digits)) * language.multipliers.get(following, 1)
        if part in language.counts:
            return _spelled(parts[position:], language)
    return None


def _spelled(parts: list[str], language: Language) -> int:
    """The number that words spell one after the other: "dua ratus dua belas", "three thousand"."""
    total = current = 0
    for part in parts:
        if part in language.multipliers:
            current *= language.multipliers[part]
            if language.multipliers[part] >= _THOUSAND:
                total, current = total + current, 0
        elif part == language.teen:
            current += _TEN
        elif part in language.counts:
            current += language.counts[part]
        else:
            break
    return total + current
