"""The page of a note: what one came for stands first, and a rating says why it stays."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from teleo.cache import Cache
from teleo.config import Config
from teleo.model import Note
from teleo.site import catalogue
from teleo.site.anchors import note_anchors
from tests.site.vaults import build, claim, page_of, write_vault

WOODS = {
    "Why.md": "---\ntype: question\nrelated: [Elms]\n---\n# Why\n\nFor [[Ash]].\n",
    "Elms.md": claim("Elms", question="'[[Why]]'"),
    "Ash.md": claim("Ash", confidence="proven", question="'[[Why]]'", depends_on="[Oaks]"),
    "Oaks.md": claim("Oaks", confidence="proven"),
    "Firs.md": "---\ntype: claim\nquestion: '[[Why]]'\n---\n# Firs\n",
}


def test_the_page_of_a_question_gives_its_answers_first_with_their_ratings(tmp_path: Path) -> None:
    build(write_vault(tmp_path / "v", WOODS), tmp_path / "site")
    page = page_of(tmp_path / "site", "why")
    assert re.findall(r'<section class="text section" id="([\w-]+)"', page)[:2] == ["answers", "related"]
    assert re.findall(r'<li><a href="#([\w-]+)">', page)[:2] == ["answers", "related"]
    answers = page[page.index('id="answers"') :].partition("</section>")[0]
    rows = [re.sub(r"<[^>]+>", " ", row).split() for row in answers.split("<li>")[1:]]
    assert rows == [["Ash", "proven"], ["Elms", "likely"], ["Firs"]]


def test_a_question_that_is_a_link_is_read_without_its_brackets(tmp_path: Path) -> None:
    vault = {
        "Why.md": "---\ntype: question\n---\n# Why\n",
        "Elms.md": claim("Elms", question="'[[Why|For what reason?]]'"),
        "Ash.md": claim("Ash", question="'[[When does it fall]]'"),
    }
    build(write_vault(tmp_path / "v", vault), tmp_path / "site")
    assert 'index.html">For what reason?</a></p>' in page_of(tmp_path / "site", "elms")
    page = (tmp_path / "site/questions/index.html").read_text()
    assert "1 answer" in page
    assert "When does it fall" in page
    for file in ("questions/index.html", "static/data/search.js"):
        assert "[[W" not in (tmp_path / "site" / file).read_text()


def test_a_rating_that_stays_says_why(tmp_path: Path) -> None:
    build(write_vault(tmp_path / "v", WOODS), tmp_path / "site")
    assert "the same: nothing it rests on is rated lower" in page_of(tmp_path / "site", "ash")
    assert "the same: it rests on no other note" in page_of(tmp_path / "site", "oaks")


def test_a_list_says_of_a_claim_that_it_is_retired(tmp_path: Path) -> None:
    notes = {
        "Oaks.md": claim("Oaks", status="retired"),
        "Elms.md": claim("Elms", status="under_review"),
        "Ash.md": claim("Ash", depends_on="[Oaks, Elms]"),
    }
    site = tmp_path / "site"
    build(write_vault(tmp_path / "vault", notes), site)
    for page in ("claims/index.html", "c/ash-*/index.html", "load-bearing/index.html"):
        text = next(site.glob(page)).read_text(encoding="utf-8")
        assert 'Oaks</span></a> <span class="aside">retired</span>' in text
        assert 'Elms</span></a> <span class="aside">under review</span>' in text
        assert 'Ash</span></a> <span class="aside">' not in text
    found = (site / "static/data/search.js").read_text(encoding="utf-8")
    assert '"claim, retired"' in found
    assert '"claim, under review"' in found


def test_a_rating_in_words_is_read_out_once_on_every_page(tmp_path: Path) -> None:
    lowered = {"Pines.md": claim("Pines", confidence="proven", depends_on="[Elms, Ash]", supports="[Oaks]")}
    build(write_vault(tmp_path / "v", {**WOODS, **lowered}), tmp_path / "site")
    shape = r'<svg class="glyph (\w+)" (?:role="img" aria-label="(\w+)"|aria-hidden="true")>.*?</svg>'
    for page in (tmp_path / "site").rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        for found in re.finditer(shape + r"\s*(?:</?[a-z][^>]*>\s*)*(\w+)", text):
            assert not found[2] or found[2] != found[3], (page, found[0])


def test_a_page_that_names_some_of_its_mentions_counts_all(tmp_path: Path) -> None:
    speakers = {f"S {number}.md": f"Of [[Oaks]], {number}.\n" for number in range(63)}
    build(write_vault(tmp_path / "v", {"Oaks.md": claim("Oaks"), **speakers}), tmp_path / "site")
    page = page_of(tmp_path / "site", "oaks")
    section = page[page.index('id="mentioned_by"') :].partition("</section>")[0]
    assert '<span class="count">63</span>' in section
    assert section.count("<mark>") == 60
    assert '<a href="index.json">and 3 notes more</a>' in section
    assert '<a href="#mentioned_by">Mentioned by</a> <span class="aside">63</span>' in page


def test_the_weakest_link_of_an_argument_is_the_premise_that_holds_the_rating_down(tmp_path: Path) -> None:
    vault = {
        "Top.md": claim("Top", confidence="proven", depends_on="[Middle, Beside]"),
        "Middle.md": claim("Middle", confidence="proven", depends_on="[Ground, Beside]"),
        "Ground.md": claim("Ground", confidence="speculative"),
        "Beside.md": claim("Beside", confidence="likely", depends_on="[Ash]"),
        "Ash.md": claim("Ash", confidence="proven"),
    }
    build(write_vault(tmp_path / "v", vault), tmp_path / "site")
    page = page_of(tmp_path / "site", "top")
    tree = page[page.index('id="argument"') :].partition("</section>")[0]
    leaves = [re.sub(r"<[^>]+>", " ", leaf).split() for leaf in tree.split('<div class="leaf">')[1:]]
    marked = [leaf[2] for leaf in leaves if leaf[-2:] == ["weakest", "link"]]
    assert marked == ["Ground"]
    assert any(leaf[:5] == ["rests", "on", "Middle", "effectively", "speculative"] for leaf in leaves)


def test_the_weakest_link_is_marked_where_the_premises_have_none_of_their_own(tmp_path: Path) -> None:
    vault = {
        "Top.md": claim("Top", confidence="likely", depends_on="[Firm, Weak]"),
        "Firm.md": claim("Firm", confidence="proven"),
        "Weak.md": claim("Weak", confidence="speculative"),
        "Sure.md": claim("Sure", confidence="likely", depends_on="[Firm]"),
    }
    build(write_vault(tmp_path / "v", vault), tmp_path / "site")
    page = page_of(tmp_path / "site", "top")
    section = page[page.index('<section class="text section" id="depends_on"') :].partition("</section>")[0]
    marked = [row for row in section.split("<li>")[1:] if "weakest link" in row]
    assert len(marked) == page.count("weakest link") == 1
    assert "Weak</span></a>" in marked[0]
    assert "weakest link" not in page_of(tmp_path / "site", "sure")


def test_the_legend_of_a_map_explains_what_its_notes_say_of_each_other(tmp_path: Path) -> None:
    notes = {
        "Why.md": "---\ntype: question\n---\n# Why?\n\n[[Oak]] and [[Elm]].\n",
        "Oak.md": claim("Oak", challenges="[Elm]"),
        "Elm.md": claim("Elm"),
    }
    build(write_vault(tmp_path / "vault", notes), tmp_path / "site")
    page = page_of(tmp_path / "site", "why")
    assert page.count('class="edge between challenges"') == 1
    legend = page[page.index('<ul class="legend">') :]
    legend = legend[: legend.index("</ul>")]
    assert legend.count("<li class") == 2
    assert '<li class="challenges">' in legend
    assert '<li class="mentions">' in legend


def test_an_answer_bears_its_rating_as_every_rating_and_is_read_once(tmp_path: Path) -> None:
    notes = {"Why.md": "---\ntype: question\n---\n# Why?\n", "Oak.md": claim("Oak", question="Why?")}
    build(write_vault(tmp_path / "vault", notes), tmp_path / "site")
    page = page_of(tmp_path / "site", "why")
    answers = page[page.index('id="answers"') :]
    assert '<p class="aside likely" aria-hidden="true"><span class="rating">likely</span></p>' in answers


def test_a_page_says_what_it_lacks(tmp_path: Path) -> None:
    notes = {
        "Why.md": "---\ntype: question\n---\n# Why?\n",
        "How.md": "---\ntype: question\n---\n# How?\n\nWords.\n",
        "Oak.md": claim("Oak", question="How?"),
        "Nothing.md": "",
    }
    build(write_vault(tmp_path / "vault", notes), tmp_path / "site")
    empty, unanswered = "This note has no text yet.", "No claim of this vault answers it yet."
    said = {name: page_of(tmp_path / "site", name) for name in ("why", "how", "oak", "nothing")}
    assert [empty in page for page in said.values()] == [True, False, False, True]
    assert [unanswered in page for page in said.values()] == [True, False, False, False]


def test_the_places_of_a_page_are_looked_up_once_for_all_links_to_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def counted(note: Note, numbers: Iterable[str] = ()) -> frozenset[str]:
        asked.append(note.stem)
        return note_anchors(note, numbers)

    monkeypatch.setattr(catalogue, "note_anchors", counted)
    parts = "\n\n".join(f"## Part {number}" for number in range(30))
    links = " ".join(f"[[Oaks#Part {number}]]" for number in range(30))
    vault = {"Oaks.md": claim("Oaks", parts), "Elms.md": claim("Elms", links)}
    build(write_vault(tmp_path / "v", vault), tmp_path / "site")
    assert page_of(tmp_path / "site", "elms").count("index.html#h-part-") == 30
    assert asked == ["Oaks"]


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        (7, "1 → 2 → 3 → 4 → 5 → 6 → 7"),
        (8, "1 → 2 → 3 → 4 → 5 → 2 more → 8"),
        (40, "1 → 2 → 3 → 4 → 5 → 34 more → 40"),
    ],
)
def test_a_long_way_to_the_weakest_premise_is_named_by_its_ends(
    tmp_path: Path, steps: int, said: str
) -> None:
    notes = {
        f"N{step}.md": claim(f"N{step}", depends_on=f"[N{step + 1}]")
        if step < steps
        else claim("N", confidence="speculative")
        for step in range(steps + 1)
    }
    build(write_vault(tmp_path / "vault", notes), tmp_path / "site")
    path = re.search(r'<dd class="why">(.*?)</dd>', page_of(tmp_path / "site", "n0"), re.DOTALL)
    assert path
    found = re.findall(r"<li>(?:<a[^>]*>N)?([^<]*)", path[1])
    assert " → ".join(found) == said


def test_a_fix_is_told_in_a_sentence_of_its_own(tmp_path: Path) -> None:
    text = '---\ntype: claim\ndepends_on:\n  - "[[Elms]]"\n---\n# Oaks\n'
    build(write_vault(tmp_path / "vault", {"Oaks.md": text, "Elms.md": claim("Elms")}), tmp_path / "site")
    for path in ("c/oaks-??????/index.html", "health/index.html"):
        page = next((tmp_path / "site").glob(path)).read_text()
        assert '<code>teleo fmt</code> mends it. <span class="fix">Fix: Format the list.</span>' in page


def test_marks_in_fields_are_no_words_of_them(tmp_path: Path) -> None:
    ash = claim(
        "Ash",
        description="'Grows **fast** by `age`, a snake_case word ^rt'",
        source="'*Nature* 12, https://example.org/_a_ and [[Oaks]] of *old*'",
        challenged_by="['It *dies* young, see [[Oaks]]']",
        responses="['It **does not**']",
    )
    build(write_vault(tmp_path / "vault", {"Ash.md": ash, "Oaks.md": claim("Oaks")}), tmp_path / "site")
    page = page_of(tmp_path / "site", "ash")
    text = re.sub(r"<[^>]+>", "", page)
    for said in (
        "Grows fast by age, a snake_case word ^rt",
        "It dies young, see Oaks",
        "It does not",
        "of old",
    ):
        assert said in text
    assert "https://example.org/_a_" in text
    assert 'name="description" content="Grows fast by age' in page


def test_the_name_of_a_block_is_no_word_of_a_reason_or_of_the_search(tmp_path: Path) -> None:
    oaks = f"{claim('Oaks')}\nThey last. ^lasting-oaks\n\nRelevant Notes:\n- [[Elms]] — as old ^old-elms\n"
    build(write_vault(tmp_path / "vault", {"Oaks.md": oaks, "Elms.md": claim("Elms")}), tmp_path / "site")
    assert "as old" in page_of(tmp_path / "site", "oaks")
    texts = "".join(file.read_text() for file in (tmp_path / "site/static/data").rglob("*.js"))
    for file in ("oaks", "elms"):
        texts += page_of(tmp_path / "site", file)
    assert "^" not in texts and "lasting-oaks" not in texts.replace('id="b-lasting-oaks"', "")


def test_links_in_a_description_lead_on_its_page_and_are_words_elsewhere(tmp_path: Path) -> None:
    said = '"See [[Oaks|the oaks]], [[Elms]] and [a study](https://a.example/s)."'
    notes = {"Ash.md": claim("Ash", description=said), "Oaks.md": claim("Oaks")}
    site = tmp_path / "site"
    build(write_vault(tmp_path / "vault", notes), site)
    page = page_of(site, "ash")
    words = "See the oaks, Elms and a study."
    assert f'<meta name="description" content="{words}">' in page
    assert words in (site / "llms.txt").read_text()
    assert words in (site / "static/data/texts/0.js").read_text()
    standfirst = page.split('<p class="standfirst">')[1].split("</p>")[0]
    assert (
        '">the oaks</a>, <span class="unresolved" title="no note of this title">Elms</span> and '
        in standfirst
    )
    assert 'href="https://a.example/s"' in standfirst
    assert "[" not in standfirst


def test_thousands_of_links_in_a_challenge_are_shown_in_linear_time(tmp_path: Path) -> None:
    challenged_by = f"""['{"[[Oaks]] stand, " * 14_000}']"""
    notes = {"Ash.md": claim("Ash", challenged_by=challenged_by), "Oaks.md": claim("Oaks")}
    build(write_vault(tmp_path / "vault", notes), tmp_path / "site")
    assert page_of(tmp_path / "site", "ash").count(">Oaks</a> stand,") == 14_000


def test_a_page_is_made_anew_when_what_its_description_names_appears(tmp_path: Path) -> None:
    vault = write_vault(tmp_path / "vault", {"Ash.md": claim("Ash", description='"See [[Oaks]]."')})
    site = tmp_path / "site"
    cache = Cache(tmp_path / "cache", vault, Config())
    build(vault, site, cache=cache)
    assert "unresolved" in page_of(site, "ash").split('<p class="standfirst">')[1].split("</p>")[0]
    (vault / "Oaks.md").write_text(claim("Oaks"))
    build(vault, site, cache=cache)
    assert "unresolved" not in page_of(site, "ash")
