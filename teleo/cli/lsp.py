"""`teleo lsp`: run the language server."""

from pathlib import Path

import click

from teleo.errors import MissingExtraError
from teleo.vault.reader import Vault

try:
    from teleo.site.address import note_addresses
except MissingExtraError:  # what renders sites is not there, so no note has a page
    note_addresses = dict  # type: ignore[assignment]

try:
    from teleo.lsp.server import serve
except ModuleNotFoundError as error:
    if error.name not in ("pygls", "lsprotocol"):
        raise
    raise MissingExtraError("the language server", "lsp") from error


@click.command()
@click.option(
    "--stdio",
    is_flag=True,
    expose_value=False,
    help="Accepted from editors that say so; there is no other way.",
)
def lsp() -> None:
    """Run the language server over standard input and output, for an editor to start.

    It ends when the editor says goodbye, closes its end, or dies.
    """
    serve(page_address)


def page_address(vault: Vault, note_id: str) -> str | None:
    """Return the address of a note's page: on the site's own address, else in the folder where it was built.

    `None` while it was not built.
    """
    path = note_addresses(vault.notes).get(note_id)
    if path is None:
        return None
    if vault.config.vault.base_url:
        return f"{vault.config.vault.base_url.rstrip('/')}/{path.removesuffix('index.html')}"
    place = Path(vault.root) / vault.config.site.output / path
    return place.resolve().as_uri() if place.is_file() else None
