"""The walk of a vault's quantities: declarations, tasks, their order, results, conflicts, numbers in the
text.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from teleo.config import Config, ConfigError
from teleo.model import Note, Span
from teleo.quantities import NO_IDS
from teleo.quantities.bound import bound_numbers
from teleo.quantities.conflicts import conflict_edges, conflict_problems, conflicts
from teleo.quantities.evaluation import Evaluator
from teleo.quantities.memory import Memory, Remembered
from teleo.quantities.plan import Link, Plan, plan
from teleo.quantities.presence import has_declarations
from teleo.quantities.problem import Problem
from teleo.quantities.reading import Declared, read_declarations
from teleo.quantities.result import Key, Quantities, Result, Span90
from teleo.quantities.sampling import MOST
from teleo.quantities.summary import input_values, result_of
from teleo.quantities.task import Task, task_of
from teleo.vault.reader import Vault

Progress = Callable[[int, int], None]

NOTHING = Declared((), ())
"""What a note without quantities declares."""


def walk(
    vault: Vault,
    config: Config,
    progress: Progress | None = None,
    memory: Memory | None = None,
    later_ids: Mapping[str, str] = NO_IDS,
) -> Quantities:
    """Return every quantity of a vault, recomputed.

    Args:
        vault: the notes.
        config: its table `quantities` says how many samples are drawn and where the verdicts part.
        progress: called with the number done and the number of all, now and then.
        memory: of an earlier walk with the same settings; what it holds for is not computed again.
        later_ids: today's ids of notes that were renamed since, under which their samples are drawn.

    Raises:
        ConfigError: the number of samples cannot be drawn.
    """
    if not 1 <= config.quantities.samples <= MOST:
        raise ConfigError(
            "teleo.toml", f"quantities.samples must be from 1 to {MOST}, not {config.quantities.samples}"
        )
    problems: dict[str, list[Problem]] = {}
    memory = Memory() if memory is None else memory
    tasks = declared_tasks(vault, problems, memory)
    for (note, _), task in tasks.items():
        task.drawn_under = later_ids.get(note, "")
    results = _results(tasks, vault, config, progress, memory)
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


def declared_tasks(
    vault: Vault, problems: dict[str, list[Problem]], memory: Memory | None = None
) -> dict[Key, Task]:
    """Return the tasks of a vault in order of note and file; what is wrong around them goes to `problems`."""
    tasks: dict[Key, Task] = {}
    known = memory.declared if memory is not None else {}
    read: dict[str, tuple[Note, Declared]] = {}
    for note in vault.notes:
        before, declared = known.get(note.id, (None, None))
        if before is not note or declared is None:
            declared = read_declarations(note) if has_declarations(note.document) else NOTHING
        read[note.id] = (note, declared)
        if declared is not NOTHING:
            problems.setdefault(note.id, []).extend(declared.problems)
            tasks.update({(each.note, each.id): task_of(each) for each in declared.declarations})
    if memory is not None:
        memory.declared = read
    return tasks


def _results(
    tasks: dict[Key, Task], vault: Vault, config: Config, progress: Progress | None, memory: Memory
) -> dict[Key, Result]:
    ordered = plan(tasks, vault.resolver)
    before = {task.key: tuple(task.problems) for task in ordered.order}
    kept = _kept(ordered, memory)
    left = tuple(task for task in ordered.order if task.key not in kept)
    evaluator = Evaluator(Plan(left, ordered.links), config.quantities.samples)
    found = dict(kept)
    computed: dict[Key, dict[str, Span90]] = {}
    for done, task in enumerate(left):
        links: dict[str, Link] = dict(ordered.links[task.key])
        inputs = input_values(task, links, computed)
        evaluated = evaluator.evaluate(task)
        result = result_of(task, evaluated, inputs, config.quantities)
        if evaluated is not None and result.value is not None:
            computed[task.key] = {name: evaluated.numbers(name) for name in evaluated.scalars}
        else:
            evaluator.withdraw(task)
        found[task.key] = Remembered(task.declaration, links, before[task.key], result)
        evaluator.release(task)
        if progress is not None and done % 16 == 0:
            progress(done, len(left))
    memory.results = found
    return {key: found[key].result for key in tasks}


def _kept(ordered: Plan, memory: Memory) -> dict[Key, Remembered]:
    """Return what is remembered of tasks that did not change, nor anything they refer to.

    Left out is also what a changed task refers to, near or far: its samples are needed again.
    """
    same: dict[Key, Remembered] = {}
    for task in ordered.order:
        known, links = memory.results.get(task.key), ordered.links[task.key]
        if (
            known is not None
            and known.declaration == task.declaration
            and known.links == links
            and known.known == tuple(task.problems)
            and all(link.source in same for link in links.values())
        ):
            same[task.key] = known
    needed: set[Key] = set()
    for task in reversed(ordered.order):
        if task.key not in same or task.key in needed:
            needed.update(link.source for link in ordered.links[task.key].values())
    return {key: known for key, known in same.items() if key not in needed}
