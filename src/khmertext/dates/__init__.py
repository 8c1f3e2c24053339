"""Dates: the solar and the lunar calendar, and finding dates in text.

A map. A text becomes dates in five steps, behind ``_fillers``, which takes out the dots of forms and what HTML
writes for blanks:

1. ``_date_words`` reads ``data/date_words.tsv``: spelling -> what it means, and one letter for each kind
   of word (M is ខែ, m the name of a month, n a figure of one or two digits; ``_LETTERS`` and ``FIGURES`` have
   them all); and ``date_context.tsv``, the words around dates that decide how they are read. These letters are
   those of the patterns in ``SHAPES``, and of ``any_word_of("DT")`` in patterns over the text itself.
2. ``_run_starts`` says where a series of such words can begin, ``_runs`` cuts it into tokens and a string
   of their letters (``_date_tokens``: ``DateToken``, ``Run``); ``_zones`` reads a time zone among them.
3. ``_shapes`` is THE table: pattern over the letters -> guard -> reader, in the order in which they are
   tried. The readers stand in ``_days`` (with the name of a month), ``_date_figures`` (31/07/2024),
   ``_english_days``, ``_months``, ``_periods`` (quarters, halves and weeks), ``_year_first`` (ឆ្នាំ២០២៤ ត្រីមាសទី៣),
   ``_ages`` (decades and centuries), ``_civil_years`` and ``_relative``; what many of them share in ``_years``
   (the year behind a month; of two digits: ``_short_years``), ``_other_figures`` (figures that are no days),
   ``_pieces`` and ``_lists`` (ranges, enumerations, both calendars). ``_clock`` reads times of day, whose
   hours the parts of the day govern (``_parts_of_day``); ``_moments`` joins them with dates. All give
   ``_readings``: frozen tuples of what was written.
4. What stands around them in the text: ``_beside_dates`` (days of the week, addresses, past or future),
   ``_unread_parts`` and ``_half_read`` (flags: something beside it was not read; ``_joined_before`` decides
   what stands before it, both with the pieces of patterns in ``_joints``).
5. ``_resolve`` turns a reading of any kind into dates, flags and a problem, and asks ``_resolve_days`` for days
   of both calendars. ``_resolved`` is below both: the type ``Resolved``, which is the result, and what it
   depends on (years, eras, the reference day). ``_find`` has the public functions, ``_date_mention`` what
   they give.

Calendars: ``_lunar_years`` (arithmetic), ``_lunar``, ``_new_year``, ``_eras``. Writing: ``_formatting``.

What a new kind of date needs:

* another spelling: a row of ``date_words.tsv``; another word that decides: a row of ``date_context.tsv``;
* another way to write what is known: a row of ``SHAPES`` with its example, and a reader if no other fits;
* if it begins with a word that begins none yet: ``_run_starts.firsts``; if it may go on over the end of a
  line: a pair of letters in ``_runs``;
* something new to say: a tuple in ``_readings`` and a case in ``_resolve``;
* always: cases in ``tests/cases/dates.jsonl``, also of what looks like it and is none.

To see what a pattern has to match:

>>> from khmertext.dates._runs import runs
>>> [run.letters for run in runs("ព្រឹកថ្ងៃទី៥ ខែសីហា ឆ្នាំ២០២៤ ម៉ោង ៨")]
['PDTnMmYyCn']
"""

from khmertext.dates._date_mention import DateMention as DateMention
from khmertext.dates._eras import convert_years as convert_years
from khmertext.dates._find import find_dates as find_dates
from khmertext.dates._find import parse_date as parse_date
from khmertext.dates._find import parse_datetime as parse_datetime
from khmertext.dates._find import parse_time as parse_time
from khmertext.dates._formatting import format_date as format_date
from khmertext.dates._formatting import format_time as format_time
from khmertext.dates._formatting import strftime as strftime
from khmertext.dates._lunar import LunarDate as LunarDate
from khmertext.dates._lunar_years import LunarYear as LunarYear
from khmertext.dates._lunar_years import lunar_year as lunar_year
from khmertext.dates._new_year import NewYear as NewYear
from khmertext.dates._new_year import khmer_new_year as khmer_new_year
