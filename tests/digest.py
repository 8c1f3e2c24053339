"""Hashes what every public function gives for many texts: to see that a change changed nothing.

``python tests/digest.py > before.txt``, make the change, ``python tests/digest.py > after.txt``, then
``diff before.txt after.txt``. One line for each call of ``public.py`` and each kind of text; where
a line differs, ``--show CALL`` prints the results themselves, one line a text, for another ``diff``.

The texts are the golden cases, the seed article, and random mixtures of the pieces below: always
the same ones, so two versions of khmertext can be compared. All of it takes twenty minutes of a
processor; ``--mixtures N`` takes fewer of them, ``--only`` some calls, so that several processes can
share the work.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import khmertext
from khmertext.types import jsonable
from public import CALLS, Call
from support import golden_strings

# Not these: they are others with a loop around them, or need something optional.
LEFT_OUT = ("-icu", "-khmer-nltk", "-batches", "cli.main", "compat.", "analyze", "tag", "pipe")
PIECES = """
ថ្ងៃទី ៣១ ថ្ងៃទី៣១ ខែកក្កដា ឆ្នាំ២០២៤ ឆ្នាំ 2024 ខែ៧ ថ្ងៃពុធ ១១រោច ខែអាសាឍ ឆ្នាំរោង ឆស័ក
ព.ស.២៥៦៨ គ.ស ម៉ោង ៨ ៣០នាទី ព្រឹក រសៀល 8:30 31/07/2024 ២០១៩-២០២០ ត្រូវនឹង ពី ដល់ រហូតដល់ ឆមាសទី១
ត្រីមាសទី២ សតវត្សទី២១ ទសវត្សរ៍ ម្សិលមិញ សប្តាហ៍មុន ចុងខែ ដើមឆ្នាំ ទី១ ទីពីរ January July31 July
មួយ ពីរ បី ប្រាំ ដប់ ម្ភៃ រយ ពាន់ ម៉ឺន សែន លាន ១២ ១.២៥០ ១២,៥ 12.50 0.5 ៥០% $12.50 ៛ រៀល ដុល្លារ
លានដុល្លារ គីឡូម៉ែត្រ ម៉ែត្រ នាក់ គ្រឿង ប្រមាណ ជាង ជិត ភាគរយ កន្លះ ពាក់កណ្តាល ចុច ភាគ ដក ០១២ 345
678 +855 លេខ មាត្រា ផ្លូវលេខ រាប់ពាន់ ១/២ ៣x៤ ១-២ ១–២ I IV ក ខ គ.ជ.ប គ.ក.ស.ក គ,ជ,ប (គ.ជ.ប) ADB
(ADB) ASEAN WHO គណៈកម្មាធិការ គណៈកម្មាធិការជាតិរៀបចំការបោះឆ្នោត ក្រសួង ធនាគារអភិវឌ្ឍន៍អាស៊ី
ហៅកាត់ថា ហៅកាត់ថា៖ ឬ លោក លោកស្រី សុខ ចាន់ គ.ម ឯ.ឧ. ល.រ ប៉ុស្តិ៍ អគ្គនាយកដ្ឋាន ឧបនាយករដ្ឋមន្ត្រី
ខ្មែរ កម្ពុជា ប្រទេស ទៅ មក និង នៅ ជា របស់ ក្នុង ការ ធ្វើ បាន សាលារៀន រដ្ឋបាល ខេត្ត កណ្តាល កណ្ដាល
ភ្នំពេញ សំរេច ចំរើន អោយ ឲ្យ ឱ្យ ព៌ត៌មាន ៏ ក៏ ដ៏ ការណ៏ ឃំុ សេ្តច កេា ក្ ា ឣ ឤ ៘ ៓ ស៊ុី ញុំា ។ ៕ ៖
? ! ។ល។ « » ( ) “ ” , . ... - / : @ # www.example.kh https://a.kh/ក user@example.com #ខ្មែរ abc
Mr. 😀
"""
JOINTS = ("", "", "", " ", " ", "\u200b", "\u200b", "\n", "\u00a0", "\u200c", "\u200d", "\u17d2")


def news() -> Iterator[str]:
    """The seed article, whole, by paragraphs, and its sentences in another order."""
    seeds = Path(__file__).parent.parent / "seeds"
    for path in sorted(seeds.glob("*.txt")):
        text = path.read_text("utf-8")
        lines = [line for line in text.splitlines() if line.strip()]
        yield from (text, text.replace("\u200b", ""), *lines, " ".join(reversed(lines)))


def mixtures(count: int) -> Iterator[str]:
    """Random mixtures of the pieces, always the same ones."""
    dice = random.Random(2026)
    pieces = PIECES.split()
    for _ in range(count):
        chosen = dice.choices(pieces, k=dice.randint(2, 10))
        yield "".join(piece + dice.choice(JOINTS) for piece in chosen)


def written(result: Any) -> str:
    """A result as text; a list and a tuple of the same things are the same."""
    if isinstance(result, Exception):
        return f"{type(result).__name__}: {result}"
    if isinstance(result, khmertext.Normalized):
        result = {"text": result.text, "edits": result.edits}
    elif isinstance(result, khmertext.Segmentation):
        result = list(result)
    try:
        return json.dumps(jsonable(result), ensure_ascii=True, sort_keys=True)
    except TypeError:
        return repr(result)


def digest(call: Call, texts: list[str]) -> str:
    found = hashlib.sha256()
    for text in texts:
        found.update(written(call.run(text)).encode())
        found.update(b"\n")
    return found.hexdigest()[:16]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--mixtures", type=int, default=60_000, help="how many (default: 60000)")
    parser.add_argument("--only", default="", help="calls whose name holds this")
    parser.add_argument("--calls", metavar="A,B", help="calls of just these names")
    parser.add_argument("--show", metavar="CALL", help="the results of this call, one line a text")
    options = parser.parse_args()
    kinds = {
        "golden": sorted(set(golden_strings())),
        "news": list(news()),
        "mixtures": list(mixtures(options.mixtures)),
    }
    wanted = options.calls.split(",") if options.calls else None
    for call in CALLS:
        if any(part in call.name for part in LEFT_OUT) or options.only not in call.name:
            continue
        if wanted is not None and call.name not in wanted:
            continue
        if options.show is not None:
            if call.name == options.show:
                for texts in kinds.values():
                    for text in texts:
                        print(json.dumps(text), written(call.run(text)))
            continue
        for kind, texts in kinds.items():
            print(f"{digest(call, texts)}  {call.name} {kind} {len(texts):,}", flush=True)


if __name__ == "__main__":
    main()
