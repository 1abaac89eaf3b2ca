"""`teleo build`: write the site of a vault."""

import gc
import os
import time
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path

import click

from teleo.cache import open_cache
from teleo.cli.options import vault_option
from teleo.cli.paths import GivenPath
from teleo.cli.progress import progress_line
from teleo.config import read_config
from teleo.site.output import stated_folder
from teleo.site.standing import standing


@click.command()
@vault_option
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    type=GivenPath(file_okay=False),
    help="Where the site goes [default: `output` under `[site]` in teleo.toml, else _site in the vault].",
)
@click.option("--clean", is_flag=True, help="Remove the last build first.")
def build(vault: Path, output: Path | None, clean: bool) -> None:
    """Build the site: pages to walk, from a folder or from any server.

    Only changed pages are written, and pages of deleted notes are removed. A file with faults is shown with
    a notice. Exits 0 when the site stands, 2 when it could not be built.
    """
    started = time.perf_counter()
    if not clean and (line := _standing(vault, output, started)):
        click.echo(line)
        return
    # Nothing is thrown away before the end, so looking for garbage would take a tenth of the time for nothing.
    gc.disable()
    # Imported when something has to be built: it takes as long again as to see that nothing has.
    building = import_module("teleo.cli.building")
    with progress_line("building") as progress:
        surveyed, report, complaints = building.built(vault, output, clean=clean, progress=progress)
    complain(complaints)
    # What was made is not looked through for garbage at last either.
    gc.freeze()
    gc.enable()
    click.echo(building.summary(report, surveyed, time.perf_counter() - started))


def complain(complaints: Iterable[str]) -> None:
    """Say what is amiss with a site, a sentence a line."""
    for complaint in complaints:
        click.echo(f"teleo: {complaint}", err=True)


def said(made: str, files: str, size: int, seconds: float, faults: str, folder: Path) -> str:
    """Return what came of a build, in two lines; of a folder's name, what a terminal can show."""
    place = os.fsencode(folder / "index.html").decode("utf-8", "replace")
    return f"{made}: {files}; {size / 1e6:.1f} MB in {seconds:.1f} s; {faults}\n{place}"


def _standing(vault: Path, output: Path | None, started: float) -> str:
    """Return what there is to say of a site that still stands as it was built; nothing of any other."""
    config = read_config(vault)
    folder = output or stated_folder(vault, config.site.output)
    found = standing(open_cache(vault, config), vault, folder)
    if found is None:
        return ""
    left = found.left
    complain(left.complaints)
    files = f"0 files written, {left.files} unchanged, 0 removed"
    return said(left.made, files, left.size, time.perf_counter() - started, left.faults, folder.resolve())
