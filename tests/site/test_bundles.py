from hashlib import sha256

from teleo.resources import bundled


def test_the_committed_scripts_were_bundled_from_the_committed_sources() -> None:
    site = bundled("site")
    listed = dict(reversed(line.split("  ")) for line in (site / "bundles.sha256").read_text().splitlines())
    present = {f"src/{path.name}" for path in (site / "src").iterdir()}
    assert present == {name for name in listed if name.startswith("src/")}
    for name, digest in listed.items():
        assert sha256((site / name).read_bytes()).hexdigest() == digest, f"{name}: run npm run build in site/"


def test_no_bundle_needs_more_than_a_policy_without_inline_code_allows() -> None:
    for script in (bundled("site") / "static").glob("*.js"):
        text = script.read_text(encoding="utf-8")
        assert "eval(" not in text
        assert "new Function" not in text
