"""Draws docs/_static/line_breaks.png: a paragraph in a narrow column, without and with breaks.

    python docs/draw_line_breaks.py

Needs Chromium and a Khmer font.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from html import escape
from pathlib import Path

from khmertext import clusters, insert_breaks

HERE = Path(__file__).parent
SEED = HERE.parent / "seeds" / "kandal-wccc-2024-07-31.txt"
PAGE = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 16px; width: 760px; font: 20px/1.7 "Noto Sans Khmer", "Khmer OS", sans-serif; }}
div {{ display: inline-block; vertical-align: top; width: 330px; margin-right: 24px; }}
p {{ width: 300px; border: 1px solid #999; padding: 8px; margin: 6px 0; overflow: hidden; }}
code {{ font-size: 15px; }}
</style><div><code>text</code><p lang="km">{bare}</p></div
><div><code>insert_breaks(text)</code><p lang="km">{marked}</p></div>"""
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--hide-scrollbars",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def main() -> None:
    text = max(SEED.read_text("utf-8").splitlines(), key=len).strip("+")[:215]
    # Browsers have a dictionary; joiners between clusters show what programs without one do.
    glued = " ".join("\u2060".join(clusters(phrase)) for phrase in text.split(" "))
    page = PAGE.format(bare=escape(glued), marked=escape(insert_breaks(text)))
    with tempfile.TemporaryDirectory() as directory:
        source = Path(directory, "page.html")
        source.write_text(page, "utf-8")
        chromium = shutil.which("chromium") or "chromium"
        picture = HERE / "_static" / "line_breaks.png"
        options = [f"--user-data-dir={directory}/profile", f"--screenshot={picture}"]
        size = "--window-size=800,380"
        subprocess.run([chromium, *FLAGS, *options, size, source.as_uri()], check=True)


if __name__ == "__main__":
    main()
