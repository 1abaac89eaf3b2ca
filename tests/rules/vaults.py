"""Small vaults for the tests of rules."""

from datetime import date
from pathlib import Path

from teleo.config import Config, read_config
from teleo.graph.build import build_graph
from teleo.model import Diagnostic
from teleo.rules import RULES, Context, Selection, diagnose
from teleo.rules.fixing import apply_fixes
from teleo.vault.reader import Vault, read_vault

TODAY = date(2026, 6, 1)


def write(root: Path, files: dict[str, str]) -> Path:
    """Write notes; a name without a dot gets `.md`."""
    for name, text in files.items():
        path = root / (name if "." in name else f"{name}.md")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    return root


def claim(*fields: str, body: str = "") -> str:
    """Return the text of a claim with these lines in its frontmatter."""
    return "\n".join(["---", "type: claim", *fields, "---", body])


def context(root: Path, config: Config | None = None) -> Context:
    vault = read_vault(root, config or read_config(root))
    return Context(vault, build_graph(vault), {}, today=TODAY)


def found(root: Path, code: str, config: Config | None = None) -> list[Diagnostic]:
    """Return what the rules of which the code begins so find in the vault at `root`."""
    return list(diagnose(context(root, config), RULES, Selection(select=(code,))))


def messages(root: Path, code: str) -> list[str]:
    return [item.message for item in found(root, code)]


def fixed(root: Path, code: str, *, unsafe: bool = False) -> dict[str, str]:
    """Return the texts that the fixes of one rule make."""
    vault: Vault = read_vault(root, read_config(root))
    return dict(apply_fixes(vault, found(root, code), unsafe=unsafe).texts)
