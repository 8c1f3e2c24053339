"""The notebooks in ``examples/`` run from the first cell to the last."""

from __future__ import annotations

from pathlib import Path

import pytest

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.ipynb"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
@pytest.mark.filterwarnings("default")  # the Jupyter machinery warns about itself
def test_notebook(path: Path) -> None:
    nbclient = pytest.importorskip("nbclient", reason="needs the extra docs")
    nbformat = pytest.importorskip("nbformat", reason="needs the extra docs")
    pytest.importorskip("ipykernel", reason="needs the extra docs")
    pytest.importorskip("pandas", reason="needs the extra pandas")
    notebook = nbformat.read(path, as_version=4)
    nbclient.NotebookClient(notebook, resources={"metadata": {"path": path.parent}}).execute()
    shown = [
        output["data"]["text/html"]
        for cell in notebook.cells
        if cell.cell_type == "code"
        for output in cell.outputs
        if "text/html" in output.get("data", {})
    ]
    assert sum('class="khmertext"' in html for html in shown) >= 4
