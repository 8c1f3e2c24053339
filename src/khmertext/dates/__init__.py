"""Dates: the solar and the lunar calendar, and finding dates in text."""

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
