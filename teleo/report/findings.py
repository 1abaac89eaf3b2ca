"""What a report is made of: diagnostics, and the texts that they point into."""

from collections.abc import Mapping
from dataclasses import dataclass

from teleo.model import Diagnostic, Document, Severity
from teleo.vault.reader import Vault


@dataclass(frozen=True, slots=True)
class Findings:
    """Diagnostics in order of report, with the documents they are in.

    `prefix` is put before each path where a report names files for another tool: the way from the working
    folder to the vault, ending in a slash, or empty.
    """

    diagnostics: tuple[Diagnostic, ...]
    documents: Mapping[str, Document]
    notes: int
    prefix: str = ""

    def count(self, severity: Severity) -> int:
        """Return how many diagnostics have this severity."""
        return sum(item.severity is severity for item in self.diagnostics)


def findings_of(vault: Vault, diagnostics: tuple[Diagnostic, ...], notes: int, prefix: str = "") -> Findings:
    """Return the diagnostics with the documents of `vault`; `notes` is how many were checked."""
    paths = {item.path for item in diagnostics}
    paths |= {edit.path for item in diagnostics if item.fix for edit in item.fix.edits}
    documents = {path: vault.by_path[path].document for path in paths if path in vault.by_path}
    return Findings(diagnostics, documents, notes, prefix)
