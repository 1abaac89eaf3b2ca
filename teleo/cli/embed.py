"""`teleo embed`: vectors for the texts that have none yet."""

import json
from pathlib import Path
from typing import Any

import click

from teleo.cache import open_cache
from teleo.cli.linking import keep_alike
from teleo.cli.options import format_option, vault_option
from teleo.cli.progress import progress_line
from teleo.config import read_config
from teleo.embeddings import Model, ModelError, Passage, VectorStore, cached, download, find_model
from teleo.embeddings import embed as embed_passages
from teleo.links.kept import keep_stems
from teleo.links.meant import keep_meant
from teleo.links.missing import meant_by, missing_titles
from teleo.links.vectors import passages_of
from teleo.report.page import counted
from teleo.vault.kept import kept_vault


@click.command()
@vault_option
@click.option("--status", is_flag=True, help="Say what the cache holds; embed nothing.")
@click.option("--prune", is_flag=True, help="Drop vectors of other models and those long unused first.")
@click.option("--allow-download", is_flag=True, help="Fetch the model from the hub if it is not here.")
@format_option("text", "json")
def embed(vault: Path, status: bool, prune: bool, allow_download: bool, output_format: str) -> None:
    """Embed the texts that are not in the cache.

    Each text is embedded once, ever: the cache is shared by all vaults, and an interrupted run keeps what it
    had. What links name although no note answers to it is embedded too, so that `teleo check` can say what was
    meant. Nothing is fetched unless --allow-download says so, once.
    """
    config = read_config(vault)
    read = kept_vault(vault, config)
    of_notes = passages_of(read.notes)
    passages = [passage for passage in of_notes if not passage.is_empty]
    titles = missing_titles(read)
    named = [Passage(title) for title in titles]
    with VectorStore() as store:
        if allow_download or config.links.allow_download:
            _fetch_missing(config.links.model, vault, store)
        model = find_model(config.links.model, vault, store)
        removed = store.prune(model.fingerprint) if prune else 0
        missing = cached(passages, model, store).missing
        if not status:
            with progress_line("embedding") as progress:
                embed_passages([*passages, *named], model, store, progress)
            of_vault, cache = cached(of_notes, model, store), open_cache(vault, config)
            keep_alike(read, of_vault)
            keep_meant(cache, meant_by(read, titles, cached(named, model, store), of_vault))
            keep_stems(read, cache, model.fingerprint)
        if store.complaint:
            click.echo(f"teleo: {store.complaint}", err=True)
        _print(_report(model, store, len(passages), missing, removed, status), output_format)


def _fetch_missing(name: str, vault: Path, store: VectorStore) -> None:
    try:
        find_model(name, vault, store)
    except ModelError:
        click.echo(f"fetching {name or 'the default model'} from the hub", err=True)
        download(name)


def _report(
    model: Model, store: VectorStore, notes: int, missing: int, removed: int, is_status: bool
) -> dict[str, Any]:
    return {
        "model": model.name,
        "fingerprint": model.fingerprint,
        "notes": notes,
        "cached": notes - missing,
        "embedded": 0 if is_status else missing,
        "missing": missing if is_status else 0,
        "pruned": removed,
        "cache": {
            "path": str(store.path),
            "bytes": store.size(),
            "vectors": sum(one.vectors for one in store.models()),
            "models": len(store.models()),
        },
    }


def _print(report: dict[str, Any], output_format: str) -> None:
    if output_format == "json":
        click.echo(json.dumps(report, ensure_ascii=False, indent=1))
        return
    cache = report["cache"]
    click.echo(
        f"{counted(report['notes'], 'note')} with {report['model']}: {report['cached']} in the cache, ",
        nl=False,
    )
    if report["missing"]:
        click.echo(f"{report['missing']} not yet; run: teleo embed")
    else:
        click.echo(f"{report['embedded']} embedded now")
    if report["pruned"]:
        click.echo(f"{counted(report['pruned'], 'vector')} dropped")
    click.echo(
        f"{cache['path']}: {counted(cache['vectors'], 'vector')} of {counted(cache['models'], 'model')}, "
        f"{counted(cache['bytes'], 'byte')}"
    )
