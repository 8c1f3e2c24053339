"""Khmer numbers: digits, words and values, and finding them in running text.

A map. The ground, which asks for nothing of a text but the offset to read at:

* ``_digits``: strings of digits and their exact values; ``_number_words``: the tables of number words, of
  words that only look like them, and of words around numbers, by role; ``_units``: units, currencies, ``per``.
* ``_figures`` reads one figure with its marks; ``_reader`` one number of figures and words, by the grammar
  that stands there, without unit; ``_phones`` a telephone number.

``find_numbers`` makes mentions of a text in four steps:

1. ``_finding``: ``_scan`` says where a number may begin, and passes over most of the text.
2. There one of these reads: ``_plain_figure``, by one pattern, a figure between words, which most are;
   ``_at_figure`` any other figure, with ``_joined_figures`` for products and what a slash parts,
   ``_figure_lists`` for figures of lists, ``_figure_codes`` for telephone numbers, accounts and other digits
   that count nothing, ``_side_by_side`` for figures that may go on in the next; ``_at_word`` number words;
   ``_codes`` what stands behind លេខ, Roman numerals and letters of lists. ``_around`` answers all of them
   what stands before a number: a role of the context table, a sign of money, a name.
3. ``_whole`` completes what was read, with ``_quantities`` (unit and ``per``; ``_no_units`` says what only
   looks like a unit, ``_unit_parts`` reads smaller units behind it, ``_short_scales`` the letters of $5m,
   ``_doubts`` says what is not sure), ``_minus`` (the sign) and ``_ranges`` (the other end). What comes out
   is a ``Found`` of ``_number_mention``.
4. ``_finding`` again: a number takes from its neighbours a unit that a list shares (``with_shared_units``),
   and gets the flag ``restated``; ``_prices``: what an amount is paid for before it, and rates; offsets go back
   to the text as given.

``_parsing`` reads one whole expression with the same modules; ``_written`` writes. Numbers inside dates are
left out by ``khmertext.document``, since dates stand above numbers.

What a new kind of number needs:

* another spelling: a row of ``number_words.tsv``; a word that holds the letters of one: ``number_traps.tsv``;
* another unit or currency: a row of ``number_units.tsv``, with its parts in ``number_parts.tsv``; another
  prefix of a telephone network: ``number_phone_plan.tsv``;
* another word that decides how a number is read: a row of ``number_context.tsv``; a role that no code knows
  yet is described at the top of that table, listed in ``_number_words`` and asked for in ``_around``;
* another mark inside a figure: ``_figures``; around one: ``_at_figure`` or the part of it, and ``_plain_figure`` must leave it
  to that one; between two: ``_ranges``, ``_joined_figures``;
* a doubt: a flag where the doubt arises; a new one is named in ``NumberMention`` and ``docs/numbers.md``;
* always: cases in ``tests/cases/numbers.jsonl``, also of what looks like it and is none.
"""

from khmertext.numbers._digits import lek_attak_value as lek_attak_value
from khmertext.numbers._digits import to_ascii_digits as to_ascii_digits
from khmertext.numbers._digits import to_khmer_digits as to_khmer_digits
from khmertext.numbers._finding import find_numbers as find_numbers
from khmertext.numbers._number_mention import NumberMention as NumberMention
from khmertext.numbers._parsing import Money as Money
from khmertext.numbers._parsing import parse_money as parse_money
from khmertext.numbers._parsing import parse_number as parse_number
from khmertext.numbers._written import digits_to_words as digits_to_words
from khmertext.numbers._written import format_money as format_money
from khmertext.numbers._written import format_number as format_number
from khmertext.numbers._written import money_to_words as money_to_words
from khmertext.numbers._written import number_to_words as number_to_words
from khmertext.numbers._written import ordinal_to_words as ordinal_to_words
