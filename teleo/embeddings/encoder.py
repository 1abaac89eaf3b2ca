"""What an encoder is: texts in, unit vectors out, under a fingerprint that tells its vectors from others'."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from teleo.errors import TeleoError

Vectors = NDArray[np.float32]
"""Rows of unit length, or of zeros where a text says nothing."""


class Encoder(Protocol):
    """Turns texts into vectors."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one row for each text, in order, of unit length; a text without words may give zeros."""
        ...


@dataclass(frozen=True, slots=True)
class Model:
    """An encoder that is not loaded yet.

    `fingerprint` names the weights, so that two models never share a cached vector; it is known without
    loading anything. `load` brings the encoder, which may take seconds and import torch. `folder` holds its
    weights, if it has any.
    """

    name: str
    fingerprint: str
    load: Callable[[], Encoder]
    folder: Path | None = None


class ModelError(TeleoError):
    """A model cannot be found, is not what it should be, or cannot be loaded."""


def unit_rows(rows: NDArray[np.floating]) -> Vectors:
    """Return `rows` scaled to length one; rows of zeros, or with a number that is not finite, become zeros."""
    matrix = np.asarray(rows, dtype=np.float32)
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    sound = np.isfinite(lengths) & (lengths > 0)
    return np.where(sound, matrix / np.where(sound, lengths, 1.0), 0.0).astype(np.float32)
