from pathlib import Path

import pytest

from tests.site.vaults import LIVELY, build, claim, write_vault


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("llms")
    build(write_vault(folder / "vault", LIVELY), folder / "site")
    return folder / "site"


def test_the_list_begins_with_the_title_and_what_the_vault_is(site: Path) -> None:
    lines = (site / "llms.txt").read_text(encoding="utf-8").split("\n")
    assert lines[0] == "# A forest"
    assert lines[2].startswith("> Claims on trees. It holds 7 claims, 1 source, 1 question")


@pytest.mark.parametrize(
    ("description", "told"),
    [
        ("What we know of trees", "What we know of trees."),
        ("Why oaks?", "Why oaks?"),
        ("Oaks (and elms)", "Oaks (and elms)."),
        ("樹木。", "樹木。"),
    ],
)
def test_what_the_vault_is_ends_as_a_sentence(tmp_path: Path, description: str, told: str) -> None:
    vault = write_vault(tmp_path / "vault", {"Oaks.md": claim("Oaks")})
    (vault / "teleo.toml").write_text(f'[vault]\ndescription = "{description}"\n', encoding="utf-8")
    build(vault, tmp_path / "site")
    lines = (tmp_path / "site/llms.txt").read_text(encoding="utf-8").split("\n")
    assert lines[2] == f"> {told} It holds 1 claim."


def test_every_note_is_listed_with_its_rating_and_the_way_to_its_text(site: Path) -> None:
    text = (site / "llms.txt").read_text(encoding="utf-8")
    folders = [page.parent for page in site.glob("[cmnqse]/*/index.html")]
    assert len(folders) == len(LIVELY) - 1
    for folder in folders:
        assert f"({folder.relative_to(site).as_posix()}/index.md)" in text
    assert "index.md): proven, effectively experimental. By two centuries on average\n" in text


def test_a_claim_that_rests_on_a_speculation_is_effectively_one(tmp_path: Path) -> None:
    vault = {"Oaks fall.md": claim("Oaks fall", depends_on="[Winds rise]")}
    build(
        write_vault(
            tmp_path / "vault", vault | {"Winds rise.md": claim("Winds rise", confidence="speculative")}
        ),
        tmp_path / "site",
    )
    assert "index.md): likely, effectively speculative\n" in (tmp_path / "site/llms.txt").read_text()
    whole = (tmp_path / "site/llms-full.txt").read_text()
    assert "\nRating: likely, effectively speculative\n" in whole
    assert "\nRating: speculative\n" in whole


def test_the_whole_text_holds_every_body_and_what_argues_for_it(site: Path) -> None:
    text = (site / "llms-full.txt").read_text(encoding="utf-8")
    assert "\nRests on: [[Rings count years]]\n" in text
    assert "\nChallenged by: [[Birches grow fast]]\n" in text
    assert "Still readable." in text
    assert text.count("\n\n---\n\n# ") == len(LIVELY) - 1


def test_a_title_cannot_end_its_line_or_its_link(tmp_path: Path) -> None:
    title = "Forged](https://evil.example) # [more"
    build(
        write_vault(tmp_path / "vault", {"A.md": f"---\ntype: claim\ntitle: '{title}'\n---\n"}),
        tmp_path / "site",
    )
    assert "- [Forged\\](https://evil.example) # \\[more](c/" in (tmp_path / "site/llms.txt").read_text()
