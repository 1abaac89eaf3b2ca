"""An audit as a page that a person wants to read: what is wrong first, what is worth knowing after it."""

from collections.abc import Iterator

from teleo.graph.audit import Audit
from teleo.graph.dates import days_between
from teleo.graph.load import OTHER_BASES
from teleo.graph.relations import note_of
from teleo.model import Relation
from teleo.report.page import bar, clipped, columns, counted, heading, more, room, wrapped

_ADVICE = "--top 0 lists all"
_ARROW = "→ "


def audit_text(audit: Audit, title: str, top: int = 10) -> str:
    """Return the page.

    Args:
        audit: the answers.
        title: the vault's.
        top: how many entries of each list are shown; 0 for all.
    """
    limit = top or max(audit.graph.number_of_nodes(), audit.graph.number_of_edges(), len(audit.challenges))
    lines = [
        *_summary(audit, title),
        *_above(audit, limit),
        *_cycles(audit, limit),
        *_unanswered(audit, limit),
        *_tensions(audit, limit),
        *_loads(audit, limit),
        *_structure(audit, limit),
        *_coverage(audit),
        *_stale(audit, limit),
    ]
    return "\n".join(lines) + "\n"


def _summary(audit: Audit, title: str) -> Iterator[str]:
    notes, edges = audit.graph.number_of_nodes(), audit.graph.number_of_edges()
    yield clipped(title or "Audit", room())
    yield f"{counted(audit.claims, 'claim')} in {counted(notes, 'note')}, {counted(edges, 'edge')}."
    yield ""
    most = max(audit.by_confidence.values(), default=0) or 1
    yield from columns(
        ((word, f"{count:,}", bar(count / most)) for word, count in audit.by_confidence.items()), right=(1,)
    )
    stated = ", ".join(
        f"{count:,} {relation.replace('_', ' ')}" for relation, count in audit.edges.items() if count
    )
    if stated:
        yield f"\n{wrapped(f'Edges: {stated}.')}"


def _above(audit: Audit, limit: int) -> Iterator[str]:
    yield heading("Rated above their premises")
    if not audit.above_any:
        yield "No note is rated above what it rests on."
        return
    direct, count = len(audit.above_direct), len(audit.above_any)
    are, rests = ("is", "it rests") if count == 1 else ("are", "they rest")
    names = "it names" if direct == 1 else "they name"
    yield wrapped(
        f"{counted(count, 'note')} {are} rated above something that {rests} on, {direct} of them above a "
        f"premise that {names}. Raise the premise, lower the claim, or drop the dependency."
    )
    for one in audit.above_any[:limit]:
        yield "\n" + clipped(f"  {one.rating.word}: {_title(audit, one.note)}", room())
        witness = audit.effective[one.note].witness_within(6)
        for step in witness[1:-1]:
            yield clipped(f"    {_ARROW}{_title(audit, step)}", room())
        if one.distance + 1 > len(witness):
            yield f"    {_ARROW}… {counted(one.distance + 1 - len(witness), 'note')} between …"
        yield clipped(f"    {_ARROW}{one.premise_rating.word}: {_title(audit, one.premise)}", room())
    yield from more(count, limit, _ADVICE)


def _cycles(audit: Audit, limit: int) -> Iterator[str]:
    if not audit.cycles:
        return
    yield heading("Circles of dependencies")
    yield wrapped(f"{counted(len(audit.cycles), 'circle')}: claims that rest on themselves rest on nothing.")
    for cycle in audit.cycles[:limit]:
        yield ""
        for index, note_id in enumerate(cycle[:8]):
            yield clipped(f"  {_ARROW if index else '  '}{_title(audit, note_id)}", room())
        if len(cycle) > 8:
            yield f"  {_ARROW}… {counted(len(cycle) - 8, 'note')} more …"
        yield clipped(f"  {_ARROW}{_title(audit, cycle[0])}", room())
    yield from more(len(audit.cycles), limit, _ADVICE)


def _unanswered(audit: Audit, limit: int) -> Iterator[str]:
    yield heading("Challenges")
    total, left = len(audit.challenges), len(audit.unanswered)
    if not total:
        yield "Nobody has challenged anything."
        return
    challenged = len({one.note for one in audit.challenges})
    yield wrapped(
        f"{counted(total, 'challenge')} to {counted(challenged, 'note')}; {left:,} without a response."
    )
    for one in audit.unanswered[:limit]:
        age = days_between(one.since, audit.today)
        since = "" if age is None else f" (open for {counted(age, 'day')})"
        yield "\n" + clipped(f"  {_title(audit, one.note)}", room())
        kind = "challenged by" if one.challenger else "in words"
        yield clipped(f"    {kind}{since}: {one.text}", room())
    yield from more(left, limit, _ADVICE)


def _tensions(audit: Audit, limit: int) -> Iterator[str]:
    if not audit.tensions:
        return
    yield heading("Tensions")
    opposed = sum(Relation.CONTRADICTS in pair.relations for pair in audit.tensions)
    yield wrapped(
        f"{counted(len(audit.tensions), 'pair of notes speaks', 'pairs of notes speak')} against each other, "
        f"{opposed:,} of them as contradictions; highest ratings first."
    )
    for pair in audit.tensions[:limit]:
        yield ""
        for end in (pair.one, pair.two):
            yield clipped(f"  {_rating(audit, end):<12} {_title(audit, end)}", room())
        if Relation.CONTRADICTS in pair.relations:
            yield f"  {'':<12} cannot both be right"
    yield from more(len(audit.tensions), limit, _ADVICE)


def _loads(audit: Audit, limit: int) -> Iterator[str]:
    if not audit.load_bearing:
        return
    yield heading("Load-bearing claims")
    yield wrapped(
        "What would be lost if the claim fell: strength lost among the notes that rest on it, their number, how "
        "many effective ratings would drop, and its place when ratings are read as "
        f"{' or '.join(OTHER_BASES)} strengths instead."
    )
    yield ""
    head = ("", "loss", "rest on it", "drop", *OTHER_BASES, "claim")
    rows = [
        (
            str(place),
            f"{load.loss:.2f}",
            str(load.dependents),
            str(load.drops),
            *map(str, load.places),
            _title(audit, load.note),
        )
        for place, load in enumerate(audit.load_bearing[:limit], 1)
    ]
    yield from columns([head, *rows], right=range(len(head) - 1), has_head=True)
    yield from more(len(audit.load_bearing), limit, _ADVICE)
    if not audit.strengths.converged:
        yield wrapped("Strengths did not come to rest: some claims move each other in circles.")


def _structure(audit: Audit, limit: int) -> Iterator[str]:
    yield heading("Structure")
    yield from _listed(audit, "claim", "linked to nothing", audit.orphans, limit)
    yield from _listed(audit, "claim", "named by no other note", audit.without_incoming, limit)
    yield from _listed(
        audit, "note", "holding parts of the argument together", audit.articulation_points, limit
    )
    if audit.bridges:
        yield wrapped(f"{counted(len(audit.bridges), 'link')} on whose own two parts of the argument meet:")
        for one, two in audit.bridges[:limit]:
            yield clipped(f"  {_title(audit, one)}", room())
            yield clipped(f"    with {_title(audit, two)}", room())
        yield from more(len(audit.bridges), limit, _ADVICE)
    if audit.hubs:
        yield "Most named:"
        yield from columns(
            ((str(hub.named_by), _title(audit, hub.note)) for hub in audit.hubs[:limit]), right=(0,)
        )


def _listed(audit: Audit, kind: str, what: str, ids: tuple[str, ...], limit: int) -> Iterator[str]:
    yield wrapped(f"{counted(len(ids), kind)} {what}{':' if ids else '.'}")
    for note_id in ids[:limit]:
        yield clipped(f"  {_title(audit, note_id)}", room())
    yield from more(len(ids), limit, _ADVICE)


def _coverage(audit: Audit) -> Iterator[str]:
    if not audit.coverage:
        return
    yield heading("Coverage")
    head = ("claims", "sourced", "resting", "challenged", "answered", "on a map", "domain")
    rows = [
        (
            str(one.claims),
            str(one.sourced),
            str(one.resting),
            str(one.challenged),
            str(one.answered),
            str(one.mapped),
            one.domain or "none stated",
        )
        for one in audit.coverage
    ]
    yield from columns([head, *rows], right=range(6), has_head=True)


def _stale(audit: Audit, limit: int) -> Iterator[str]:
    if not audit.stale:
        return
    yield heading("Stale ratings")
    yield f"{counted(len(audit.stale), 'rating')} older than the settings allow."
    rows = (
        (counted(one.age_days, "day"), _rating(audit, one.note), _title(audit, one.note))
        for one in audit.stale[:limit]
    )
    yield from columns(rows, right=(0,))
    yield from more(len(audit.stale), limit, _ADVICE)


def _title(audit: Audit, note_id: str) -> str:
    return note_of(audit.graph, note_id).title


def _rating(audit: Audit, note_id: str) -> str:
    rating = note_of(audit.graph, note_id).confidence
    return rating.word if rating is not None else "no rating"
