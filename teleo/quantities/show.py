"""Writes numbers and verdicts as a person reads them."""

import math
import re

from teleo.quantities.result import Result, Verdict

_SCALED = {"byte": "B", "FLOP": "FLOP", "FLOP/s": "FLOP/s", "byte/s": "B/s", "W": "W"}
_PREFIXES = (
    (1e24, "Y"),
    (1e21, "Z"),
    (1e18, "E"),
    (1e15, "P"),
    (1e12, "T"),
    (1e9, "G"),
    (1e6, "M"),
    (1e3, "k"),
)
_SINGULARS = ("token", "year", "month", "day", "hour", "user", "agent", "GPU", "bit", "byte")
_NOUNS = {
    **{one: (one, f"{one}s") for one in _SINGULARS},
    **{f"{one}s": (one, f"{one}s") for one in _SINGULARS},
    **dict.fromkeys(("param", "params", "parameter", "parameters"), ("parameter", "parameters")),
    **dict.fromkeys(("query", "queries"), ("query", "queries")),
}
"""How units that are counted stand after a one, and after any other number."""
_WORDS = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
_BEYOND = 1e27
"""What is so large has no prefix, and is written with an exponent."""

_LEAST_GROWTH = 1e-9
"""How far from one a factor or a share is told apart from it; what is nearer comes of rounding while it is computed."""

_NUMBER = re.compile(r"(-?\$?[\d.,]+(?:e-?\d+)?)(.*)")
_EXPONENT = re.compile(r"e\+?(-?)0*")


def value_text(value: float, unit: str) -> str:
    """Return a number with its unit in three significant digits: `43.8%`, `5.33x`, `31 GB`, `$2.00/hour`,
    `2027.8`, `6.03e29 FLOP`, and in more for a factor near one and a share near the whole.
    """
    if unit == "calendar year":
        return f"{value:.1f}"
    if unit in ("fraction", "probability"):
        return f"{_percentage(value * 100.0)}%"
    if unit == "%":
        return f"{_percentage(value)}%"
    if unit in _SCALED and 1e3 <= (shown := _shown(value)) < _BEYOND:
        scale, prefix = next(each for each in _PREFIXES if shown >= each[0])
        return f"{_plain(value / scale)} {prefix}{_SCALED[unit]}"
    if unit == "USD" or unit.startswith("USD/"):
        return f"{'-' if value < 0 else ''}${_words(abs(value))}{unit[3:]}"
    if unit == "x" or unit.startswith("x/"):
        number = _factor(value)
        return f"{number}{' ' if number[-1].isalpha() else ''}{unit}"
    number = _words(value)
    return f"{number} {unit_words(unit, is_one=number == '1')}".rstrip()


def number_text(result: Result) -> str:
    """Return a result's median with its unit, `no value` when there is none."""
    return "no value" if result.value is None else value_text(result.value, result.unit)


def interval_text(result: Result) -> str:
    """Return a result's 90% interval, empty for a point."""
    if result.is_point or result.low is None or result.high is None:
        return ""
    return range_text(result.low, result.high, result.unit)


def range_text(low: float, high: float, unit: str) -> str:
    """Return two numbers with their unit, said once where both share it: `24.1 to 40.1 GB`, `$1 to $4/Mtoken`."""
    first, second = value_text(low, unit), value_text(high, unit)
    words = _NUMBER.match(first), _NUMBER.match(second)
    ends = [one[2] for one in words if one]
    if len(ends) == 2 and ends[1] != "%" and ends[0] in (ends[1], f" {unit_words(unit, is_one=True)}"):
        first = first.removesuffix(ends[0])
    return f"{first} to {second}"


def unit_words(unit: str, *, is_one: bool = False) -> str:
    """Return a unit as it stands after a number: `parameters`, `tokens/s`, `GPU-hour`."""
    counted, slash, rest = unit.partition("/")
    *before, last = re.split("[*-]", counted)
    one, plural = _NOUNS.get(last, (last, last))
    return "-".join((*before, one if is_one else plural)) + slash + rest


def mass_text(mass: float) -> str:
    """Return a probability; the samples cannot tell what is nearly impossible or certain from what is so."""
    if mass < 0.1:
        return f"{mass:.2g}" if mass >= 0.001 else "below 0.001"
    return "above 0.99" if mass > 0.99 else f"{mass:.2f}"


def said(result: Result) -> str:
    """Return what a quantity says of its variable: the stated value, else the model's median."""
    return result.stated or number_text(result)


def title_of(note: str) -> str:
    """Return the last part of a note's id, which is its file's name."""
    return note.rpartition("/")[2]


def scope_text(result: Result) -> str:
    """Return for what population and date a quantity holds."""
    return ", ".join(filter(None, (result.scope, result.as_of))) or "no scope and no date"


def sentence(result: Result) -> str:
    """Return what a reader is told of a quantity, in one plain sentence."""
    if result.verdict is Verdict.FAILED:
        return "This number could not be recomputed."
    if result.verdict is Verdict.GIVEN:
        return f"Stated {result.stated}; no model recomputes it."
    interval = interval_text(result)
    model = number_text(result) + (f" (90%: {interval})" if interval else ", no uncertainty given")
    if result.verdict is Verdict.UNSTATED or result.mass is None:
        return f"The model gives {model}; nothing was stated."
    mass = "" if result.is_point else f" (probability {mass_text(result.mass)})"
    return f"Stated {result.stated}; the model gives {model}: {result.verdict.value}{mass}."


def _shown(value: float) -> float:
    """Return how large a number is as it is written: 999.9 million is a billion."""
    return abs(float(f"{value:.3g}"))


def _factor(value: float) -> str:
    """Return a factor, of which what makes one grow or shrink is said in two digits, as in `1.0065`."""
    if not _LEAST_GROWTH <= abs(value - 1.0) < 0.1:
        return _words(value)
    return _told_apart(value, abs(value - 1.0))


def _percentage(value: float) -> str:
    """Return a percentage; one that three digits would make a whole says in two what it lacks, as in `99.95`."""
    lack = abs(abs(value) - 100.0)
    if _shown(value) != 100.0 or lack < 100.0 * _LEAST_GROWTH:
        return _plain(value)
    return _told_apart(value, lack)


def _told_apart(value: float, distance: float) -> str:
    """Return a number with as many digits as show two of its distance from another."""
    return f"{value:.{1 - math.floor(math.log10(distance))}f}".rstrip("0").rstrip(".")


def _words(value: float) -> str:
    shown = _shown(value)
    for scale, word in _WORDS:
        if scale <= shown < 1e15:
            return f"{_plain(value / scale)} {word}"
    return _plain(value)


def _plain(value: float) -> str:
    """Return three significant digits, with thousands separators, or an exponent for what is very large or
    small.
    """
    if value == 0.0:
        return "0"
    size = math.floor(math.log10(abs(value)))
    if not -4 <= size < 9:
        return _EXPONENT.sub(r"e\1", f"{value:.3g}")
    text = f"{round(value, max(2 - size, 0)):,.{max(2 - size, 0)}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
