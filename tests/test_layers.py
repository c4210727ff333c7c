"""The house's rules on imports: stages do not know each other, and each heavy library has one home."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "kg"
FILES = sorted(ROOT.rglob("*.py"))

STAGES = {"ingest", "extract", "link", "resolve"}
HOMES = {
    "spacy": {"extract"},
    "rdflib": {"rdf", "store.py", "query"},
    "pyoxigraph": {"rdf", "engine.py", "store.py", "query"},
    "networkx": {"query", "view", "analyze"},
    "igraph": {"analyze"},
    "pandas": {"analyze", "display.py"},
    "pyarrow": {"exports"},
    "pyvis": {"view"},
    "click": {"cli"},
    "rich": {"cli"},
    "trafilatura": {"ingest"},
    "starlette": {"serve"},
    "uvicorn": {"serve"},
}


def imports(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.module


def room(path):
    return path.relative_to(ROOT).parts[0]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_stages_do_not_import_each_other(path):
    others = STAGES - {room(path)}
    if room(path) in STAGES:
        assert not {name.split(".")[1] for name in imports(path) if name.startswith("kg.")} & (
            others | {"pipeline", "api"}
        )


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_heavy_libraries_stay_at_home(path):
    for name in imports(path):
        homes = HOMES.get(name.split(".")[0])
        assert homes is None or room(path) in homes, f"{name} is imported outside {', '.join(sorted(homes))}"


def test_model_needs_the_standard_library_only():
    assert {name.split(".")[0] for name in imports(ROOT / "model.py")} <= {
        "__future__",
        "hashlib",
        "collections",
        "dataclasses",
        "enum",
    }
