"""The lexicons of actions: no row contradicts another, and what is wrong in one is named with its line."""

import pytest

from kg.extract import clashes
from kg.extract.grammar import load_grammar
from kg.extract.lexicon import NO_EVENT, load_lexicon
from kg.languages import languages
from kg.model import OPEN_EVENT
from kg.rdf.taxonomy import load_taxonomy

TAXONOMY = load_taxonomy()


@pytest.mark.parametrize("code", languages())
def test_no_row_is_beaten_by_an_earlier_one(code):
    assert [str(finding) for finding in clashes.check_lexicon(code, TAXONOMY, load_grammar(code))] == []


@pytest.mark.parametrize("code", ["en", "id"])
def test_there_are_triggers_for_every_type_and_mode(code):
    rows = [row for row in load_lexicon(code, TAXONOMY, load_grammar(code)).rows if row.type != NO_EVENT]
    assert len({(row.is_noun, row.words) for row in rows}) >= 1500
    wanted = {(name, mode) for name, kind in TAXONOMY.types.items() for mode in (None, *kind.modes)}
    given = {pair for row in rows for pair in ((row.type, None), (row.type, row.mode))}
    assert wanted - given == {(OPEN_EVENT, None)}


ROWS = """verbs:
  - {word: "greet | hug", object_is: person | group, type: SUPPORT}
  - {word: "hug", object_is: person, type: CONSULT}
  - {word: "greet", object_is: group, type: SUPPORT}
  - {word: "greet", type: CONSULT}
"""


def test_findings_name_line_row_and_what_beats_it(tmp_path, monkeypatch):
    folder = tmp_path / "en"
    folder.mkdir()
    (folder / "actions.yaml").write_text(ROWS, encoding="utf-8")
    grammar = load_grammar("en")
    monkeypatch.setattr("kg.extract.tables.language_folder", lambda code: folder)
    monkeypatch.setattr("kg.extract.clashes.language_folder", lambda code: folder)
    assert [str(finding) for finding in clashes.check_lexicon("en", TAXONOMY, grammar)] == [
        "en/actions.yaml, line 3: verb hug, object_is: person CONSULT: clash: "
        "'verb hug, object_is: person | group' comes first and says SUPPORT",
        "en/actions.yaml, line 4: verb greet, object_is: group SUPPORT: never reached: "
        "'verb greet, object_is: person | group' comes first",
    ]
