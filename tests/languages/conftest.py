"""A third language for the tests: a few Dutch sentences, a pipeline trained on them in seconds, and tiny tables."""

import pytest
import spacy
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import fix_random_seed
from thinc.api import use_ops

from kg.languages import add_language, remove_language

# word/class/relation/head (counted from 1, 0 is the root)/lemma; an asterisk begins a name, its label stands behind it
SENTENCES = """\
Anna/PROPN/nsubj/3/Anna*PERSON Visser/PROPN/flat/1/Visser*+ bezocht/VERB/ROOT/0/bezoeken Oslo/PROPN/obj/3/Oslo*GPE ./PUNCT/punct/3/.
Jan/PROPN/nsubj/3/Jan*PERSON Bakker/PROPN/flat/1/Bakker*+ arresteerde/VERB/ROOT/0/arresteren Piet/PROPN/obj/3/Piet*PERSON Mulder/PROPN/flat/4/Mulder*+ ./PUNCT/punct/3/.
De/DET/det/2/de politie/NOUN/nsubj/3/politie arresteerde/VERB/ROOT/0/arresteren Jan/PROPN/obj/3/Jan*PERSON Bakker/PROPN/flat/4/Bakker*+ in/ADP/case/7/in Utrecht/PROPN/obl/3/Utrecht*GPE ./PUNCT/punct/3/.
De/DET/det/2/de minister/NOUN/nsubj/3/minister bezocht/VERB/ROOT/0/bezoeken Shell/PROPN/obj/3/Shell*ORG ./PUNCT/punct/3/.
Philips/PROPN/nsubj/2/Philips*ORG bezocht/VERB/ROOT/0/bezoeken de/DET/det/4/de minister/NOUN/obj/2/minister in/ADP/case/6/in Oslo/PROPN/obl/2/Oslo*GPE ./PUNCT/punct/2/.
De/DET/det/2/de soldaten/NOUN/nsubj/3/soldaat bezochten/VERB/ROOT/0/bezoeken Anna/PROPN/obj/3/Anna*PERSON Visser/PROPN/flat/4/Visser*+ ./PUNCT/punct/3/.
"""

TABLES = {
    "language": 'code: nl\nname: Dutch\nagent_prepositions: "door"\nplace_prepositions: "in"\n',
    "actions": 'verbs:\n  - {word: "bezoeken", type: CONSULT, mode: visit}\n  - {word: "arresteren", type: COERCE, mode: arrest}\n',
    "reporting": 'verbs:\n  - {word: "zeggen", stance: asserts}\n',
    "factuality": 'cues:\n  - {word: "niet", status: denied, scope: dependent}\n',
    "titles": 'titles: "minister"\ngroups:\n  COP: "politie"\n',
    "dates": 'weekdays:\n  1: [maandag]\npatterns:\n  - {means: weekday, say: ["op {weekday}"]}\n',
}


ENCODER = {
    **{"@architectures": "spacy.HashEmbedCNN.v2", "pretrained_vectors": None, "width": 32, "depth": 2},
    **{"embed_size": 300, "window_size": 1, "maxout_pieces": 2, "subword_features": True},
}
SMALL = {"model": {"tok2vec": ENCODER}}


@pytest.fixture(scope="session")
def dutch_pipeline(tmp_path_factory):
    """The folder of a pipeline that has learnt SENTENCES by heart: classes, trees, names; lemmas from a list."""
    fix_random_seed(0)
    with use_ops("numpy", use_blis=False):
        nlp = spacy.blank("nl")
        nlp.add_pipe("morphologizer", config=SMALL)
        nlp.add_pipe("parser", config={"min_action_freq": 1, **SMALL})
        nlp.add_pipe("ner", config=SMALL)
        docs = [_read(nlp.vocab, line) for line in SENTENCES.splitlines()]
        examples = [Example(Doc(nlp.vocab, [t.text for t in d], [bool(t.whitespace_) for t in d]), d) for d in docs]
        optimizer = nlp.initialize(lambda: examples)
        for _ in range(40):
            nlp.update(examples, sgd=optimizer)
    lemmatizer = nlp.add_pipe("lemmatizer", config={"mode": "lookup"})
    lemmatizer.lookups.add_table("lemma_lookup", {token.text: token.lemma_ for doc in docs for token in doc})
    folder = tmp_path_factory.mktemp("dutch") / "pipeline"
    nlp.to_disk(folder)
    return folder


@pytest.fixture
def dutch(tmp_path, dutch_pipeline):
    """The folder of the language, known while the test runs; its pipeline lies in it."""
    folder = tmp_path / "dutch"
    folder.mkdir()
    for name, text in TABLES.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    (folder / "pipeline").symlink_to(dutch_pipeline)
    add_language("nl", folder)
    yield folder
    remove_language("nl")


def _read(vocab, line):
    rows = [word.split("/") for word in line.split()]
    lemmas, labels = zip(*(row[4].partition("*")[::2] for row in rows), strict=True)
    return Doc(
        vocab,
        words=[row[0] for row in rows],
        spaces=[True] * (len(rows) - 2) + [False] * 2,
        pos=[row[1] for row in rows],
        deps=[row[2] for row in rows],
        heads=[int(row[3]) - 1 if row[3] != "0" else number for number, row in enumerate(rows)],
        lemmas=list(lemmas),
        ents=[_tag(label, labels, number) for number, label in enumerate(labels)],
    )


def _tag(label, labels, number):
    if label == "+":
        return "I-" + labels[number - 1]
    return f"B-{label}" if label else "O"
