"""A value can be typed beside a slider, in what it is shown in; what is no value says so and changes nothing."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.quantities.node import printed
from tests.site.test_show import UNITS
from tests.site.vaults import build, claim, write_vault

TYPED = Path(__file__).parents[2] / "site/src/typed.js"
SHOW = TYPED.with_name("show.js")


def _typed(texts: list[str], value: float, unit: str, bounds: dict[str, Any] | None = None) -> list[Any]:
    """Return what each text gives where an input in `unit` is shown as `value`."""
    call = f"(text) => typed(text, {value!r}, {json.dumps({'unit': unit, 'bounds': bounds or {}})})"
    return printed(  # type: ignore[no-any-return]
        f"import({json.dumps(TYPED.as_uri())}).then(({{ typed }}) => "
        f"console.log(JSON.stringify({json.dumps(texts)}.map({call}))));"
    )


@pytest.mark.parametrize(
    ("value", "unit", "texts"),
    [
        (0.35, "fraction", {"40": 0.4, "40%": 0.4, "7": 0.07, " 40 % ": 0.4, "0,5": 0.005, "1e1": 0.1}),
        (2.5e9, "query/day", {"3": 3e9, "3 billion queries/day": 3e9, "400M": 4e8, "3 billion": 3e9, "7 queries": 7}),
        (80e9, "byte", {"24": 24e9, "24 GB": 24e9, "1.5 TB": 1.5e12, "24 bytes": 24, "1e3": 1e12}),
        (1.4e12, "token", {"2": 2e12, "300B": 3e11, "300 billion tokens": 3e11, "15bn": 15e9, "1 token": 1}),
        (2.0, "USD/hour", {"3": 3, "$3": 3, "US$3/hour": 3, "2,5": 2.5, "1,000": 1000, "1.5k": 1500}),
        (5.0, "x/year", {"6": 6, "6x": 6, "6 x/year": 6, "1e6": 1e6, "2×10^3": 2000, "2*10^3": 2000}),
        (5.0, "x", {"1,234.5": 1234.5, "1.234,5": 1234.5, "1.234.567": 1234567, "0,125": 0.125, ".5": 0.5, ",5": 0.5}),
        (5.0, "year", {"−3": -3, "+3": 3, "1 000": 1000, "1_000": 1000, "1\u202f000": 1000, "3 years": 3, "5.": 5}),
        (2027.5, "calendar year", {"2031": 2031, "2031.5": 2031.5}),
        (35.0, "%", {"40": 40, "40%": 40}),
        (4.25, "bit/param", {"8": 8, "8 bits": 8, "8 bits/param": 8}),
    ],
)  # fmt: skip
def test_a_number_is_read_in_the_scale_that_is_shown_or_in_one_of_its_own(
    value: float, unit: str, texts: dict[str, float]
) -> None:
    found = _typed(list(texts), value, unit)
    assert dict(zip(texts, (one.get("value") for one in found), strict=True)) == texts


@pytest.mark.parametrize(
    ("value", "unit", "texts"),
    [
        (0.35, "fraction", ["", " ", "%", "abc", "1-2", "4 0 %%", "40 GB", "1,2,3", "1..2", "nan", "0x10", "3M"]),
        (80e9, "byte", ["24%", "24 token", "24 M", "GB", "3 kittens", "1e", "--3", "1e9999"]),
        (5.0, "x", ["50%", "$5", "1.23,4,5", "5 to 6", "1 2 x y"]),
        (1e15, "FLOP/s", ["80 FLOP", "80 PFLOP"]),
        (3e12, "byte/s", ["80 bytes", "80 GB"]),
    ],
)  # fmt: skip
def test_what_is_no_number_of_the_unit_is_said_to_be_none(value: float, unit: str, texts: list[str]) -> None:
    found = _typed(texts, value, unit)
    assert [
        text for text, one in zip(texts, found, strict=True) if "is no number here" not in one["fault"]
    ] == []


@pytest.mark.parametrize(
    ("value", "unit", "bounds", "text", "fault"),
    [
        (0.5, "fraction", {"low": 0, "high": 1, "lowOpen": True, "highOpen": True}, "100",
         "100% is out of range; allowed: above 0% and below 100%"),
        (3, "x", {"low": 1, "high": 1e12, "isWhole": True}, "2.5",
         "2.5x is out of range; allowed: a whole number, at least 1x and at most 1 trillionx"),
        (3, "USD", {"low": 0, "lowOpen": True, "high": 1e30}, "-2", "-$2 is out of range; allowed: above $0"),
        (3, "year", {}, "1e400", "“1e400” is no number here"),
    ],
)  # fmt: skip
def test_what_is_out_of_range_is_told_the_range(
    value: float, unit: str, bounds: dict[str, Any], text: str, fault: str
) -> None:
    assert _typed([text], value, unit, bounds) == [{"fault": fault.replace("1 trillionx", "1 trillion x")}]


@pytest.mark.parametrize(
    ("value", "unit", "written"),
    [
        (80e9, "byte", "80 GB or 80 bytes"),
        (3e12, "byte/s", "80 GB/s or 80 bytes/s"),
        (160e3, "byte/token", "80 billion or 80 bytes/token"),
        (4.25, "bit/param", "80 billion or 80 bits/param"),
    ],
)
@pytest.mark.parametrize("text", ["80B", " 80 B "])
def test_a_b_that_may_be_bytes_or_billions_is_asked_which(
    value: float, unit: str, written: str, text: str
) -> None:
    assert _typed([text], value, unit) == [
        {"fault": f"“{text.strip()}” may be bytes or billions: write {written}"}
    ]
    assert _typed(["80B"], 7e10, "param") == [{"value": 80e9}]


def test_what_is_shown_is_read_as_what_it_shows() -> None:
    values = [lead * 10.0**size for lead in (1.0, 2.5, 9.99) for size in range(-4, 27)]
    script = f"""
      Promise.all([import({json.dumps(TYPED.as_uri())}), import({json.dumps(SHOW.as_uri())})])
        .then(([{{ typed }}, {{ shownIn }}]) => {{
          const found = {json.dumps(sorted(UNITS))}.flatMap((unit) => {json.dumps(values)}.flatMap((value) => {{
            const {{ before, digits, after }} = shownIn(value, unit);
            return [digits, before + digits + after]
              .map((text) => [unit, text, value, typed(text, value, {{ unit, bounds: {{}} }}).value]);
          }}));
          console.log(JSON.stringify(found));
        }});
    """
    found = [row for row in printed(script) if row[0] != "calendar year"]
    wrong = [row for row in found if row[3] is None or abs(row[3] / row[2] - 1) > 0.006]
    assert len(found) > 1000
    assert wrong == []


QUANTITIES = """
  later:
    calc: shift.share_at
    in: {share0: 30% to 40%, growth_ratio: 2 to 5, years: 3}
    stated: 60% to 90%
  sooner:
    calc: shift.share_at
    in: {share0: = later, growth_ratio: 2, years: 1}
  memory: {calc: mem.weights, in: {params: 70B, bits: 4, overhead: 2.0625 GB}}
"""
VAULT = {"Oaks take over.md": claim("Oaks take over", "Then [about 80%](#q:later).", quantities=QUANTITIES)}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("typed")
    build(write_vault(folder / "vault", VAULT), folder / "site")
    return folder / "site"


def _panel(page: Page, site: Path, number: str, end: str = "") -> Locator:
    (file,) = site.glob("c/oaks-take-over-??????/index.html")
    page.goto(file.as_uri() + end)
    if not end:
        page.locator(f"#q-{number} .enliven").click()
    box = page.locator(f"#q-{number} .try")
    expect(box.locator(".answer")).not_to_be_empty()
    return box


def _field(box: Locator, name: str) -> Locator:
    return box.get_by_role("textbox", name=name)


@pytest.mark.browser
def test_a_typed_value_moves_the_slider_the_number_and_the_address(page: Page, site: Path) -> None:
    box = _panel(page, site, "later")
    field = _field(box, "share0 in %")
    expect(field).to_have_value("34.8")
    field.fill("36,5")
    field.press("Enter")
    expect(field).to_have_value("36.5")
    expect(field).to_be_focused()
    expect(box.get_by_role("slider", name="share0")).to_have_attribute("aria-valuetext", "36.5%")
    expect(box.locator(".answer")).to_contain_text("With your inputs")
    assert page.url.endswith("later.share0=0.365") or "later.share0=0.365" in page.url
    page.reload()
    expect(_field(page.locator("#q-later .try"), "share0 in %")).to_have_value("36.5")


@pytest.mark.browser
def test_a_slider_that_moves_is_written_in_its_field(page: Page, site: Path) -> None:
    box = _panel(page, site, "memory")
    expect(_field(box, "overhead in GB")).to_have_value("2.0625")
    field = _field(box, "params in billion parameters")
    expect(field).to_have_value("70")
    box.get_by_role("slider", name="params").press("End")
    expect(field).to_have_value("700")
    box.get_by_role("button", name="Reset").click()
    expect(field).to_have_value("70")
    field.fill("1.8T")
    field.press("Tab")
    expect(_field(box, "params in trillion parameters")).to_have_value("1.8")
    expect(box.get_by_role("slider", name="params")).to_have_value("400")


@pytest.mark.browser
@pytest.mark.parametrize(("text", "fault"), [("abc", "“abc” is no number"), ("140", "140% is out of range")])
def test_what_is_no_value_says_so_and_loses_nothing(page: Page, site: Path, text: str, fault: str) -> None:
    box = _panel(page, site, "later")
    field = _field(box, "share0")
    field.fill("36")
    field.press("Enter")
    expect(box.locator(".answer")).to_contain_text("With your inputs")
    answer = box.locator(".answer").text_content() or ""
    field.fill(text)
    field.press("Enter")
    alert = box.get_by_role("alert").filter(has_text=fault)
    expect(alert).to_contain_text("it stays 36%")
    expect(field).to_have_value(text)
    expect(field).to_have_attribute("aria-invalid", "true")
    assert field.get_attribute("aria-describedby") == alert.get_attribute("id")
    expect(box.locator(".answer")).to_have_text(answer)
    assert "share0=0.36" in page.url
    field.press("Escape")
    expect(field).to_have_value("36")
    expect(field).to_have_attribute("aria-invalid", "false")
    expect(alert).to_have_count(0)


@pytest.mark.browser
def test_a_field_that_is_left_shows_what_counts_and_still_says_what_was_wrong(page: Page, site: Path) -> None:
    box = _panel(page, site, "later")
    field = _field(box, "years in years")
    field.fill("soon")
    field.press("Tab")
    expect(field).to_have_value("3")
    expect(field).to_have_attribute("aria-invalid", "false")
    expect(box.get_by_role("alert").filter(has_text="“soon” is no number here; it stays 3.")).to_be_visible()
    box.get_by_role("slider", name="years").press("ArrowRight")
    expect(box.get_by_role("alert").filter(has_text="soon")).to_have_count(0)


@pytest.mark.browser
def test_another_number_that_moves_leaves_what_is_being_typed(page: Page, site: Path) -> None:
    box = _panel(page, site, "later")
    _field(box, "share0").press_sequentially("7")
    page.evaluate("history.pushState(null, '', '#try/' + encodeURIComponent('none'))")
    field = _field(box, "share0")
    before = field.input_value()
    box.get_by_role("slider", name="years").evaluate(
        "one => { one.value = 380; one.dispatchEvent(new Event('change', { bubbles: true })); }"
    )
    expect(box.locator(".answer")).to_contain_text("With your inputs")
    expect(field).to_have_value(before)
