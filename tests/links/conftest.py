"""Three notes, and a cache of their vault that is empty."""

from pathlib import Path

import pytest

from teleo.cache import Cache
from teleo.config import Config
from teleo.vault.reader import Vault, read_vault


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    for name in "abc":
        (tmp_path / f"{name}.md").write_text(f"# {name}\n")
    return read_vault(tmp_path, Config())


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache", tmp_path, Config())
