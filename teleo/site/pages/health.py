"""The health of the vault: every diagnostic with its file, its line and its fix, by rule."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from teleo.model import Diagnostic, Severity
from teleo.site.catalogue import Catalogue
from teleo.site.pages.findings import Finding, findings
from teleo.site.pages.leaves import leaves
from teleo.site.templating import Page
from teleo.site.wording import counted

MOST_IN_ALL = 200
"""Diagnostics on one page: their messages may name several titles of 255 bytes."""

MOST_OF_A_RULE = 60
"""A rule with more diagnostics shows at most this many on the page of all rules, and all on its own."""

FEWEST_OF_A_RULE = 3

_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


class Rule(Struct, frozen=True):
    """A rule's diagnostics."""

    code: str
    word: str
    severity: str
    count: int
    rows: tuple[Finding, ...]
    is_open: bool
    page: str = ""
    more: str = ""


def health_pages(catalogue: Catalogue, diagnostics: Iterable[Diagnostic], drafts: int = 0) -> Iterator[Page]:
    """Yield the page of all rules, and one for each rule that has more to show than fits there.

    `drafts` is how many notes are left out of the site.
    """
    every = tuple(diagnostics)
    groups: dict[str, list[Diagnostic]] = {}
    for one in sorted(every, key=lambda one: _ORDER[one.severity]):
        groups.setdefault(one.code, []).append(one)
    rules = []
    room = _room([len(found) for found in groups.values()])
    for _, found in sorted(groups.items(), key=lambda group: (_ORDER[group[1][0].severity], group[0])):
        shown = found[:room]
        more = len(found) - len(shown)
        page = f"health/{found[0].code}/index.html"
        rules.append(_rule(catalogue, found, shown, page if more else "", more))
        if more:
            whole = _rule(catalogue, found, found, "", 0, is_open=True)
            title = f"{whole.code} {whole.word}"
            summary = counted(len(found), "diagnostic")
            for leaf, part in leaves(page, [whole], MOST_IN_ALL):
                inside = {"rules": part, "leaf": leaf}
                yield Page(leaf.page, "health.html", leaf.titled(title), summary, inside)
    values = {"rules": rules, "leaf": None}
    yield Page("health/index.html", "health.html", "Health", _summary(catalogue, every, drafts), values)


def _room(counts: Sequence[int]) -> int:
    """Return how many diagnostics each rule may show on the page of all, so that these are not too many."""
    rooms = range(MOST_OF_A_RULE, FEWEST_OF_A_RULE, -1)
    fitting = (room for room in rooms if sum(min(count, room) for count in counts) <= MOST_IN_ALL)
    return next(fitting, FEWEST_OF_A_RULE)


def _rule(
    catalogue: Catalogue,
    found: list[Diagnostic],
    shown: list[Diagnostic],
    page: str,
    more: int,
    *,
    is_open: bool = False,
) -> Rule:
    first = found[0]
    return Rule(
        first.code,
        first.name.replace("-", " "),
        first.severity.value,
        len(found),
        findings(catalogue, shown),
        is_open or first.severity is Severity.ERROR or len(found) <= 5,
        page,
        f"All {len(found):,}" if more else "",
    )


def _summary(catalogue: Catalogue, every: tuple[Diagnostic, ...], drafts: int) -> str:
    counts = {severity: sum(one.severity is severity for one in every) for severity in Severity}
    notes = counted(len(catalogue.vault.notes), "note")
    left_out = f" {counted(drafts, 'draft')} left out of these pages." if drafts else ""
    return (
        f"Checked {notes}: {counted(counts[Severity.ERROR], 'error')}, "
        f"{counted(counts[Severity.WARNING], 'warning')}, {counted(counts[Severity.INFO], 'info')}.{left_out}"
    )
