"""The report that a person reads: by file, each diagnostic with its line and a caret under the place."""

from collections.abc import Iterator
from itertools import groupby

from teleo.model import Diagnostic, Document, Severity
from teleo.report.findings import Findings
from teleo.report.page import room
from teleo.report.visible import visible, width

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}
_GUTTER = 10
"""The columns before the text of a line that is shown, save for the sign of what was cut."""

_BEFORE = 20


def text_report(findings: Findings, *, colour: bool = False) -> str:
    """Return the diagnostics grouped by file and a line that counts them.

    Errors and warnings show the line that they point to; infos take one line each.
    """
    paint = _paint if colour else _plain
    lines: list[str] = []
    for path, group in groupby(findings.diagnostics, key=lambda item: item.path):
        lines.append(paint(visible(findings.prefix + path), "1"))
        for item in group:
            lines += _entry(item, findings.documents.get(path), colour=colour)
        lines.append("")
    lines.append(_summary(findings, colour=colour))
    return "\n".join(lines) + "\n"


def _entry(item: Diagnostic, document: Document | None, *, colour: bool) -> Iterator[str]:
    paint = _paint if colour else _plain
    place = f"{item.place.line}:{item.place.column}"
    severity = paint(item.severity.value, _COLOURS[item.severity])
    code = paint(item.code, "1")
    mark = paint(" [fixable]" if item.fix and item.fix.is_safe else "", "2")
    yield f"  {place:<8}{severity} {code} {item.name}: {visible(item.message)}{mark}"
    if document is not None and item.severity is not Severity.INFO:
        yield from (paint(line, "2") for line in _excerpt(item, document))
    for related in item.related:
        where = f"{related.path}:{related.place.line}"
        yield paint(f"          see {visible(where)}: {visible(related.message)}", "2")


def _excerpt(item: Diagnostic, document: Document) -> Iterator[str]:
    """Yield the line of a diagnostic and the carets below it, cut to the part around the place."""
    place, text = item.place, document.text
    line = document.lines.line_span(place.line)
    end_of_line = line.end - 1 if text[line.end - 1 : line.end] == "\n" else line.end
    start = min(line.start + place.column - 1, end_of_line)
    end = line.start + place.end_column - 1 if place.end_line == place.line else end_of_line
    most = room() - _GUTTER - len("…") * 2
    first = max(line.start, min(start - _BEFORE, end_of_line - most))
    last = min(end_of_line, first + most)
    end = max(start, min(end, last))
    before, marked, after = (visible(text[a:b]) for a, b in ((first, start), (start, end), (end, last)))
    if not (before + marked + after).strip():
        return
    left, right = "…" if first > line.start else "", "…" if last < end_of_line else ""
    yield f"    {place.line:>5} | {left}{before}{marked}{after.rstrip()}{right}"
    yield f"    {'':>5} | {' ' * (width(before) + len(left))}{'^' * max(1, width(marked))}"


def _summary(findings: Findings, *, colour: bool) -> str:
    paint = _paint if colour else _plain
    counts = {severity: findings.count(severity) for severity in Severity}
    notes = _counted(findings.notes, "note")
    if not findings.diagnostics:
        return paint(f"{notes} checked, nothing found", "32")
    words = ", ".join(
        paint(_counted(count, severity.value), _COLOURS[severity])
        for severity, count in counts.items()
        if count
    )
    safe = sum(item.fix is not None and item.fix.is_safe for item in findings.diagnostics)
    unsafe = sum(item.fix is not None and not item.fix.is_safe for item in findings.diagnostics)
    offers = [f"{safe} with --fix"] if safe else []
    offers += [f"{unsafe} with --unsafe-fixes"] if unsafe else []
    return f"{words} in {notes}" + (f"; to be mended: {', '.join(offers)}" if offers else "")


def _counted(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def _paint(text: str, code: str) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if text else text


def _plain(text: str, _: str) -> str:
    return text
