"""Spans of years that no word calls years: ``(១៩៧៥-១៩៧៩)``, ``រដូវកាល ២០២៣-២៤``."""

from __future__ import annotations

import re

from khmertext.dates._grammar._cursor import KHMER, Found
from khmertext.dates._grammar._year import YearGrammar
from khmertext.dates._reading import Reading, Year
from khmertext.dates._tokens import Token
from khmertext.numbers._units import read_unit

# The years that a bare figure may mean: in brackets, joined by a dash, and by a word.
_IN_BRACKETS, _DASHED, _SPELLED = range(1000, 2200), range(1800, 2101), range(1901, 2100)
_LONGEST_SPAN = 400
_LONGEST_SEASON = 10
_SEASON = re.compile("(?:រដូវកាល|អាណត្តិ)[0-9ក-៹]{0,8}[ \u00a0]?$")
# Words and signs before figures that are prices, amounts and codes, whatever their size.
_AMOUNT_BEFORE = re.compile(
    "(?:[0-9០-៩A-Za-z][-/.:,+]|[A-Za-z_/=&?#@%+$€£¥៛*×]"
    "|(?:លេខ|№|កូដ|ផ្លូវ|ទំព័រ|មាត្រា|តម្លៃ|ថ្លៃ|ចំនួន|សំឡេង|ទូរស័ព្ទ|គណនី|កម្ពស់|ចម្ងាយ|ម៉ូដែល"
    "|ប្រមាណ|ប្រហែល|ជិត|ជាង|រាប់|កើន|ឡើង|ថយ|ចុះ|ធ្លាក់)(?:មក|ដល់)?(?:ពី|ជា)?[:៖]?)[ \u00a0]?$"
)
_AMOUNT_AFTER = re.compile(
    "[ \u00a0]?(?:[%°$€£¥៛*×]|[-‐‑–/][ \u00a0]?[0-9០-៩A-Za-z])|[.,:][0-9០-៩]|[A-Za-z_@]"
)


class BareYearGrammar(YearGrammar):
    """Two years that nothing says are years, where nothing else can be meant."""

    def _bare_years(self, index: int) -> Found:
        first, link, last = self._at(index), self._at(index + 1), self._at(index + 2)
        if first is None or link is None or last is None or not self._is_bare_year(index):
            return None
        if link.get("marker") not in ("to", "slash") or last.number is None:
            return None
        before = self._before(index)
        start, end = first.number or 0, last.number
        if last.digits == 2:
            end += start // 100 * 100
            glued = link.gap == last.gap == 0
            # ១៩៩៧-៩៨; but ២០១១-១២ may be December
            longest = _LONGEST_SEASON if _SEASON.search(before) else 1
            longest *= link.is_("slash") or last.number > 12 or longest > 1
            fits = glued and start < end <= start + longest and start in _DASHED
        else:
            fits = last.digits == 4 and self._is_span(start, end, before, link, last)
        if not fits or self._is_amount(before, index + 2):
            return None
        reading = self._reading(index, index + 3, precision="year", year=Year(start, 4))
        reading.until = Reading(last.start, last.end, "year", year=Year(end, 4))
        return [reading], index + 3

    def _is_span(self, start: int, end: int, before: str, link: Token, last: Token) -> bool:
        mark = self.text[link.start : link.end]
        if link.is_("slash"):
            return end == start + 1 and link.gap == last.gap == 0 and start in _DASHED
        if not start < end <= start + _LONGEST_SPAN:
            return False
        if before.endswith("(") and self.text.startswith(")", last.end):
            return start in _IN_BRACKETS and end in _IN_BRACKETS
        if start % 100 == 0 and end % 100 == 0:
            return False  # round numbers are amounts
        years = _SPELLED if KHMER.match(mark) else _DASHED
        return start in years and end in years

    def _is_amount(self, before: str, last: int) -> bool:
        """Whether what ends with token ``last`` is counted, paid or a part of something else."""
        end = self.tokens[last].end
        if _AMOUNT_BEFORE.search(before) or _AMOUNT_AFTER.match(self.text, end):
            return True
        following = self._at(last + 1)
        if following is not None and not {"counter", "month"}.isdisjoint(following.word.values):
            return True
        unit = read_unit(self.text, end)
        return unit is not None and (unit.kind != "noun" or unit.start == end)
