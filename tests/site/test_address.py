from hashlib import sha256

from teleo.config import Config
from teleo.site.address import note_addresses, to_root
from teleo.vault.reader import read_note


def _addresses(*paths: str) -> dict[str, str]:
    notes = [read_note(path, b"---\ntype: claim\n---\ntext\n", Config()) for path in paths]
    return dict(note_addresses(notes))


def test_a_page_is_named_by_its_title_and_its_id() -> None:
    mark = sha256(b"a/Oaks outlive birches").hexdigest()[:6]
    assert _addresses("a/Oaks outlive birches.md") == {
        "a/Oaks outlive birches": f"c/oaks-outlive-birches-{mark}/index.html"
    }


def test_a_slug_ends_at_a_word_before_its_sixtieth_character() -> None:
    (page,) = _addresses("b/" + "word " * 40 + ".md").values()
    slug = page.split("/")[1][:-7]
    assert len(slug) <= 60
    assert slug == "-".join(["word"] * 12)


def test_a_title_without_ascii_letters_still_has_a_page() -> None:
    (page,) = _addresses("樹木.md").values()
    assert page == f"c/{sha256('樹木'.encode()).hexdigest()[:6]}/index.html"


def test_the_same_stem_in_two_folders_gives_two_pages() -> None:
    assert len(set(_addresses("a/Oak.md", "b/Oak.md").values())) == 2


def test_the_way_to_the_root_goes_up_one_folder_for_each_part() -> None:
    assert to_root("c/oak-123456/index.html") == "../../"
    assert to_root("index.html") == ""


def test_a_permalink_wins_and_stays_inside() -> None:
    notes = [
        read_note(f"{name}.md", f"---\ntype: claim\npermalink: {permalink!r}\n---\n".encode(), Config())
        for name, permalink in (
            ("A", "/oaks/Old age.html"),
            ("B", "oaks/old-age"),
            ("C", "../../etc"),
            ("D", "static/page"),
        )
    ]
    addresses = note_addresses(notes)
    assert addresses["A"] == "oaks/old-age/index.html"
    assert addresses["B"].startswith("c/b-")
    assert addresses["C"] == "etc/index.html"
    assert addresses["D"].startswith("c/d-")
