"""Calculators of other packages: found through their metadata, refused when they are none."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from teleo.calculators import PluginError, UnknownCalculatorError, all_calculators, calculator, plugins
from teleo.cli.building import built
from teleo.pipeline import survey
from teleo.quantities.result import Verdict

MODULE = """
from teleo.calculators import Calculator, Input, Output

def half(value):
    return value / 2

HALF = Calculator(
    name="other.half",
    purpose="Half of a number",
    inputs=(Input("value", "x", "any number", low=-1e9, high=1e9),),
    outputs=(Output("half", "x", "half of it"),),
    function=half,
    literature=(),
    limits=(),
)
BOTH = (HALF,)
TAKEN = Calculator("mem.fits", "A name that is taken", (), (), half, (), ())
NONE = 3
"""


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    plugins.installed_calculators.cache_clear()
    yield
    plugins.installed_calculators.cache_clear()


def install(folder: Path, monkeypatch: pytest.MonkeyPatch, *entries: str) -> None:
    """Lay out an installed distribution, as an installer would, and put it on the path."""
    (folder / "other_calculators.py").write_text(MODULE)
    metadata = folder / "other-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: other\nVersion: 1.0\n")
    (metadata / "entry_points.txt").write_text("[teleo.calculators]\n" + "\n".join(entries) + "\n")
    monkeypatch.syspath_prepend(str(folder))


@pytest.mark.parametrize("object_name", ["HALF", "BOTH"])
def test_an_installed_calculator_is_found_and_run(
    object_name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, monkeypatch, f"other = other_calculators:{object_name}")
    assert calculator("other.half").run({"value": 5}) == {"half": 2.5}
    assert list(all_calculators())[-1] == "other.half"
    assert calculator("other.half").javascript().startswith("(inputs) => { // other.half")


@pytest.mark.parametrize(
    ("entry", "complaint"),
    [
        ("other = other_calculators:NONE", "offers something that is no Calculator"),
        ("other = other_calculators:MISSING", "does not load"),
        ("other = no_such_module_anywhere:X", "does not load"),
        ("other = other_calculators:TAKEN", "offers 'mem.fits', a name that is taken"),
    ],
)
def test_a_package_that_offers_nothing_usable_is_named(
    entry: str, complaint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, monkeypatch, entry)
    with pytest.raises(PluginError, match=complaint) as caught:
        calculator("other.half")
    assert caught.value.entry == "other"


def test_a_broken_package_does_not_stop_our_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path, monkeypatch, "other = other_calculators:NONE")
    assert calculator("mem.fits").name == "mem.fits"


def test_without_the_package_the_name_is_unknown() -> None:
    with pytest.raises(UnknownCalculatorError):
        calculator("other.half")


def test_what_is_kept_of_a_vault_holds_while_the_calculators_of_others_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TELEO_CACHE_DIR", str(tmp_path / "cache"))
    packages, root = tmp_path / "packages", tmp_path / "vault"
    packages.mkdir()
    root.mkdir()
    install(packages, monkeypatch, "other = other_calculators:HALF")
    note = "---\ntype: claim\nquantities:\n  q: {calc: other.half, in: {value: 8}, stated: 4}\n---\n# a\n"
    (root / "a.md").write_text(note)

    def told() -> tuple[Verdict, int]:
        found, report, _ = built(root, tmp_path / "site")
        assert found.quantities == survey(root, keep=True).quantities == survey(root).quantities
        return found.quantities["a", "q"].verdict, report.written

    assert told()[0] is Verdict.SUPPORTED
    assert told() == (Verdict.SUPPORTED, 0)
    (packages / "other_calculators.py").write_text(MODULE.replace("value / 2", "value / 20"))
    monkeypatch.delitem(sys.modules, "other_calculators")
    plugins.installed_calculators.cache_clear()
    verdict, written = told()
    assert verdict is Verdict.CONTRADICTED
    assert written > 0
    assert "Half of a number" in (tmp_path / "site/calculators/other-half/index.html").read_text()
    (packages / "other_calculators.py").write_text(MODULE.replace("Half of a number", "The half of it"))
    monkeypatch.delitem(sys.modules, "other_calculators")
    plugins.installed_calculators.cache_clear()
    assert told()[0] is Verdict.SUPPORTED
    assert "The half of it" in (tmp_path / "site/calculators/other-half/index.html").read_text()
