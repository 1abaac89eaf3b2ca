"""`teleo merge-driver`: the merge that git calls."""

from pathlib import Path

import click

from teleo.cli.merging import merge_versions, report_merge
from teleo.cli.paths import GivenPath
from teleo.formatting.merge import Labels
from teleo.vault.writer import ANY_CONTENT, write_file

_VERSION = GivenPath()


@click.command("merge-driver")
@click.argument("base", type=_VERSION)
@click.argument("ours", type=_VERSION)
@click.argument("theirs", type=_VERSION)
@click.argument("path", required=False)
@click.option(
    "--marker-size", type=click.IntRange(1, 100), default=7, help="Length of conflict markers (%L)."
)
@click.option("--ours-label", default="ours", help="The name of our side in markers (%X).")
@click.option("--theirs-label", default="theirs", help="The name of their side in markers (%Y).")
@click.pass_context
def merge_driver(
    ctx: click.Context,
    base: Path,
    ours: Path,
    theirs: Path,
    path: str | None,
    marker_size: int,
    ours_label: str,
    theirs_label: str,
) -> None:
    """Merge three versions of a note for git.

    Git calls it with %O %A %B %P once `teleo hook install` has set it up; the result takes the place of OURS.
    Lists merge as ordered sets, so that two branches that both add an edge merge; a scalar that both changed
    stands between conflict markers by itself; the body is merged as git merges text.

    Exits 0 when the merge is clean, 1 when there is a conflict or a side could not be read as a note, 2 when
    the merge could not run.
    """
    labels = Labels(_label(ours_label, "ours"), "base", _label(theirs_label, "theirs"), marker_size)
    merged = merge_versions(base, ours, theirs, labels)
    write_file(ours, merged.data, ANY_CONTENT)
    ctx.exit(report_merge(path or str(ours), merged))


def _label(given: str, otherwise: str) -> str:
    """Return the name of a side; a git before 2.44 knows none and hands over the placeholder."""
    return otherwise if given in ("", "%X", "%Y") else given
