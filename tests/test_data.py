"""The tables of ``data/``: what is wrong in one fails when it is read, with file and line."""

from __future__ import annotations

from typing import Literal, NamedTuple

import pytest

from khmertext import _data
from khmertext._data import read_table, rows_with


class Row(NamedTuple):
    word: str
    role: Literal["head", "tail"]
    provenance: str


COMMENT = "# head: begins; tail: ends\n"
HEADER = "word\trole\tprovenance\n"


@pytest.fixture
def table(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> str:
    """A table with the text of the test's parameter; its name is new, for tables are remembered."""
    monkeypatch.setattr(_data, "read_bytes", lambda name: request.param.encode())
    return f"{request.node.name}.tsv"


@pytest.mark.parametrize(
    "table",
    [f"{COMMENT}# and more\n{HEADER}ក\thead\tx\n\n# a comment\nខ\ttail\ty\n"],
    indirect=True,
)
def test_a_table_is_read_once(table: str, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = read_table(table, Row)
    assert rows == (Row("ក", "head", "x"), Row("ខ", "tail", "y"))
    assert rows_with(table, Row, "tail") == rows[1:]
    monkeypatch.delattr(_data, "read_bytes")
    assert read_table(table, Row) is rows
    with pytest.raises(ValueError, match=r"\.tsv: no row has the role 'haed'"):
        rows_with(table, Row, "haed")


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (
            f"{COMMENT}{HEADER}ក\thead\tx\nខ\ttial\tx\n",
            "line 4: role 'tial' is unknown; one of: 'head', ",
        ),
        (f"{COMMENT}{HEADER}ក\thead\n", "line 3: 2 cells, not 3"),
        (
            f"{COMMENT}word\trule\tprovenance\n",
            "line 2: the columns are word, rule, provenance, Row has",
        ),
        (f"# head: begins\n{HEADER}", "line 1: the comment does not say what 'tail' is"),
        (HEADER, "line 1: the comment does not say what 'head' is"),
    ],
    indirect=["table"],
)
def test_what_does_not_fit_fails_when_it_is_read(table: str, message: str) -> None:
    with pytest.raises(ValueError, match=message) as error:
        read_table(table, Row)
    assert str(error.value).startswith(table)
