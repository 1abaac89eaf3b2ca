"""Turns texts into unit vectors, each text once."""

from teleo.cache import cache_folder
from teleo.embeddings.encoder import Encoder, Model, ModelError, Vectors, unit_rows
from teleo.embeddings.hashing import HashingEncoder, hashing_model
from teleo.embeddings.models import DEFAULT_NAME, download, find_model, model_files
from teleo.embeddings.passage import Passage
from teleo.embeddings.store import StoredModel, VectorStore
from teleo.embeddings.walk import Embedded, Progress, cached, embed, kept, nothing_embedded
from teleo.embeddings.words import word_vectors

__all__ = [
    "DEFAULT_NAME",
    "Embedded",
    "Encoder",
    "HashingEncoder",
    "Model",
    "ModelError",
    "Passage",
    "Progress",
    "StoredModel",
    "VectorStore",
    "Vectors",
    "cache_folder",
    "cached",
    "download",
    "embed",
    "find_model",
    "hashing_model",
    "kept",
    "model_files",
    "nothing_embedded",
    "unit_rows",
    "word_vectors",
]
