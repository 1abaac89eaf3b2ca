import errno
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import pytest

from teleo.site.output import MANIFEST, OutputError, open_output, stated_folder


def write(site: Path, pages: Mapping[str, bytes]) -> None:
    with open_output(site, site.parent / "vault") as output:
        for path, data in pages.items():
            output.write(path, data)


def test_the_same_bytes_are_not_written_again(tmp_path: Path) -> None:
    folder, vault = tmp_path / "site", tmp_path / "vault"
    for wanted in ((1, 0), (0, 1)):
        with open_output(folder, vault) as output:
            output.write("c/oak/index.html", b"oak")
        assert (output.written, output.unchanged) == wanted
    assert (folder / "c/oak/index.html").read_bytes() == b"oak"


def test_what_a_build_no_longer_writes_is_removed_with_its_folder(tmp_path: Path) -> None:
    folder, vault = tmp_path / "site", tmp_path / "vault"
    with open_output(folder, vault) as output:
        output.write("c/oak/index.html", b"oak")
        output.write("index.html", b"front")
    with open_output(folder, vault) as output:
        output.write("index.html", b"front")
    assert output.removed == 1
    assert sorted(path.name for path in folder.iterdir()) == [MANIFEST, "index.html"]


def test_a_file_of_somebody_else_in_the_folder_stays(tmp_path: Path) -> None:
    folder, vault = tmp_path / "site", tmp_path / "vault"
    with open_output(folder, vault) as output:
        output.write("index.html", b"front")
    (folder / "CNAME").write_text("example.org")
    with open_output(folder, vault, clean=True) as output:
        output.write("index.html", b"front")
    assert (folder / "CNAME").exists()


def test_a_folder_with_files_that_are_not_teleos_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("years of work")
    with pytest.raises(OutputError, match="did not write"):
        open_output(tmp_path, tmp_path.parent / "vault")


def test_the_vault_itself_is_refused_as_output(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="vault itself"):
        open_output(tmp_path, tmp_path / "inner")


def test_an_interrupted_build_can_be_taken_up_again(tmp_path: Path) -> None:
    folder, vault = tmp_path / "site", tmp_path / "vault"
    with suppress(KeyboardInterrupt), open_output(folder, vault) as output:
        output.write("old.html", b"half")
        raise KeyboardInterrupt
    with open_output(folder, vault) as output:
        output.write("index.html", b"front")
    assert sorted(path.name for path in folder.iterdir()) == [MANIFEST, "index.html"]


@pytest.mark.parametrize("path", ["../outside", "/etc/passwd", "a/../../outside", ""])
def test_a_forged_list_of_files_removes_nothing_outside(tmp_path: Path, path: str) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    outside = tmp_path / "outside"
    outside.write_text("mine")
    (folder / MANIFEST).write_text(f'{{"files": ["{path}"]}}')
    with open_output(folder, tmp_path / "vault"):
        pass
    assert outside.exists()


@pytest.mark.parametrize("stated", ["_site", "a/b", "a/../_site"])
def test_the_settings_of_a_vault_name_a_folder_below_it(tmp_path: Path, stated: str) -> None:
    assert stated_folder(tmp_path, stated).is_relative_to(tmp_path.resolve())


@pytest.mark.parametrize("stated", ["..", "../site", "a/../../site", "/tmp/site", ".", "", "a/.."])
def test_the_settings_of_a_vault_name_no_folder_outside(tmp_path: Path, stated: str) -> None:
    with pytest.raises(OutputError, match="not below the vault"):
        stated_folder(tmp_path, stated)


def test_no_symbolic_link_leads_the_settings_of_a_vault_outside(tmp_path: Path) -> None:
    vault = tmp_path / "vault"
    vault.mkdir()
    (vault / "_site").symlink_to(tmp_path)
    with pytest.raises(OutputError, match="not below the vault"):
        stated_folder(vault, "_site")


def test_a_file_of_somebody_else_is_neither_overwritten_nor_removed(tmp_path: Path) -> None:
    write(tmp_path / "site", {"index.html": b"front", "own/index.html": b"own"})
    mine = tmp_path / "site" / "own" / "about.html"
    mine.write_text("mine")
    with pytest.raises(OutputError, match="holds own/about.html, which teleo did not write"):
        write(tmp_path / "site", {"index.html": b"new front", "own/about.html": b"teleo's"})
    assert mine.read_text() == "mine"
    assert (tmp_path / "site" / "index.html").read_bytes() == b"front"
    write(tmp_path / "site", {"own/about.html": b"mine"})
    assert mine.read_text() == "mine"


@pytest.mark.parametrize("path", ["index.html", "c/oaks/index.html"])
def test_a_folder_in_the_place_of_a_file_is_said_until_it_is_gone(tmp_path: Path, path: str) -> None:
    place = tmp_path / "site" / path
    old = {"index.html": b"front", "c/oaks/index.html": b"oaks"}
    new = {name: data + b"!" for name, data in old.items()}
    write(tmp_path / "site", old)
    place.unlink()
    place.mkdir()
    for _ in range(2):
        with pytest.raises(OutputError, match=r"cannot take the site: Is a directory .*index\.html"):
            write(tmp_path / "site", new)
    place.rmdir()
    write(tmp_path / "site", new)
    assert {name: (tmp_path / "site" / name).read_bytes() for name in new} == new


@pytest.mark.parametrize("listing", ["{}", "[]", '{"files": null}', '{"files": 3}', "", "null"])
def test_a_damaged_list_of_files_is_said(tmp_path: Path, listing: str) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / MANIFEST).write_text(listing)
    with pytest.raises(OutputError, match="is damaged"):
        open_output(tmp_path / "site", tmp_path / "vault")


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: str, *_: object, **__: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied", path)

    monkeypatch.setattr("teleo.site.staging.os.open", refuse)
    (tmp_path / "site").mkdir()
    with pytest.raises(OutputError, match="cannot take the site: Permission denied"):
        write(tmp_path / "site", {"index.html": b"front"})


def test_a_full_disk_is_no_fault_of_the_folder(tmp_path: Path) -> None:
    output = open_output(tmp_path / "site", tmp_path / "vault")
    with pytest.raises(OSError, match="No space") as full, output:
        raise OSError(errno.ENOSPC, "No space left on device")
    assert not isinstance(full.value, OutputError)
