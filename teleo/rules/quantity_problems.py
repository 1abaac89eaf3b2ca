"""Reports what recomputing a vault's quantities found wrong, under the rule of the same code."""

from collections.abc import Iterator

from teleo.model import Diagnostic, Edit, Fix, Note
from teleo.quantities import Quantities
from teleo.quantities.problem import Problem
from teleo.rules.rule import Context, Rule, place_of


def reported_problems(context: Context, rule: Rule) -> Iterator[Diagnostic]:
    """Yield the problems of the notes' quantities and bound numbers that have the code of `rule`."""
    if not isinstance(context.quantities, Quantities):
        return
    for note in context.notes:
        for problem in context.quantities.problems.get(note.id, ()):
            if problem.code == rule.code:
                related = tuple(
                    place_of(context.vault.by_id[other.note], other.span, other.message)
                    for other in problem.elsewhere
                )
                fix = _fix(note, problem)
                yield rule.at(note, problem.span, problem.message, fix=fix, related=related)


def _fix(note: Note, problem: Problem) -> Fix | None:
    if problem.replacement is None:
        return None
    edit = Edit(note.path, problem.span, problem.replacement)
    return Fix(f"write {problem.replacement!r}", (edit,), is_safe=False)
