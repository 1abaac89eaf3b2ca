"""The page of all diagnostics stays light, and leads to what it does not show."""

import re
from pathlib import Path

import pytest

from tests.site.vaults import build, write_vault

KEYS = ("created: soon", "confidence: very", "source: []", "description: 7", "domain: [a]", "status: odd")
ROW = re.compile(r"<li id=")


def rules(text: str) -> dict[str, str]:
    """Return what the page shows of each rule, by its code."""
    return dict(re.findall(r'<details class="rule" id="(\w+)"(.*?)</details>', text, re.DOTALL))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("health")
    block = "\n".join(("type: claim", *KEYS))
    files = {
        f"Tree {number:02} {'of many words ' * 12}": f"---\n{block}\n---\n# Other\n\n[[Lost {number}]]\n"
        for number in range(70)
    }
    vault = write_vault(folder / "vault", {f"{name.strip()}.md": text for name, text in files.items()})
    build(vault, folder / "site")
    return folder / "site/health"


def test_all_rules_together_show_few_of_each(site: Path) -> None:
    found = rules((site / "index.html").read_text(encoding="utf-8"))
    shown = {code: len(ROW.findall(text)) for code, text in found.items()}
    assert shown == {"SC402": 50, "SC403": 50, "TI701": 50, "LK501": 50}


def test_a_rule_that_shows_a_part_leads_to_all(site: Path) -> None:
    text = (site / "index.html").read_text(encoding="utf-8")
    for code, inside in rules(text).items():
        count = int(re.findall(r'class="count">([\d,]+)', inside)[0].replace(",", ""))
        if count > len(ROW.findall(inside)):
            assert f'<a href="../health/{code}/index.html">All {count}</a>' in inside
            pages = [site / code / "index.html", *sorted((site / code).glob("*/index.html"))]
            rows = [len(ROW.findall(page.read_text(encoding="utf-8"))) for page in pages]
            assert sum(rows) == count and max(rows) <= 200
