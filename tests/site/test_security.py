"""A vault that wants to act in its reader's browser does not: judged by a parser, twice, and by a browser."""

import json
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

import html5lib
import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from teleo.site.templating import POLICY
from tests.site.hostile import CALL, ELSEWHERE, WORDS, hostile_vault
from tests.site.vaults import build, write_vault
from tests.site.waiting import until

Trees = Mapping[Path, tuple[Element, Element]]

XHTML = "{http://www.w3.org/1999/xhtml}"
TAGS = frozenset(
    "html head meta title link script body a abbr article aside b blockquote br button cite code datalist dd del "
    "details div dl dt em fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr i input ins kbd label "
    "legend li main mark nav noscript ol option output p pre q s samp section select small span strong sub summary "
    "sup table tbody td th thead tr u ul var wbr".split()
)
FOREIGN_TAGS = frozenset(
    "svg circle defs g line marker path rect symbol text title tspan use a math mfrac mi mn mo mrow ms mspace msqrt "
    "mroot mstyle msub msubsup msup mtable mtd mtext mtr mover munder munderover mpadded mphantom".split()
)
ADDRESSED = ("href", "src", "{http://www.w3.org/1999/xlink}href")
NEVER = re.compile(
    r"on.*|style|srcdoc|srcset|action|formaction|data|poster|background|ping|target|download|autofocus|nonce|"
    r"integrity|http-equiv|contenteditable|popover.*|is|slot|part|xml:base|base|usemap|manifest|profile|xmlns:.*"
)
OWN_FORMS = frozenset({"search", "checkbox", "radio", "range", "number", "text"})
BELOW = re.compile(r"(?:[A-Za-z0-9._-]+/)*[A-Za-z0-9._-]+")

TRAP = """
const tell = (what) => console.error("SPRUNG " + what);
self.sprung = () => tell("the trap");
for (const name of ["alert", "confirm", "prompt", "open", "fetch", "print"]) self[name] = () => tell(name);
for (const name of ["XMLHttpRequest", "WebSocket", "EventSource", "Worker", "SharedWorker", "RTCPeerConnection"])
  self[name] = function () { tell(name); };
navigator.sendBeacon = () => tell("sendBeacon");
document.write = document.writeln = () => tell("document.write");
addEventListener("securitypolicyviolation", (event) => tell(`blocked ${event.violatedDirective} ${event.blockedURI}`));
addEventListener("submit", (event) => { event.preventDefault(); tell("submit"); }, true);
"""
TOUCH = """() => {
  for (const one of document.querySelectorAll("details")) one.open = true;
  for (const one of document.querySelectorAll("body *"))
    for (const name of ["mouseover", "pointerenter", "focus", "focusin", "toggle", "animationstart", "error"])
      one.dispatchEvent(new Event(name));
  return {
    prototype: Object.keys(Object.prototype).concat(Object.keys(Array.prototype)),
    frames: self.length,
    mine: ["sprung", "alert"].filter((name) => typeof self[name] !== "function"),
    teleo: self.teleo instanceof Element,
  };
}"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder in which a hostile vault stands beside the site that was built of it."""
    folder = tmp_path_factory.mktemp("hostile")
    build(write_vault(folder / "vault", hostile_vault()), folder / "site")
    return folder


@pytest.fixture(scope="module")
def site(folder: Path) -> Path:
    return folder / "site"


@pytest.fixture(scope="module")
def trees(site: Path) -> Trees:
    """Return each page as it is parsed first, and as it is when the first tree was written and parsed again."""
    first = {page: html5lib.parse(page.read_text(encoding="utf-8")) for page in _pages(site)}
    return {page: (tree, _parsed_again(tree)) for page, tree in first.items()}


def _pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def _page_titled(site: Path, title: str) -> Path:
    twins = {json.loads(twin.read_text(encoding="utf-8"))["title"]: twin for twin in site.rglob("index.json")}
    return twins[title].parent / "index.html"


def _elements(tree: Element) -> list[Element]:
    return [one for one in tree.iter() if isinstance(one.tag, str)]


def _parsed_again(tree: Element) -> Element:
    text = html5lib.serialize(
        tree,
        omit_optional_tags=False,
        quote_attr_values="always",
        escape_rcdata=False,
        resolve_entities=False,
    )
    return html5lib.parse(text)  # type: ignore[no-any-return]


def _faults(one: Element, page: Path, files: frozenset[Path]) -> Iterator[str]:
    space, _, name = one.tag.rpartition("}")
    if name not in (TAGS if space + "}" == XHTML else FOREIGN_TAGS):
        yield f"<{one.tag}>"
    for attribute, value in one.attrib.items():
        is_policy = name == "meta" and one.attrib == {
            "http-equiv": "Content-Security-Policy",
            "content": POLICY,
        }
        if NEVER.fullmatch(attribute) and not is_policy:
            yield f"<{name} {attribute}={value!r}>"
        if attribute in ADDRESSED and not _may_lead(one, name, value, page, files):
            yield f"<{name} {attribute}={value!r}>"
    if name == "script" and (one.text or not one.get("src")):
        yield f"<script>{one.text}"
    if name == "input" and one.get("type") not in OWN_FORMS:
        yield f"<input type={one.get('type')}>"


def _may_lead(one: Element, name: str, value: str, page: Path, files: frozenset[Path]) -> bool:
    """Whether an address leads to a file of the site or, from a link so marked, to the web or a mailbox."""
    seen = re.sub(r"[\t\n\r]", "", value.strip("".join(map(chr, range(33)))))
    if name == "use":
        return seen.startswith("#")
    parts = urlsplit(seen)
    if parts.scheme or parts.netloc:
        is_away = (
            name == "a" and "away" in one.get("class", "").split() and one.get("rel") == "noopener noreferrer"
        )
        return is_away and parts.scheme in ("http", "https", "mailto")
    if not parts.path:
        return seen.startswith("#")
    return Path(os.path.normpath(page.parent / unquote(parts.path))) in files


def test_no_page_holds_what_could_act_even_after_a_second_parse(site: Path, trees: Trees) -> None:
    files = frozenset(path for path in site.rglob("*") if path.is_file())
    found = {}
    for page, both in trees.items():
        faults = [fault for tree in both for one in _elements(tree) for fault in _faults(one, page, files)]
        if faults:
            found[page.parent.name] = faults
    assert not found


def test_a_second_parse_finds_the_same_page(trees: Trees) -> None:
    for page, both in trees.items():
        first, second = ([(one.tag, one.attrib) for one in _elements(tree)] for tree in both)
        assert first == second, page


def test_every_page_states_its_policy_before_it_loads_anything(trees: Trees) -> None:
    for page, (tree, _) in trees.items():
        head = tree.find(f"{XHTML}head")
        assert head is not None
        kinds = [one.get("http-equiv") or one.tag.removeprefix(XHTML) for one in head]
        policy = kinds.index("Content-Security-Policy")
        assert {"script", "link", "style", "base"}.isdisjoint(kinds[:policy]), page
        assert head[policy].get("content") == POLICY


def test_the_policy_allows_no_inline_script_and_no_other_host() -> None:
    rules = dict(rule.split(" ", 1) for rule in POLICY.split("; "))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    assert rules["script-src"] == rules["style-src"] == "'self'"
    assert "unsafe" not in POLICY
    assert "http" not in POLICY
    assert "*" not in POLICY


def test_no_name_of_a_note_clashes_with_a_name_of_the_page(trees: Trees) -> None:
    for page, (tree, _) in trees.items():
        names = [one.get("id") for one in _elements(tree) if one.get("id") is not None]
        assert len(names) == len(set(names)), page
        for prose in (one for one in _elements(tree) if one.get("class") == "text prose"):
            own = {name for one in _elements(prose) if (name := one.get("id")) is not None}
            assert all(name.startswith(("h-", "n-", "r-")) for name in own), page
            assert not any(one.get("name") for one in _elements(prose)), page


def test_what_is_written_lies_in_the_output_folder_under_plain_names(folder: Path) -> None:
    assert {path.name for path in folder.iterdir()} == {"vault", "site"}
    assert sorted(
        path.relative_to(folder / "vault").as_posix()
        for path in (folder / "vault").rglob("*.*")
        if path.is_file()
    ) == sorted(hostile_vault())
    for path in (folder / "site").rglob("*"):
        assert not path.is_symlink()
        assert BELOW.fullmatch(path.relative_to(folder / "site").as_posix()), path


def test_no_data_of_a_script_can_end_the_script(site: Path) -> None:
    for path in (site / "static/data").rglob("*.js"):
        if path.name != "models.js":
            text = path.read_text(encoding="utf-8")
            assert not {"<", "\u2028", "\u2029"} & set(text), path


def test_words_of_the_vault_are_shown_as_they_are(trees: Trees) -> None:
    shown = {
        " ".join("".join(one.itertext()).split())
        for tree, _ in trees.values()
        for one in _elements(tree)
        if one.tag == f"{XHTML}h1"
    }
    assert {" ".join(words.split()) for words in WORDS if words.isprintable()} <= shown


class Watch:
    """Collects what a page must not do: springing the trap, asking for what is no file of the site, failing."""

    def __init__(self, context: BrowserContext, site: Path) -> None:
        self.complaints: list[str] = []
        self._files = {path.as_uri() for path in site.rglob("*") if path.is_file()}
        context.add_init_script(TRAP)
        context.on("request", lambda request: self._asked(request.url))
        context.on("console", lambda message: self._said(message.type, message.text))
        context.on("weberror", lambda error: self.complaints.append(f"failed: {error.error}"))
        context.on("dialog", lambda dialog: self._dialog(dialog))

    def page(self, context: BrowserContext) -> Page:
        page = context.new_page()
        page.on("popup", lambda popup: self.complaints.append(f"opened {popup.url}"))
        page.on("download", lambda download: self.complaints.append(f"downloaded {download.url}"))
        page.on("websocket", lambda socket: self.complaints.append(f"connected {socket.url}"))
        return page

    def take(self) -> list[str]:
        """Return the complaints since the last call."""
        taken, self.complaints[:] = list(self.complaints), []
        return taken

    def _asked(self, url: str) -> None:
        if url.partition("#")[0].partition("?")[0] not in self._files:
            self.complaints.append(f"asked for {url}")

    def _said(self, kind: str, text: str) -> None:
        is_driver = "GL Driver Message" in text
        if (kind in ("error", "warning") and not is_driver) or "SPRUNG" in text:
            self.complaints.append(f"{kind}: {text}")

    def _dialog(self, dialog: object) -> None:
        self.complaints.append("asked the reader")
        dialog.dismiss()  # type: ignore[attr-defined]


@pytest.mark.browser
@pytest.mark.parametrize("has_policy", [True, False], ids=["with its policy", "without"])
def test_nothing_runs_and_nothing_is_asked_for_on_any_page(
    browser: Browser, site: Path, has_policy: bool
) -> None:
    context = browser.new_context(bypass_csp=not has_policy)
    watch = Watch(context, site)
    page = watch.page(context)
    found: dict[str, object] = {}
    for path in _pages(site):
        page.goto(path.as_uri())
        state = page.evaluate(TOUCH)
        if state != {"prototype": [], "frames": 0, "mine": [], "teleo": False}:
            found[path.parent.name] = state
        if complaints := watch.take():
            found[path.parent.name] = complaints
    context.close()
    assert not found


@pytest.mark.browser
def test_search_map_graph_and_numbers_show_hostile_words_as_text(browser: Browser, site: Path) -> None:
    context = browser.new_context(bypass_csp=True)
    watch = Watch(context, site)
    page = watch.page(context)
    page.goto((site / "index.html").as_uri())
    page.keyboard.press("/")
    field = page.get_by_role("combobox")
    for query in (*WORDS, "sprung", "proto", "constructor ", "valueOf", "script alert", "elsewhere example"):
        field.fill(" ".join(query.split()))
        page.wait_for_timeout(60)
    field.fill("onerror")
    page.locator("[role=option]").first.wait_for()
    page.evaluate(TOUCH)
    page.goto(_page_titled(site, WORDS[0]).as_uri())
    page.locator(".enliven").first.click()
    page.locator(".try .answer").first.wait_for()
    page.locator(".try input[type=range]").first.press("ArrowRight")
    page.locator(".map svg[role] a").first.click()
    page.locator(".crumbs li").nth(1).wait_for()
    page.evaluate(TOUCH)
    page.goto((site / "cascade/index.html").as_uri())
    page.get_by_role("combobox", name="Claim").focus()
    until(page, "self.teleo?.cascade")
    for title in page.evaluate("teleo.cascade.data.titles.slice(0, 12)"):
        page.get_by_role("combobox", name="Claim").fill(title)
    page.locator(".tool .choices button").first.click()
    page.evaluate(TOUCH)
    page.goto((site / "graph/index.html").as_uri())
    page.locator("#stage").hover()
    page.locator("#stage canvas").first.wait_for()
    page.evaluate(TOUCH)
    complaints = watch.take()
    state = page.evaluate(TOUCH)
    context.close()
    assert not complaints
    assert state == {"prototype": [], "frames": 0, "mine": [], "teleo": False}


@pytest.mark.browser
@pytest.mark.parametrize(
    "fragment",
    [
        "%",
        "%E0%A4%A",
        "walk/__proto__",
        "walk/%3Cimg%20src%3Dx%3E",
        "try/__proto__=1",
        "try/%=%",
        f"javascript:{CALL}",
    ],
)
def test_no_fragment_of_an_address_breaks_a_page(browser: Browser, site: Path, fragment: str) -> None:
    context = browser.new_context()
    watch = Watch(context, site)
    page = watch.page(context)
    shared = (site / name for name in ("index.html", "graph/index.html", "cascade/index.html"))
    for found in (*shared, _page_titled(site, WORDS[0])):
        for mark in ("#", "#/"):
            page.goto("about:blank")
            page.goto(f"{found.as_uri()}{mark}{fragment}")
            page.wait_for_timeout(120)
    complaints = watch.take()
    context.close()
    assert not complaints


@pytest.mark.browser
def test_a_mark_that_turns_the_direction_of_text_ends_with_its_words(browser: Browser, site: Path) -> None:
    (turning,) = (words for words in WORDS if "\u202e" in words)
    page = browser.new_page()
    page.goto(_page_titled(site, turning).as_uri())
    left = page.evaluate("""() => {
      const line = document.querySelector("main").appendChild(document.createElement("p"));
      const link = Object.assign(document.createElement("a"), { textContent: "ab\\u202ecd", href: "#" });
      const after = new Text("efgh");
      line.append("xy", link, after);
      const at = (from, to) => {
        const range = document.createRange();
        range.setStart(after, from);
        range.setEnd(after, to);
        return range.getBoundingClientRect().left;
      };
      return [at(0, 1), at(1, 2), at(2, 3), at(3, 4)];
    }""")
    page.close()
    assert left == sorted(left)
    assert len(set(left)) == 4


def test_the_vault_tries_other_hosts() -> None:
    assert sum(text.count(ELSEWHERE) for text in hostile_vault().values()) > 30
