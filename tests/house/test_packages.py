"""The wheel and the sdist carry the data folders, and an installed teleo finds them."""

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROBE = (
    "from teleo.resources import bundled\n"
    "assert 'site-packages' in str(bundled('schemas')), bundled('schemas')\n"
    "assert (bundled('schemas') / 'claim.json').is_file()\n"
    "assert (bundled('vault') / 'teleo.toml').is_file()\n"
    "assert any((bundled('site') / 'templates').iterdir())\n"
    "assert any((bundled('site') / 'static').iterdir())\n"
)


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(output), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    return output


@pytest.mark.slow
@pytest.mark.xdist_group("packages")
@pytest.mark.parametrize("kind", ["*.whl", "*.tar.gz"])
def test_an_installed_package_finds_its_data(packages: Path, tmp_path: Path, kind: str) -> None:
    (package,) = packages.glob(kind)
    subprocess.run([sys.executable, "-m", "venv", str(tmp_path / "env")], check=True)
    python = tmp_path / "env" / "bin" / "python"
    install = [str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check", str(package)]
    subprocess.run(install, check=True)
    subprocess.run([str(python), "-c", PROBE], check=True, cwd=tmp_path)
    done = subprocess.run(
        [str(python), "-m", "teleo", "check"], capture_output=True, text=True, cwd=tmp_path, check=False
    )
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    listed = subprocess.run(
        [str(python), "-c", "import sys, teleo.cli; print('torch' in sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert listed.stdout.strip() == "False"


@pytest.mark.slow
@pytest.mark.xdist_group("packages")
def test_no_package_carries_environments_or_built_sites(packages: Path) -> None:
    (wheel,) = packages.glob("*.whl")
    (sdist,) = packages.glob("*.tar.gz")
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    with tarfile.open(sdist) as archive_:
        names += archive_.getnames()
    assert not [name for name in names if "node_modules" in name or "/_site/" in name or "/.venv/" in name]
