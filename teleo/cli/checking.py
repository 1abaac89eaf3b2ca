"""What `teleo check` does once its arguments are read: find the vault, run, fix, report."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from teleo.config import Config, read_config
from teleo.errors import TeleoError
from teleo.formatting.difference import difference
from teleo.model import Severity
from teleo.pipeline import Survey, ids_under, survey, survey_of
from teleo.report.baseline import without_known, write_baseline
from teleo.report.findings import Findings, findings_of
from teleo.rules import BY_CODE, Selection, selection_of
from teleo.rules.baseline import read_baseline
from teleo.rules.fixing import Fixed, apply_fixes, encoded
from teleo.vault.discover import VaultNotFoundError, find_root, note_filter
from teleo.vault.reader import Vault
from teleo.vault.revise import revise

MAX_ROUNDS = 10
"""How often fixes are applied and looked for again: one fix may make room for another."""

_MARKDOWN = frozenset({".md", ".markdown", ".mdown", ".mdx"})
"""What hooks take for Markdown: such a file may be named without being a note, as one that is left out."""


class EmptyVaultError(TeleoError):
    """A vault holds no notes."""

    def __init__(self, root: Path) -> None:
        super().__init__(
            f"no notes in {root}: it holds no file *.md that `include` in teleo.toml names and `exclude` leaves"
        )
        self.root = root


class PathNotFoundError(TeleoError):
    """A path to check is not there, not in the vault, or no note."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(f"{path}: {problem}")
        self.path = path


@dataclass(frozen=True, slots=True)
class Checked:
    """One run of the rules over a vault, what is left to report of it, and how much a new baseline recorded."""

    survey: Survey
    findings: Findings
    recorded: int | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """What is to be checked: the vault, the paths below it (all when empty), the codes, the baseline.

    Where `records` is not set, a baseline that does not exist is not written and leaves nothing out.
    """

    root: Path
    paths: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    baseline: Path | None = None
    records: bool = True

    @property
    def begins_baseline(self) -> bool:
        """Whether a baseline is named that does not exist."""
        return self.baseline is not None and not self.baseline.exists()

    def run(self) -> Checked:
        """Read the vault and run the rules.

        A baseline that does not exist is written, with all that was found, and nothing is left to report.

        Raises:
            EmptyVaultError: there is nothing to check.
        """
        config = read_config(self.root)
        seen = survey(self.root, config, paths=self.paths, selection=self._selection(config), keep=True)
        if not seen.vault.notes and not seen.vault.faults:
            raise EmptyVaultError(self.root)
        return self._checked(seen)

    def run_on(self, vault: Vault) -> Checked:
        """Run the rules over a vault whose notes were changed, but not on disk."""
        return self._checked(survey_of(vault, paths=self.paths, selection=self._selection(vault.config)))

    def _selection(self, config: Config) -> Selection:
        return selection_of(config.check, BY_CODE, select=self.select, ignore=self.ignore)

    def _checked(self, seen: Survey) -> Checked:
        ids = ids_under(seen.vault, self.paths)
        notes = len(seen.vault.notes if ids is None else ids & seen.vault.by_id.keys())
        findings = findings_of(seen.vault, seen.diagnostics, notes, prefix_of(self.root))
        path, recorded = self.baseline, None
        if path is not None and self.begins_baseline:
            if not self.records:
                return Checked(seen, findings)
            write_baseline(path, findings)
            recorded = len(findings.diagnostics)
        if path is None and seen.vault.config.check.baseline:
            path = self.root / seen.vault.config.check.baseline
        left = findings if path is None else without_known(findings, read_baseline(path))
        return Checked(seen, left, recorded)


def find_check(paths: tuple[Path, ...], vault: Path | None) -> tuple[Path, tuple[str, ...]]:
    """Return the vault to check and the paths below it.

    Without a vault given, it is looked for from the working folder, then from the first path; a folder that
    is in no vault is one itself.

    Raises:
        PathNotFoundError: a path does not exist, lies outside the vault or is a file that cannot be a note.
        VaultNotFoundError: there is no vault.
        ConfigError: the vault's settings cannot be read.
    """
    for path in paths:
        if not os.path.lexists(path):
            raise PathNotFoundError(path, "there is no such file or folder")
    root = _root(paths, vault)
    below = tuple(_below(root, path) for path in paths)
    return root, () if "." in below else below


def prefix_of(root: Path) -> str:
    """Return the way from the working folder to `root` with a slash, empty when it leads elsewhere."""
    way = os.path.relpath(root)
    return "" if way == "." or way.startswith("..") or Path(way).is_absolute() else f"{Path(way).as_posix()}/"


@dataclass(frozen=True, slots=True)
class Mended:
    """A vault before its fixes, the fixes, and what is left to report after them."""

    before: Vault
    fixed: Fixed
    after: Checked


def mend(check: Check, *, unsafe: bool) -> Mended:
    """Apply fixes until none is left, and write nothing."""
    checked = check.run()
    before, texts, count = checked.survey.vault, dict[str, str](), 0
    for _ in range(MAX_ROUNDS):
        vault = checked.survey.vault
        fixed = apply_fixes(vault, checked.findings.diagnostics, unsafe=unsafe)
        if not fixed.texts:
            break
        texts |= fixed.texts
        count += fixed.count
        checked = check.run_on(revise(vault, encoded(vault, fixed)).vault)
    return Mended(before, Fixed(dict(sorted(texts.items())), count), checked)


def diff(mended: Mended) -> Iterator[str]:
    """Yield the lines of a patch that makes the fixed texts."""
    prefix = mended.after.findings.prefix
    for path, after in encoded(mended.before, mended.fixed).items():
        document = mended.before.by_path[path].document
        before = document.encoded(document.text)
        yield from difference(prefix + path, before, after)


def exit_status(findings: Findings, *, strict: bool) -> int:
    """Return 1 when there is an error, or a warning and the check is strict; else 0."""
    counted = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
    return int(any(findings.count(severity) for severity in counted))


def _root(paths: tuple[Path, ...], vault: Path | None) -> Path:
    if vault is not None or not paths:
        return find_root(vault, Path.cwd())
    try:
        root = find_root(None, Path.cwd())
    except VaultNotFoundError:
        root = None
    if root is not None and all(_is_below(root, path) for path in paths):
        return root
    folder = paths[0] if paths[0].is_dir() else paths[0].parent
    for parent in (folder, *folder.absolute().parents):
        if (parent / "teleo.toml").is_file():
            return parent
    return folder


def _is_below(root: Path, path: Path) -> bool:
    # Not resolved: what a symbolic link leads to is not what the author named.
    return Path(os.path.abspath(path)).is_relative_to(os.path.abspath(root))  # noqa: PTH100


def _below(root: Path, path: Path) -> str:
    if not _is_below(root, path):
        raise PathNotFoundError(path, f"is not in the vault {root}; name its vault with --vault DIR")
    below = Path(os.path.relpath(path, root)).as_posix()
    if not path.is_dir() and path.suffix.lower() not in _MARKDOWN:
        config = read_config(root)
        if not note_filter(config, root)(below):
            names = ", ".join(config.vault.include)
            raise PathNotFoundError(path, f"is no note: the settings of its vault include {names}")
    return below
