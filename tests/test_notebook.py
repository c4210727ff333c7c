"""The notebook among the examples runs, and shows events, frames and the page."""

import shutil
from pathlib import Path

import pytest

NOTEBOOK = Path(__file__).parent.parent / "examples" / "notebooks" / "russia-iran.ipynb"


def test_the_notebook_runs(example_graph, tmp_path):
    pytest.importorskip("ipykernel")
    pytest.importorskip("pandas")
    nbformat, nbclient = pytest.importorskip("nbformat"), pytest.importorskip("nbclient")
    home = tmp_path / "notebooks"
    shutil.copytree(example_graph, home / "example.kg")  # what is there is not read again
    (tmp_path / "articles").symlink_to(NOTEBOOK.parents[1] / "articles")
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    nbclient.NotebookClient(notebook, timeout=120, resources={"metadata": {"path": home}}).execute()
    shown = "".join(
        output.get("text", "") + str(output.get("data", {}).get("text/html", ""))
        for cell in notebook.cells
        for output in cell.get("outputs", ())
    )
    assert "<mark>" in shown
    assert "Russia denies:" in shown
    assert "dataframe" in shown
    assert "<iframe" in shown
    assert (home / "iran.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
