"""Settings of a vault."""

import json
import os
import re
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from teleo import allowed
from teleo.config import MAX_CONFIG_BYTES, Config, ConfigError, parse_config, read_config
from teleo.export.contributors import ROLES
from teleo.links.signal import Signal
from teleo.model import EDGE_FIELDS, TYPE_ALIASES, Confidence, NoteType
from teleo.resources import bundled


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
        (b"title = 'x'", "unknown key 'title'; did you mean 'vault.title'?"),
        (b"[site]\ntitle = 'x'", "unknown key 'site.title'; did you mean 'vault.title'?"),
        (b"[site]\nzzzzzz = 1", "known here: output, repository, feed_size, theme"),
        (b"vault = 3", r"\[vault\] must be a table, not a whole number"),
        (b"[check]\nmax_file_kib = '3'", "check.max_file_kib must be a whole number, not a string"),
        (b"[check]\nmax_file_kib = -3", "check.max_file_kib is -3; it must be 1 or more"),
        (b"[confidence.base]\nproven = 2", "confidence.base.proven is 2; it must be from 0 to 1"),
        (b"[confidence.base]\nlikely = nan", "confidence.base.likely is nan; it must be from 0 to 1"),
        (b"[confidence.base]\nlikly = 0.5", "unknown key 'confidence.base.likly'; did you mean 'likely'?"),
        (
            b"[confidence.stale_after_days]\nclaim = 0",
            "confidence.stale_after_days.claim is 0; it must be 1 or more",
        ),
        (
            b"[confidence.stale_after_days]\nx = 9",
            "known here: proven, likely, experimental, speculative, claim",
        ),
        (
            b"[vault]\nlanguage = 'deutsch'",
            "vault.language is 'deutsch'; it must be a language tag, such as en, pt-BR or zh-Hant",
        ),
        (b"[vault]\nlanguage = 'de_DE'", "vault.language is 'de_DE'; it must be a language tag"),
        (b"[vault]\nlanguage = ''", "vault.language is ''; it must be a language tag"),
        (b"[quantities]\nsamples = 0", "quantities.samples is 0; it must be 1 or more"),
        (b"[quantities]\ntolerance = inf", "quantities.tolerance is inf; it must be 0 or more"),
        (b"[quantities]\nsupported = 1.5", "quantities.supported is 1.5; it must be from 0 to 1"),
        (
            b"[quantities]\npossible = 0.6",
            "quantities.possible is 0.6, above quantities.supported, 0.5; it must be from 0 to that",
        ),
        (b"[links]\nk = 0", "links.k is 0; it must be 1 or more"),
        (b"[links.weights]\nwords = -1.0", "links.weights.words is -1.0; it must be 0 or more"),
        (
            b"[export.role_weights]\nauthor = 1",
            "unknown key 'export.role_weights.author'; known here: sourcer",
        ),
        (b"[types]\nmoc = 'mapp'", "types.moc is 'mapp'; did you mean 'map'?"),
        (
            b"[types.field]\nrests_on = 'depends_on'",
            "types.field must be a string, not a table; the table here is 'types.fields'",
        ),
        (b"[types.idea]\nis = 'claim'", "types.idea must be a string, not a table"),
        (b"[links.weights]\nwrods = 1", "unknown key 'links.weights.wrods'; did you mean 'words'?"),
        (b"[types.fields]\nrests_on = 'depend_on'", "rests_on is 'depend_on'; did you mean 'depends_on'?"),
        (
            b"[types.fields]\nx = 'zzz'",
            "types.fields.x is 'zzz'; known here: depends_on, underlies, supports",
        ),
        (b"[site]\noutput = '../out'", "site.output is '../out'; it must be a path in the vault"),
        (b"[site]\noutput = '/tmp/out'", "site.output is '/tmp/out'; it must be a path in the vault"),
        (b'[site]\noutput = "a\\u0000b"', "site.output is .*; it must be a path in the vault"),
        (b"[site]\noutput = '.git/refs/tags'", "what lies in that folder belongs to git, so name another"),
        (b"[site]\noutput = 'a\\.GIT'", "what lies in that folder belongs to git"),
        (b'[links]\nmodel = "a\\u0000b"', "links.model is .*; it must be a folder or a name on the hub"),
        (b"[check]\nbaseline = 'a/../../b'", "check.baseline is 'a/../../b'; it must be a path in the vault"),
        (b"x = " + b"[" * 5000, "is not TOML|nests too deep"),
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


@pytest.mark.parametrize(
    "written",
    [
        "javascript:alert(1)",
        "example.org",
        "https://a/?b",
        'https://a/"x',
        "//a",
        "https:///a",
        "https://",
        "https://a//evil.example/b",
        "https://a:port/",
        "https://a:99999/",
        "http://[::1/a",
        "https://a/\0b",
        "https://user:word@a/",
        "https://a/../b",
        "https://a/./b",
    ],
)
def test_what_is_no_web_address_is_refused_as_the_site_s(written: str) -> None:
    with pytest.raises(ConfigError, match="vault.base_url is .* it must be a web address"):
        parse_config(f"[vault]\nbase_url = {json.dumps(written)}".encode())


@pytest.mark.parametrize(
    "value",
    [
        "red; }",
        "url(x)",
        "rgb(1 2 3",
        "rgb(1 2 3))",
        ")(",
        '"Georgia',
        "Georgia'",
        '"a\' , \'b" "',
        "a{b",
        "",
        "\\61",
    ],
)
def test_a_value_of_the_theme_that_could_do_more_than_set_a_property_is_refused(value: str) -> None:
    with pytest.raises(ConfigError, match="site.theme.accent is .* it must be a value such as"):
        parse_config(f"[site.theme]\naccent = {json.dumps(value)}".encode())


def test_a_property_that_the_site_does_not_have_is_refused_with_the_nearest() -> None:
    with pytest.raises(ConfigError, match=r"unknown key 'site\.theme\.papers'; did you mean 'paper'\?"):
        parse_config(b'[site.theme]\npapers = "#fafafa"')
    assert parse_config(b'[site.theme]\n--paper = "#fafafa"').site.theme == {"--paper": "#fafafa"}


@pytest.mark.parametrize("colour", ["red; }", "url(x)", "teal!"])
def test_a_colour_of_a_domain_that_is_no_css_is_refused(colour: str) -> None:
    settings = f"[vault.domains.trees]\ntitle = 'Trees'\ncolour = {json.dumps(colour)}".encode()
    with pytest.raises(
        ConfigError, match=r"vault\.domains\.trees\.colour is .*; it must be a colour such as"
    ):
        parse_config(settings)


@pytest.mark.parametrize("colour", ["", "teal", "#2f7d5b", "rgb(47 125 91 / 80%)", "oklch(0.6 0.1 150)"])
def test_a_colour_of_a_domain_may_be_any_of_css(colour: str) -> None:
    settings = f"[vault.domains]\ntrees = {{colour = {json.dumps(colour)}}}".encode()
    assert parse_config(settings).vault.domains["trees"]["colour"] == colour


def test_the_properties_that_a_theme_may_set_are_those_of_the_site_s_style() -> None:
    style = (bundled("site") / "static" / "teleo.css").read_text(encoding="utf-8")
    assert set(allowed.PROPERTIES) == set(re.findall(r"--([a-z][a-z0-9_-]*):", style))


def test_the_words_that_settings_may_hold_are_those_of_the_rooms_above() -> None:
    assert set(allowed.EDGE_FIELDS) == set(EDGE_FIELDS)
    assert set(allowed.TYPE_NAMES) == set(TYPE_ALIASES)
    assert set(allowed.TYPES) == {kind.value for kind in NoteType if kind is not NoteType.NOTE}
    assert set(allowed.RATINGS) == {rating.word for rating in Confidence}
    assert allowed.ROLES == ROLES
    assert set(allowed.SIGNALS) == set(Signal)


def test_settings_that_are_a_link_are_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere.toml").write_text("[vault]\ntitle = 'stolen'\n")
    root = tmp_path / "vault"
    root.mkdir()
    (root / "teleo.toml").symlink_to(tmp_path / "elsewhere.toml")
    with pytest.raises(ConfigError, match="is a symbolic link, and links are not followed"):
        read_config(root)


def test_settings_that_are_a_pipe_or_a_folder_are_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "teleo.toml")
    with pytest.raises(ConfigError, match="is no regular file"):
        read_config(tmp_path)
    (tmp_path / "teleo.toml").unlink()
    (tmp_path / "teleo.toml").mkdir()
    with pytest.raises(ConfigError, match=r"is no regular file|Is a directory"):
        read_config(tmp_path)


def test_settings_over_the_limit_are_refused(tmp_path: Path) -> None:
    (tmp_path / "teleo.toml").write_bytes(b"#" * (MAX_CONFIG_BYTES + 1))
    with pytest.raises(ConfigError, match="the limit is 1024; shorten it"):
        read_config(tmp_path)


@pytest.mark.parametrize(
    "tag", ["en", "EN-gb", "pt-BR", "zh-Hant-TW", "es-419", "sl-rozaj-biske", "de-x-own", "gsw"]
)
def test_a_vault_may_be_of_any_language(tag: str) -> None:
    assert parse_config(f'[vault]\nlanguage = "{tag}"'.encode()).vault.language == tag


def test_the_page_of_settings_names_every_key_with_its_default() -> None:
    page = (Path(__file__).parents[1] / "docs" / "settings.md").read_text(encoding="utf-8")
    shown: dict[str, dict[str, str]] = {}
    for line in page.splitlines():
        if line.startswith("## `["):
            table = shown.setdefault(line[5:-2], {})
        elif line.startswith("| `"):
            key, default = line.split("|")[1:3]
            table[key.strip(" `")] = default.strip(" `")
    assert list(shown) == [item.name for item in fields(Config)]
    for item in fields(Config):
        table = getattr(Config(), item.name)
        names = [one.name for one in fields(table) if (item.name, one.name) != ("types", "aliases")]
        assert list(shown[item.name]) == names
        for name in names:
            (value,) = tomllib.loads(f"x = {shown[item.name][name]}").values()
            default = getattr(table, name)
            assert value == (list(default) if isinstance(default, tuple) else default), name
