"""The walk of a vault's quantities: declarations, tasks, their order, results, conflicts, numbers in the
text.
"""

from collections.abc import Callable
from dataclasses import replace

from teleo.config import Config, ConfigError
from teleo.model import Span
from teleo.quantities.bound import bound_numbers
from teleo.quantities.conflicts import conflict_edges, conflict_problems, conflicts
from teleo.quantities.evaluation import Evaluator
from teleo.quantities.plan import Key, Link, plan
from teleo.quantities.presence import has_declarations
from teleo.quantities.problem import Problem
from teleo.quantities.reading import read_declarations
from teleo.quantities.result import Quantities, Result, Span90
from teleo.quantities.sampling import MOST
from teleo.quantities.summary import input_values, result_of
from teleo.quantities.task import Task, task_of
from teleo.vault.reader import Vault

Progress = Callable[[int, int], None]


def walk(vault: Vault, config: Config, progress: Progress | None = None) -> Quantities:
    """Return every quantity of a vault, recomputed.

    Args:
        vault: the notes.
        config: its table `quantities` says how many samples are drawn and where the verdicts part.
        progress: called with the number done and the number of all, now and then.

    Raises:
        ConfigError: the number of samples cannot be drawn.
    """
    if not 1 <= config.quantities.samples <= MOST:
        raise ConfigError(
            "teleo.toml", f"quantities.samples must be from 1 to {MOST}, not {config.quantities.samples}"
        )
    problems: dict[str, list[Problem]] = {}
    tasks = declared_tasks(vault, problems)
    results = _results(tasks, vault, config, progress)
    found, misfits = conflicts(results)
    numbers, stale = bound_numbers(vault, results)
    for key, problem in (*misfits, *conflict_problems(found, results)):
        results[key] = replace(results[key], problems=(*results[key].problems, problem))
    for result in results.values():
        problems.setdefault(result.note, []).extend(result.problems)
    for note, those in stale.items():
        problems.setdefault(note, []).extend(those)
    return Quantities(
        results,
        {note: tuple(sorted(those, key=_order)) for note, those in sorted(problems.items()) if those},
        found,
        conflict_edges(found, results, vault),
        numbers,
    )


def _order(problem: Problem) -> tuple[Span, str, str]:
    return problem.span, problem.code, problem.message


def declared_tasks(vault: Vault, problems: dict[str, list[Problem]]) -> dict[Key, Task]:
    """Return the tasks of a vault in order of note and file; what is wrong around them goes to `problems`."""
    tasks: dict[Key, Task] = {}
    for note in vault.notes:
        if has_declarations(note.document):
            declared = read_declarations(note)
            problems.setdefault(note.id, []).extend(declared.problems)
            tasks.update({(each.note, each.id): task_of(each) for each in declared.declarations})
    return tasks


def _results(
    tasks: dict[Key, Task], vault: Vault, config: Config, progress: Progress | None
) -> dict[Key, Result]:
    ordered = plan(tasks, vault.resolver)
    evaluator = Evaluator(ordered, config.quantities.samples)
    computed: dict[Key, dict[str, Span90]] = {}
    results: dict[Key, Result] = {}
    for done, task in enumerate(ordered.order):
        links: dict[str, Link] = dict(ordered.links[task.key])
        inputs = input_values(task, links, computed)
        evaluated = evaluator.evaluate(task)
        if evaluated is not None:
            computed[task.key] = {name: evaluated.numbers(name) for name in evaluated.scalars}
        results[task.key] = result_of(task, evaluated, inputs, config.quantities)
        evaluator.release(task)
        if progress is not None and done % 16 == 0:
            progress(done, len(tasks))
    return {key: results[key] for key in tasks}
