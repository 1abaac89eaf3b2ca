"""Prints the budgets beside what was measured: `make bench`."""

import argparse
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.editor import editor_rows
from tests.benchmarks.generate_history import record
from tests.benchmarks.generate_vault import generate

RUNS = 5
SMALL, LARGE = 1229, 10_000
COMMITS = 1000


@dataclass(frozen=True, slots=True)
class Measured:
    """Medians over the runs of one command: CPU and wall seconds, peak memory in MiB."""

    cpu_s: float
    wall_s: float
    peak_mib: float


def measure(
    arguments: Sequence[str], cwd: Path, runs: int = RUNS, before: Callable[[], object] = lambda: None
) -> Measured:
    """Run `teleo` with `arguments` once to warm up and `runs` times to count, each time after `before`."""
    rows = []
    for _ in range(runs + 1):
        before()
        rows.append(_once(arguments, cwd))
    return Measured(*(statistics.median(column) for column in zip(*rows[1:], strict=True)))


def _once(arguments: Sequence[str], cwd: Path) -> tuple[float, float, float]:
    root = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONPATH": str(root), "HF_HUB_OFFLINE": "1"}
    # A user's Python keeps what it compiled.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "teleo", *arguments],
        cwd=cwd,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    assert process.stderr is not None
    complaint = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        sys.exit(f"teleo {' '.join(arguments)} exited {process.returncode}: {complaint.decode()[-500:]}")
    wall = time.perf_counter() - start
    return usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024


def touch(vault: Path) -> None:
    """Change one sentence of one claim."""
    note = sorted((vault / "claims").rglob("*.md"))[-1]
    note.write_text(
        note.read_text(encoding="utf-8") + f"\nOne more sentence {time.time_ns()}.\n", encoding="utf-8"
    )


def rate(vault: Path) -> None:
    """Change the rating of one claim, which others rest on."""
    note = sorted((vault / "claims").rglob("*.md"))[0]
    text = note.read_text(encoding="utf-8")
    is_likely = "confidence: likely" in text
    new = "confidence: speculative" if is_likely else "confidence: likely"
    note.write_text(re.sub("confidence: [a-z]+", new, text, count=1), encoding="utf-8")


def forget() -> None:
    """Empty teleo's cache."""
    shutil.rmtree(os.environ["TELEO_CACHE_DIR"], ignore_errors=True)


def row(name: str, budget: str, value: str) -> None:
    """Print one line of the table."""
    print(f"{name:58} {budget:>18}  {value}", flush=True)


def main() -> None:
    """Generate the vaults, run the commands, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--small-only", action="store_true", help="leave out the vault of 10,000 notes")
    arguments = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with tempfile.TemporaryDirectory() as folder:
        os.environ["TELEO_CACHE_DIR"] = str(Path(folder) / "cache")
        bench(Path(folder), arguments.runs, [SMALL] if arguments.small_only else [SMALL, LARGE])


def bench(folder: Path, runs: int, sizes: Sequence[int]) -> None:
    """Measure every budget on generated vaults below `folder`."""
    vaults = {size: folder / f"v{size}" for size in sizes}
    for size, vault in vaults.items():
        generate(vault, size)
    row("work", "budget", "measured (medians)")
    one_file(vaults[SMALL], runs)
    whole = {size: whole_vault(vault, size, runs if size == SMALL else 1) for size, vault in vaults.items()}
    for size, vault in vaults.items():
        editor_rows(vault, size, row, runs)
    long_history(vaults[SMALL], runs)
    if LARGE in whole:
        for name in whole[SMALL]:
            ratio = whole[LARGE][name].cpu_s / whole[SMALL][name].cpu_s
            row(
                f"{name}: {LARGE} notes against {SMALL}",
                f"<= {11 * LARGE / SMALL / 10:.1f}x",
                f"{ratio:.1f}x",
            )


def one_file(vault: Path, runs: int) -> None:
    """Measure what touches one file or none."""
    note = str(next((vault / "claims").rglob("*.md")).relative_to(vault))
    row("teleo --help", "", cpu(measure(["--help"], vault, runs)))
    row("teleo fmt FILE, cold", "<= 0.09 CPU s", cpu(measure(["fmt", note], vault, runs)))
    run = ["calc", "run", "shift.share_at", "share0=35%", "growth_ratio=3.2", "years=2"]
    row("teleo calc run", "<= 0.30 s", wall(measure(run, vault, runs)))


def whole_vault(vault: Path, size: int, runs: int) -> dict[str, Measured]:
    """Measure what reads every note; return the medians by command."""
    site = str(vault.parent / f"site{size}")
    check, build = ["check", "--format", "json"], ["build", "-o", site]

    def change() -> None:
        touch(vault)

    def move() -> None:
        # Out of the way: where thousands of files were just deleted, some systems are slow to make new ones.
        if Path(site).exists():
            Path(site).rename(f"{site}-{time.time_ns()}")

    def begin() -> None:
        forget()
        move()

    measured = {}
    for name, arguments, budget, before in (
        ("fmt", ["fmt", "--check"], "<= 1.0 s", None),
        ("check, nothing known", check, "<= 2.5 s", forget),
        ("check, one body changed", check, "<= 0.5 s", change),
        ("check, one rating changed", check, "<= 0.5 s", lambda: rate(vault)),
        ("audit", ["audit", "--format", "json"], "<= 10 s", None),
        ("recompute", ["recompute", "--format", "json"], "", None),
        ("graph", ["graph", "--format", "node-link", "-o", str(vault.parent / "graph.json")], "", None),
        ("build, nothing known", build, "<= 3 CPU s", begin),
        ("build, vault known, a new folder", build, "<= 3 CPU s", move),
        ("build, nothing changed", build, "", None),
        ("build, one body changed", build, "<= 0.5 s", change),
        ("build, one rating changed", build, "", lambda: rate(vault)),
    ):
        measured[name] = found = measure(arguments, vault, runs, before or (lambda: None))
        row(f"teleo {name}, {size} notes", budget if size == SMALL else "", both(found))
    return measured


def long_history(vault: Path, runs: int) -> None:
    """Measure what a site costs where git has much to tell."""
    record(vault, COMMITS)
    build = ["build", "-o", str(vault.parent / "told")]
    for name, budget, before in (
        ("nothing known", "<= 3 CPU s", forget),
        ("one body changed", "<= 0.5 s", lambda: touch(vault)),
    ):
        row(f"teleo build, {name}, {COMMITS} commits", budget, both(measure(build, vault, runs, before)))


def cpu(measured: Measured) -> str:
    """Return CPU seconds and memory as the table prints them."""
    return f"{measured.cpu_s:.3f} CPU s, {measured.peak_mib:.0f} MiB"


def wall(measured: Measured) -> str:
    """Return wall seconds and memory as the table prints them."""
    return f"{measured.wall_s:.3f} s, {measured.peak_mib:.0f} MiB"


def both(measured: Measured) -> str:
    """Return wall and CPU seconds and memory as the table prints them."""
    return f"{measured.wall_s:.2f} s, {measured.cpu_s:.2f} CPU s, {measured.peak_mib:.0f} MiB"


if __name__ == "__main__":
    main()
