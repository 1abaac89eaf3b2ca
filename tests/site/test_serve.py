import re
import threading
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from teleo.site.serve import Changes, server, watch
from tests.site.vaults import FOREST, build, write_vault


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    tmp_path = tmp_path_factory.mktemp("served")
    build(write_vault(tmp_path / "vault", FOREST), tmp_path / "site")
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "site" / "way-out.html").symlink_to(tmp_path / "secret.txt")
    changes = Changes()
    changes.tell()
    with server(tmp_path / "site", 0, changes) as made:
        thread = threading.Thread(target=made.serve_forever, daemon=True)
        thread.start()
        yield made.server_address[1]
        made.shutdown()
        thread.join()


def _get(port: int, path: str, **headers: str) -> tuple[int, str]:
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path, headers=headers)
    response: HTTPResponse = connection.getresponse()
    body = response.read().decode("utf-8", "replace")
    connection.close()
    return response.status, body


def test_a_page_is_served_with_the_script_that_reloads_it(port: int) -> None:
    status, body = _get(port, "/")
    assert status == 200
    assert "/.teleo/changes.js" in body
    assert "connect-src &#39;self&#39;" in body


def test_another_host_name_is_refused(port: int) -> None:
    assert _get(port, "/", Host="evil.example")[0] == 403


def test_a_page_of_another_origin_is_refused(port: int) -> None:
    assert _get(port, "/", Origin="https://evil.example")[0] == 403
    assert _get(port, "/static/page.js", Origin=f"http://127.0.0.1:{port}")[0] == 200


@pytest.mark.parametrize(
    "origin", ["null", "", "http://[::1", "x://127.0.0.1:{port}", "http://127.0.0.1:{port}.evil"]
)
def test_an_origin_that_is_not_this_server_is_refused(port: int, origin: str) -> None:
    assert _get(port, "/", Origin=origin.format(port=port))[0] == 403


@pytest.mark.parametrize(
    ("site", "mode", "status"),
    [
        ("cross-site", "no-cors", 403),
        ("same-site", "no-cors", 403),
        ("cross-site", "cors", 403),
        ("cross-site", "navigate", 200),
        ("same-origin", "no-cors", 200),
        ("none", "navigate", 200),
    ],
)
def test_a_page_elsewhere_may_lead_here_and_take_no_script_from_here(
    port: int, site: str, mode: str, status: int
) -> None:
    found = _get(port, "/static/data/search.js", **{"Sec-Fetch-Site": site, "Sec-Fetch-Mode": mode})
    assert found[0] == status


def test_no_page_of_another_origin_can_load_a_file(port: int) -> None:
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", "/static/data/search.js")
    assert connection.getresponse().getheader("Cross-Origin-Resource-Policy") == "same-origin"
    connection.close()


@pytest.mark.parametrize("path", ["/.teleo-site.json/", "/index.html/", "/llms.txt/", "/static/page.js/"])
def test_a_file_is_no_folder_and_no_page(port: int, path: str) -> None:
    status, body = _get(port, path)
    assert status == 404
    assert "No page here" in body or "data-root" in body


@pytest.mark.parametrize(
    "path",
    ["/../secret.txt", "/%2e%2e/secret.txt", "/way-out.html", "/.teleo-site.json", "/c/", "//etc/passwd"],
)
def test_nothing_outside_the_site_is_served(port: int, path: str) -> None:
    status, body = _get(port, path)
    assert status == 404
    assert "secret" not in body.replace(path, "")


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize(
    "path",
    ["/%00", "/c/%00.html", "/%ed%a0%80.html", "/" + "a" * 300 + ".html", "/" + "a/" * 3000, "/%0d%0aX:1/"],
)
def test_an_address_that_no_file_can_have_is_answered_as_one_that_none_has(
    port: int, method: str, path: str
) -> None:
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request(method, path)
    response = connection.getresponse()
    assert response.status == 404
    assert response.getheader("X") is None
    connection.close()


@pytest.mark.parametrize("path", ["/llms.txt", "/static/page.js", "/static/teleo.css"])
def test_text_is_served_as_utf_8(port: int, path: str) -> None:
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path)
    kind = connection.getresponse().getheader("Content-Type", "")
    assert re.fullmatch(r"text/\w+; charset=utf-8", kind)
    connection.close()


@pytest.mark.parametrize("base", ["", "https://example.org/claims/"])
def test_what_is_not_there_is_answered_with_a_page_that_works_at_any_depth(tmp_path: Path, base: str) -> None:
    vault = write_vault(tmp_path / "vault", {**FOREST, "teleo.toml": f'[vault]\nbase_url = "{base}"\n'})
    build(vault, tmp_path / "site")
    with server(tmp_path / "site", 0, Changes()) as made:
        thread = threading.Thread(target=made.serve_forever, daemon=True)
        thread.start()
        port = made.server_address[1]
        status, body = _get(port, "/c/no/such/claim/")
        assert status == 404
        assert 'data-root="/"' in body
        links = re.findall(r'(?:href|src)="(?!#)([^"]+)"', body)
        assert {_get(port, link)[0] for link in links if not link.startswith("/.teleo")} == {200}
        made.shutdown()
        thread.join()


def test_the_page_of_what_is_not_there_begins_its_links_at_the_host(tmp_path: Path) -> None:
    base = {"teleo.toml": '[vault]\nbase_url = "https://example.org/claims"\n'}
    build(write_vault(tmp_path / "vault", {**FOREST, **base}), tmp_path / "site")
    page = (tmp_path / "site/404.html").read_text(encoding="utf-8")
    assert 'href="/claims/static/teleo.css"' in page
    assert 'data-root="/claims/"' in page


def test_the_number_of_the_build_is_told_at_once_to_who_has_not_seen_it(port: int) -> None:
    assert _get(port, "/.teleo/changes?1") == (200, "2")


@pytest.mark.parametrize("name", ["Trees.md", "teleo.toml", "Trees.markdown", "sub/names.jsonl"])
def test_a_changed_file_is_noticed(tmp_path: Path, name: str) -> None:
    vault = write_vault(tmp_path / "vault", {**FOREST, name: "# Trees\n"})
    stop, rebuilt = threading.Event(), threading.Event()
    thread = threading.Thread(target=watch, args=(vault, tmp_path / "site", rebuilt.set, stop), daemon=True)
    thread.start()
    while not rebuilt.wait(0.2):
        note = vault / name
        note.write_text(note.read_text() + "More.\n")
    stop.set()
    thread.join()
    assert rebuilt.is_set()
