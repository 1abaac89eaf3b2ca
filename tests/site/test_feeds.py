from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from teleo.site import feeds
from teleo.site.feeds import newest, site_maps
from teleo.site.history import History
from tests.site.vaults import FOREST, build, claim, write_vault

ATOM = "{http://www.w3.org/2005/Atom}"
MAPS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
CONFIG = (
    '[vault]\ntitle = "A <forest> & more"\nbase_url = "https://example.org/forest/"\n[site]\nfeed_size = 2\n'
)
DATED = {
    **FOREST,
    "Elms are ill.md": claim("Elms are ill", created="2026-01-05", last_evaluated="2026-03-02"),
    "Ash dies back.md": claim("Ash dies back", created="2026-02-01", description="'In Europe & <beyond>'"),
    "Limes are kind.md": claim("Limes are kind", created="2025-12-31"),
    "Nobody knows when.md": claim("Nobody knows when", created="2026-03-00"),
}


def _built(tmp_path: Path, files: dict[str, str]) -> Path:
    build(write_vault(tmp_path / "vault", files), tmp_path / "site")
    return tmp_path / "site"


def test_the_feed_holds_the_notes_judged_last_newest_first(tmp_path: Path) -> None:
    site = _built(tmp_path, {**DATED, "teleo.toml": CONFIG})
    root = ElementTree.parse(site / "feed.xml").getroot()
    assert root.findtext(f"{ATOM}title") == "A <forest> & more"
    assert root.findtext(f"{ATOM}updated") == "2026-03-02T00:00:00Z"
    entries = root.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == ["Elms are ill", "Ash dies back"]
    assert entries[0].findtext(f"{ATOM}published") == "2026-01-05T00:00:00Z"
    address = entries[0].find(f"{ATOM}link")
    assert address is not None
    assert address.get("href", "").startswith("https://example.org/forest/c/elms-are-ill-")
    assert "<beyond>" in (entries[1].findtext(f"{ATOM}summary") or "")


def test_no_entry_was_published_after_its_last_change(tmp_path: Path) -> None:
    note = claim("Ash", created="2026-05-01", last_evaluated="2026-01-01")
    entry = ElementTree.parse(_built(tmp_path, {"Ash.md": note}) / "feed.xml").find(f"{ATOM}entry")
    assert entry is not None
    assert entry.findtext(f"{ATOM}published") == "2026-05-01T00:00:00Z"
    assert entry.findtext(f"{ATOM}updated") == "2026-05-01T00:00:00Z"


def test_every_entry_has_a_name_of_its_own_that_outlives_its_text(tmp_path: Path) -> None:
    site = _built(tmp_path, DATED)
    before = {entry.text for entry in ElementTree.parse(site / "feed.xml").iter(f"{ATOM}id")}
    assert len(before) == 1 + 3
    (tmp_path / "vault/Elms are ill.md").write_text(claim("Elms are ill", "Other.", created="2027-01-05"))
    build(tmp_path / "vault", site)
    assert {entry.text for entry in ElementTree.parse(site / "feed.xml").iter(f"{ATOM}id")} == before


def _names(tmp_path: Path, folder: str, files: dict[str, str]) -> set[str | None]:
    (tmp_path / folder).mkdir(exist_ok=True)
    return {
        one.text for one in ElementTree.parse(_built(tmp_path / folder, files) / "feed.xml").iter(f"{ATOM}id")
    }


def test_vaults_without_an_address_share_no_name(tmp_path: Path) -> None:
    title = {"teleo.toml": '[vault]\ntitle = "Woods"\n'}
    older = {"Yews are older.md": claim("Yews are older", created="1999-01-01")}
    names = _names(tmp_path, "plain", DATED)
    titled = _names(tmp_path, "titled", {**DATED, **title})
    begun = _names(tmp_path, "begun", {**DATED, **title, **older})
    assert len(names | titled | begun) == 4 + 4 + 5


def test_the_names_of_a_vault_without_an_address_outlive_what_is_added_and_said(tmp_path: Path) -> None:
    names = _names(tmp_path, "here", DATED)
    later = {
        **DATED,
        "Limes are kind.md": claim("Limes are kind", "As bees say.", created="2025-12-31"),
        "Acers are red.md": claim("Acers are red", created="2026-04-01"),
        "teleo.toml": '[vault]\ndescription = "Trees"\n',
    }
    assert names < _names(tmp_path, "here", later)
    assert names < _names(tmp_path, "elsewhere", later)


def test_without_an_address_the_feed_leads_to_pages_beside_it(tmp_path: Path) -> None:
    site = _built(tmp_path, DATED)
    links = ElementTree.parse(site / "feed.xml").iter(f"{ATOM}link")
    assert all((site / link.get("href", "")).is_file() for link in links)
    assert not (site / "sitemap.xml").exists()


def test_a_vault_without_dates_has_no_feed_and_links_to_none(tmp_path: Path) -> None:
    site = _built(tmp_path, FOREST)
    assert not (site / "feed.xml").exists()
    assert "feed.xml" not in (site / "index.html").read_text(encoding="utf-8")


def test_the_site_map_lists_every_page_that_may_be_found(tmp_path: Path) -> None:
    site = _built(tmp_path, {**DATED, "teleo.toml": CONFIG})
    root = ElementTree.parse(site / "sitemap.xml").getroot()
    listed = {one.findtext(f"{MAPS}loc"): one.findtext(f"{MAPS}lastmod") for one in root.iter(f"{MAPS}url")}
    pages = {path.relative_to(site).as_posix() for path in site.rglob("*.html")} - {"404.html"}
    assert listed.keys() == {
        "https://example.org/forest/" + page.removesuffix("index.html") for page in pages
    }
    (elms,) = (address for address in listed if address and "elms-are-ill" in address)
    assert listed[elms] == "2026-03-02"


def test_a_site_map_above_its_limit_is_parted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "MOST_ADDRESSES", 2)
    files = dict(site_maps(dict.fromkeys("abcde"), "https://example.org/"))
    assert sorted(files) == ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml", "sitemap.xml"]
    index = ElementTree.fromstring(files["sitemap.xml"])
    assert [one.text for one in index.iter(f"{MAPS}loc")] == [
        f"https://example.org/sitemap-{number}.xml" for number in (1, 2, 3)
    ]
    found = [
        one.text
        for number in (1, 2, 3)
        for one in ElementTree.fromstring(files[f"sitemap-{number}.xml"]).iter(f"{MAPS}loc")
    ]
    assert found == [f"https://example.org/{page}" for page in "abcde"]


def test_of_two_notes_of_one_day_the_first_id_stands_first(tmp_path: Path) -> None:
    notes = [_note(name, "2026-01-01") for name in ("B", "A")]
    assert [(one.note.id, one.day) for one in newest(notes, History(), 9)] == [
        ("A", date(2026, 1, 1)),
        ("B", date(2026, 1, 1)),
    ]


def _note(name: str, created: str):  # type: ignore[no-untyped-def]
    from teleo.config import Config
    from teleo.vault.reader import read_note

    return read_note(f"{name}.md", claim(name, created=created).encode(), Config())
