from contextlib import suppress
from pathlib import Path

import pytest

from teleo.site.output import MANIFEST, OutputError, open_output, stated_folder


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
