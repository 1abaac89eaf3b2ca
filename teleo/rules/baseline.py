"""The diagnostics that an old vault is known to have, so that only new ones are shown."""

import json
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from teleo.errors import TeleoError
from teleo.model import Diagnostic, Document
from teleo.rules.fingerprint import fingerprints

VERSION = 1


class BaselineError(TeleoError):
    """A baseline file cannot be used."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(
            f"{path}: {problem}; without that file, teleo check --baseline {path} writes it anew"
        )
        self.path = path


def read_baseline(path: Path) -> frozenset[str]:
    """Return the fingerprints that the baseline at `path` records.

    Raises:
        BaselineError: the file cannot be read, or is no baseline.
    """
    try:
        data = json.loads(path.read_bytes())
        if data["version"] != VERSION:
            raise BaselineError(path, f"has version {data['version']!r}, which this teleo does not read")
        return frozenset(str(entry["fingerprint"]) for entry in data["diagnostics"])
    except OSError as error:
        raise BaselineError(path, f"cannot be read: {error.strerror or error}") from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BaselineError(path, "is no baseline") from error


def unknown(
    diagnostics: Iterable[Diagnostic], documents: Mapping[str, Document], known: Collection[str]
) -> tuple[Diagnostic, ...]:
    """Return the diagnostics whose fingerprints are not `known`, in their order.

    All diagnostics of a file must be given at once, by place: of alike ones the first are the known ones.
    """
    found = tuple(diagnostics)
    names = fingerprints(found, documents)
    return tuple(item for name, item in zip(names, found, strict=True) if name not in known)
