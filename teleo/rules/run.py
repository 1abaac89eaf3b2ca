"""Runs the rules over a context and leaves out what the settings and the notes suppress."""

from collections.abc import Iterator

from teleo.cache import Cache
from teleo.model import Diagnostic, Note, Span
from teleo.rules import fm109_suppression
from teleo.rules.kept import kept_findings
from teleo.rules.rule import Context, Rule
from teleo.rules.selection import Selection
from teleo.rules.suppression import Suppression, suppressions


def diagnose(
    context: Context, rules: tuple[Rule, ...], selection: Selection, cache: Cache | None = None
) -> tuple[Diagnostic, ...]:
    """Return what the selected rules found, by file, place and code, without what is suppressed.

    A comment in a note suppresses the codes that it names in that note; one that suppresses nothing is
    itself reported, if all that it names were looked for. What rules find is kept in `cache`.
    """
    running = tuple(rule for rule in rules if selection.includes(rule.code))
    found = _found(context, running, cache)
    comments = {note.path: notes for note in context.notes if (notes := suppressions(note))}
    if comments:
        found, used = _without_suppressed(found, comments)
        if fm109_suppression.RULE in running:
            codes = frozenset(rule.code for rule in rules)
            found += _on_suppressions(
                context, comments, used, codes, frozenset(rule.code for rule in running)
            )
    heard = (item for item in found if not selection.is_silent(item.path, item.code))
    return tuple(sorted(heard, key=lambda item: item.sort_key))


def _found(context: Context, rules: tuple[Rule, ...], cache: Cache | None) -> list[Diagnostic]:
    if cache is None or context.only is not None:
        return [diagnostic for rule in rules for diagnostic in rule.check(context)]
    return kept_findings(context, rules, cache)


_Used = set[tuple[str, Span, str]]


def _without_suppressed(
    found: list[Diagnostic], comments: dict[str, tuple[Suppression, ...]]
) -> tuple[list[Diagnostic], _Used]:
    left: list[Diagnostic] = []
    used: _Used = set()
    for item in found:
        fitting = [comment for comment in comments.get(item.path, ()) if item.code in comment.codes]
        used.update((item.path, comment.span, item.code) for comment in fitting)
        if not fitting:
            left.append(item)
    return left, used


def _on_suppressions(
    context: Context,
    comments: dict[str, tuple[Suppression, ...]],
    used: _Used,
    known: frozenset[str],
    running: frozenset[str],
) -> Iterator[Diagnostic]:
    for path, written in comments.items():
        note = context.vault.by_path[path]
        yield from fm109_suppression.malformed(note, written, known)
        yield from fm109_suppression.unused(note, written, _idle(note, written, used, running & known))


def _idle(
    note: Note, written: tuple[Suppression, ...], used: _Used, looked_for: frozenset[str]
) -> set[tuple[Span, str]]:
    """Return the codes of each comment that were looked for and not found."""
    return {
        (comment.span, code)
        for comment in written
        for code in comment.codes
        if code in looked_for and (note.path, comment.span, code) not in used
    }
