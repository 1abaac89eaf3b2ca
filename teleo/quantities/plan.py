"""Orders tasks so that each comes after those it refers to; finds references to nothing and cycles."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice
from typing import TYPE_CHECKING

from teleo.model import Span
from teleo.quantities.declaration import GIVEN
from teleo.quantities.errors import UnitMismatchError
from teleo.quantities.result import Key, name_of
from teleo.quantities.task import Reference, Task, kind_of
from teleo.quantities.units import factor_accepting

if TYPE_CHECKING:
    from teleo.vault.resolve import Resolver

MOST_COMPARED = 200
"""Ids that a mistyped one is compared with: comparing is slow, and a long list is no help."""

_MOST_NAMED = 8


@dataclass(frozen=True, slots=True)
class Link:
    """An input that is another quantity's output, and the factor into the input's unit."""

    source: Key
    output: str
    factor: float
    span: Span


@dataclass(frozen=True, slots=True)
class Plan:
    """Tasks in an order in which they can be computed, and the references between them.

    `links` holds, for each task, its inputs that are results of others.
    """

    order: tuple[Task, ...]
    links: Mapping[Key, Mapping[str, Link]]


def plan(tasks: Mapping[Key, Task], resolver: "Resolver") -> Plan:
    """Return the order of tasks; references that lead nowhere block the task that holds them, cycles all in
    them.
    """
    links: dict[Key, dict[str, Link]] = {}
    ids: dict[str, dict[str, None]] = {}
    for note, id_ in tasks:
        ids.setdefault(note, {})[id_] = None
    for task in tasks.values():
        found = {name: _link(task, name, source, ids, resolver) for name, source in _references(task)}
        links[task.key] = {name: link for name, link in found.items() if link is not None}
    order = _ordered(tasks, links)
    for task in order:
        _check_units(task, links[task.key], tasks)
    return Plan(order, links)


def _references(task: Task) -> list[tuple[str, Reference]]:
    return [(name, source) for name, source in task.sources.items() if isinstance(source, Reference)]


def _link(
    task: Task, name: str, source: Reference, ids: Mapping[str, Mapping[str, None]], resolver: "Resolver"
) -> Link | None:
    note = _note(task, source, resolver)
    if note is None:
        return None
    known = ids.get(note, {})
    if source.id not in known:
        near = get_close_matches(source.id, list(islice(known, MOST_COMPARED)), n=1, cutoff=0.5)
        advice = (
            f"did you mean {near[0]!r}?" if near else f"it declares {', '.join(islice(known, 5)) or 'none'}"
        )
        where = "this note" if note == task.declaration.note else f"{note!r}"
        task.block(
            "QU905", source.span, f"{name} refers to {source.id!r}, which {where} does not declare; {advice}"
        )
        return None
    return Link((note, source.id), source.output, 1.0, source.span)


def _note(task: Task, source: Reference, resolver: "Resolver") -> str | None:
    if not source.claim.strip():
        return task.declaration.note
    title = source.title
    resolution = resolver.resolve(title, task.declaration.note)
    if resolution.id is None:
        problem = (
            f"names {len(resolution.ids)} notes" if resolution.is_ambiguous else "is no note of this vault"
        )
        task.block(
            "QU905", source.span, f"{title!r} {problem}; write the path or the title of one claim before `#`"
        )
    return resolution.id


def _ordered(tasks: Mapping[Key, Task], links: Mapping[Key, Mapping[str, Link]]) -> tuple[Task, ...]:
    """Return the tasks, each after those it refers to, by depth-first search without recursion."""
    order: list[Task] = []
    done: set[Key] = set()
    circular: set[Key] = set()
    for start in tasks:
        if start in done:
            continue
        path, places, waiting = [start], {start: 0}, [_targets(links, start)]
        while path:
            target = next(waiting[-1], None)
            if target is None:
                finished = path.pop()
                waiting.pop()
                del places[finished]
                done.add(finished)
                order.append(tasks[finished])
            elif target in places:
                _report_cycle(tasks, links, path, places[target], circular)
            elif target not in done:
                places[target] = len(path)
                path.append(target)
                waiting.append(_targets(links, target))
    return tuple(order)


def _targets(links: Mapping[Key, Mapping[str, Link]], key: Key) -> Iterator[Key]:
    return iter([link.source for link in links[key].values()])


def _report_cycle(
    tasks: Mapping[Key, Task],
    links: Mapping[Key, Mapping[str, Link]],
    path: list[Key],
    start: int,
    circular: set[Key],
) -> None:
    """Block the tasks of a cycle that no other cycle has blocked; the rest is blocked by resting on them."""
    for index in range(len(path) - 1, start - 1, -1):
        key = path[index]
        if key in circular:
            return
        circular.add(key)
        following = path[index + 1] if index + 1 < len(path) else path[start]
        span = next(link.span for link in links[key].values() if link.source == following)
        way = _around(path, start, index)
        tasks[key].block("QU905", span, f"refers to itself: {way}; give one of them a number instead")


def _around(path: list[Key], start: int, index: int) -> str:
    """Return the names on a cycle from one of its members back to it."""
    length = len(path) - start
    steps = [path[start + (index - start + step) % length] for step in range(min(length, _MOST_NAMED))]
    ends = (
        [name_of(path[index])]
        if length <= _MOST_NAMED
        else [f"({length - _MOST_NAMED} more)", name_of(path[index])]
    )
    return " → ".join([*map(name_of, steps), *ends])


def _check_units(task: Task, links: dict[str, Link], tasks: Mapping[Key, Task]) -> None:
    """Give each link the name of the output that it takes and the factor into the unit of its input."""
    for name, link in list(links.items()):
        target = tasks[link.source]
        output, unit = _taken(task, target, link)
        factor = 1.0
        if task.calculator is not None and unit:
            try:
                factor = factor_accepting(unit, task.calculator.input(name).unit)
            except UnitMismatchError as error:
                task.block("QU902", link.span, f"{name} = {name_of(link.source)} {error}")
        links[name] = Link(link.source, output, factor, link.span)


def _taken(task: Task, target: Task, link: Link) -> tuple[str, str]:
    """Return the name and the unit of the output that a link takes; a given value has no name."""
    if link.output and target.declaration.text("calc") == GIVEN:
        message = f"{name_of(link.source)} is given and has no output {link.output!r}; leave it out"
        task.block("QU905", link.span, message)
    if target.calculator is None or target.output is None:
        return "", target.unit
    wanted = link.output or target.output.name
    units = {output.name: output.unit for output in target.calculator.outputs}
    kind = next((kind_of(output) for output in target.calculator.outputs if output.name == wanted), "")
    if kind:
        task.block("QU905", link.span, f"{name_of(link.source)}.{wanted} is a {kind} and no number")
    elif wanted not in units:
        known = ", ".join(units)
        task.block("QU905", link.span, f"{name_of(link.source)} has no output {wanted!r}; it has {known}")
    return wanted, units.get(wanted, "")
