"""The grammar of Khmer dates: from the tokens of one run to readings."""

from khmertext.dates._grammar._dates import Grammar as Grammar
