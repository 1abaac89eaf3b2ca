"""`teleo related`: the notes that belong beside a note."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

import click
import numpy as np

from teleo.cli.linking import open_shelf
from teleo.cli.naming import note_named
from teleo.cli.options import format_option, vault_option
from teleo.links.evaluate import Estimate, Evaluation, Sought, evaluate
from teleo.links.ranking import weights_with
from teleo.links.related import RelatedNote, Wanted
from teleo.links.related import related as related_notes
from teleo.model import NoteType
from teleo.report.page import counted
from teleo.report.visible import visible


@click.command()
@click.argument("note", required=False)
@vault_option
@click.option("--all", "is_all", is_flag=True, help="Rank for every note, one line a note.")
@click.option("-k", type=click.IntRange(min=1), help="How many notes [default: links.k of teleo.toml, 8].")
@click.option("--include-linked", is_flag=True, help="Rank linked notes too.")
@click.option(
    "--type",
    "types",
    type=click.Choice([one.value for one in NoteType]),
    multiple=True,
    help="Rank notes of this type only, such as source or question; may be repeated.",
)
@click.option("--novel", is_flag=True, help="Leave out what the links of the vault say.")
@click.option("--explain", is_flag=True, help="Print what each signal added to the rank.")
@click.option(
    "--evaluate", "is_evaluation", is_flag=True, help="Hide each note's links and measure what finds them."
)
@format_option("text", "json", "jsonl")
def related(
    note: str | None,
    vault: Path,
    is_all: bool,
    k: int | None,
    include_linked: bool,
    types: tuple[str, ...],
    novel: bool,
    explain: bool,
    is_evaluation: bool,
    output_format: str,
) -> None:
    """Rank the notes related to NOTE that it does not link yet, best first.

    The similarity shown is a cosine; the rank adds up words, meaning and what the links of near notes say.
    """
    if (note is not None) + is_all + is_evaluation != 1:
        raise click.UsageError("name one NOTE, or say --all or --evaluate")
    read, basis = open_shelf(vault)
    weights = weights_with(read.config.links.weights)
    if is_evaluation:
        _print_evaluation(evaluate(basis, weights), output_format)
        return
    rows = np.arange(len(read.notes))
    if note is not None:
        wanted_id = note_named(read, note)
        rows = np.array([place for place, one in enumerate(read.notes) if one.id == wanted_id], dtype=np.intp)
    wanted = Wanted(
        k or read.config.links.k,
        types=frozenset(map(NoteType, types)),
        has_linked=include_linked,
        is_novel=novel,
        has_parts=explain,
    )
    found = related_notes(basis, rows, wanted, weights)
    if output_format == "text":
        _print_text(found, {one.id: one.title for one in read.notes}, explain)
    elif is_all:
        _print_all(found, explain, output_format)
    else:
        ((_, notes),) = found.items()
        rows_ = [_row(one, explain) for one in notes]
        if output_format == "json":
            click.echo(json.dumps(rows_, ensure_ascii=False, indent=1))
        else:
            for row in rows_:
                click.echo(json.dumps(row, ensure_ascii=False))


def _print_all(found: Mapping[str, tuple[RelatedNote, ...]], explain: bool, output_format: str) -> None:
    lines = [{"id": id_, "related": [_row(one, explain) for one in notes]} for id_, notes in found.items()]
    if output_format == "json":
        click.echo(json.dumps(lines, ensure_ascii=False, indent=1))
        return
    for line in lines:
        click.echo(json.dumps(line, ensure_ascii=False))


def _print_text(
    found: Mapping[str, tuple[RelatedNote, ...]], titles: Mapping[str, str], explain: bool
) -> None:
    for id_, notes in found.items():
        if len(found) > 1:
            click.secho(visible(titles[id_]), bold=True)
        if not notes:
            click.echo("no note is left to suggest")
        for one in notes:
            mark = " (linked)" if one.is_linked else ""
            click.echo(f"{one.similarity:6.2f}  {visible(one.title)}{mark}")
            if explain:
                parts = ", ".join(f"{signal} {value:+.2f}" for signal, value in one.parts.items())
                click.echo(f"        rank {one.score:.2f} = {parts}")


def _row(one: RelatedNote, explain: bool) -> dict[str, object]:
    row: dict[str, object] = {
        "id": one.id,
        "title": one.title,
        "similarity": one.similarity,
        "score": one.score,
    }
    if explain:
        row["linked"] = one.is_linked
        row["parts"] = {signal.value: value for signal, value in one.parts.items()}
    return row


def _print_evaluation(found: Mapping[Sought, Evaluation], output_format: str) -> None:
    if output_format != "text":
        click.echo(json.dumps(_evaluation_row(found), indent=1 if output_format == "json" else None))
        return
    own, either = found[Sought.OWN], found[Sought.EITHER]
    if not either.notes:
        click.echo("no note has a link to another, so there is nothing to measure by")
        return
    links = counted(own.links, "link")
    click.echo(f"{counted(own.notes, 'note')} with {links} of their own; mean and 95 % interval")
    _print_table(own)
    pairs = counted(either.links, "linked pair")
    click.echo(f"\nlinks to a note sought as well: {counted(either.notes, 'note')} in {pairs}")
    _print_table(either)


def _print_table(found: Evaluation) -> None:
    click.echo(f"{'':18}  {'nDCG@10':20}  {'recall@10':20}  MRR")
    for one in found.methods:
        figures = "  ".join(f"{_figure(estimate):20}" for estimate in (one.ndcg, one.recall, one.mrr))
        click.echo(f"{one.method:18}  {figures}".rstrip())
    click.echo(f"fusion with graph less words, nDCG@10, paired: {_figure(found.gain)}")


def _figure(estimate: Estimate) -> str:
    return f"{estimate.mean:.3f} [{estimate.low:.3f}, {estimate.high:.3f}]"


def _evaluation_row(found: Mapping[Sought, Evaluation]) -> dict[str, object]:
    return {**_table_row(found[Sought.OWN]), "either": _table_row(found[Sought.EITHER])}


def _table_row(found: Evaluation) -> dict[str, object]:
    return {
        "notes": found.notes,
        "links": found.links,
        "methods": {
            one.method.value: {"ndcg": asdict(one.ndcg), "recall": asdict(one.recall), "mrr": asdict(one.mrr)}
            for one in found.methods
        },
        "gain": asdict(found.gain),
    }
