"""Years at a place of a run: ឆ្នាំ២០២៤, ព.ស. ២៥៦៨, /២០២៤, and a bare ២០២៤ that is no amount."""

from __future__ import annotations

from khmertext._patterns import lazy_pattern
from khmertext.dates._date_tokens import Run
from khmertext.dates._date_words import END_OF_PHRASE
from khmertext.dates._fillers import LEADER
from khmertext.dates._pieces import counts, ends_at, in_brackets, is_counted, which_at
from khmertext.dates._readings import Era, Year
from khmertext.numbers._units import read_unit

_JOINED_BY_MARK = lazy_pattern(r",?[->./]")
_POINTER = lazy_pattern(",?[O@]?Y(?:H|(?P<same>s))")
_OF_ERA = lazy_pattern(",?[O@]?(?:Y:?)?(?P<era>e)Y?:?[ntyxw]")
_OTHER_ERA = lazy_pattern("[,=]?(?=O?[eYy])")
_LAST_YEAR = lazy_pattern(",?[O@]?Y>")
_NAMED = lazy_pattern(",?[O@]?(?P<named>Y:?(?P<kind>K:?(?=y))?)?")
_BEGINS_MONTH = lazy_pattern(",?(?:M[mEnw]|q)")
_ERA_BEHIND = lazy_pattern("O?(?P<era>e)(?P<anew>[ntyxw])?")


def year_at(
    run: Run,
    index: int,
    *,
    bare: bool = False,
    dashed: bool = False,
    years: range | None = None,
    many: bool = False,
    dated: bool = False,
) -> tuple[Year, int] | None:
    """``ឆ្នាំ២០២៤``, ``ព.ស. ២៥៦៨``, where ``bare`` also ``២០២៤``, where ``dashed`` also ``-២០២៤``.

    ``years`` are those that a bare figure may mean. ``dated``: a day stands before it, which leaves
    hardly anything else that it may be. ``many``: it may be the first of two years, which is none
    in ឆមាសទី២ ២០២៣-២០២៤.
    """
    step = _one_year_at(run, index, bare, dashed, years, dated)
    if step is None or step[0].number is None:
        return step
    if not many and _is_first_of_two(run, step[1] - 1):
        return None
    return both_eras(run, *step)


_TWO_YEARS = lazy_pattern("y(?:[-/>]y|[-/](?P<short>n))(?![-/]|>?M)")


def _is_first_of_two(run: Run, index: int) -> bool:
    """``២០២៣-២០២៤``, ``២០២៣/២៤``."""
    found = _TWO_YEARS.match(run.letters, index)
    if found is None:
        return False
    if not found["short"] and not is_bare_year(run, found.end() - 1):
        return False  # មករា ២០២៣ - ៥០០០$
    if not found["short"]:  # but ខែមករា ២០២៤/២០២៣ are two
        return run.letter(index + 1) != "/" or run.number(index + 2) == run.number(index) + 1
    last = run.tokens[index + 2]
    following = last.digits == 2 and last.number == (run.number(index) + 1) % 100
    return following and run.glued(index + 1) and run.glued(index + 2)


def _one_year_at(
    run: Run,
    index: int,
    bare: bool,
    dashed: bool = False,
    years: range | None = None,
    dated: bool = False,
) -> tuple[Year, int] | None:
    """As :func:`year_at`, without looking for a second year beside it."""
    letters = run.letters
    if dashed and (joined := _JOINED_BY_MARK.match(letters, index)):
        return plain_year(run, joined.end(), 4)
    if found := _POINTER.match(letters, index):
        if found["same"]:
            return Year(same=True), found.end()
        which = which_at(run, found.end() - 1)
        return None if which is None else (Year(which=which), found.end())
    if (
        run.ask.relative
        and (found := _LAST_YEAR.match(letters, index))
        and ends_last_year(run, found.end() - 1)
    ):
        return Year(which=-1), found.end()
    if found := _OF_ERA.match(letters, index):
        figure = run.tokens[found.end() - 1]
        era = run.era(found.start("era"))
        return Year(figure.number, figure.digits, era), found.end()
    found = _NAMED.match(letters, index)
    after = found.end() if found else index
    if found and found["kind"] and run.value(found.start("kind"), "kind_of_year") != "fiscal":
        return None  # ឆមាសទី២ ឆ្នាំសិក្សា ២០២៤
    named = found is not None and found["named"] is not None
    if named and run.tokens[index].gap > 1 and _BEGINS_MONTH.match(run.letters, after + 1):
        return None  # ថ្ងៃទី១៣ ខែមេសា, and ឆ្នាំ២០២៤ ខែតុលា on the next line
    if not named and not (bare and tells_year(run, after, years or _CIVIL, dated)):
        return None
    return plain_year(run, after, 6, dated)


def both_eras(run: Run, year: Year, index: int) -> tuple[Year, int]:
    """``ព.ស. ២៥៦៨ គ.ស. ២០២៤`` in any order: the civil year, and the Buddhist one to check it by."""
    found = _OTHER_ERA.match(run.letters, index)
    other = _one_year_at(run, found.end(), True) if found else None
    if other is None or {_era(year), _era(other[0])} != {"AD", "BE"}:
        return year, index
    civil, buddhist = (year, other[0]) if _era(year) == "AD" else (other[0], year)
    if abs((buddhist.number or 0) - (civil.number or 0) - 544) > _FARTHEST_SLIP:
        return year, index
    return civil._replace(be=buddhist.number), other[1]


_FARTHEST_SLIP = 20  # years; what is farther from the same year is another one


def _era(year: Year) -> Era | None:
    """The era that ``year`` has, or must have."""
    civil = year.era is None and year.digits == 4 and (year.number or 0) in _CIVIL
    return "AD" if civil else year.era


_AT_THE_END = lazy_pattern(f"{END_OF_PHRASE}| [ក-ឳ]")


def ends_last_year(run: Run, index: int) -> bool:
    """Whether ទៅ at ``index`` is that of ឆ្នាំទៅ, at the end of a phrase."""
    ends = _AT_THE_END.match(run.text, run.tokens[index].end) is not None
    return ends and run.typed(index) == "ទៅ" and not is_counted(run, index - 1)


_DAY_IN_FIGURES = lazy_pattern("y([-./])n\\1n|n([-./])n\\2y")


def begins_day(run: Run, index: int) -> bool:
    """Whether ``2024-01-15`` or ``15/01/2024`` begins there."""
    found = _DAY_IN_FIGURES.match(run.letters, index)
    return found is not None and all(map(run.glued, range(index + 1, found.end())))


def plain_year(
    run: Run, index: int, most_digits: int, dated: bool = False
) -> tuple[Year, int] | None:
    """The figure of a year, and the era behind it; ``dated`` as in :func:`year_at`."""
    letter = run.letter(index)
    if not letter or letter not in ("ntyxw" if most_digits == 6 else "ntyw"):
        return None
    if letter in "yn" and begins_day(run, index):
        return None  # ឆ្នាំ២០២៣, 2024-01-15; ៦ខែចុងឆ្នាំ 31/07/2024
    figure = run.tokens[index]
    if figure.digits == 1 or (letter == "w" and figure.number < 1000):
        return None
    if figure.digits in (2, 3) and _TO_FILL_IN.match(run.text, figure.end):
        return None
    glued = figure.gap == 0 or (dated and not run.glued(index + 1))
    if counts(run, index) and not (letter == "y" and glued and figure.number % 100):
        return None  # ឆ្នាំ២០០០នាក់; but ឆ្នាំ២០១៩គ្រឿង, ១២ មេសា ២០២៤ គ្រឿង are years
    if _is_torn(run, index):  # ឆ្នាំ២០ ២៤
        return Year(100 * figure.number + run.number(index + 1), 4), index + 2
    behind = _ERA_BEHIND.match(run.letters, index + 1)
    if behind is not None:
        era, new_line = run.era(behind.start("era")), run.tokens[behind.start("era")].gap > 1
        if not behind["anew"] or (era != "BE" and not new_line):  # else it begins anew
            return Year(figure.number, figure.digits, era), behind.end("era")
    return Year(figure.number, figure.digits), index + 1


def _is_torn(run: Run, index: int) -> bool:
    """``ឆ្នាំ២០ ២៤``: the century is printed in a form, and the rest written behind it."""
    if _TORN.match(run.letters, index - 1) is None:
        return False
    century, rest = run.tokens[index : index + 2]
    two = century.digits == rest.digits == 2 and rest.gap == 1
    return two and century.number in (19, 20) and ends_at(run, index + 1)


_TORN = lazy_pattern("Ynn(?![:.])")


def joined_year(run: Run, index: int) -> tuple[Year, int] | None:
    """``/២០២៤``, ``-ឆ្នាំ២០២៤``, ``.ឆ្នាំ២០២៤`` behind a month: a dash may lead to another month."""
    mark = run.letter(index)
    named = run.letter(index + 1) == "Y"
    after = index + 1 + named
    if mark not in (("/", "-", ".") if named else ("/", "-")) or not (
        named or tells_year(run, after)
    ):
        return None
    return plain_year(run, after, 4)


def year_behind(run: Run, index: int) -> tuple[Year, int] | None:
    """The year behind a month or a part of a year, with ឆ្នាំ or bare: ២០២៤, /២០២៤."""
    return year_at(run, index, bare=True) or joined_year(run, index)


_TO_FILL_IN = lazy_pattern(f"(?<=19|20|១៩|២០) ?{LEADER}")  # ឆ្នាំ២០....
# The years that four figures behind a month or a half are without ឆ្នាំ or an era, others being amounts.
_CIVIL, _BUDDHIST = range(1800, 2101), range(2444, 2644)
_SUM_BEHIND = lazy_pattern(" *[%$€£¥៛]|[.][0-9០-៩]{1,3}(?![0-9០-៩:.])")
_DATE_GOES_ON = lazy_pattern(
    "[VP]|C[BGF]{0,3}[nw]|D[WJT]|qT?[nw]|M[mEn]"
)  # and no 2024 hours, 2024 days
_NOT_TOLD = 1950  # round years before it are rarer than amounts


def tells_year(run: Run, index: int, years: range = _CIVIL, dated: bool = False) -> bool:
    """Whether four figures there are a year, though no word says so: no amount of a table.

    ``years`` are the civil years that they may be, ``dated`` as in :func:`year_at`.
    """
    if not is_bare_year(run, index):
        return False
    if _ERA_BEHIND.match(run.letters, index + 1):
        return True
    figure, number = run.tokens[index], run.number(index)
    is_round = number % 100 == 0 or (number % 10 == 0 and number < _NOT_TOLD)
    if figure.number not in years and (is_round or figure.number not in _BUDDHIST):
        return False
    before, behind = _figures_of_row(run, index)
    row = [figure for figure in (before, number, behind) if figure is not None]
    if len(row) > 1 and (is_round or (before is not None and before % 100 == 0)):
        return max(row) - min(row) < len(row)  # and no amounts: ខែ១ 2000 ខែ២ 2100
    if _SUM_BEHIND.match(run.text, figure.end) or (is_round and run.before(index)[-1:] == "\t"):
        return False  # paid, or in another column
    if _DATE_GOES_ON.match(run.letters, index + 1):
        return True
    if in_brackets(run, index):
        return True
    blanks = _BUT_ONE_BLANK.match(run.text, figure.end)
    unit = read_unit(run.text, blanks.end() if blanks else figure.end)
    if unit is None:
        return not is_round or ends_at(run, index)
    if is_round or unit.start == figure.end:
        return False
    return unit.kind == "noun" or dated


_ITEM_OF_ROW = "d?(?:M?T?[mEnw]|b|qT?[nw])"
_ROW_BEFORE, _ROW_BEHIND = lazy_pattern(f"y{_ITEM_OF_ROW}$"), lazy_pattern(f"y{_ITEM_OF_ROW}(?=y)")


def _figures_of_row(run: Run, index: int) -> tuple[int | None, int | None]:
    """The figures before and behind that at ``index``, in a row of months and figures."""
    before = _ROW_BEFORE.search(run.letters, max(0, index - 5), index)
    behind = _ROW_BEHIND.match(run.letters, index)
    return (
        run.number(before.start()) if before else None,
        run.number(behind.end()) if behind else None,
    )


_BUT_ONE_BLANK = lazy_pattern(" +(?= )")


def is_bare_year(run: Run, index: int) -> bool:
    """Whether four figures there can be a year."""
    return run.letter(index) == "y" and 1000 <= run.number(index) < 3000


ERA_OF_SPAN = lazy_pattern("O?e(?!:?[ntyxw])")
