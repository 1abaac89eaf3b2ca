"""The ladder on which a title is found."""

from pathlib import Path

import pytest

from teleo.config import Config
from teleo.vault.reader import Vault, read_vault
from teleo.vault.resolve import Resolver, Step

FILES = {
    "a/Inference will pass training.md": "---\naliases:\n- the crossing\n---\n# Inference will pass training\n",
    "a/twin.md": "one",
    "b/twin.md": "two",
    "b/costs-fall-tenfold.md": "# Costs fall — tenfold!\n",
    "b/Café prices rise.md": "x",
    "named.md": "---\ntitle: A stated title\n---\n",
    "c/a longer proposition that nobody would type in full.md": "x",
}


@pytest.mark.parametrize("text", ["GPU 推理成本上升", "GPU", "2026年训练成本上升", "2026", "Øre falder"])
def test_what_differs_in_letters_that_no_slug_has_is_another_title(tmp_path: Path, text: str) -> None:
    for name in ("GPU 价格下降", "2026年推理增长", "Ære falder"):
        (tmp_path / f"{name}.md").write_text(f"# {name}\n", encoding="utf-8")
    assert read_vault(tmp_path, Config()).resolver.resolve(text).step is Step.NONE


@pytest.mark.parametrize(
    ("title", "slug"),
    [("The μ-law holds for chips", "the-law-holds-for-chips"), ("Straße wird teuer", "strae-wird-teuer")],
)
def test_a_long_slug_names_the_title_that_it_was_made_of(tmp_path: Path, title: str, slug: str) -> None:
    (tmp_path / f"{title}.md").write_text("x", encoding="utf-8")
    assert read_vault(tmp_path, Config()).resolver.resolve(slug).step is Step.SLUG


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    for path, text in FILES.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return read_vault(tmp_path, Config())


@pytest.mark.parametrize(
    ("text", "step", "ids"),
    [
        ("a/Inference will pass training", Step.PATH, ("a/Inference will pass training",)),
        ("a/twin.md", Step.PATH, ("a/twin",)),
        ("Inference will pass training", Step.STEM, ("a/Inference will pass training",)),
        ("the crossing", Step.TITLE, ("a/Inference will pass training",)),
        ("A stated title", Step.TITLE, ("named",)),
        ("inference WILL pass training", Step.CASE, ("a/Inference will pass training",)),
        ("Inference-will pass, training.md", Step.LOOSE, ("a/Inference will pass training",)),
        ("Cafe\u0301 prices rise", Step.STEM, ("b/Café prices rise",)),
        ("cafe prices rise", Step.SLUG, ("b/Café prices rise",)),
        ("Costs fall — tenfold!", Step.TITLE, ("b/costs-fall-tenfold",)),
        ("Costs fall, tenfold", Step.LOOSE, ("b/costs-fall-tenfold",)),
        (
            "a longer proposition that",
            Step.PREFIX,
            ("c/a longer proposition that nobody would type in full",),
        ),
        ("a longer", Step.NONE, ()),
        ("twin", Step.STEM, ("a/twin", "b/twin")),
        ("nothing of the kind", Step.NONE, ()),
        ("../twin", Step.NONE, ()),
        ("", Step.NONE, ()),
    ],
)
def test_each_rung_says_what_stood_on_it(vault: Vault, text: str, step: Step, ids: tuple[str, ...]) -> None:
    resolution = vault.resolver.resolve(text)
    assert (resolution.step, resolution.ids) == (step, ids)


def test_two_candidates_are_a_result_and_no_guess(vault: Vault) -> None:
    resolution = vault.resolver.resolve("twin", "a/Inference will pass training")
    assert resolution.is_ambiguous
    assert resolution.id is None


def test_an_address_with_a_slash_before_it_begins_at_the_vault(tmp_path: Path) -> None:
    for path in ("twin.md", "b/twin.md"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text("x", encoding="utf-8")
    resolver = read_vault(tmp_path, Config()).resolver
    assert resolver.resolve_path("/twin.md", "b/x").id == "twin"
    assert resolver.resolve_path("/b/twin.md", "b/x").id == "b/twin"


def test_a_relative_path_is_taken_from_the_note_it_stands_in(vault: Vault) -> None:
    assert vault.resolver.resolve("./twin", "a/x").id == "a/twin"
    assert vault.resolver.resolve("../b/twin", "a/x").id == "b/twin"
    assert vault.resolver.resolve_path("twin.md", "b/x").id == "b/twin"
    assert vault.resolver.resolve("../../etc/passwd", "a/x").id is None


def test_a_note_is_found_by_its_id_though_that_ends_as_a_file_does(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for path in ("sub/elm.md.md", "sub/oak.md.md", "sub/oak.md"):
        (tmp_path / path).write_text("x", encoding="utf-8")
    resolver = read_vault(tmp_path, Config()).resolver
    assert resolver.resolve("sub/elm.md").id == resolver.resolve("sub/elm.md.md").id == "sub/elm.md"
    assert resolver.resolve_path("sub/elm.md", "trees").id == "sub/elm.md"
    assert resolver.resolve("sub/oak.md").id == "sub/oak"


def test_an_id_that_ends_as_a_file_does_is_forgotten_with_its_note(tmp_path: Path) -> None:
    (tmp_path / "elm.md.md").write_text("x", encoding="utf-8")
    vault = read_vault(tmp_path, Config())
    assert vault.resolver.resolve("./elm.md", "oak").id == "elm.md"
    without, touched = vault.resolver.revised((), vault.notes, ())
    assert touched == {"./elm.md"}
    assert without.resolve("./elm.md", "oak").id is None


def test_an_empty_vault_resolves_nothing() -> None:
    assert Resolver(()).resolve("anything at all").step is Step.NONE
