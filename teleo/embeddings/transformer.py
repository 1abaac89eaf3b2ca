"""An encoder that runs a sentence-transformers model from a folder; the only importer of that library and of torch."""

import json
import os
import re
from collections.abc import Sequence
from hashlib import file_digest
from pathlib import Path

import numpy as np

from teleo.embeddings.encoder import ModelError, Vectors, unit_rows
from teleo.errors import MissingExtraError

WEIGHTS_NAME = "model.safetensors"
BATCH_SIZE = 32
_MODULES_NAME = "modules.json"
_KNOWN_MODULE = re.compile(
    r"sentence_transformers\.[a-z_.]+\."
    r"(?:Transformer|Pooling|Normalize|Dense|StaticEmbedding|LayerNorm|Dropout|WeightedLayerPooling)"
)
"""The parts of that library whose own settings name no further code; a `Router` loads any class that it is told."""

_SETTINGS = {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "TRANSFORMERS_VERBOSITY": "error",
    "TOKENIZERS_PARALLELISM": "false",
}
"""Read by the libraries when they are imported: no network, no telemetry, no chatter."""


_FAULTS = (OSError, ValueError, TypeError, LookupError, AttributeError, ImportError, RuntimeError)
"""What the libraries raise over a folder whose files are not what they should be."""


class TransformerEncoder:
    """A sentence-transformers model held in memory, on the GPU when there is one."""

    def __init__(self, folder: Path, expected_digest: str = "") -> None:
        """Load the model in `folder`; nothing is fetched and no code of the folder is run.

        Raises:
            ModelError: the folder holds no safetensors weights, others than expected, or modules of its own.
            MissingExtraError: sentence-transformers is not installed.
        """
        _verify(folder, expected_digest)
        os.environ.update(_SETTINGS)
        try:
            from safetensors import SafetensorError
            from sentence_transformers import SentenceTransformer
        except ImportError as error:
            raise MissingExtraError("embedding a text", "embeddings") from error
        try:
            self._model = SentenceTransformer(
                str(folder),
                local_files_only=True,
                trust_remote_code=False,
                model_kwargs={"use_safetensors": True},
            )
        except (*_FAULTS, SafetensorError) as error:
            raise ModelError(f"the model in {folder} cannot be loaded: {error}") from error

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one row for each text, of unit length."""
        rows = self._model.encode(
            list(texts),
            batch_size=BATCH_SIZE,
            convert_to_numpy=True,
            show_progress_bar=False,
        )
        return unit_rows(np.asarray(rows))


def weights_digest(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _verify(folder: Path, expected_digest: str) -> None:
    weights = folder / WEIGHTS_NAME
    if not weights.is_file():
        raise ModelError(
            f"the model folder {folder} has no {WEIGHTS_NAME}; name a folder that holds the weights"
        )
    if expected_digest and (digest := weights_digest(weights)) != expected_digest:
        raise ModelError(
            f"{weights} has SHA-256 {digest}, not the official {expected_digest}; "
            "install the package again, or name another folder under [links] model"
        )
    for module in _module_types(folder):
        if not _KNOWN_MODULE.fullmatch(module):
            raise ModelError(
                f"{folder / _MODULES_NAME} names {module!r}, which is no part of sentence-transformers "
                "that teleo loads; name a folder whose model is a transformer with a pooling"
            )


def _module_types(folder: Path) -> tuple[str, ...]:
    try:
        modules = json.loads((folder / _MODULES_NAME).read_text(encoding="utf-8"))
        return tuple(str(module["type"]) for module in modules)
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise ModelError(f"{folder / _MODULES_NAME} cannot be read: {error}") from error
