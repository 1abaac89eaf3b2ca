"""A site that has every kind of page, and from which template each of its pages was made."""

import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import patch

from teleo.resources import bundled
from teleo.site import templating
from tests.site.vaults import LIVELY, build, claim, write_vault

TEMPLATES = frozenset(
    path.name
    for path in (bundled("site") / "templates").glob("*.html")
    if path.read_text(encoding="utf-8").startswith('{% extends "base.html" %}')
)
"""The templates of whole pages."""

MANY = 155
"""Challenged claims, more than one page of challenges shows."""


@dataclass(frozen=True)
class Told:
    """A site, with the template of each page by its path."""

    folder: Path
    templates: Mapping[str, str]

    @property
    def kinds(self) -> Mapping[str, str]:
        """One page of each kind: the first by its template and the folder in which it lies."""
        found: dict[str, str] = {}
        for path, template in sorted(self.templates.items()):
            parts = path.split("/")
            is_list = template in ("listing.html", "health.html") and parts[0] != "d"
            # Each list is a kind of its own, and so is a part of a list that goes on.
            kind = (
                path
                if is_list or parts[-2:-1] == ["2"]
                else f"{template} in {parts[0] if len(parts) > 2 else ''}"
            )
            found.setdefault(kind, path)
        return found


def tell(folder: Path) -> Told:
    """Build the site below `folder`."""
    root = write_vault(
        folder / "vault",
        {
            **LIVELY,
            "Ada.md": "---\ntype: entity\ndomain: trees\n---\n# Ada\n\nShe counted.\n",
            "Plain words.md": "---\ntype: diary\n---\n# Plain words\n\nA day in [[Trees]].\n",
            "Elms follow.md": claim("Elms follow", "They do. " * 30, "speculative"),
            "Unsaid.md": claim("Unsaid", draft="true"),
            **{
                f"many/Tree {n} falls.md": claim(f"Tree {n} falls", challenged_by='["It stands"]')
                for n in range(MANY)
            },
        },
    )
    git(root, "init", "-q", "-b", "main")
    commit(root, "2026-03-02", "plant")
    note = root / "Elms follow.md"
    note.write_text(note.read_text().replace("speculative", "likely"))
    commit(root, "2026-03-10", "rate the elms")
    note.rename(root / "Elms follow oaks.md")
    commit(root, "2026-03-11", "say it better")
    templates: dict[str, str] = {}

    known = templating.environment()

    def noted() -> SimpleNamespace:
        return SimpleNamespace(get_template=noting)

    def noting(name: str) -> SimpleNamespace:
        template = known.get_template(name)

        def generate(*values: object, **named: object) -> Iterator[str]:
            if name in TEMPLATES:
                templates[str(named["page"])] = name
            return template.generate(*values, **named)

        return SimpleNamespace(render=template.render, generate=generate)

    with patch.object(templating, "environment", noted):
        build(root, folder / "site")
    return Told(folder / "site", templates)


def git(root: Path, *arguments: str, date: str = "2026-01-01") -> None:
    """Run git in `root` as Ada on a day."""
    stamp = f"{date}T12:00:00Z"
    names = {f"GIT_{role}_{part}": "Ada" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
    dates = {"GIT_AUTHOR_DATE": stamp, "GIT_COMMITTER_DATE": stamp}
    environment = {"PATH": "/usr/bin:/bin:/usr/local/bin", **names, **dates}
    subprocess.run(["git", *arguments], cwd=root, check=True, env=environment)


def commit(root: Path, date: str, subject: str) -> None:
    """Commit all that changed below `root`."""
    git(root, "add", "-A", date=date)
    git(root, "commit", "-q", "-m", subject, date=date)
