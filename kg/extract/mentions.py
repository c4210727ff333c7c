"""Finds the names of a document and turns the head word of a phrase into the mention of a participant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.datelines import find_datelines
from kg.extract.grammar import Grammar
from kg.extract.lists import find_lists
from kg.extract.namekinds import decide_kinds
from kg.extract.names import Gazetteer, NameFinder
from kg.extract.namewords import Name, Words
from kg.extract.phrases import dependants, is_right_behind, phrase_bounds
from kg.extract.syntax import children, conjuncts, object_clitic, prepositions, relation, sentence_of
from kg.model import Form, Kind, Mention, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as SpacySpan

_CATEGORIES = {
    Kind.PERSON: frozenset({"person"}),
    Kind.GROUP: frozenset({"group"}),
    Kind.COUNTRY: frozenset({"country"}),
    Kind.PEOPLE: frozenset({"country", "group"}),
    Kind.UNKNOWN: frozenset({"person", "organisation"}),
}


class Mentions:
    """The names of one document, and the mentions that its words head."""

    def __init__(
        self, doc: Doc, grammar: Grammar, gazetteer: Gazetteer, ordinary: frozenset[str], times: Sequence[Span] = ()
    ) -> None:
        """`ordinary` are words that begin no unknown name, however they are written; `times` are spans that hold no name."""
        self._doc = doc
        self._text = doc.text  # spaCy puts it together anew each time
        self._grammar = grammar
        times = (*times, *find_datelines(doc, gazetteer))
        words = Words(grammar.names, grammar.titles, ordinary, grammar.code)
        names = decide_kinds(doc, NameFinder(doc, words, gazetteer, times).find(), words, gazetteer)
        self._name_at = {i: name for name in names for i in range(name.first, name.last)}
        self._named = {name: _of_name(doc, name) for name in names}
        self._headed: dict[int, Mention | None] = {}
        self._lists = [people for sentence in doc.sents for people in find_lists(sentence, self._name_at)]

    def in_sentence(self, sentence: SpacySpan) -> tuple[Mention, ...]:
        """Every name of the sentence, in text order."""
        found = dict.fromkeys(self._name_at[token.i] for token in sentence if token.i in self._name_at)
        return tuple(self._named[name] for name in found)

    def is_part_of_name(self, token: Token) -> bool:
        """Whether `token` belongs to a name of several words, so that it triggers nothing: "March" in "Women's March"."""
        name = self._name_at.get(token.i)
        return name is not None and (name.last - name.first > 1 or name.kind in {Kind.PERSON, Kind.PLACE})

    def name_kind(self, token: Token) -> Kind | None:
        """The kind of the name that `token` belongs to; None outside names."""
        name = self._name_at.get(token.i)
        return name.kind if name is not None else None

    def of(self, heads: Iterable[Token]) -> tuple[Mention, ...]:
        """Mentions of people, bodies and places that `heads` and what is coordinated with them refer to."""
        named = [token for head in heads for token in self._coordinated(head)]
        found = (
            self.of_head(token) for token in (*named, *(part for token in named for part in self._included(token)))
        )
        unique = {mention.span: mention for mention in found if mention}
        for people in self._lists:
            listed = {self._named[name].span: self._named[name] for name in people.names}
            if not listed.keys().isdisjoint(unique):
                start, end = self._doc[people.first].idx, self._doc[people.last - 1].idx
                unique = {span: m for span, m in unique.items() if not start <= span.start <= end} | listed
        return tuple(mention for mention in unique.values() if not self._is_title_of(mention, unique))

    def _coordinated(self, head: Token) -> Iterator[Token]:
        """`head` and what is coordinated with it; a verb stands for the pronoun that hangs on it alone."""
        is_verb = object_clitic(head, self._grammar) is not None
        yield from (head,) if is_verb else (*conjuncts(head), *self._misplaced(head))

    def _misplaced(self, head: Token) -> Iterator[Token]:
        """People whom the parser joined to a name below `head`: "kepala keamanan Iran dan kepala staf"."""
        for token in head.subtree:
            if (
                relation(token) == "conj"
                and token.head != head
                and token.head.i in self._name_at
                and self._is_group(token)
            ):
                yield token

    def _included(self, token: Token) -> Iterator[Token]:
        """Those that a list picks out: "para pemimpin Iran, termasuk Presiden Pezeshkian"."""
        _, end = phrase_bounds(token)
        if end + 1 >= len(self._doc) or self._doc[end].text != "," or sentence_of(self._doc[end]) != sentence_of(token):
            return
        word = self._doc[end + 1]
        if word.lower_ in self._grammar["including"]:
            first = word.head if relation(word) == "case" else next((c for c in word.children if c.i > word.i), None)
            if first is not None:
                yield from conjuncts(first)

    def _is_title_of(self, mention: Mention, others: Iterable[Span]) -> bool:
        """Whether `mention` is the office that stands before one of `others`, which the parser took for two: "minister Paul Keating"."""
        behind = self._text[mention.span.end : mention.span.end + 2]
        return mention.form is Form.NOMINAL and any(
            mention.span.end + 1 == other.start
            or (behind == ", " and mention.span.end + 2 == other.start and mention.head in self._grammar.titles)
            for other in others
        )

    def places_below(self, heads: Iterable[Token]) -> tuple[Mention, ...]:
        """Named places where the things that `heads` name stand: "a camp in Mali"."""
        names = (self._name_at.get(token.i) for head in heads for token in head.subtree)
        return tuple(self._named[name] for name in dict.fromkeys(names) if name and name.kind.is_place)[:1]

    def thing(self, heads: Iterable[Token]) -> tuple[Mention, ...]:
        """What is struck by a disaster without being anybody: "the aircraft", "two bridges"."""
        nouns = (token for head in heads for token in conjuncts(head) if token.pos_ == "NOUN")
        return tuple(replace(self._of_phrase(token), kind=Kind.UNKNOWN) for token in nouns)

    def count(self, heads: Iterable[Token]) -> tuple[Mention, ...]:
        """People of whom only the number is told: "four" in "four were killed"."""
        return tuple(self._of_phrase(head) for head in heads if head.pos_ == "NUM" and head.i not in self._name_at)

    def of_head(self, token: Token) -> Mention | None:
        """The mention that `token` heads, or the owner of the thing that it names; None for a thing without a named owner."""
        if token.i not in self._headed:
            self._headed[token.i] = self._find_of_head(token)
        return self._headed[token.i]

    def _find_of_head(self, token: Token) -> Mention | None:
        if token.lower_ in self._grammar.pronouns:
            return Mention(_span(self._doc, token.i, token.i + 1), Kind.UNKNOWN, Form.PRONOUN, token.lower_)
        name = self._name_at.get(token.i)
        if name is not None:
            return self._person_in_apposition(token, name) or self._named[name]
        clitic = object_clitic(token, self._grammar)
        if clitic is not None:
            return _of_clitic(token, clitic)
        if self._is_group(token):
            return self._place_called(token) or self._named_instance(token) or self._of_phrase(token)
        return self._owner(token)

    def categories(self, token: Token) -> frozenset[str]:
        """What `token` may refer to, as lexicon conditions name it: person, organisation, country, place, group or thing."""
        mention = self.of_head(token)
        if mention is None or (
            token.i not in self._name_at and not self._is_group(token) and mention.form is Form.NAME
        ):
            return frozenset({"thing"})
        if mention.form is Form.PRONOUN:
            return frozenset({"person"})
        kind = mention.kind
        if kind.is_organisation:
            return frozenset({"organisation"})
        return _CATEGORIES.get(kind, frozenset({"place"}) if kind.is_place else frozenset({"thing"}))

    def _is_group(self, token: Token) -> bool:
        if token.pos_ not in {"NOUN", "PROPN", "ADJ", "NUM"} or relation(token) == "amod":
            return False
        words = {token.lower_, token.lemma_.lower()}
        if token.i + 1 < len(self._doc):
            words.add(f"{token.lower_} {token.nbor().lower_}")
        if token.i > 0:
            words.add(f"{token.nbor(-1).lower_} {token.lower_}")
        return bool(words & self._grammar.groups.keys() or words & self._grammar.titles)

    def _person_in_apposition(self, token: Token, name: Name) -> Mention | None:
        """ "Prancis's foreign minister, Jean-Noël Barrot" where the parser took a name for the head."""
        if name.kind is Kind.PERSON:
            return None
        for child in children(token, "appos"):
            other = self._name_at.get(child.i)
            if other and other.kind is Kind.PERSON and self._is_group(token):
                return self._named[other]
        return None

    def _place_called(self, token: Token) -> Mention | None:
        """The name of the place that `token` announces: "the city of Goma"."""
        if token.lower_ in self._grammar["place_nouns"]:
            for child in children(token, "nmod"):
                name = self._name_at.get(child.i)
                if name and name.kind.is_place and prepositions(child) == ("of",):
                    return self._named[name]
        return None

    def _named_instance(self, token: Token) -> Mention | None:
        """The name that a title or body noun introduces: "Presiden Masoud Pezeshkian", "kelompok militan Hamas"."""
        is_body = token.lower_ in self._grammar["bodies"]
        for child in dependants(token, {"appos", "flat", "compound", "nmod", "amod"}, depth=3):
            name = self._name_at.get(child.i)
            if name is None or prepositions(child):
                continue
            if self._fits(name, is_body):
                return self._named[name]
        first, last = phrase_bounds(token)
        for position in (last - 1, last):
            name = self._name_at.get(position)
            if name and name.first > token.i and name.kind is Kind.PERSON and not is_body:
                return self._named[name]
        for comma, position in ((last, self._behind_titles(last + 1)), (first - 1, first - 2)):
            name = self._name_at.get(position) if position >= 0 else None
            if (
                name
                and self._doc[comma].text == ","
                and self._fits(name, is_body)
                and sentence_of(self._doc[comma]) == sentence_of(token)
            ):
                return self._named[name]
        return None

    def _behind_titles(self, position: int) -> int:
        """Where a name may begin behind the titles at `position`: "his father, Sultan Said"."""
        while position in range(len(self._doc)) and position not in self._name_at:
            if self._doc[position].lower_ not in self._grammar.titles:
                break
            position += 1
        return position

    @staticmethod
    def _fits(name: Name, is_body: bool) -> bool:
        return name.kind.is_organisation if is_body else name.kind is Kind.PERSON

    def _of_phrase(self, token: Token) -> Mention:
        first, last = phrase_bounds(token)
        return Mention(_span(self._doc, first, last), Kind.GROUP, Form.NOMINAL, token.lemma_.lower())

    def _owner(self, token: Token) -> Mention | None:
        for child in dependants(token, {"nmod", "compound", "amod", "flat", "appos"}):
            if prepositions(child) and prepositions(child)[0] not in self._grammar["genitive"]:
                continue
            name = self._name_at.get(child.i)
            if name:
                return self._named[name]
            if self._is_group(child) and (prepositions(child) or is_right_behind(child, token)):
                return self.of_head(child)
        return None


def _of_name(doc: Doc, name: Name) -> Mention:
    return Mention(_span(doc, name.first, name.last), name.kind, Form.NAME, doc[name.last - 1].lemma_)


def _of_clitic(verb: Token, clitic: str) -> Mention:
    start, end = verb.idx + len(verb) - len(clitic), verb.idx + len(verb)
    return Mention(Span(start, end, verb.text[-len(clitic) :]), Kind.UNKNOWN, Form.PRONOUN, clitic)


def _span(doc: Doc, first: int, last: int) -> Span:
    span = doc[first:last]
    return Span(span.start_char, span.end_char, span.text)
