"""Diagnostics as pages show them."""

from collections.abc import Iterable
from urllib.parse import quote

from msgspec import Struct

from teleo.model import Diagnostic
from teleo.site.card import Card
from teleo.site.catalogue import Catalogue


class Finding(Struct, frozen=True):
    """A diagnostic in words; `source` leads to the line in the repository, where one is configured."""

    code: str
    where: str
    line: str
    message: str
    fix: str
    source: str
    card: Card | None
    anchor: str


def findings(catalogue: Catalogue, diagnostics: Iterable[Diagnostic]) -> tuple[Finding, ...]:
    """Return the diagnostics in words, in the order given."""
    repository = catalogue.vault.config.site.repository.rstrip("/")
    by_path = catalogue.vault.by_path
    found = []
    for number, one in enumerate(diagnostics):
        note = by_path.get(one.path)
        found.append(
            Finding(
                code=one.code,
                where=f"{one.path}:{one.place.line}:{one.place.column}",
                line=f"line {one.place.line}",
                message=one.message,
                fix=one.fix.title.rstrip(".") if one.fix else "",
                source=_source(repository, one),
                card=catalogue.cards[note.id] if note else None,
                anchor=f"{one.code}-{number}",
            )
        )
    return tuple(found)


def _source(repository: str, one: Diagnostic) -> str:
    if not repository.startswith(("https://", "http://")):
        return ""
    return f"{repository}/{quote(one.path)}#L{one.place.line}"
