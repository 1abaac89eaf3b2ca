"""`teleo recompute`: every number of a vault, recomputed and judged."""

import json
from collections.abc import Collection
from pathlib import Path
from typing import Any

import click

from teleo.cli.comparing import quantities_before
from teleo.cli.options import format_option, vault_option
from teleo.cli.progress import progress_line
from teleo.cli.selecting import selection
from teleo.graph.build import build_graph
from teleo.graph.changes import compare
from teleo.quantities import Quantities, evaluate
from teleo.quantities.moves import Move, moves
from teleo.quantities.result import Key, Result, Verdict
from teleo.quantities.rewrite import rewrite, stale_numbers
from teleo.quantities.table import conflict_lines, counts, number_lines, table
from teleo.quantities.unread import unread_notes
from teleo.report.page import counted
from teleo.report.visible import visible
from teleo.vault.kept import kept_vault
from teleo.vault.reader import Vault


@click.command()
@click.argument("selectors", metavar="[SELECTOR]...", nargs=-1)
@vault_option
@click.option("--exclude", metavar="SELECTOR", multiple=True, help="Leave these notes out; may be repeated.")
@click.option("--since", metavar="REV", help="Say what moved since this revision.")
@click.option("--write", is_flag=True, help="Rewrite the numbers in texts that disagree, and nothing else.")
@click.option(
    "--fail-on",
    type=click.Choice(("contradicted", "failed", "stale")),
    multiple=True,
    help=(
        "Exit 1 when a quantity has this verdict, where one that cannot be read has failed, "
        "or a number in a text is stale; may be repeated."
    ),
)
@format_option("text", "json")
def recompute(
    selectors: tuple[str, ...],
    vault: Path,
    exclude: tuple[str, ...],
    since: str | None,
    write: bool,
    fail_on: tuple[str, ...],
    output_format: str,
) -> None:
    """Recompute the numbers that notes state.

    Without SELECTOR, of all notes. Prints, claim by claim, what is stated, the model's median with its 90%
    interval, and the verdict with its probability; then what contradicts what, and which numbers in texts
    disagree with their quantities.

    Exits 0, 1 when --fail-on says so, 2 when a file could not be written, or nothing could be recomputed.
    """
    notes = kept_vault(vault)
    with progress_line("recomputed") as show:
        quantities = evaluate(notes, notes.config, show)
    ids = _chosen(notes, selectors, exclude, since)
    chosen = {key for key in quantities if ids is None or key[0] in ids}
    moved = None if since is None else _moved(notes, quantities, since)
    stale = stale_numbers(quantities, ids)
    written, refusals = rewrite(notes, quantities, ids) if write else ((), ())
    left = tuple(number for number in stale if number not in written)
    if output_format == "json":
        click.echo(json.dumps(_rows(quantities, chosen, moved), ensure_ascii=False, indent=2))
    else:
        lines = [
            *table(quantities, chosen, moved),
            *conflict_lines(quantities, chosen),
            *number_lines(written, "Rewritten"),
            *number_lines(left, "Numbers in texts that disagree"),
        ]
        click.echo("\n".join(map(visible, lines)), nl=bool(lines))
    advice = "" if refusals else "; --write rewrites them"
    _complain(counts(quantities, chosen), len(left), len(written), advice)
    unread = sum(ids is None or id_ in ids for id_ in unread_notes(notes, quantities))
    _complain_of_unread(unread)
    for error in refusals:
        click.echo(f"teleo: {visible(str(error))}", err=True)
    if refusals:
        raise click.exceptions.Exit(2)
    verdicts = {quantities[key].verdict for key in chosen} | ({Verdict.FAILED} if unread else set())
    if any(_fails(word, verdicts, len(left)) for word in fail_on):
        raise click.exceptions.Exit(1)


def _chosen(
    vault: Vault, selectors: tuple[str, ...], exclude: tuple[str, ...], since: str | None
) -> frozenset[str] | None:
    """Return the ids of the notes that are chosen, `None` for all."""
    if not selectors and not exclude:
        return None
    return frozenset(selection(vault, build_graph(vault), since or "HEAD").select(selectors, exclude))


def _moved(vault: Vault, quantities: Quantities, since: str) -> tuple[Move, ...]:
    comparison = compare(vault, build_graph(vault), since)
    return moves(quantities_before(comparison), quantities, comparison.renamed)


def _complain(summary: str, stale: int, written: int, advice: str) -> None:
    more = [f"{written} rewritten"] if written else []
    more += [f"{stale} stale in texts{advice}"] if stale else []
    click.echo("; ".join((summary, *more)), err=True)


def _complain_of_unread(count: int) -> None:
    if count:
        those = counted(count, "note declares", "notes declare")
        click.echo(f"{those} quantities that cannot be read; `teleo check` says where and why", err=True)


def _fails(word: str, verdicts: Collection[Verdict], stale: int) -> bool:
    return stale > 0 if word == "stale" else Verdict(word) in verdicts


def _rows(
    quantities: Quantities, chosen: Collection[Key], moved: tuple[Move, ...] | None
) -> list[dict[str, Any]]:
    before = {move.key: move.before for move in moved or ()}
    rows = []
    for key, result in quantities.items():
        if key in chosen:
            row: dict[str, Any] = {"note": result.note, "quantity": result.quantity, **_numbers(result)}
            if key in before:
                old = before[key]
                row["before"] = None if old is None else _numbers(old)
            rows.append(row)
    return rows


def _numbers(result: Result) -> dict[str, Any]:
    return {
        "calculator": result.calculator,
        "version": result.version,
        "value": result.value,
        "unit": result.unit,
        "low": result.low,
        "high": result.high,
        "stated": result.stated or None,
        "verdict": result.verdict.value,
        "mass": result.mass,
    }
