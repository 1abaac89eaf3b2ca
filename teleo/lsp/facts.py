"""Says in a few lines of Markdown what is known of a note or of a quantity."""

from collections.abc import Iterator

from teleo.calculators import Calculator, all_calculators
from teleo.graph.effective import Effective
from teleo.lsp.view import View
from teleo.model import INVERSES, Edge, Note
from teleo.quantities.declaration import GIVEN
from teleo.quantities.result import Result
from teleo.quantities.show import sentence, value_text

_MOST = 5


def rating_of(view: View, note: Note) -> str:
    """Return a note's rating in a word or two, with the effective one where it is lower; empty without any."""
    effective = view.vault.effective(note.id)
    if note.confidence is None:
        return ""
    if effective is None or effective.rank is None or effective.rank >= note.confidence:
        return note.confidence.word
    return f"{note.confidence.word}, effectively {effective.rank.word}"


def note_facts(view: View, note: Note) -> str:
    """Return what a reader wants to know of a note before opening it."""
    parts = [
        f"**{_plain(note.title)}**",
        ", ".join(filter(None, (rating_of(view, note), note.type.value, note.domain))),
    ]
    effective = view.vault.effective(note.id)
    if effective is not None and note.confidence is not None and effective.distance:
        parts.append(_why(view, effective))
    if note.description:
        parts.append(_plain(note.description))
    parts.append("\n".join(_edges(view, note)))
    return "\n\n".join(filter(None, parts))


def quantity_facts(result: Result) -> str:
    """Return what the model says of a quantity, and how it is computed."""
    about = " · ".join(_plain(part) for part in (result.var, result.scope, result.as_of) if part)
    parts = [f"**{_plain(result.quantity)}** {about}".rstrip(), sentence(result)]
    calculator = all_calculators().get(result.calculator)
    if calculator is not None:
        parts.append(f"`{calculator.name}`: {calculator.purpose}")
        parts.append(f"```text\n{calculator.plain()}\n```")
        parts.append("\n".join(_inputs(result)))
    elif result.calculator == GIVEN:
        parts.append("`given`: a stated value without a model")
    if result.src:
        parts.append(f"Source: {_plain(result.src)}")
    return "\n\n".join(filter(None, parts))


def calculator_facts(calculator: Calculator) -> str:
    """Return what a calculator takes and gives."""
    lines = [f"**{calculator.name}**: {calculator.purpose}", "", f"```text\n{calculator.plain()}\n```", ""]
    for entry in calculator.inputs:
        default = "" if entry.default is None else f", plausibly {_default(entry.default, entry.unit)}"
        lines.append(f"- `{entry.name}` ({entry.unit or 'no unit'}): {entry.purpose}{default}")
    lines += [
        "",
        *(f"Gives `{each.name}` ({each.unit or 'no unit'}): {each.purpose}." for each in calculator.outputs),
    ]
    return "\n".join(lines)


def edges_by_relation(view: View, note: Note) -> dict[str, list[str]]:
    """Return the ids of the notes linked with `note`, by the name of the relation as seen from it, sorted."""
    found: dict[str, set[str]] = {}
    for _, target, facts in view.session.graph.out_edges(note.id, data=True):
        edge: Edge = facts["edge"]
        found.setdefault(edge.relation.value, set()).add(target)
    for origin, _, facts in view.session.graph.in_edges(note.id, data=True):
        edge = facts["edge"]
        found.setdefault(INVERSES[edge.relation], set()).add(origin)
    return {relation: sorted(found[relation]) for relation in sorted(found)}


def _why(view: View, effective: Effective) -> str:
    by_id = view.session.vault.by_id
    rank = effective.rank.word if effective.rank is not None else "not rated"
    way = [by_id[id_].title for id_ in effective.witness_within(4)[1:-1] if id_ in by_id]
    through = f", through {' → '.join(map(_plain, way))}" if way else ""
    return f"Rests on *{_plain(by_id[effective.weakest].title)}*, which is {rank}{through}."


def _edges(view: View, note: Note) -> Iterator[str]:
    by_id = view.session.vault.by_id
    for relation, ids in edges_by_relation(view, note).items():
        names = "; ".join(_plain(by_id[id_].title) for id_ in ids[:_MOST] if id_ in by_id)
        more = f"; and {len(ids) - _MOST} more" if len(ids) > _MOST else ""
        yield f"- {relation.replace('_', ' ')} ({len(ids)}): {names}{more}"


def _inputs(result: Result) -> Iterator[str]:
    for entry in result.inputs:
        numbers = entry.numbers
        shown = "" if numbers is None else f" = {value_text(numbers.value, entry.unit)}"
        yield f"- `{entry.name}`: {_plain(entry.text)}{shown if entry.reference else ''}"


def _default(value: float | str, unit: str) -> str:
    return value if isinstance(value, str) else value_text(value, unit)


def _plain(text: str) -> str:
    """Return what a note says so that it is read as words: Markdown in it is not carried out."""
    kept = " ".join(text.split())
    for mark in "\\`*_[]<>":
        kept = kept.replace(mark, f"\\{mark}")
    return kept
