"""`teleo related`: the notes that belong beside a note."""

import json
from collections.abc import Mapping
from pathlib import Path

import click
import numpy as np

from teleo.cli.linking import note_named, open_basis, open_vault
from teleo.cli.options import format_option, vault_option
from teleo.links.related import RelatedNote, Wanted
from teleo.links.related import related as related_notes


@click.command()
@click.argument("note", required=False)
@vault_option
@click.option("--all", "is_all", is_flag=True, help="Rank for every note, one line a note.")
@click.option("-k", type=click.IntRange(min=1), help="How many notes [default: links.k of teleo.toml, 8].")
@click.option("--include-linked", is_flag=True, help="Rank linked notes too.")
@click.option("--novel", is_flag=True, help="Leave out what the links of the vault say.")
@click.option("--explain", is_flag=True, help="Print what each signal added to the rank.")
@format_option("text", "json", "jsonl")
def related(
    note: str | None,
    vault: Path,
    is_all: bool,
    k: int | None,
    include_linked: bool,
    novel: bool,
    explain: bool,
    output_format: str,
) -> None:
    """Rank the notes related to NOTE that it does not link yet, best first.

    The similarity shown is a cosine; the rank adds up words, meaning and what the links of near notes say.
    """
    if (note is None) != is_all:
        raise click.UsageError("name one NOTE, or say --all")
    read, graph = open_vault(vault)
    rows = np.arange(len(read.notes))
    if note is not None:
        wanted_id = note_named(read, note)
        rows = np.array([place for place, one in enumerate(read.notes) if one.id == wanted_id], dtype=np.intp)
    basis = open_basis(read, graph)
    wanted = Wanted(k or read.config.links.k, has_linked=include_linked, is_novel=novel)
    found = related_notes(basis, rows, wanted)
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
            click.secho(titles[id_], bold=True)
        if not notes:
            click.echo("no note is left to suggest")
        for one in notes:
            mark = " (linked)" if one.is_linked else ""
            click.echo(f"{one.similarity:6.2f}  {one.title}{mark}")
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
