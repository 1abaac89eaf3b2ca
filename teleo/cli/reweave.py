"""`teleo reweave`: edges proposed between notes that are not linked."""

import json
import re
import sys
from collections.abc import Collection
from datetime import date, datetime
from pathlib import Path

import click

from teleo.cli.checking import prefix_of
from teleo.cli.linking import open_basis, open_vault
from teleo.cli.options import format_option, vault_option
from teleo.cli.patch import print_patch
from teleo.embeddings import cache_folder
from teleo.formatting.difference import difference
from teleo.graph.changes import changed_since
from teleo.graph.multigraph import Graph
from teleo.links.basis import texts_of
from teleo.links.duplicates import Likeness, duplicates
from teleo.links.journal import Journal
from teleo.links.near import near_kept
from teleo.links.ranking import weights_with
from teleo.links.refusals import Refusals
from teleo.links.suggest import Suggestion, suggestions, without_rewoven
from teleo.links.weave import Woven, weave
from teleo.model import Relation
from teleo.report.page import counted
from teleo.report.visible import visible
from teleo.vault.reader import Vault

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_ANSWERS = "[y]es, [n]o, other [r]elation, [o]pen, [q]uit"
_RELATIONS = tuple(relation.value for relation in Relation if relation is not Relation.PART_OF)


@click.command()
@vault_option
@click.option(
    "--since", metavar="REV|DATE", help="Only notes changed since a revision, or created since a date."
)
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    help="How many edges at most; those written earlier count.",
)
@click.option("--min-rank", type=float, default=2.0, show_default=True, help="The rank that an edge needs.")
@click.option("--write", is_flag=True, help="Record the edges in both notes.")
@click.option("--undo", is_flag=True, help="Take the last write back, to the byte.")
@click.option("-i", "--interactive", is_flag=True, help="Ask about each edge, then write those accepted.")
@click.option(
    "--date",
    "day",
    metavar="DATE",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The date recorded [default: today].",
)
@format_option("text", "json")
def reweave(
    vault: Path,
    since: str | None,
    limit: int,
    min_rank: float,
    write: bool,
    undo: bool,
    interactive: bool,
    day: datetime | None,
    output_format: str,
) -> None:
    """Propose edges between notes that are near but not linked; print the changes, write with --write.

    An edge is `related` unless the author's own words beside a title say more, because support and challenge
    cannot be told from nearness. A "no" is remembered in the vault, in reweave-refused.jsonl.
    """
    if undo and (write or interactive):
        raise click.UsageError("--undo takes the last write back and writes nothing new; say it alone")
    journal = Journal(cache_folder() / "reweave", vault)
    is_undone = journal.is_undoing
    _recover(journal, may_write=write or undo or interactive)
    if undo:
        if not is_undone:
            _undo(journal)
        return
    read, graph = open_vault(vault)
    refusals = Refusals(vault)
    found = _propose(read, graph, since, refusals.read(), min_rank, limit)
    if interactive:
        found = _asked(read, found, refusals)
    woven = weave(read, found, (day.date() if day else date.today()).isoformat())
    for sentence in woven.skipped:
        click.echo(f"teleo: {visible(sentence)}", err=True)
    if write or interactive:
        journal.commit(woven.changes)
    _print(read, found, woven, output_format, is_written=write or interactive)


def _propose(
    vault: Vault,
    graph: Graph,
    since: str | None,
    refused: Collection[frozenset[str]],
    rank: float,
    limit: int,
) -> tuple[Suggestion, ...]:
    basis = open_basis(vault, without_rewoven(graph))
    texts = texts_of(vault.notes)
    by_id = dict(zip((note.id for note in vault.notes), texts, strict=True))
    among = None if since is None else _since(vault, graph, since)
    # Two notes that say the same want merging, not an edge.
    same = {
        frozenset((one.first, one.second))
        for one in duplicates(basis, texts, near_kept(basis, vault.root))
        if one.likeness is not Likeness.TWIN
    }
    return suggestions(
        basis,
        by_id,
        among=among,
        refused={*refused, *same},
        least_score=rank,
        limit=limit,
        weights=weights_with(vault.config.links.weights),
    )


def _since(vault: Vault, graph: Graph, since: str) -> frozenset[str]:
    if _DATE.fullmatch(since):
        try:
            date.fromisoformat(since)
        except ValueError as error:
            raise click.UsageError(f"--since: {since} is no day of the calendar") from error
        return frozenset(note.id for note in vault.notes if note.created >= since)
    return frozenset(changed_since(vault, graph, since, "modified")) | frozenset(
        changed_since(vault, graph, since, "new")
    )


def _recover(journal: Journal, *, may_write: bool) -> None:
    if not journal.is_interrupted:
        return
    begun = "undo" if journal.is_undoing else "write"
    if may_write:
        left = counted(journal.recover(), "file")
        click.echo(f"teleo: finished an interrupted {begun}, {left} had been left", err=True)
    elif journal.is_undoing:
        click.echo("teleo: an undo was interrupted; finish it with --undo", err=True)
    else:
        click.echo(
            "teleo: a write was interrupted; finish it with --write or take it back with --undo", err=True
        )


def _undo(journal: Journal) -> None:
    paths = journal.undo()
    if not paths:
        click.echo("nothing to undo")
    for path in paths:
        click.echo(f"restored {visible(path)}")


def _asked(vault: Vault, found: tuple[Suggestion, ...], refusals: Refusals) -> tuple[Suggestion, ...]:
    """Return the suggestions that the person at the terminal accepts."""
    if not sys.stdin.isatty():
        raise click.UsageError("--interactive needs a terminal; use --write to accept all")
    accepted: list[Suggestion] = []
    pending = [one for one in found if _is_fresh(vault, one)]
    for number, one in enumerate(pending, 1):
        click.echo(f"\n{number}/{len(pending)}")
        _print_suggestion(vault, one)
        answer, chosen = _answer(vault, one)
        if answer == "q":
            break
        if answer == "n":
            refusals.add(one.origin, one.target)
        else:
            accepted.append(chosen)
    return tuple(accepted)


def _is_fresh(vault: Vault, one: Suggestion) -> bool:
    """Return whether an edge is not written yet."""
    return bool(weave(vault, [one], "").changes)


def _answer(vault: Vault, one: Suggestion) -> tuple[str, Suggestion]:
    while True:
        answer = click.prompt(_ANSWERS, type=click.Choice(list("ynroq")), show_choices=False)
        if answer == "o":
            _open(vault, one)
        elif answer == "r":
            name = click.prompt("relation", type=click.Choice(_RELATIONS))
            relation = Relation(name)
            one = Suggestion(one.origin, one.target, relation, one.similarity, one.score, one.reason)
            if not relation.is_symmetric and not click.confirm(_statement(vault, one), default=True):
                one = Suggestion(one.target, one.origin, relation, one.similarity, one.score, one.reason)
            return "y", one
        else:
            return answer, one


def _open(vault: Vault, one: Suggestion) -> None:
    """Open both notes in the program that the system has for them; where there is none, say where they are."""
    for id_ in (one.origin, one.target):
        path = (vault.root / vault.by_id[id_].path).resolve()
        if click.launch(str(path)):
            click.echo(f"no program opens {path}")


def _statement(vault: Vault, one: Suggestion) -> str:
    relation = one.relation.value.replace("_", " ")
    return f"{vault.by_id[one.origin].title!r} {relation} {vault.by_id[one.target].title!r}?"


def _print(
    vault: Vault, found: tuple[Suggestion, ...], woven: Woven, output_format: str, *, is_written: bool
) -> None:
    fresh = [one for one in found if _is_fresh(vault, one)]
    if output_format == "json":
        click.echo(json.dumps(_report(fresh, woven, is_written), ensure_ascii=False, indent=1))
        return
    for one in fresh:
        _print_suggestion(vault, one)
    if not is_written:
        for change in woven.changes:
            print_patch(difference(prefix_of(vault.root) + change.path, change.before, change.after))
    verb = "written to" if is_written else "would be written to"
    click.echo(f"{counted(len(fresh), 'edge')} {verb} {counted(len(woven.changes), 'file')}")
    if fresh and not is_written:
        click.echo("write them with: teleo reweave --write", err=True)


def _print_suggestion(vault: Vault, one: Suggestion) -> None:
    origin, target = vault.by_id[one.origin], vault.by_id[one.target]
    click.echo(f"{one.similarity:6.2f}  {click.style(visible(origin.title), bold=True)}")
    click.echo(
        f"        {one.relation.value} {click.style(visible(target.title), bold=True)}  (rank {one.score:.2f})"
    )
    if one.reason:
        click.echo(f"        because: {visible(one.reason)}")


def _report(fresh: list[Suggestion], woven: Woven, is_written: bool) -> dict[str, object]:
    return {
        "suggestions": [
            {
                "origin": one.origin,
                "target": one.target,
                "relation": one.relation.value,
                "similarity": one.similarity,
                "score": one.score,
                "reason": one.reason,
            }
            for one in fresh
        ],
        "files": [change.path for change in woven.changes],
        "skipped": list(woven.skipped),
        "written": is_written,
    }
