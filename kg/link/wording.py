"""What the words of a name show of its bearer: titles before it, the kind of its head noun, a longer way to write it."""

from __future__ import annotations

from kg.entities import KnowledgeBase, normalise, words
from kg.link.language import Language
from kg.model import Kind

_TITLE_LENGTH = 4
"""Words of the longest title."""
_TITLE_AND_NAME = 2


class Wording:
    """Reads the names that a language forms."""

    def __init__(self, knowledge: KnowledgeBase, language: Language) -> None:
        self._knowledge = knowledge
        self._language = language

    def kind_shown(self, text: str) -> Kind | None:
        """The kind that the head noun of a name shows: an agency for "Kementerian Luar Negeri"; None for people."""
        parts = normalise(text).split()
        heads = (parts[:2], parts[:1]) if self._language.head_first else (parts[-2:], parts[-1:])
        for head in heads:
            shown = self._language.descriptions.get(" ".join(head), ())
            if len(head) < len(parts) and shown and shown[0] is not Kind.PERSON:
                return shown[0]
        return None

    def untitled(self, text: str) -> str | None:
        """Return `text` without the titles before the name, None where it has none."""
        found = list(words(text))
        position = 0
        while position < len(found) - 1:
            length = self._title_length([word for word, _, _ in found[position:-1]])
            if not length:
                break
            position += length
        return text[found[position][1] :] if position else None

    def shortened(self, text: str) -> str:
        """ "Pemkot Bogor" for "Pemerintah Kota Bogor", so that both are one."""
        for long, short in self._language.short_forms.items():
            if text.lower() == long:
                break
            if text[: len(long) + 1].lower() == f"{long} ":
                return short + text[len(long) :]
        return text

    def may_begin_a_name(self, text: str) -> bool:
        """Whether the first of two words, though a title, is a name of people too: "Imam", "Ratu"."""
        parts = normalise(text).split()
        return len(parts) == _TITLE_AND_NAME and parts[0] in self._knowledge.person_words

    def _title_length(self, following: list[str]) -> int:
        for length in range(min(_TITLE_LENGTH, len(following)), 0, -1):
            phrase = " ".join(following[:length])
            if phrase in self._language.titles or phrase in self._language.skipped or self._knowledge.office(phrase):
                return length
        return 0
