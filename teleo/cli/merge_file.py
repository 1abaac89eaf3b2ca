"""`teleo merge-file`: the merge by hand, or by a job where a forge runs no drivers."""

import sys
from pathlib import Path

import click

from teleo.cli.merging import merge_versions, report_merge
from teleo.cli.paths import GivenPath
from teleo.formatting.merge import Labels
from teleo.vault.writer import ANY_CONTENT, write_file

_VERSION = GivenPath()
_DEFAULT_LABELS = ("ours", "base", "theirs")


@click.command("merge-file")
@click.argument("ours", type=_VERSION)
@click.argument("base", type=_VERSION)
@click.argument("theirs", type=_VERSION)
@click.option("-p", "--stdout", "to_stdout", is_flag=True, help="Print the result and leave OURS alone.")
@click.option(
    "-L", "--label", "labels", multiple=True, help="A name for OURS, BASE and THEIRS, in this order."
)
@click.option("--marker-size", type=click.IntRange(1, 100), default=7, help="Length of conflict markers.")
@click.pass_context
def merge_file(
    ctx: click.Context,
    ours: Path,
    base: Path,
    theirs: Path,
    to_stdout: bool,
    labels: tuple[str, ...],
    marker_size: int,
) -> None:
    """Merge three versions of a note by hand.

    The order is that of `git merge-file`: the file to change, what both sides began with, the other side. An
    empty BASE stands for a note that both sides added.

    Exits 0 when the merge is clean, 1 when there is a conflict or a side could not be read as a note, 2 when
    the merge could not run.
    """
    if len(labels) > len(_DEFAULT_LABELS):
        raise click.UsageError("give -L at most three times: for OURS, BASE and THEIRS")
    our_name, base_name, their_name = (*labels, *_DEFAULT_LABELS[len(labels) :])
    merged = merge_versions(base, ours, theirs, Labels(our_name, base_name, their_name, marker_size))
    if to_stdout:
        sys.stdout.buffer.write(merged.data)
    else:
        write_file(ours, merged.data, ANY_CONTENT)
    ctx.exit(report_merge(str(ours), merged))
