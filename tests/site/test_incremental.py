"""A site built over older ones is the site built from nothing, whatever happened to the vault in between."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.site.vaults import build, claim

TITLES = ("Oaks outlive birches", "Rings count years", "Birches grow fast", "Elms are ill")
LINKS = st.lists(st.sampled_from(TITLES), max_size=3, unique=True)
EDITS = st.one_of(
    st.tuples(
        st.just("write"), st.sampled_from(TITLES), LINKS, st.sampled_from(("likely", "speculative", "odd"))
    ),
    st.tuples(st.just("remove"), st.sampled_from(TITLES), st.just([]), st.just("")),
    st.tuples(st.just("break"), st.sampled_from(TITLES), st.just([]), st.just("")),
)


def _apply(vault: Path, edit: tuple[str, str, list[str], str]) -> None:
    kind, title, links, rating = edit
    path = vault / f"{title}.md"
    if kind == "remove":
        path.unlink(missing_ok=True)
    elif kind == "break":
        path.write_text("---\ntype: claim\nconfidence: [\n---\nStill here.\n")
    else:
        body = " ".join(f"See [[{link}]]." for link in links)
        path.write_text(claim(title, body, rating, depends_on=f"[{', '.join(links[:1])}]"))


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(EDITS, min_size=1, max_size=3), min_size=1, max_size=3))
def test_a_site_built_step_by_step_equals_one_built_at_once(
    steps: list[list[tuple[str, str, list[str], str]]],
) -> None:
    with TemporaryDirectory() as place:
        vault = Path(place) / "vault"
        vault.mkdir()
        for edits in steps:
            for edit in edits:
                _apply(vault, edit)
            build(vault, Path(place) / "site")
        build(vault, Path(place) / "clean")
        assert _files(Path(place) / "site") == _files(Path(place) / "clean")


def test_a_clean_build_forgets_what_was_there(tmp_path: Path) -> None:
    vault = tmp_path / "vault"
    vault.mkdir()
    (vault / "Oaks.md").write_text(claim("Oaks"))
    build(vault, tmp_path / "site")
    report = build(vault, tmp_path / "site", clean=True)
    assert report.unchanged == 0
    assert _files(tmp_path / "site")
