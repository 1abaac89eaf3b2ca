"""Reports what reading a file found wrong with it, under the rule of the same code."""

from collections.abc import Iterator

from teleo.model import Diagnostic
from teleo.rules.rule import Context, Rule


def reported_faults(context: Context, rule: Rule) -> Iterator[Diagnostic]:
    """Yield the faults of the notes' documents that have the code of `rule`."""
    for note in context.notes:
        for fault in note.document.faults:
            if fault.code == rule.code:
                yield rule.at(note, fault.span, fault.message)
