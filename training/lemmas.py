"""The English lemmatizer: rules and tables of spacy-lookups-data, word forms of the treebanks as exceptions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from spacy.language import Language
from spacy.lookups import load_lookups

from training.corpora import TreeSentence

_CLASSES = frozenset({"VERB", "AUX", "NOUN", "ADJ", "ADV", "PRON", "DET"})


def add_lemmatizer(nlp: Language, sentences: Iterable[TreeSentence]) -> None:
    """Adds spaCy's rule lemmatizer to `nlp`, tables included; ValueError without the package spacy-lookups-data."""
    lemmatizer = nlp.add_pipe("lemmatizer", config={"mode": "rule"})
    tables = load_lookups(nlp.lang, ["lemma_exc", "lemma_index", "lemma_rules"])
    exceptions = {pos: dict(table) for pos, table in tables.get_table("lemma_exc").items()}
    for (form, pos), lemma in sorted(_frequent_lemmas(sentences).items()):
        exceptions.setdefault(pos, {})[form] = [lemma]
    tables.set_table("lemma_exc", exceptions)
    index = tables.get_table("lemma_index")
    tables.set_table("lemma_index", {pos: dict.fromkeys(words, 1) for pos, words in index.items()})  # quick to search
    lemmatizer.initialize(lookups=tables)


def _frequent_lemmas(sentences: Iterable[TreeSentence]) -> dict[tuple[str, str], str]:
    counts: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for word in sentence:
            if word.pos in _CLASSES:
                counts[word.form.lower(), word.pos.lower()][word.lemma] += 1
    return {key: min(count, key=lambda lemma: (-count[lemma], lemma)) for key, count in counts.items()}
