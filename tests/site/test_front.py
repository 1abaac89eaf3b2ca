"""The first page and the lists: what they count is what the other commands count."""

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page

from teleo.graph.audit import audit
from teleo.pipeline import survey
from teleo.resources import bundled
from teleo.site.wording import domain_words
from tests.site.vaults import build, claim, write_vault

GROVE = {
    "Oaks are old.md": claim("Oaks are old", confidence="proven"),
    "Elms are gone.md": claim("Elms are gone"),
    "Trees matter.md": claim("Trees matter").replace("type: claim", "type: conviction"),
    "Ash will go.md": claim("Ash will go").replace("type: claim", "type: position"),
    "Beech will go.md": claim("Beech will go").replace("type: claim", "type: position"),
    "Trees.md": "---\ntype: map\ndomain: trees\n---\n# Trees\n",
}


def plain(page: Path) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.read_text(encoding="utf-8")))


def test_only_notes_of_type_claim_are_counted_as_claims(tmp_path: Path) -> None:
    build(write_vault(tmp_path / "v", GROVE), tmp_path / "site")
    front = plain(tmp_path / "site/index.html")
    assert " 2 claims " in front
    assert "6 notes, 2 claims, 5 rated" in front
    listed = plain(tmp_path / "site/claims/index.html")
    assert "2 claims, 2 positions and 1 conviction that could be wrong" in listed
    assert "Ash will go" in listed


def test_questions_that_have_no_room_are_led_to(tmp_path: Path) -> None:
    for count, is_led_to in ((8, False), (9, True)):
        notes = {f"Why {n}.md": f"---\ntype: question\n---\n# Why {n}?\n" for n in range(count)}
        build(write_vault(tmp_path / "v", notes), tmp_path / "site")
        page = (tmp_path / "site/index.html").read_text(encoding="utf-8")
        assert ('<a href="questions/index.html">All questions</a>' in page) is is_led_to


@pytest.mark.parametrize("name", ["grove", "bundled"])
def test_the_first_page_counts_claims_and_ratings_as_the_audit_does(tmp_path: Path, name: str) -> None:
    root = bundled("vault") if name == "bundled" else write_vault(tmp_path / "v", GROVE)
    seen = survey(root)
    asked = audit(seen.graph, seen.vault.config.confidence, date(2026, 1, 1))
    build(root, tmp_path / "site")
    front = plain(tmp_path / "site/index.html")
    assert f" {asked.claims} claims " in front
    for rating, count in asked.by_confidence.items():
        assert not count or f" {rating} {count} " in front


def test_a_bar_of_ratings_says_of_how_many_notes_it_is(tmp_path: Path) -> None:
    files = {**GROVE, "Unrated.md": "---\ntype: claim\ndomain: trees\n---\n# Unrated\n"}
    build(write_vault(tmp_path / "v", files), tmp_path / "site")
    front = plain(tmp_path / "site/index.html")
    assert "proven 1 likely 1 of 2 rated claims" in front
    assert "7 notes, 3 claims, 5 rated" in front
    assert 'viewBox="0 0 5 1"' in (tmp_path / "site/index.html").read_text(encoding="utf-8")
    for page in (tmp_path / "site/claims/index.html", *(tmp_path / "site").glob("d/*/index.html")):
        assert "proven 1 likely 4 of 5 rated notes" in plain(page)


def test_a_source_counts_who_cites_or_mentions_it_each_once(tmp_path: Path) -> None:
    files = {
        "Survey.md": "---\ntype: source\n---\n# Survey\n",
        "Oaks.md": claim("Oaks", "As [[Survey]] says.", source="'[[Survey]]'", cites="[Survey]"),
        "Elms.md": claim("Elms", "As [[Survey]] says."),
        "Ash.md": claim("Ash", related="[Survey]"),
        "Trees.md": "---\ntype: map\n---\n# Trees\n\nOld.\n\n---\nRelevant Notes:\n- [[Survey]]\n",
    }
    build(write_vault(tmp_path / "v", files), tmp_path / "site")
    assert "Survey cited or mentioned by 2 notes" in plain(tmp_path / "site/sources/index.html")


def test_a_domain_has_one_title_wherever_it_is_named(tmp_path: Path) -> None:
    files = {
        "Oaks.md": claim("Oaks", domain="ai-alignment").replace("domain: trees\n", ""),
        "Elms.md": claim("Elms", domain="old_woods", secondary_domains="[ai-alignment, far-off]").replace(
            "domain: trees\n", ""
        ),
    }
    site = tmp_path / "site"
    build(write_vault(tmp_path / "v", files), site)
    (domain,) = site.glob("d/ai-alignment-*/index.html")
    for page in (site / "index.html", site / "domains/index.html", *site.glob("c/oaks-*/index.html"), domain):
        assert "AI alignment" in plain(page)
        assert not re.search("(?i)(?!AI alignment)ai alignment", plain(page))
    (elms,) = site.glob("c/elms-*/index.html")
    text = elms.read_text(encoding="utf-8")
    assert f'<a href="../../d/{domain.parent.name}/index.html">AI alignment</a>, Far off</dd>' in text
    assert ">Old woods</a>" in text


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("ai-alignment", "AI alignment"),
        ("living_agents", "Living agents"),
        ("heat/heat-pumps/ai_control", "Heat / Heat pumps / AI control"),
        ("Trees", "Trees"),
        ("said by ai", "Said by AI"),
        ("éclair", "Éclair"),
        ("---", "---"),
        ("\u6a39", "\u6a39"),
    ],
)
def test_the_folder_of_a_domain_is_read_as_words(name: str, words: str) -> None:
    assert domain_words(name) == words


def test_what_is_no_day_is_no_change_and_the_latest_day_stands_first(tmp_path: Path) -> None:
    days = {
        "Ash": "20260801",
        "Beech": "sometime",
        "Elm": "2026-05-01T08:00",
        "Fir": "2026-07",
        "Oak": "2026/09/01",
        "Yew": "2026-06-30",
    }
    vault = {f"{name}.md": claim(name, created=f"'{when}'") for name, when in days.items()}
    build(write_vault(tmp_path / "v", vault), tmp_path / "site")
    page = (tmp_path / "site/index.html").read_text()
    section = page[page.index("What changed lately") :].partition("</section>")[0]
    rows = [re.sub(r"<[^>]+>", " ", row).split() for row in section.split("<li>")[1:]]
    assert [row[:3] for row in rows] == [
        ["Fir", "created", "2026-07"],
        ["Yew", "created", "2026-06-30"],
        ["Elm", "created", "2026-05-01"],
    ]


def test_a_domain_lists_the_notes_of_others_that_name_it(tmp_path: Path) -> None:
    vault = {
        "Ash.md": claim("Ash", secondary_domains="[soil, trees]"),
        "Loam.md": "---\ntype: claim\ndomain: soil\nsecondary_domains: [soil]\n---\n# Loam\n",
    }
    build(write_vault(tmp_path / "v", vault), tmp_path / "site")
    soil, trees = (
        next((tmp_path / "site").glob(f"d/{name}-*/index.html")).read_text() for name in ("soil", "trees")
    )
    assert "1 note, 1 claim" in soil
    assert re.findall(r"<h2>.*?(Claims|From other domains)", soil) == ["Claims", "From other domains"]
    rest = re.sub(
        r"<[^>]+>", " ", soil[soil.index("From other domains") :].partition("</section>")[0]
    ).split()
    assert rest[-2:] == ["Ash", "Trees"]
    assert "Loam" not in rest
    assert "From other domains" not in trees


def test_a_domain_and_a_topic_map_of_one_name_are_told_apart(tmp_path: Path) -> None:
    build(write_vault(tmp_path / "vault", GROVE), tmp_path / "site")
    (topic,) = (tmp_path / "site").glob("m/trees-*/index.html")
    (domain,) = (tmp_path / "site").glob("d/trees-*/index.html")
    tabs = [
        re.findall(r"<title>(.*?)</title>", path.read_text())[0].partition(" · ")[0]
        for path in (topic, domain)
    ]
    assert tabs == ["Trees", "Trees (domain)"]
    text = domain.read_text()
    assert (
        '<p class="kicker"><span>domain</span><a href="../../domains/index.html">all domains</a></p>' in text
    )
    assert '<h1 class="plain">Trees</h1>' in text
    assert "kicker" not in (tmp_path / "site/claims/index.html").read_text()


def test_a_list_that_shows_some_claims_of_a_domain_counts_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("teleo.site.pages.listings.MOST_CLAIMS", 14)
    build(write_vault(tmp_path / "v", {f"C {n}.md": claim(f"C {n}") for n in range(15)}), tmp_path / "site")
    page = (tmp_path / "site/claims/index.html").read_text()
    assert re.search(r'Trees</a> <span class="count">15</span></h2>\s*<p class="aside">12 of 15', page)


@pytest.mark.parametrize("count", [4, 7, 10])
@pytest.mark.parametrize("width", [375, 390, 480])
def test_no_count_stands_alone_in_a_row_on_a_phone(page: Page, lively: Path, count: int, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto((lively / "index.html").as_uri())
    tops = page.evaluate(
        """(count) => {
          const list = document.querySelector(".tally");
          list.replaceChildren(...Array.from({ length: count }, () => list.firstElementChild.cloneNode(true)));
          return [...list.children].map((one) => one.getBoundingClientRect().top);
        }""",
        count,
    )
    assert min(Counter(tops).values()) == 2


@pytest.mark.parametrize("width", [744, 768, 820, 1024, 1280])
def test_seven_counts_stand_in_one_row_on_a_tablet(page: Page, lively: Path, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto((lively / "index.html").as_uri())
    counts = (
        "120 claims,1008 edges,5 questions,25 sources,11 topic maps,52 unanswered challenges,4 contradictions"
    )
    tops = page.evaluate(
        """(counts) => {
          const list = document.querySelector(".tally");
          list.replaceChildren(...counts.map((words) => {
            const entry = list.firstElementChild.cloneNode(true);
            const [number, ...rest] = words.split(" ");
            entry.querySelector("strong").textContent = number;
            entry.querySelector("span").textContent = rest.join(" ");
            return entry;
          }));
          return [...list.children].map((one) => one.getBoundingClientRect().top);
        }""",
        counts.split(","),
    )
    assert len(tops) == 7
    assert len(set(tops)) == 1


def test_the_first_page_names_the_largest_of_many_domains_and_leads_to_all(tmp_path: Path) -> None:
    notes = {f"{n:02}.md": f"---\ntype: note\ndomain: wood-{n:02}\n---\n# Tree {n:02}\n" for n in range(30)}
    notes |= {
        f"more {n:02}.md": f"---\ntype: note\ndomain: wood-{n:02}\n---\n# More {n}\n" for n in range(10, 30)
    }
    build(write_vault(tmp_path / "v", notes), tmp_path / "site")
    front = (tmp_path / "site/index.html").read_text(encoding="utf-8")
    shown = [int(number) for number in re.findall(r">Wood (\d\d)</a>", front)]
    assert shown == [*range(4), *range(10, 30)]
    assert '<span class="count">30</span>' in front
    assert 'href="domains/index.html">All domains</a>' in front
