"""Pages of ``khmertext report`` for tests, and what an evil text may hold."""

from __future__ import annotations

import khmertext
from khmertext._page import page

EVIL = (
    "<script>alert(1)</script><img src=x onerror=alert(2)>\"'><b>&amp;</style></script><!-- ]]>"
    "\x00\x1b[2J\x9b\u202e គ.ជ.ប<svg onload=alert(3)> ថ្ងៃទី៣១ ខែកក្កដា ឆ្នាំ២០២៤ \ud800"
)


def of(*texts: str) -> str:
    return page((f"file {n}", khmertext.analyze(text)) for n, text in enumerate(texts, 1))
