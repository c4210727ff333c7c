"""What the English lemmatizer knows: the tables of spacy-lookups-data, and the word forms of the treebanks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from spacy.language import Language
from spacy.lookups import Table, load_lookups

from kg.extract.lemmas import Words
from training.corpora import TreeSentence

_CLASSES = ("VERB", "AUX", "NOUN", "ADJ", "ADV", "PRON", "DET")


def add_lemmatizer(nlp: Language, sentences: Iterable[TreeSentence]) -> None:
    """Adds our English lemmatizer to `nlp`, tables included; ValueError without the package spacy-lookups-data."""
    nlp.add_pipe("kg_english_words").words = collect_words(nlp, sentences)


def collect_words(nlp: Language, sentences: Iterable[TreeSentence]) -> Words:
    """Irregular forms of the tables, overruled by what `sentences` have most often; and the list of base forms."""
    tables = load_lookups(nlp.lang, ["lemma_exc", "lemma_index"])
    irregular, index = tables.get_table("lemma_exc"), tables.get_table("lemma_index")
    forms = {pos: {form: lemmas[0] for form, lemmas in _rows(irregular, pos)} for pos in _CLASSES}
    for (form, pos), lemma in sorted(_frequent_lemmas(sentences).items()):
        forms[pos][form] = lemma
    return Words(forms, {pos: frozenset(index.get(pos.lower(), ())) for pos in _CLASSES})


def _rows(table: Table, pos: str) -> Iterable[tuple[str, list[str]]]:
    return sorted(table.get(pos.lower(), {}).items())


def _frequent_lemmas(sentences: Iterable[TreeSentence]) -> dict[tuple[str, str], str]:
    counts: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for word in sentence:
            if word.pos in _CLASSES:
                counts[word.form.lower().replace("’", "'"), word.pos][word.lemma] += 1
    return {key: min(count, key=lambda lemma: (-count[lemma], lemma)) for key, count in counts.items()}
