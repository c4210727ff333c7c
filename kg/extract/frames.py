"""A trigger in its clause: which words fill the slots (subject, object, owner, prepositions) that lexicon rows speak of."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extract.grammar import Grammar
from kg.extract.lexicon import Voice
from kg.extract.memory import memory
from kg.extract.syntax import Clauses, children, is_passive, object_clitic, phrases, prepositions, relation

if TYPE_CHECKING:
    from spacy.tokens import Token

Slots = Mapping[str, tuple["Token", ...]]


@dataclass(frozen=True, slots=True)
class Frame:
    """The slots around a trigger. `clause` is the verb that carries it: itself, or the light verb of a noun."""

    trigger: Token
    clause: Token
    slots: Slots
    passive: bool = False
    light: bool = False
    receiving: bool = False
    """Whether a verb such as "menuai" or "face" carries the noun, so that its subject undergoes the event."""
    controlled: bool = False
    """Whether the clause is what the verb above it asks, makes or accuses somebody to do."""
    by_position: bool = False
    """Whether nothing but its place behind a passive verb shows the agent: "ditangkap polisi"."""
    find_stray: Callable[[Token], Sequence[Token]] | None = None
    """Finds what fills the slot "stray" of a verb, which is seldom asked for; None where the clause has no verb."""

    def fillers(self, slot: str) -> tuple[Token, ...]:
        """The head words that stand in `slot`; in "stray" nominals that the parser made part of nothing."""
        if slot == "stray" and self.find_stray is not None:
            return tuple(token for token in self.find_stray(self.clause) if token != self.trigger)
        return self.slots.get(slot, ())


class Frames:
    """Builds frames with the closed word lists of one language."""

    def __init__(self, grammar: Grammar, speech: Container[str]) -> None:
        self._grammar = grammar
        self.clauses = Clauses(grammar, speech)
        self._light = _Carriers(grammar, "light_verbs")
        self._receiving = _Carriers(grammar, "receiving_verbs")

    def of_verb(self, verb: Token, voice: Voice | None = None) -> Frame:
        """The frame of a verb; `voice` where its form shows it, else the parse decides."""
        known = memory(verb.doc, self)
        if (verb.i, voice) not in known:
            known[verb.i, voice] = self._of_verb(verb, voice)
        frame: Frame = known[verb.i, voice]
        return frame

    def _of_verb(self, verb: Token, voice: Voice | None) -> Frame:
        passive = voice == "passive" or (voice is None and is_passive(verb))
        surface = tuple(self.clauses.subjects(verb))
        objects = tuple(children(verb, "obj")) or _loose_object(verb)
        slots = self._prepositions((verb, *objects))
        bare = () if voice else self.agent_before(verb)
        if bare:
            themes = objects or tuple(token for token in surface if token not in bare)
            passive = not objects
            slots |= {"subject": bare, "by": bare, "object": themes or _noun_above(verb)}
        elif passive:
            marked = self._agents(verb)
            bare = () if marked else self._bare_agents(verb)
            agents = marked or bare
            slots |= {"subject": agents, "by": agents, "object": surface or objects}
        else:
            if self.clauses.is_object_relative(verb):
                objects = (verb.head,)
            slots |= {"subject": surface, "object": objects, "by": ()}
            if not objects and object_clitic(verb, self._grammar):
                slots["object"] = (verb,)
        slots["indirect"] = tuple(children(verb, "iobj"))
        controlled = self.clauses.is_controlled(verb)
        return Frame(
            verb, verb, slots, passive, controlled=controlled, by_position=bool(bare), find_stray=self.clauses.stray
        )

    def agent_before(self, verb: Token) -> tuple[Token, ...]:
        """The pronoun right before a verb without prefix, which is who does it: "sudah kami amankan", "yang saya datangi"."""
        if not self._grammar.prefixes or verb.is_sent_start:
            return ()
        before = verb.nbor(-1)
        return (before,) if before.lower_ in self._grammar.pronouns else ()

    def of_noun(self, noun: Token) -> Frame:
        """The frame of an event noun, with the slots of the light verb that carries it, if one does."""
        slots = self._prepositions((noun,))
        slots["by"] = tuple(t for word in sorted(self._grammar["agent_prepositions"]) for t in slots.get(word, ()))
        slots["owner"] = tuple(self._owners(noun))
        carrier = self._carrier(noun)
        if carrier is None:
            return Frame(noun, noun, slots)
        receiving = self._receiving.match(carrier) and not self._light.match(carrier)
        frame = self.of_verb(carrier, self._light.voice(carrier))
        for name, tokens in frame.slots.items():
            others = tuple(token for token in tokens if token != noun)
            slots[name] = (*slots.get(name, ()), *(token for token in others if token not in slots.get(name, ())))
        return replace(frame, trigger=noun, slots=slots, light=not receiving, receiving=receiving)

    def _carrier(self, noun: Token) -> Token | None:
        """The light or receiving verb that has `noun` as its object, or as its subject in the passive."""
        governor = noun.head
        if relation(noun) in {"obj", "nsubj", "obl"} and self._carries(governor, noun):
            return governor
        return next((child for child in children(noun, "acl") if self._light.match(child)), None)

    def _carries(self, verb: Token, noun: Token) -> bool:
        return self._light.match(verb, noun) or self._receiving.match(verb, noun)

    def _agents(self, verb: Token) -> tuple[Token, ...]:
        marks = self._grammar["agent_prepositions"]
        return tuple(child for child in children(verb, "obl", "nmod") if not marks.isdisjoint(prepositions(child)))

    def _bare_agents(self, verb: Token) -> tuple[Token, ...]:
        """Who stands right behind a passive verb with no preposition: "yang ditolak DPR"."""
        bare = (child for child in children(verb, "obl", "obj", "nmod") if child.i > verb.i and not prepositions(child))
        agents = [child for child in bare if min(t.i for t in child.subtree) == verb.i + 1]
        asked = not {verb.lower_, verb.lemma_.lower()}.isdisjoint(self._grammar["object_control"])
        return tuple(child for child in agents if asked or child.lower_ not in self._grammar["predicatives"])[:1]

    def _owners(self, noun: Token) -> Iterable[Token]:
        for child in children(noun, "nmod", "compound", "amod", "flat", "appos"):
            if not set(prepositions(child)) - {"'s", "’s", "'", "’"}:
                yield child

    def _prepositions(self, carriers: Iterable[Token]) -> dict[str, tuple[Token, ...]]:
        slots: dict[str, tuple[Token, ...]] = {}
        for carrier in carriers:
            for marks, head in phrases(carrier):
                for mark in marks:
                    slots[mark] = (*slots.get(mark, ()), head)
        return slots


def _noun_above(verb: Token) -> tuple[Token, ...]:
    """The noun that a verb modifies: "pelaku yang kami amankan"."""
    return (verb.head,) if relation(verb) == "acl" else ()


def _loose_object(verb: Token) -> tuple[Token, ...]:
    """What the parser made part of the verb ("to shell Haifa", "turut hadir, Menteri Agama") or of its result ("tembak mati X")."""
    flat = tuple(child for child in children(verb, "flat") if child.i == verb.i + 1 and child.pos_ == "PROPN")
    results = (
        child
        for child in children(verb, "xcomp")
        if child.i == verb.i + 1 and child.pos_ == "VERB" and not child.morph.get("Voice")
    )
    shot = tuple(token for result in results if verb.morph.get("Voice") for token in children(result, "obj"))
    return flat or shot or tuple(child for child in children(verb, "appos") if child.i > verb.i)


class _Carriers:
    """A list of verbs that carry nouns, some with a particle or preposition: "hold", "carry out", "come under"."""

    def __init__(self, grammar: Grammar, name: str) -> None:
        self._verbs: dict[str, list[tuple[tuple[str, ...], Voice | None]]] = {}
        for verb in sorted(grammar[name]):
            first, *rest = verb.split()
            for form, voice in grammar.forms(first).items():
                self._verbs.setdefault(form, []).append((tuple(rest), voice))

    def match(self, verb: Token, noun: Token | None = None) -> bool:
        """Whether `verb` is in the list, with its particle; a bare verb carries its object or passive subject alone."""
        for rest, _ in self._entries(verb):
            if rest:
                marks = {child.lower_ for child in verb.children} | set(prepositions(noun) if noun is not None else ())
                if set(rest) <= marks:
                    return True
            elif noun is None or relation(noun) != "obl":
                return True
        return False

    def voice(self, verb: Token) -> Voice | None:
        """The voice that the form of `verb` shows."""
        return next((voice for _, voice in self._entries(verb)), None)

    def _entries(self, verb: Token) -> list[tuple[tuple[str, ...], Voice | None]]:
        return self._verbs.get(verb.lower_) or self._verbs.get(verb.lemma_.lower()) or []
