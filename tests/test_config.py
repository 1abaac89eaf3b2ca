"""Settings of a vault."""

from pathlib import Path

import pytest

from teleo.config import Config, ConfigError, parse_config, read_config


def test_a_vault_without_settings_has_the_defaults(tmp_path: Path) -> None:
    assert read_config(tmp_path) == Config()


def test_every_table_is_read() -> None:
    config = parse_config(
        b"""
        [vault]
        title = "T"
        exclude = ["drafts/"]
        [vault.domains]
        a = "Plain title"
        b = {title = "B", colour = "#123456"}
        [types]
        moc = "map"
        [types.fields]
        rests_on = "depends_on"
        [check]
        ignore = "TI"
        [check.per_path]
        "old/*" = ["SC4"]
        [confidence.base]
        proven = 0.99
        [quantities]
        samples = 500
        tolerance = 1
        """
    )
    assert config.vault.title == "T"
    assert config.vault.domains["a"] == {"title": "Plain title"}
    assert config.vault.domains["b"] == {"title": "B", "colour": "#123456"}
    assert config.types.aliases == {"moc": "map"}
    assert config.types.fields == {"rests_on": "depends_on"}
    assert config.check.ignore == ("TI",)
    assert config.check.per_path == {"old/*": ("SC4",)}
    assert config.confidence.base == {
        "proven": 0.99,
        "likely": 0.75,
        "experimental": 0.5,
        "speculative": 0.25,
    }
    assert config.quantities.samples == 500
    assert config.quantities.tolerance == 1.0


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (b"[vualt]", "unknown key 'vualt'; did you mean 'vault'?"),
        (b"[vault]\ntitel = 'x'", "unknown key 'vault.titel'; did you mean 'title'?"),
        (b"[site]\nzzzzzz = 1", "known here: output, repository, feed_size, theme"),
        (b"vault = 3", r"\[vault\] must be a table, not a whole number"),
        (b"[check]\nmax_file_kib = '3'", "check.max_file_kib must be a whole number, not a string"),
        (b"[check]\nmax_file_kib = -3", "check.max_file_kib must not be negative, got -3"),
        (b"[links]\nallow_download = 1", "links.allow_download must be true or false, not a whole number"),
        (b"[vault]\ninclude = [1]", "vault.include must be a list of strings"),
        (b"[confidence.base]\nproven = 'x'", "confidence.base.proven must be a number, not a string"),
        (b"[vault.domains.a]\ncolor = 'x'", "unknown key 'vault.domains.a.color'"),
        (b"\xff", "is not UTF-8 at byte 0"),
        (b"[vault\n", "is not TOML"),
    ],
)
def test_bad_settings_are_refused_with_a_way_out(text: bytes, problem: str) -> None:
    with pytest.raises(ConfigError, match=problem):
        parse_config(text)
