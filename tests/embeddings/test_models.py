"""A model is found on this machine or refused in one sentence; its weights are what they should be."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from teleo.embeddings import DEFAULT_NAME, ModelError, VectorStore, find_model, hashing_model
from teleo.embeddings.models import PACKAGED_DIGEST, folder_model, model_files, packaged_model
from teleo.embeddings.transformer import TransformerEncoder


@pytest.fixture
def store(tmp_path: Path) -> VectorStore:
    return VectorStore(tmp_path / "cache")


@pytest.fixture
def no_hub(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))
    return tmp_path / "hub"


def test_a_model_that_is_not_here_is_refused_with_the_command_that_brings_it(
    store: VectorStore, no_hub: Path, tmp_path: Path
) -> None:
    with pytest.raises(ModelError, match="teleo embed --allow-download"):
        find_model("someone/some-model", tmp_path, store)


def test_the_default_without_its_package_names_the_extra(
    store: VectorStore, no_hub: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("teleo.embeddings.models.PACKAGE", "no_such_package_here")
    with pytest.raises(ModelError, match=r"pip install 'teleo\[offline-model\]'"):
        find_model("", tmp_path, store)


def test_the_default_without_any_extra_names_both_that_it_needs(
    store: VectorStore, no_hub: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("teleo.embeddings.models.PACKAGE", "no_such_package_here")
    monkeypatch.setattr("teleo.embeddings.models.LIBRARY", "no_such_library_here")
    with pytest.raises(ModelError, match=r"pip install 'teleo\[embeddings,offline-model\]'"):
        find_model("", tmp_path, store)


def test_the_hubs_copy_is_used_without_its_client(store: VectorStore, no_hub: Path, tmp_path: Path) -> None:
    model = no_hub / "models--someone--some-model"
    (model / "refs").mkdir(parents=True)
    (model / "refs" / "main").write_text("abc")
    (model / "snapshots" / "abc").mkdir(parents=True)
    (model / "snapshots" / "abc" / "model.safetensors").write_bytes(b"weights")
    assert find_model("someone/some-model", tmp_path, store).name == "someone/some-model"


def test_a_folder_without_weights_is_refused(store: VectorStore, tmp_path: Path) -> None:
    (tmp_path / "model").mkdir()
    with pytest.raises(ModelError, match=r"has no model\.safetensors"):
        find_model("model", tmp_path, store)


@pytest.mark.parametrize("name", ["a" * 5000, "~nobody-of-this-name/model", "~/model"])
def test_a_folder_that_cannot_be_is_a_model_that_is_not_here(
    store: VectorStore, no_hub: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.delenv("HOME", raising=False)
    monkeypatch.setattr("pwd.getpwuid", lambda uid: {}[uid])
    with pytest.raises(ModelError, match="the model"):
        find_model(name, tmp_path, store)
    assert model_files(name, tmp_path)


def test_other_weights_in_the_same_folder_have_another_fingerprint(
    store: VectorStore, tmp_path: Path
) -> None:
    weights = tmp_path / "model.safetensors"
    weights.write_bytes(b"first")
    first = folder_model("m", tmp_path, store)
    weights.write_bytes(b"second one")
    assert folder_model("m", tmp_path, store).fingerprint != first.fingerprint


def test_weights_with_another_hash_are_refused_at_load(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"tampered")
    with pytest.raises(ModelError, match="not the official 53aa"):
        TransformerEncoder(tmp_path, PACKAGED_DIGEST)


@pytest.mark.parametrize(
    "module",
    ["os.system", "sentence_transformers.models.Router", "sentence_transformers.util.misc.importlib"],
)
def test_a_folder_that_names_code_of_its_own_is_refused(tmp_path: Path, module: str) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"weights")
    (tmp_path / "modules.json").write_text(json.dumps([{"idx": 0, "path": "", "type": module}]))
    with pytest.raises(ModelError, match="no part of sentence-transformers"):
        TransformerEncoder(tmp_path)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("model.safetensors", b"version https://git-lfs.github.com/spec/v1\n"),
        ("1_Pooling/config.json", b"{}"),
        ("config_sentence_transformers.json", b'{"prompts": 5}'),
    ],
)
def test_a_model_that_cannot_be_loaded_is_an_error_of_the_model(
    tmp_path: Path, name: str, content: bytes
) -> None:
    model = packaged_model()
    if model is None or model.folder is None:
        pytest.fail("install the extra offline-model to run this test")
    shutil.copytree(model.folder, tmp_path / "model", ignore=shutil.ignore_patterns("*.safetensors"))
    (tmp_path / "model/model.safetensors").symlink_to(model.folder / "model.safetensors")
    (tmp_path / "model" / name).unlink()
    (tmp_path / "model" / name).write_bytes(content)
    with pytest.raises(ModelError, match="cannot be loaded"):
        TransformerEncoder(tmp_path / "model")


def test_hashing_is_found_by_name_and_is_deterministic(store: VectorStore, tmp_path: Path) -> None:
    encoder = find_model("hashing", tmp_path, store).load()
    first, second, third = encoder.encode(["claims need evidence", "claims need evidence", "fish"])
    assert np.array_equal(first, second) and first @ third < 0.5
    assert np.array_equal(first, hashing_model().load().encode(["claims need evidence"])[0])


def test_the_packaged_model_has_the_official_weights_and_knows_meaning() -> None:
    model = packaged_model()
    if model is None:
        pytest.fail("install the extra offline-model to run this test")
    assert model.name == DEFAULT_NAME
    cat, kitten, tax = model.load().encode(["a cat sleeps", "a kitten is napping", "the tax was raised"])
    assert cat @ kitten > 0.5 > cat @ tax
