"""Gives a vault a history in git: commits that each change a few of its notes."""

import subprocess
from pathlib import Path
from random import Random

BRANCH = "refs/heads/main"
_CHANGED = 3
_RATED = 0.1
_DAY_S = 86_400
_START_S = 1_700_000_000
_RATINGS = ("confidence: likely", "confidence: speculative")


def record(root: Path, commits: int, seed: int = 7) -> None:
    """Commit the vault at `root`, then `commits` changes of three notes each, of which some change a rating.

    The files of the vault are afterwards as the last commit has them.
    """
    random = Random(seed)
    texts = {path: path.read_text(encoding="utf-8") for path in sorted(root.rglob("*.md"))}
    stream = [_commit(0, "All notes"), *(_file(root, path, text) for path, text in texts.items())]
    for number in range(1, commits + 1):
        stream.append(_commit(number, f"Change {number}"))
        for path in random.sample(list(texts), _CHANGED):
            texts[path] = _changed(texts[path], number, random)
            stream.append(_file(root, path, texts[path]))
    _git(root, "init", "--quiet", f"--initial-branch={BRANCH.removeprefix('refs/heads/')}")
    _git(root, "fast-import", "--quiet", stdin=b"".join(stream))
    _git(root, "reset", "--quiet", "--hard")


def _changed(text: str, number: int, random: Random) -> str:
    if random.random() < _RATED:
        old, new = random.sample(_RATINGS, 2)
        return text.replace(old, new, 1)
    return f"{text}\nOne more sentence, the {number}th.\n"


def _commit(number: int, subject: str) -> bytes:
    who = f"committer Ann <ann@example.org> {_START_S + number * _DAY_S // 4} +0000\n"
    return f"commit {BRANCH}\n{who}".encode() + _data(subject.encode())


def _file(root: Path, path: Path, text: str) -> bytes:
    name = path.relative_to(root).as_posix().replace("\\", "\\\\").replace('"', '\\"')
    return f'M 100644 inline "{name}"\n'.encode() + _data(text.encode())


def _data(raw: bytes) -> bytes:
    return b"data %d\n%s\n" % (len(raw), raw)


def _git(root: Path, *arguments: str, stdin: bytes = b"") -> None:
    subprocess.run(["git", "-C", str(root), *arguments], input=stdin, check=True, capture_output=True)
