"""`teleo serve`: build the site, show it on this machine, and build it again on change."""

import gc
import threading
import time
from functools import partial
from pathlib import Path

import click

from teleo.cli.build import complain
from teleo.cli.building import built, summary
from teleo.cli.options import vault_option
from teleo.cli.paths import GivenPath
from teleo.cli.progress import progress_line
from teleo.errors import TeleoError
from teleo.site.serve import HOST, Changes, server, watch


@click.command()
@vault_option
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    type=GivenPath(file_okay=False),
    help="Where the site goes [default: as for `teleo build`].",
)
@click.option("--port", default=8321, show_default=True, type=click.IntRange(0, 65535), help="0 takes any.")
def serve(vault: Path, output: Path | None, port: int) -> None:
    """Serve the site on 127.0.0.1 and rebuild it when a note changes.

    Open pages reload by themselves. Ctrl-C ends it.
    """
    started = time.perf_counter()
    with progress_line("building") as progress:
        surveyed, report, complaints = built(vault, output, progress=progress)
    folder = report.folder
    complain(complaints)
    click.echo(summary(report, surveyed, time.perf_counter() - started), err=True)
    changes, stop = Changes(), threading.Event()

    with server(folder, port, changes) as made:
        click.echo(f"http://{HOST}:{made.server_address[1]}/")
        watcher = threading.Thread(
            target=watch, args=(vault, folder, partial(rebuild, vault, folder, changes), stop), daemon=True
        )
        watcher.start()
        try:
            made.serve_forever()
        except KeyboardInterrupt:
            click.echo("stopped", err=True)
        finally:
            stop.set()


def rebuild(vault: Path, folder: Path, changes: Changes) -> None:
    """Build the site again and tell its readers; whatever fails, the site stays and the next change is awaited."""
    started = time.perf_counter()
    # Looked for in what is being built, garbage costs a tenth of the time and is not there.
    gc.disable()
    try:
        surveyed, report, complaints = built(vault, folder)
    except TeleoError as error:
        click.echo(f"teleo: {error}", err=True)
    except Exception as error:
        click.echo(f"teleo: the site could not be rebuilt: {type(error).__name__}: {error}", err=True)
    else:
        complain(complaints)
        click.echo(summary(report, surveyed, time.perf_counter() - started), err=True)
        changes.tell()
    finally:
        gc.enable()
