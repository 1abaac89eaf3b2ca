"""The pages of calculators write ranges and plausible values as a person reads them."""

import re

import pytest

from tests.site.vaults import build, claim, write_vault


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Return the cells of each input by `calculator.input`."""
    folder = tmp_path_factory.mktemp("calculators")
    given = claim("Oaks", quantities="{share: {calc: given, stated: 30%}}")
    build(write_vault(folder / "vault", {"Oaks.md": given}), folder / "site")
    found = {}
    for page in sorted((folder / "site/calculators").glob("*/index.html")):
        table = page.read_text(encoding="utf-8").partition('aria-label="Inputs"')[2].partition("</table>")[0]
        for row in table.split("<tr>")[2:]:
            cells = [re.sub(r"<[^>]+>", "", cell).strip() for cell in re.split(r"</t[hd]>", row)]
            found[f"{page.parent.name}.{cells[0]}"] = cells[1:6]
    return found


@pytest.mark.parametrize(
    ("name", "plausible"),
    [
        ("shift-share-at.share0", "35% (30% to 40%)"),
        ("growth-annual.factor", "100 million x"),
        ("coldstart-seconds.bandwidth", "5 GB/s (1 to 50 GB/s)"),
        ("mem-weights.params", "70 billion parameters (7 to 700 billion parameters)"),
        ("cost-per-day.usd_per_gpu_hour", "$2/hour ($1.3 to $4/hour)"),
        ("kv-bytes.batch", "32 (1 to 256)"),
    ],
)
def test_a_plausible_value_and_its_interval_have_one_unit(
    rows: dict[str, list[str]], name: str, plausible: str
) -> None:
    assert rows[name][3] == plausible


@pytest.mark.parametrize(
    ("name", "allowed"),
    [
        ("kv-bytes.batch", "a whole number, at least 1 and at most 1 trillion"),
        ("scaling-loss.params", "at least 10 million and at most 100 trillion"),
        ("queue-wait.load", "above 0 and at most 100,000"),
        ("queue-servers.max_wait_p", "at least 1e-12 and below 1"),
    ],
)
def test_a_bound_is_written_in_words(rows: dict[str, list[str]], name: str, allowed: str) -> None:
    assert rows[name][2] == allowed


@pytest.mark.parametrize(
    ("name", "unit"),
    [("kv-bytes.per_token", "bytes/token"), ("growth-years.annual_factor", "x/year"), ("kv-bytes.batch", "")],
)
def test_a_unit_stands_in_the_plural(rows: dict[str, list[str]], name: str, unit: str) -> None:
    assert rows[name][0] == unit


def test_no_row_speaks_of_another_or_in_exponents(rows: dict[str, list[str]]) -> None:
    assert len(rows) > 100
    assert [name for name, cells in rows.items() if "as above" in cells or "e+" in "".join(cells)] == []
