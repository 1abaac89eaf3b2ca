"""`teleo review`: the packet for a pull request."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import click
import numpy as np

from teleo.cli.comparing import Compared, compare_with
from teleo.cli.linking import open_basis
from teleo.cli.options import vault_option
from teleo.graph.audit import audit
from teleo.links.related import Wanted, related
from teleo.pipeline import survey_of
from teleo.report.review_page import Nearest, Packet, review_markdown


@click.command()
@click.argument("revision", metavar="[REV]", default="HEAD")
@vault_option
@click.option(
    "-k", type=click.IntRange(min=0), default=3, show_default=True, help="Nearest notes to name for each."
)
def review(revision: str, vault: Path, k: int) -> None:
    """Write a review packet, in Markdown, for what changed between REV [default: HEAD] and now.

    Changed notes with their premises, nearest notes, tensions, open challenges and diagnostics; the cascade;
    and a checklist whose mechanical boxes are ticked. `main...` is where the branch left main.
    """
    compared = compare_with(vault, revision)
    config = compared.vault.config
    touched = tuple(sorted({*compared.comparison.added, *compared.comparison.modified}))
    paths = [compared.vault.by_id[note_id].path for note_id in touched]
    packet = Packet(
        revision,
        compared.comparison,
        compared.difference(),
        compared.impact(),
        audit(compared.graph, config.confidence, date.today()),
        survey_of(compared.vault, paths=paths).diagnostics if paths else (),
        _nearest(compared, touched, k) if k else {},
    )
    click.echo(review_markdown(packet), nl=False)


def _nearest(compared: Compared, touched: Sequence[str], k: int) -> Mapping[str, list[Nearest]]:
    if not touched:
        return {}
    basis = open_basis(compared.vault, compared.graph)
    rows = np.array([basis.number[note_id] for note_id in touched], dtype=np.intp)
    found = related(basis, rows, Wanted(k))
    return {note_id: [Nearest(one.id, one.similarity) for one in near] for note_id, near in found.items()}
