"""The settings file kg.toml: read where it lies, checked when it is read, overruled by options."""

import pytest

from kg.config import load_config
from kg.errors import InputError


def write(folder, text):
    path = folder / "kg.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_paths_start_at_the_folder_of_the_file(tmp_path):
    (tmp_path / "own.csv").touch()
    (tmp_path / "model").mkdir()
    config = load_config(
        write(tmp_path, 'graph = "n.kg"\nentities = ["own.csv"]\n[pipelines]\nid = "model"\nen = "en_core_web_sm"\n')
    )
    assert config.graph == str(tmp_path / "n.kg")
    assert config.entities == (str(tmp_path / "own.csv"),)
    assert config.pipelines == {"id": str(tmp_path / "model"), "en": "en_core_web_sm"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('grahp = "x"', r"unknown key 'grahp' \(did you mean 'graph'\?\); known: graph, jobs"),
        ("colour = 1", r"unknown key 'colour'; known: graph"),
        ("graph = 1", "graph: 1 is no path"),
        ("jobs = 0", "jobs: 0 is no whole number above 0"),
        ("jobs = true", "jobs: True is no whole number"),
        ('entities = "a.csv"', "entities: needs a list"),
        ('entities = ["a.csv"]', r"entities: there is no a\.csv"),
        ('pipelines = "x"', "pipelines: needs a table"),
        ("pipelines = {id = 3}", "pipelines: 3 is no path"),
        ('languages = {nl = "dutch"}', "languages: there is no dutch"),
        ("graph = ", "not TOML"),
    ],
)
def test_a_fault_is_named(tmp_path, text, message):
    with pytest.raises(InputError, match=message):
        load_config(write(tmp_path, text))


def test_the_file_of_the_working_directory_counts_and_an_option_overrules_it(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write(tmp_path, 'graph = "mine.kg"\n')
    assert "mine.kg" in run("stats").err
    assert "other.kg" in run("stats", "-g", "other.kg").err


@pytest.mark.parametrize("way", ["option", "variable"])
def test_another_file_can_be_named(run, tmp_path, monkeypatch, way):
    path = write(tmp_path, '[pipelines]\nid = "no_such_pipeline"\n')
    arguments = ["--config", path] if way == "option" else []
    if way == "variable":
        monkeypatch.setenv("KG_CONFIG", str(path))
    outcome = run(*arguments, "explain", "Polisi menangkap Budi.", "--lang", "id")
    assert "'no_such_pipeline' cannot be loaded" in outcome.err


@pytest.mark.parametrize("text", ["x = 1", "graph = ["])
def test_a_fault_is_one_line(run, tmp_path, text):
    outcome = run("--config", write(tmp_path, text), "languages")
    assert outcome.code == 1
    assert len(outcome.err.splitlines()) == 1
    assert outcome.err.startswith("kg: ")
