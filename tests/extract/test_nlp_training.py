"""Training a pipeline: interrupted it goes on where it was, and the same data give the same weights."""

import json

import pytest

build = pytest.importorskip(
    "training.build", reason="training/ is not installed; run python -m pytest from the project's directory"
)

from training.recipes import Recipe  # noqa: E402
from training.tables import tables  # noqa: E402

RECIPE = Recipe(
    trees=("trees",),
    names=("names",),
    marked="marked",
    tree_copies=1,
    tree_tests=("tests",),
    name_tests=("name_tests",),
    marked_tests=("marked",),
    tree_settings={},
    tokenizer="kg.IndonesianTokenizer.v1",
    credits=("A treebank of one sentence, CC0",),
)
TREE = """\
1\tBudi\tBudi\tPROPN\t_\t_\t2\tnsubj\t_\t_
2\tmenangkap\ttangkap\tVERB\t_\t_\t0\troot\t_\t_
3\tAli\tAli\tPROPN\t_\t_\t2\tobj\t_\tSpaceAfter=No
4\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_

"""
NAMES = "Budi\tB-PER\nmenangkap\tO\nAli\tB-PER\n.\tO\n\n"
STEPS = 2


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    for name, text in [("trees.conllu", TREE * 40), ("tests.conllu", TREE), ("names.iob2", NAMES * 20)]:
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "name_tests.iob2").write_text(NAMES.replace("Budi", "Siti"), encoding="utf-8")
    marked = [
        {"text": "Ali pergi ke Solo.", "entities": [[0, 3, "PER"], [13, 17, "GPE"]], "split": split}
        for split in ("train", "test")
    ]
    (folder / "marked.jsonl").write_text("\n".join(map(json.dumps, marked)), encoding="utf-8")
    return folder


def weights(pipeline):
    return {name: (pipeline / name / "model").read_bytes() for name in ("tok2vec", "parser", "ner")}


def test_an_interrupted_training_goes_on_and_gives_the_same_weights(data, tmp_path, monkeypatch):
    at_once, in_two = tmp_path / "at_once", tmp_path / "in_two"
    build.build_pipeline("id", RECIPE, data, at_once, STEPS)

    trained = []
    train = build.train_components

    def train_until(corpus_to_die_at):
        def train_some(code, recipe, folder, corpus, components, steps):
            if corpus == corpus_to_die_at:
                raise KeyboardInterrupt
            trained.append(corpus)
            return train(code, recipe, folder, corpus, components, steps)

        return train_some

    monkeypatch.setattr(build, "train_components", train_until("names"))
    with pytest.raises(KeyboardInterrupt):
        build.build_pipeline("id", RECIPE, data, in_two, STEPS)
    assert not in_two.exists()
    monkeypatch.setattr(build, "train_components", train_until(None))
    build.build_pipeline("id", RECIPE, data, in_two, STEPS)

    assert trained == ["trees", "names"]
    assert weights(in_two) == weights(at_once)
    assert {path.name for path in tmp_path.iterdir()} == {"at_once", "in_two"}
    meta = json.loads((in_two / "meta.json").read_text(encoding="utf-8"))
    assert set(meta["scores"]) == {"tests", "name_tests", "marked"}
    assert "A treebank of one sentence, CC0" in (in_two / "README.md").read_text(encoding="utf-8")


def test_other_data_or_settings_are_another_training(data, tmp_path):
    digest = build.digest("id", RECIPE, data, STEPS)
    assert digest == build.digest("id", RECIPE, data, STEPS)
    assert digest != build.digest("id", RECIPE, data, STEPS + 1)
    for path in data.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "names.iob2").write_text(NAMES, encoding="utf-8")
    assert digest != build.digest("id", RECIPE, tmp_path, STEPS)


def test_tables_tell_scores_and_sources():
    meta = {
        "lang": "id",
        "license": "CC BY-SA 4.0",
        "scores": {"id_gsd-test": {"UPOS": 93.1, "UAS": 84.0, "LAS": 76.2}, "id_ner_nerui": {"names F": 75.0}},
        "sources": ["A treebank, CC0"],
    }
    text = tables([meta])
    for row in (
        "| Indonesian GSD | 93.1 | 84.0 | 76.2 |",
        "| kg, gold tokens | 84.0 / 76.2 |",
        "| NER-UI (Indonesian news) | 75.0 |",
    ):
        assert row in text
    assert "| id | A treebank, CC0 | CC BY-SA 4.0 |" in text
