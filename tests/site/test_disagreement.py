"""Who disagrees with what, and what was said to it: on a note's own page, on the first page, in the lists."""

import re
from pathlib import Path

import pytest

from teleo.graph.challenges import challenges, unanswered
from teleo.pipeline import survey
from teleo.resources import bundled
from tests.site.vaults import FOREST, build, claim, page_of, write_vault


def section(page: str, name: str) -> str:
    return page[page.index(f'<section class="text section" id="{name}"') :].partition("</section>")[0]


def words(markup: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", markup)).strip()


def rows(markup: str) -> list[str]:
    return [words(one) for one in re.findall(r"<li>(.*?)</li>", markup, re.DOTALL)]


def test_each_challenge_stands_with_its_response_or_with_word_that_there_is_none(tmp_path: Path) -> None:
    files = {
        **FOREST,
        "Elms live on.md": claim(
            "Elms live on",
            challenged_by='["A beetle eats them", "[[Birches grow fast]]"]',
            responses='["On [[Birches grow fast]]: so do elms"]',
        ),
    }
    build(write_vault(tmp_path / "v", files), tmp_path / "site")
    assert rows(section(page_of(tmp_path / "site", "elms-live-on"), "challenged_by")) == [
        "A beetle eats them no response yet",
        "Birches grow fast Response: On Birches grow fast : so do elms",
    ]
    assert rows(section(page_of(tmp_path / "site", "oaks-outlive-birches"), "challenged_by")) == [
        "A storm fells any tree Response: Storms fell birches first",
        "Birches grow fast no response yet",
    ]


def test_a_response_to_no_challenge_is_not_lost(tmp_path: Path) -> None:
    notes = {"Elms.md": claim("Elms", challenged_by='["They rot"]', responses='["Not so", "Nor burn"]')}
    build(write_vault(tmp_path / "v", notes), tmp_path / "site")
    shown = section(page_of(tmp_path / "site", "elms"), "challenged_by")
    assert rows(shown) == ["They rot Response: Not so", "Nor burn"]
    assert words(shown).endswith("Further responses Nor burn")


DISPUTED = {
    "Oaks live long.md": claim(
        "Oaks live long",
        challenged_by='["A storm fells any tree", "[[Elms live long]] said a forester", "[[Birches live long]]"]',
        responses='["[[Birches live long]] is about birches"]',
    ),
    "Elms live long.md": claim("Elms live long"),
    "Birches live long.md": claim("Birches live long", contradicts="[Elms live long]"),
}


def test_beside_its_rating_a_note_says_how_many_dispute_it_and_where(tmp_path: Path) -> None:
    files = {
        **DISPUTED,
        "Willows live long.md": claim("Willows live long"),
        "Yews live long.md": claim("Yews live long", challenged_by="They rot"),
    }
    build(write_vault(tmp_path / "v", files), tmp_path / "site")

    def disputed(slug: str) -> list[tuple[str, str]]:
        box = re.search(r'<dl class="verdicts">.*?</dl>', page_of(tmp_path / "site", slug), re.DOTALL)
        assert box
        return re.findall(r'<a href="#([^"]*)">([^<]*)</a>', box[0])

    assert disputed("oaks-live-long") == [("challenged_by", "3 challenges, 2 unanswered")]
    assert disputed("birches-live-long") == disputed("elms-live-long") == [("contradicts", "1 contradiction")]
    assert disputed("yews-live-long") == [("challenged_by", "1 unanswered challenge")]
    page = page_of(tmp_path / "site", "elms-live-long")
    assert "Disputed" in page
    assert 'id="contradicts"' in page
    assert "Disputed" not in page_of(tmp_path / "site", "willows-live-long")


def test_the_first_page_lists_contradictions_and_what_nobody_answered(tmp_path: Path) -> None:
    site = tmp_path / "site"
    build(write_vault(tmp_path / "v", DISPUTED), site)
    front = (site / "index.html").read_text(encoding="utf-8")
    said = front[front.index("Open disagreements") :].partition("</section>")[0]
    assert [words(one) for one in said.split('<div class="duel">')[1:]] == [
        "Birches live long contradicts Elms live long",
        "A storm fells any tree challenges Oaks live long no response yet",
        "Elms live long said a forester challenges Oaks live long no response yet "
        "2 unanswered challenges · 1 contradiction",
    ]
    assert 'Open disagreements <span class="count">3</span>' in front
    assert 'href="challenges/index.html">2 unanswered challenges</a>' in said
    assert 'href="contradictions/index.html">1 contradiction</a>' in said
    assert "3 challenges, 2 of them without an answer." in (site / "challenges/index.html").read_text()
    assert "1 pair of notes that cannot both be right" in (site / "contradictions/index.html").read_text()


def test_a_vault_in_which_words_alone_challenge_has_open_disagreements(tmp_path: Path) -> None:
    build(
        write_vault(tmp_path / "v", {"Elms.md": claim("Elms", challenged_by="[They rot]")}), tmp_path / "site"
    )
    front = words((tmp_path / "site/index.html").read_text(encoding="utf-8"))
    assert "Open disagreements 1 They rot challenges Elms no response yet 1 unanswered challenge" in front
    assert "contradiction" not in front.partition("Open disagreements")[2].partition("Domains")[0]


def test_what_is_answered_is_no_open_disagreement(tmp_path: Path) -> None:
    notes = {"Elms.md": claim("Elms", challenged_by="[They rot]", responses="[They do not]")}
    build(write_vault(tmp_path / "v", notes), tmp_path / "site")
    assert "Open disagreements" not in (tmp_path / "site/index.html").read_text(encoding="utf-8")


def test_the_first_page_counts_the_challenges_that_the_audit_counts(tmp_path: Path) -> None:
    found = survey(bundled("vault"))
    left = len(unanswered(challenges(found.graph)))
    build(bundled("vault"), tmp_path / "site")
    assert left > 1
    assert f" {left} unanswered challenges" in words((tmp_path / "site/index.html").read_text("utf-8"))
    listed = (tmp_path / "site/challenges/index.html").read_text("utf-8")
    assert f", {left} of them without an answer." in listed
    assert f'<h2 lang="en">Unanswered <span class="count">{left}</span>' in listed


@pytest.mark.parametrize(
    ("challenged_by", "responses", "said"),
    [
        ("[]", "[]", "No note of this vault is challenged."),
        ("[one]", "[]", "1 challenge, without an answer."),
        ("[one]", "[no]", "1 challenge, answered."),
        ("[one, two]", "[]", "2 challenges, none of them answered."),
        ("[one, two]", "[no]", "2 challenges, 1 of them without an answer."),
        ("[one, two]", "[no, no]", "2 challenges, all of them answered."),
    ],
)
def test_the_page_of_challenges_says_in_words_how_many_are_answered(
    tmp_path: Path, challenged_by: str, responses: str, said: str
) -> None:
    notes = {"Elms.md": claim("Elms", challenged_by=challenged_by, responses=responses)}
    build(write_vault(tmp_path / "v", notes), tmp_path / "site")
    assert f'<p class="standfirst">{said}</p>' in (tmp_path / "site/challenges/index.html").read_text()


@pytest.mark.parametrize(
    ("premises", "said"),
    [
        (
            "[Elms]",
            "1 note on which others rest, by the strength that would be lost among its dependents if it fell.",
        ),
        (
            "[Elms, Ash]",
            "2 notes on which others rest, by the strength that would be lost among their dependents if",
        ),
    ],
)
def test_the_load_bearing_page_speaks_of_one_as_of_one(tmp_path: Path, premises: str, said: str) -> None:
    notes = {"Elms.md": claim("Elms"), "Ash.md": claim("Ash"), "Oaks.md": claim("Oaks", depends_on=premises)}
    build(write_vault(tmp_path / "v", notes), tmp_path / "site")
    assert said in (tmp_path / "site/load-bearing/index.html").read_text()


def quantity(stated: str, **more: str) -> str:
    fields = {"var": "oak-share", "stated": stated, **more}
    return "".join(["\n  share:\n", *(f"    {key}: {value}\n" for key, value in fields.items())])


def test_numbers_of_one_note_that_collide_are_counted_wherever_they_are_told(tmp_path: Path) -> None:
    both = quantity("30%", scope="hills") + quantity("80%", scope="hills").replace("share", "part", 1).lstrip(
        "\n"
    )
    site = tmp_path / "site"
    build(write_vault(tmp_path / "v", {"Oaks.md": claim("Oaks", quantities=both)}), site)
    page = (site / "contradictions/index.html").read_text(encoding="utf-8")
    assert "0 pairs of notes that cannot both be right" in page
    assert "and 1 pair of numbers in one note, kept in sight" in page
    front = (site / "index.html").read_text(encoding="utf-8")
    assert 'Open disagreements <span class="count">1</span>' in front
    assert 'href="contradictions/index.html">1 contradiction</a>' in front


def test_a_note_that_names_itself_is_no_edge(tmp_path: Path) -> None:
    notes = {
        "Oaks.md": claim("Oaks", "[[Oaks]]", supports="[Oaks]", depends_on="[Elms]"),
        "Elms.md": claim("Elms"),
    }
    build(write_vault(tmp_path / "v", notes), tmp_path / "site")
    graph = (tmp_path / "site/graph/index.html").read_text(encoding="utf-8")
    assert "2 notes and 1 edge." in graph
    assert "supports" not in words(graph.partition("Relations")[2].partition("Ratings")[0])
    assert "<strong>1</strong><br><span>edge</span>" in (tmp_path / "site/index.html").read_text()


def test_numbers_that_collide_are_told_with_scope_and_date(tmp_path: Path) -> None:
    notes = {
        "Few.md": claim("Few", quantities=quantity("30% to 40%", scope="hills", as_of="2026")),
        "Many.md": claim("Many", quantities=quantity("66%", scope="valleys", as_of="2026")),
        "Most.md": claim("Most", quantities=quantity("80%", scope="hills", as_of="2026")),
    }
    build(write_vault(tmp_path / "v", notes), tmp_path / "site")
    page = (tmp_path / "site/contradictions/index.html").read_text(encoding="utf-8")
    collide, differ = page.split("Numbers of different scope")
    assert "30% to 40% (hills, 2026)" in words(collide)
    assert "80% (hills, 2026)" in words(collide)
    assert 'class="versus contradicts"' in collide
    assert "66% (valleys, 2026)" in words(differ)
    assert "contradicts" not in differ


def test_links_in_the_words_of_a_challenge_are_links_in_the_list_of_all(tmp_path: Path) -> None:
    build(write_vault(tmp_path / "v", DISPUTED), tmp_path / "site")
    listed = (tmp_path / "site/challenges/index.html").read_text(encoding="utf-8")
    assert re.search(
        r'<a href="\.\./c/elms-live-long-\w{6}/index.html">Elms live long</a> said a forester', listed
    )
    assert re.search(r'">Birches live long</a> is about birches', listed)
    assert "[[" not in listed


def test_a_vault_without_contradictions_counts_none(tmp_path: Path) -> None:
    build(write_vault(tmp_path / "v", {"Elms.md": claim("Elms")}), tmp_path / "site")
    page = words((tmp_path / "site/contradictions/index.html").read_text(encoding="utf-8"))
    assert "Pairs of notes that cannot both be right" in page
    assert "No two notes of this vault contradict each other." in page


def test_a_contradiction_that_both_state_gives_the_reason_of_the_one_that_has_any(tmp_path: Path) -> None:
    vault = {
        "Ash.md": claim("Ash", contradicts="[Elm]"),
        "Elm.md": claim("Elm", contradicts='["[[Ash]] — one of them burns first"]'),
    }
    build(write_vault(tmp_path / "v", vault), tmp_path / "site")
    page = (tmp_path / "site/contradictions/index.html").read_text()
    assert page.count("one of them burns first") == 1
    assert "1 pair of notes" in page


def test_what_many_notes_say_against_a_number_is_a_list(tmp_path: Path) -> None:
    stated = {"Oaks": "1%", "Elms": "30%", "Ashes": "60%", "Birches": "90%"}
    given = "quantities:\n  share: {{calc: given, var: wood, as_of: 2026, stated: {}}}\n---\n"
    files = {
        f"{name}.md": claim(name).replace("---\n# ", given.format(value) + "# ", 1)
        for name, value in stated.items()
    }
    build(write_vault(tmp_path / "v", files), tmp_path / "site")
    remarks = (
        page_of(tmp_path / "site", "oaks").partition('<ul class="bullets aside">')[2].partition("</ul>")[0]
    )
    assert [words(one).partition(" for ")[0] for one in rows(remarks)] == [
        f"wood is 1% here and {value} in {name} ," for name, value in sorted(stated.items()) if name != "Oaks"
    ]
