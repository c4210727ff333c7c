"""Open events: what named parties do to each other where no type fits, kept when asked for."""

import pytest

from kg.model import Article
from kg.pipeline import Pipeline

OPEN = Pipeline(open_events=True)

CASES = [
    ("en", "Emmanuel Macron married Brigitte Trogneux in 2007.", [("marry", "Emmanuel Macron", "Brigitte Trogneux")]),
    ("en", "Emmanuel Macron repaired the roof.", []),
    ("en", "Emmanuel Macron told Olaf Scholz a story.", []),
]


def found(pipeline, text, code):
    claims = pipeline.read(Article("a", text, published="2024-06-14", lang=code)).claims
    return [claim for claim in claims if claim.type == "OTHER"]


@pytest.mark.parametrize(("code", "text", "expected"), CASES, ids=[case[1] for case in CASES])
def test_between_names_alone(code, text, expected):
    claims = found(OPEN, text, code)
    assert [(c.trigger.lemma, c.actors[0].span.text, c.targets[0].span.text) for c in claims] == expected


def test_only_when_asked_for():
    assert found(Pipeline(), CASES[0][1], "en") == []


def test_a_graph_keeps_them_and_shows_them_when_asked_for(run, tmp_path):
    article, graph = tmp_path / "a.txt", str(tmp_path / "g.kg")
    article.write_text(CASES[0][1], encoding="utf-8")
    run("build", str(article), "-g", graph, "--lang", "en", "--open-events")
    assert run("ask", "Emmanuel Macron", "-g", graph).out == ""
    assert '"OTHER"' in run("ask", "Emmanuel Macron", "-g", graph, "--other").out
    assert '"OTHER"' in run("ask", "-g", graph, "--type", "OTHER").out
    assert run("ask", "-g", graph, "--other", "--min-confidence", "0.9").out == ""


def test_less_sure_claims_are_left_out():
    text = "Police arrested Peter Hansen in Oslo on Monday."
    article = Article("a", text, published="2024-06-14", lang="en")
    assert Pipeline().read(article).claims
    assert not Pipeline(min_confidence=0.99).read(article).claims
