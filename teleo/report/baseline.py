"""Remembers the diagnostics of an old vault, so that only new ones are reported."""

import json
from dataclasses import replace
from pathlib import Path

from teleo.errors import TeleoError
from teleo.report.findings import Findings
from teleo.report.fingerprint import fingerprints
from teleo.vault.writer import ANY_CONTENT, write_file

_VERSION = 1


class BaselineError(TeleoError):
    """A baseline file cannot be used."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(
            f"{path}: {problem}; without that file, teleo check --baseline {path} writes it anew"
        )
        self.path = path


def write_baseline(path: Path, findings: Findings) -> None:
    """Record all of `findings` at `path`: for each fingerprint the code and the file, sorted."""
    pairs = zip(fingerprints(findings), findings.diagnostics, strict=True)
    known = sorted((item.path, item.code, name) for name, item in pairs)
    entries = [{"path": file, "code": code, "fingerprint": name} for file, code, name in known]
    text = json.dumps({"version": _VERSION, "diagnostics": entries}, ensure_ascii=False, indent=1) + "\n"
    write_file(path, text.encode("utf-8", "surrogatepass"), ANY_CONTENT)


def read_baseline(path: Path) -> frozenset[str]:
    """Return the fingerprints that the baseline at `path` records.

    Raises:
        BaselineError: the file cannot be read or was not written by `write_baseline`.
    """
    try:
        data = json.loads(path.read_bytes())
        if data["version"] != _VERSION:
            raise BaselineError(path, f"has version {data['version']!r}, which this teleo does not read")
        return frozenset(str(entry["fingerprint"]) for entry in data["diagnostics"])
    except OSError as error:
        raise BaselineError(path, f"cannot be read: {error.strerror or error}") from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BaselineError(path, "is no baseline") from error


def without_known(findings: Findings, known: frozenset[str]) -> Findings:
    """Return the findings whose fingerprints are not `known`."""
    pairs = zip(fingerprints(findings), findings.diagnostics, strict=True)
    return replace(findings, diagnostics=tuple(item for name, item in pairs if name not in known))
