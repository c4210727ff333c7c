"""A language of one's own: a folder with tables and a pipeline, nothing in the package."""

import json

import pytest

import kg
from kg.errors import LanguageError
from kg.languages import add_language, language_folder, languages
from kg.model import Article

TEXT = "Anna Visser arresteerde Piet Mulder in Oslo."


def test_an_article_gives_its_event(dutch):
    reading = kg.Pipeline().read(Article("nl-1", TEXT, lang="nl", published="2024-08-05"))
    (claim,) = [claim for sentence in reading.sentences for claim in sentence.claims]
    assert (claim.type, claim.mode) == ("COERCE", "arrest")
    roles = {participant.role.value: participant.mention.span.text for participant in claim.participants}
    assert roles == {"actor": "Anna Visser", "target": "Piet Mulder"}


def test_the_settings_file_names_its_folder(dutch, run, tmp_path):
    settings, article = tmp_path / "kg.toml", tmp_path / "article.txt"
    settings.write_text('[languages]\nnl = "dutch"\n', encoding="utf-8")
    article.write_text(TEXT, encoding="utf-8")
    outcome = run("--config", settings, "extract", article, "--lang", "nl")
    assert [json.loads(line)["type"] for line in outcome.out.splitlines()] == ["COERCE"], outcome.err
    listed = [json.loads(line) for line in run("--config", settings, "languages").out.splitlines()]
    assert [(row["code"], row["name"]) for row in listed] == [("en", "English"), ("id", "Indonesian"), ("nl", "Dutch")]


def test_it_is_forgotten_with_its_folder():
    assert languages() == ("en", "id")


@pytest.mark.parametrize(("code", "message"), [("nl", "no language.yaml"), ("dut", "no language code")])
def test_a_folder_without_a_language_is_refused(tmp_path, code, message):
    with pytest.raises(LanguageError, match=message):
        add_language(code, tmp_path)
    assert not language_folder(code).exists()


def test_a_missing_table_is_named(dutch):
    (dutch / "actions.yaml").unlink()
    with pytest.raises(LanguageError, match=r"'nl' has no actions\.yaml"):
        kg.Pipeline().read(Article("nl-1", TEXT, lang="nl"))
