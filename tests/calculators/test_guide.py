"""The guide for authors of calculators is run as it stands: its files are written, its programs print what it says."""

import os
import re
import subprocess
import sys
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "write-a-calculator.md"
BLOCK = re.compile(r"^```(?P<language>\w+)(?: file=(?P<file>\S+))?\n(?P<text>[\s\S]*?)^```$", re.MULTILINE)


def blocks() -> list[re.Match[str]]:
    return list(BLOCK.finditer(GUIDE.read_text()))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the files that the guide writes, each from its blocks in order."""
    place = tmp_path_factory.mktemp("guide")
    for block in blocks():
        if block["file"]:
            with (place / block["file"]).open("a") as file:
                file.write(block["text"])
    return place


def programs() -> list[tuple[str, str]]:
    """Return each program with the text that the guide says it prints."""
    found = blocks()
    return [
        (block["text"], after["text"])
        for block, after in pairwise(found)
        if block["language"] == "python" and not block["file"] and after["language"] == "text"
    ]


@pytest.mark.parametrize("index", range(len(programs())))
def test_a_program_of_the_guide_prints_what_the_guide_says(index: int, folder: Path) -> None:
    program, expected = programs()[index]
    path = os.pathsep.join((str(folder), str(ROOT)))
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": path},
        check=False,
    )
    assert done.stderr == ""
    assert done.stdout == expected


def test_the_guide_has_programs_and_every_one_says_what_it_prints() -> None:
    plain = [block for block in blocks() if block["language"] == "python" and not block["file"]]
    assert len(plain) == len(programs()) >= 3


def test_the_entry_point_of_the_guide_names_what_its_file_defines(folder: Path) -> None:
    (text,) = (block["text"] for block in blocks() if block["language"] == "toml")
    entries = tomllib.loads(text)["project"]["entry-points"]["teleo.calculators"]
    module, _, name = entries["tides"].partition(":")
    assert f"\n{name} = Calculator(" in (folder / f"{module}.py").read_text()
