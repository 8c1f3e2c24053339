"""Draws the pictures of the documentation from the current code: ``python docs/pictures.py``.

Needs Chromium, matplotlib (with Pillow), apsw and a Khmer font. ``line_breaks.png`` is drawn by
``draw_line_breaks.py``, ``peers.svg`` by ``benchmarks/peers.py``.
"""

from __future__ import annotations

import base64
import io
import re
import sys
import tempfile
from html import escape
from pathlib import Path

import apsw

import khmertext
from khmertext._page import page
from khmertext._report import report
from khmertext.integrations.sqlite import register

HERE = Path(__file__).parent
ROOT = HERE.parent
SEED = ROOT / "seeds" / "kandal-wccc-2024-07-31.txt"
sys.path.insert(0, str(ROOT / "tests"))
from browser import Browser, browser  # noqa: E402 - needs the path

FONTS = '"Noto Sans Khmer", "Khmer OS Battambang", "Khmer OS", sans-serif'
STYLES = {"1": "title", "2": "dim", "31": "before", "32": "after", "33": "warning", "36": "name"}
TERMINAL = f"""<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; background: #1d1f21; }} pre {{ display: inline-block; margin: 0; padding: 18px 22px; color: #d7d9d7;
  font: 15px/1.55 "DejaVu Sans Mono", {FONTS}; }}
b {{ color: #fff; }} .dim {{ color: #8b8f94; }} .before {{ color: #f28779; }} .after {{ color: #a6d189; }}
.warning {{ color: #e5c07b; }} .name {{ color: #7dcfff; }} .typed {{ color: #fff; }}
</style><pre><span class="dim">$ </span><span class="typed">khmertext analyze {SEED.name}</span>
"""
NOTEBOOK = f"""<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; padding: 16px; background: #fff; font: 14px/1.5 {FONTS}; width: 968px; }}
.cell {{ display: grid; grid-template-columns: 4em 1fr; gap: 4px; margin-bottom: 10px; }} .cell > i {{ color: #888; font: 12px monospace; padding-top: 9px; }}
code {{ display: block; background: #f5f5f5; border: 1px solid #e0e0e0; padding: 6px 10px; font: 14px/1.5 "DejaVu Sans Mono", {FONTS}; white-space: pre; }}
</style>
"""


SEARCH = f"""<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; padding: 14px 18px 4px; background: #fff; color: #222; font: 15px/1.7 {FONTS}; width: 720px; }}
.query {{ display: inline-block; border: 1px solid #bbb; border-radius: 14px; padding: 1px 16px; min-width: 220px; }}
.query::before {{ content: "⌕ "; color: #888; }} p {{ margin: 4px 0 12px 16px; }} mark {{ background: #ffe08a; }}
</style>
"""


def terminal(coloured: str) -> str:
    """What a terminal shows, as a page."""
    shown = re.sub(
        r"\x1b\[(\d+)m(.*?)\x1b\[0m",
        lambda found: f'<span class="{STYLES[found[1]]}">{found[2]}</span>',
        escape(coloured),
    )
    return TERMINAL + shown + "</pre>"


def notebook(*cells: tuple[str, object]) -> str:
    """Cells of a notebook with what they show."""
    parts = [
        f'<div class="cell"><i>In [{number}]</i><code>{escape(code)}</code>'
        f"<i>Out[{number}]</i><div>{result._repr_html_()}</div></div>"  # type: ignore[attr-defined]
        for number, (code, result) in enumerate(cells, 1)
    ]
    return NOTEBOOK + "".join(parts)


def search(text: str, *queries: str) -> str:
    """Queries, and the sentences of ``text`` that SQLite finds, with what it marks in them."""
    connection = apsw.Connection(":memory:")
    register(connection)
    connection.execute("CREATE VIRTUAL TABLE page USING fts5(body, tokenize='khmer')")
    sentences = [(sentence.text,) for sentence in khmertext.sentences(text)]
    connection.executemany("INSERT INTO page VALUES (?)", sentences)
    sql = "SELECT snippet(page, 0, char(2), char(3), '…', 24) FROM page WHERE page MATCH ? ORDER BY rank LIMIT 2"
    shown = []
    for query in queries:
        shown.append(f'<div class="query">{escape(query)}</div>')
        for (found,) in connection.execute(sql, (query,)):
            marked = escape(found.strip()).replace("\x02", "<mark>").replace("\x03", "</mark>")
            shown.append(f"<p>{marked}</p>")
    return SEARCH + "".join(shown)


def plot() -> str:
    """The same bars as PNG and as SVG with text, beside each other."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot as plt

    plt.rcParams["font.family"] = ["Khmer OS Battambang", "Noto Sans Khmer", "DejaVu Sans"]
    plt.rcParams["svg.fonttype"] = "none"
    figure, axes = plt.subplots(figsize=(4.4, 2.4), layout="constrained")
    axes.barh(["ស្ត្រី", "ខេត្ត", "កុមារ", "លទ្ធផល"][::-1], [7, 10, 7, 8][::-1])
    shown = []
    for kind in ("png", "svg"):
        stream = io.BytesIO()
        figure.savefig(stream, format=kind, dpi=100)
        shown.append(stream.getvalue())
    png, svg = base64.b64encode(shown[0]).decode("ascii"), shown[1].decode("utf-8")
    return (
        f'<!doctype html><meta charset="utf-8"><body style="margin:0;font:14px {FONTS}"><table><tr>'
        f'<td>PNG<br><img src="data:image/png;base64,{png}"></td>'
        f"<td>SVG with text<br>{svg[svg.index('<svg') :]}</td></tr></table>"
    )


def draw(
    chromium: Browser, html: str, name: str, selector: str | None, size: tuple[int, int]
) -> None:
    """One picture, in few colours, so that it is small."""
    from PIL import Image

    with tempfile.TemporaryDirectory() as directory:
        file = Path(directory, "page.html")
        file.write_text(html, "utf-8")
        chromium.open(file, width=size[0], height=size[1])
        picture = Image.open(io.BytesIO(chromium.picture(selector)))
    cut = picture.convert("RGB").crop(
        (0, 0, min(size[0], picture.width), min(size[1], picture.height))
    )
    cut.quantize(96, dither=Image.Dither.NONE).save(HERE / "_static" / name, optimize=True)


def main() -> None:
    text = SEED.read_text("utf-8")
    document = khmertext.analyze(text)
    sentence = "ឣង្គការសំរេចថា គណៈកម្មាធិការជាតិរៀបចំការបោះឆ្នោត (គ.ជ.ប) នៅឃំុ ប្រជុំនៅថ្ងៃទី៣១ ខែកក្កដា ឆ្នាំ២០២៤ ដោយថវិកា ៦,២ពាន់លានរៀល។"
    cells = notebook(
        (f'text = "{sentence}"\nkhmertext.explain(text)', khmertext.explain(sentence)),
        ("khmertext.analyze(text)", khmertext.analyze(sentence)),
    )
    with tempfile.TemporaryDirectory() as profile, browser(Path(profile)) as chromium:
        draw(chromium, page([(SEED.name, document)]), "report.png", None, (1200, 1120))
        draw(chromium, terminal(report(SEED.name, document, colour=True)), "terminal.png", "pre", (1000, 760))  # fmt: skip
        draw(chromium, cells, "notebook.png", "body", (1000, 1200))
        draw(chromium, search(text, "កុមារ", "សម្រេច", "គកសក"), "search.png", "body", (760, 700))
        draw(chromium, plot(), "plot.png", "table", (1000, 400))


if __name__ == "__main__":
    main()
