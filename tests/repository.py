"""Makes a git repository with a vault in it, commit by commit."""

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_IDENTITY = {
    "GIT_AUTHOR_NAME": "Ada",
    "GIT_AUTHOR_EMAIL": "ada@example.org",
    "GIT_COMMITTER_NAME": "Ada",
    "GIT_COMMITTER_EMAIL": "ada@example.org",
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_CONFIG_NOSYSTEM": "1",
}


@dataclass(frozen=True, slots=True)
class Repository:
    """A work tree at `folder`."""

    folder: Path

    def git(self, *arguments: str, date: str = "2026-03-01") -> str:
        """Run git and return what it prints."""
        stamp = {"GIT_AUTHOR_DATE": f"{date}T12:00:00Z", "GIT_COMMITTER_DATE": f"{date}T12:00:00Z"}
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.folder,
            env={**os.environ, **_IDENTITY, **stamp},
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip()

    def commit(self, subject: str, files: Mapping[str, str | None], date: str = "2026-03-01") -> str:
        """Write or, where the text is `None`, delete files, commit all, and return the hash."""
        for path, text in files.items():
            full = self.folder / path
            if text is None:
                full.unlink()
            else:
                full.parent.mkdir(parents=True, exist_ok=True)
                full.write_text(text, encoding="utf-8")
        self.git("add", "--all")
        self.git("commit", "-q", "--allow-empty", "-m", subject, date=date)
        return self.git("rev-parse", "HEAD")


def repository(folder: Path) -> Repository:
    """Return a new repository whose branch is `main`."""
    folder.mkdir(parents=True, exist_ok=True)
    made = Repository(folder)
    made.git("init", "-q", "-b", "main")
    return made


def claim_text(title: str, /, confidence: str = "likely", body: str = "Because.", **fields: object) -> str:
    """Return the text of a claim; a list becomes a block list, quoted as YAML needs it."""
    lines = ["---", "type: claim", f"confidence: {confidence}"]
    for name, value in fields.items():
        if isinstance(value, (list, tuple)):
            lines += [f"{name}:", *(f"- {entry}" for entry in value)]
        else:
            lines.append(f"{name}: {value}")
    return "\n".join([*lines, "---", f"# {title}", "", body, ""])
