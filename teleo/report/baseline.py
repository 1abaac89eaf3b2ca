"""Records the diagnostics of an old vault, so that only new ones are reported."""

import json
from dataclasses import replace
from pathlib import Path

from teleo.report.findings import Findings
from teleo.rules.baseline import VERSION, unknown
from teleo.rules.fingerprint import fingerprints
from teleo.vault.writer import ANY_CONTENT, write_file


def write_baseline(path: Path, findings: Findings) -> None:
    """Record all of `findings` at `path`: for each fingerprint the code and the file, sorted."""
    pairs = zip(fingerprints(findings.diagnostics, findings.documents), findings.diagnostics, strict=True)
    known = sorted((item.path, item.code, name) for name, item in pairs)
    entries = [{"path": file, "code": code, "fingerprint": name} for file, code, name in known]
    text = json.dumps({"version": VERSION, "diagnostics": entries}, ensure_ascii=False, indent=1) + "\n"
    write_file(path, text.encode("utf-8", "surrogatepass"), ANY_CONTENT)


def without_known(findings: Findings, known: frozenset[str]) -> Findings:
    """Return the findings whose fingerprints are not `known`."""
    return replace(findings, diagnostics=unknown(findings.diagnostics, findings.documents, known))
