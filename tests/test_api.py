"""``import kg``: a handful of functions, the same after the packages of the same names were imported, well shown."""

import inspect
import subprocess
import sys

import pytest

import kg
from kg.model import Certainty, Entity, EventRecord, Evidence, Kind, Span, Status


def test_every_public_name_is_there_and_explained():
    for name in kg.__all__:
        thing = getattr(kg, name)
        assert name == "__version__" or inspect.getdoc(thing), name


def test_importing_costs_nothing():
    code = "import sys, kg; print([name for name in ('rdflib', 'spacy', 'networkx', 'pandas') if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


@pytest.mark.parametrize("name", ["extract", "view"])
def test_a_function_stays_one_when_its_package_is_imported(name):
    code = f"import kg, kg.view.page, kg.extract.reader, inspect; f = kg.{name}; print(callable(f), *inspect.signature(f).parameters, bool(f.__doc__))"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert (out[0], out[-1]) == ("True", "True")
    assert out[1] in {"inputs", "graph"}


def test_events_show_as_a_table_in_which_text_is_only_text(example_graph):
    events = kg.ask(example_graph, "Iran")
    assert events._repr_html_().count("<tr>") == len(events) + 1
    assert "<mark>" in events._repr_html_()
    hostile = "<script>x</script>"
    quote = Span(0, len(hostile), hostile)
    proof = Evidence("c", "a", quote, Span(0, 8, "<script>"), Status.HAPPENED, Certainty.CERTAIN, 1.0, "r")
    actor = Entity("urn:x", hostile, Kind.PERSON)
    record = EventRecord("e", "AID", None, (), (actor,), (), None, None, None, None, Status.HAPPENED, 1, (proof,))
    shown = kg.display.Events([record] * 60)._repr_html_()
    assert "<script>" not in shown
    assert "<mark>&lt;script&gt;</mark>" in shown
    assert "and 10 more" in shown


def test_events_as_a_frame(example_graph):
    pandas = pytest.importorskip("pandas")
    events = kg.ask(example_graph)
    frame = events.frame()
    assert len(frame) == len(events)
    assert frame.begin.max() > pandas.Timestamp("2024-08-01")
    assert kg.display.Events().frame().empty


def test_a_page_shows_in_a_frame_and_can_be_saved(example_graph, tmp_path):
    page = kg.view(example_graph, kg.Selection(actors=["Iran"]))
    assert "<title>example" in page
    assert page._repr_html_().startswith('<iframe sandbox="allow-scripts" srcdoc="&lt;!DOCTYPE html')
    page.save(tmp_path / "page.html")
    assert (tmp_path / "page.html").read_bytes() == page.encode("utf-8")
