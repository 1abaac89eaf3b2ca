"""What a missing title may have meant."""

from pathlib import Path

import numpy as np
import pytest

from teleo.config import Config
from teleo.embeddings import Embedded
from teleo.links.missing import meant_by, missing_titles
from teleo.vault.reader import Vault, read_vault

FILES = {
    "chips follow their load": "They do. [[their load chips follow]] and [[chips follow their load]]",
    "prices fall": "depends",
    "gone edges": "x",
}


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    for name, text in FILES.items():
        (tmp_path / f"{name}.md").write_text(
            f"---\ntype: claim\nsupports:\n- '[[rain makes wet]]'\n---\n{text}\n"
        )
    return read_vault(tmp_path, Config())


def embedded(*rows: tuple[float, float] | None) -> Embedded:
    known = np.array([row is not None for row in rows])
    return Embedded(np.array([row or (0, 0) for row in rows], dtype=np.float32), known)


def test_a_missing_title_is_what_a_link_names_and_no_note_answers_to(vault: Vault) -> None:
    assert missing_titles(vault) == ("rain makes wet", "their load chips follow")


def test_a_title_means_the_notes_whose_vectors_are_near_the_nearest_first(vault: Vault) -> None:
    # Notes in the order of their ids: chips, gone edges, prices. Cosines with the first title are 0.6, 1 and 0.
    notes = embedded((0.6, 0.8), (1, 0), (0, 1))
    asked = embedded((1, 0), (-1, 0))
    assert meant_by(vault, ("rain makes wet", "their load chips follow"), asked, notes) == {
        "rain makes wet": ("gone edges", "chips follow their load"),
        "their load chips follow": (),
    }


def test_what_has_no_vector_means_nothing_and_is_not_meant(vault: Vault) -> None:
    notes = embedded(None, (1, 0), None)
    found = meant_by(vault, ("rain makes wet", "their load chips follow"), embedded((1, 0), None), notes)
    assert found == {"rain makes wet": ("gone edges",)}
