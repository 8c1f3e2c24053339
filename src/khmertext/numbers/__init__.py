"""Khmer numbers: digits, words and values, and finding them in running text."""

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
