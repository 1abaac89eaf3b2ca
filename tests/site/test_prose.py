import re

import pytest

from teleo.config import Config
from teleo.model import Link
from teleo.site.prose import Way, body_html
from teleo.vault.reader import read_note


def _find(link: Link) -> Way:
    if link.target.startswith("Oak"):
        return Way("../../c/oak/index.html", "Oak", {"h-old-age", "q-age"})
    return Way(None, "no note of this title")


def _html(body: str, title: str = "A") -> str:
    return str(
        body_html(read_note(f"{title}.md", f"---\ntype: claim\n---\n{body}".encode(), Config()), _find)
    )


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("[[Oak]]", '<p><a href="../../c/oak/index.html">Oak</a></p>'),
        ("[[Oak|tree]]", '<p><a href="../../c/oak/index.html" title="Oak">tree</a></p>'),
        ("[[Oak#Old age]]", '<p><a href="../../c/oak/index.html#h-old-age" title="Oak">Oak: Old age</a></p>'),
        ("[tree](Oak.md)", '<p><a href="../../c/oak/index.html" title="Oak">tree</a></p>'),
        ("[[Elm]]", '<p><span class="unresolved" title="no note of this title">Elm</span></p>'),
        ("[about 9](#q:age.low)", '<p><a class="number" data-input="low" href="#q-age">about 9</a></p>'),
        (
            "[9](Oak.md#q:age)",
            '<p><a class="number" href="../../c/oak/index.html#q-age" title="Oak">9</a></p>',
        ),
        ("[[Oak#Gone]]", '<p><a href="../../c/oak/index.html" title="Oak">Oak: Gone</a></p>'),
        ("[9](Oak.md#q:gone)", '<p><a href="../../c/oak/index.html" title="Oak">9</a></p>'),
        (
            "[w](https://example.org/?a=1&b=2)",
            '<p><a class="away" href="https://example.org/?a=1&amp;b=2" rel="noopener noreferrer">w</a></p>',
        ),
    ],
)
def test_a_link_leads_where_it_should(markdown: str, html: str) -> None:
    assert _html(markdown).strip() == html


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "//evil.example/x",
        "data:text/html,x",
        "../../../etc/passwd",
        "java%0Ascript:x",
        "file:///x",
    ],
)
def test_a_link_that_leaves_by_no_allowed_way_is_text(address: str) -> None:
    html = _html(f"[word]({address})")
    assert "word" in html
    assert "href" not in html


def test_raw_html_keeps_its_words_and_loses_its_powers() -> None:
    html = _html(
        '<b onclick="x()">bold</b><script>x()</script><iframe src="https://e"></iframe><svg onload=x()>'
    )
    assert html == "<p><b>bold</b></p>\n"


def test_a_link_without_words_has_the_title_of_what_it_leads_to() -> None:
    page = body_html(read_note("A.md", b"[[ ]]\n", Config()), lambda _: Way("a.html", "A"))
    assert page == '<p><a href="a.html" title="A">A</a></p>\n'


def test_a_link_within_a_note_leads_to_what_is_there() -> None:
    page = _html(
        "# A\n\n## Deep\n\n[up](#a) [down](#deep) [off](#gone) [note][^1]\n\n[^1]: See <div id='x'>it</div>\n\n[x](#x)"
    )
    assert '<a href="#main">up</a> <a href="#h-deep">down</a>' in page
    assert '<span class="unresolved" title="no heading of this name">off</span>' in page
    assert '<a href="#n-x">x</a>' in page


def test_an_anchor_of_html_is_a_place_and_no_link() -> None:
    page = _html(
        "<a id='dose'></a>Much. <a name='old'></a>Old. <a id='dose'></a>Again. <a></a>None. "
        "<a id='both' href='https://a.example'>b</a>\n\n<div id='div'>D</div>\n\n<a id='div'></a>\n\n"
        "[a](#dose) [b](#old) [c](#both) [d](#gone)"
    )
    assert re.findall(r'id="([^"]*)"', page) == ["n-dose", "n-old", "n-both", "n-div"]
    assert re.findall(r'href="#([^"]*)"', page) == ["n-dose", "n-old", "n-both"]
    assert page.count("unresolved") == 1
    assert '<span id="n-dose"></span>Much.' in page


def test_no_two_headings_have_one_id() -> None:
    assert re.findall(r'id="([^"]*)"', _html("# B\n\n## C\n\n## C\n\n## C 2\n\n## C")) == [
        "h-b",
        "h-c",
        "h-c-2",
        "h-c-2-2",
        "h-c-3",
    ]


def test_headings_that_differ_in_letters_beyond_ascii_are_linked_apart() -> None:
    page = _html("# A\n\n## GPU 价格\n\n## GPU 需求\n\n[down](#gpu-需求)")
    assert re.findall(r'id="([^"]*)"', page) == ["h-gpu-价格", "h-gpu-需求"]
    assert 'href="#h-gpu-需求"' in page


def test_a_heading_that_repeats_the_title_is_shown_once() -> None:
    assert _html("# A\n\ntext") == "<p>text</p>\n"


def test_headings_below_the_title_never_skip_a_level() -> None:
    html = _html("# Other\n\n#### Deep\n\n## Deep")
    assert '<h2 id="h-other">' in html
    assert '<h3 id="h-deep">' in html
    assert '<h2 id="h-deep-2">' in html


def test_dollar_amounts_stay_text_and_double_dollars_are_formulas() -> None:
    html = _html("From $5 to $6, $$a_1 < b_2$$ and `$$x$$`.")
    assert "From $5 to $6" in html
    assert "<msub><mi>a</mi><mn>1</mn></msub><mo>&lt;</mo>" in html
    assert "<code>$$x$$</code>" in html


def test_a_formula_cannot_bring_markup() -> None:
    html = _html(r"$$\text{<script>alert(1)</script>} \href{javascript:alert(1)}{x}$$")
    assert "<script" not in html
    assert "href" not in html


def test_code_of_a_known_language_is_coloured_and_of_others_is_kept() -> None:
    html = _html("```python\nx = 1 < 2\n```\n\n```nonsense\n<b>\n```")
    assert '<span class="mi">1</span>' in html
    assert "&lt;b&gt;" in html


def test_a_picture_of_another_host_is_a_link_and_not_a_request() -> None:
    html = _html("![a chart](https://example.org/chart.png)")
    assert "<img" not in html
    assert (
        '<a class="away" href="https://example.org/chart.png" rel="noopener noreferrer">a chart</a>' in html
    )


def test_task_lists_say_what_is_done() -> None:
    assert 'aria-label="done"' in _html("- [x] planted")


def test_a_picture_of_the_vault_is_words_and_no_missing_note() -> None:
    html = _html("![a fox](fox.png) ![[map.svg]]")
    away = '<small lang="en">({}not on this site)</small>'
    assert f'<span class="drawn">a fox {away.format("fox.png, ")}</span>' in html
    assert f'<span class="drawn">map.svg {away.format("")}</span>' in html
    assert "unresolved" in _html("![[a note that is not there]]")
    assert '<span class="drawn">picture</span>' in _html("![](data:image/png;base64,AA)")


def test_a_picture_in_a_heading_is_no_part_of_the_name_of_its_place() -> None:
    html = _html("## A fox ![[fox.png]]\n\nSee [it](#a-fox-fox-png).")
    assert '<h2 id="h-a-fox-fox-png">A fox <span class="drawn">fox.png <small' in html
    assert '<a href="#h-a-fox-fox-png">it</a>' in html


def test_a_picture_of_the_vault_in_the_words_of_a_link_leaves_it_one() -> None:
    fox = '<span class="drawn">a fox <small lang="en">(fox.png, not on this site)</small></span>'
    away = f'<a class="away" href="https://a.b" rel="noopener noreferrer">{fox}</a>'
    oak = f'<a href="../../c/oak/index.html" title="Oak">{fox}</a>'
    assert away in _html("[![a fox](fox.png)](https://a.b)")
    assert away in _html("[![a fox](fox.png)][r]\n\n[r]: https://a.b")
    assert oak in _html("[![a fox](fox.png)](Oak.md)")
    assert oak.replace(fox, "<span>see</span>") in _html("[![see](Oak.md)](Oak.md)")


def test_a_picture_by_reference_is_its_words_alone() -> None:
    fox = '<p><span class="drawn">a fox <small lang="en">(fox.png, not on this site)</small></span></p>'
    for written in ("![a fox][]", "![a fox]", "![a fox][a fox]"):
        assert _html(f"{written}\n\n[a fox]: fox.png").strip() == fox


def test_a_column_keeps_its_alignment_without_a_style() -> None:
    html = _html("| a | b | c |\n|:--|:-:|--:|\n| 1 | 2 | 3 |")
    assert '<td align="left">1</td><td align="center">2</td><td align="right">3</td>' in html
    assert "style" not in html


def test_what_can_be_scrolled_can_be_reached_by_keys() -> None:
    html = _html("```python\nx = 1\n```\n\n    plain\n\n| a |\n|---|\n| 1 |")
    assert html.count('<pre tabindex="0"') == 2
    assert html.count('<table tabindex="0"') == 1


def test_a_footnote_leads_back_to_where_it_was_referred_to_first() -> None:
    html = _html("One[^a], again[^a].\n\n[^a]: Why.\n[^b]: Nobody asks.")
    assert html.count('id="r-n-a"') == 1
    assert html.index('id="r-n-a"') < html.index("again")
    assert '<a href="#r-n-a">1<span class="unseen"> back to the text</span></a>' in html
    assert "#r-n-b" not in html


@pytest.mark.parametrize(
    ("markdown", "word"),
    [
        ("> [!WARNING]\n> Mind it.", "Warning"),
        ("> [!note] Read this\n> Mind it.", "Read this"),
        ("> [!tip] \n> Mind it.", "Tip"),
        ("> [!info] Why **this** and `that`\n> Mind it.", "Why <strong>this</strong> and <code>that</code>"),
        ("> [!my-kind|right]\n> Mind it.", "My kind"),
        ("> [!note] Read this  \n> Mind it.", "Read this"),
    ],
)
def test_a_quotation_that_warns_says_so_in_a_word(markdown: str, word: str) -> None:
    html = _html(markdown)
    assert f'<p class="alert">{word}</p>\n<p>Mind it.</p>' in html
    assert "[!" not in html


@pytest.mark.parametrize(
    ("fold", "opening"), [("-", '<details class="fold">'), ("+", '<details class="fold" open="">')]
)
def test_a_quotation_that_folds_is_closed_or_open_as_its_author_says(fold: str, opening: str) -> None:
    html = _html(
        f"> [!tip]{fold} Mind *it*\n> Well.\n>\n> > [!note]\n> > In.\n>\n> > [!bug]{fold}\n> > Deep.\n\nOut."
    )
    title = '<summary class="alert">Mind <em>it</em></summary>\n<p>Well.</p>'
    assert f'<blockquote class="markdown-alert-tip">\n{opening}{title}' in html
    assert html.count("<details") == html.count("</details>") == 2
    deep = f'{opening}<summary class="alert">Bug</summary>\n<p>Deep.</p>\n</details>\n</blockquote>'
    assert f"{deep}\n</details>\n</blockquote>\n<p>Out.</p>" in html


def test_a_quotation_that_is_only_a_title_has_nothing_to_fold() -> None:
    assert '<p class="alert">Mind it</p>\n</blockquote>' in _html("> [!tip]- Mind it")
    assert '<summary class="alert">Mind it</summary>\n<p>x</p>' in _html("> [!tip]- Mind it\n>\n> x")


def test_details_that_an_author_writes_in_a_quotation_are_left_as_they_are() -> None:
    html = _html('> <details class="fold"><summary>s</summary>d</details>\n\n> [!tip]-\n> x')
    assert html.count("<details") == html.count("</details>") == 2


def test_a_title_that_is_cut_within_its_emphasis_is_no_title() -> None:
    html = _html("> [!note] **Read\n> this** now.")
    assert "[!note] <strong>Read\nthis</strong> now." in html


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("It is ==so== here.", "It is <mark>so</mark> here."),
        (
            "==all **of** [[Oak]]==",
            '<mark>all <strong>of</strong> <a href="../../c/oak/index.html">Oak</a></mark>',
        ),
        ("文==字==文", "文<mark>字</mark>文"),
        ("a == b and c == d", "a == b and c == d"),
        ("a==b and c==d", "a==b and c==d"),
        ("`==so==` and ==`so`==", "<code>==so==</code> and ==<code>so</code>=="),
        ("==one **two== three**", "==one <strong>two== three</strong>"),
        ("==one\ntwo==", "==one\ntwo=="),
        ("==one `two== ==three==`", "==one <code>two== ==three==</code>"),
        ("====", "===="),
        ("&lt;==x==", "&lt;==x=="),
    ],
)
def test_what_is_marked_is_marked(markdown: str, html: str) -> None:
    assert _html(markdown) == f"<p>{html}</p>\n"


def test_a_cell_of_a_table_may_be_marked_and_no_two_of_them() -> None:
    html = _html("| ==a== | ==b | c== |\n|---|---|---|\n| 1 | 2 | 3 |")
    assert "<th><mark>a</mark></th><th>==b</th><th>c==</th>" in html


def test_an_address_is_not_marked() -> None:
    html = _html("[w](https://e.org/?a==b==) ==x [v](https://e.org/?==c) y==")
    assert 'href="https://e.org/?a==b=="' in html
    assert 'href="https://e.org/?==c"' in html
    assert html.count("<mark>") == 1


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("One %%two%% three.", "<p>One  three.</p>\n"),
        ("One.\n\n%%\ntwo [[Oak]]\n\n- three\n%%\n\nFour.", "<p>One.</p>\n<p>Four.</p>\n"),
        ("`a %%b%% c` stays", "<p><code>a %%b%% c</code> stays</p>\n"),
        ("5%% and 6%% stay", "<p>5%% and 6%% stay</p>\n"),
        ("One ` two.\n\n%%three\n\nfour ` five%% six.", "<p>One ` two.</p>\n<p>six.</p>\n"),
        ("One %%two stays", "<p>One %%two stays</p>\n"),
        ("[w](https://e.org/%%a%%)", '<a class="away" href="https://e.org/%%a%%"'),
        ("One <!-- two\n\nthree --> four.", "<p>One  four.</p>\n"),
        ("```\n%% a\n%% b\n```", "%% a\n%% b\n"),
        ("%%a%% <b>x</b> %%b", "<b>x</b> %%b"),
        ("<scr%%x%%ipt>f()</script>", "<p>&lt;scr%%x%%ipt&gt;f()</p>\n"),
        ("<x%% %%>\n\n< %%y%%script>f()</script>", "f()"),
        ("One %% two.\n\n```\n5 %% 2\n```\n\nThree.", "<p>One %% two.</p>\n<pre"),
        ("One.\n\n%%\n```\na %% b\n```\n%%\n\nTwo.", "<p>One.</p>\n<p>Two.</p>\n"),
        ("One\n%% two %%\nthree.", "<p>One\nthree.</p>\n"),
        ("> One\n> %% two %%\n> three.", "<p>One\nthree.</p>\n"),
        ("One\n%% two %%\n---\nthree.", "<p>One</p>\n<hr>\n<p>three.</p>\n"),
        ("- one\n%%\ntwo\n%%\n- three", "<ul>\n<li>one</li>\n<li>three</li>\n</ul>\n"),
        ("1. one\n\n<!-- two -->\n\n1. three", "<li>one</li>\n</ol>\n\n<ol>\n<li>three</li>"),
        ("|a|\n|-|\n|b|\n%% c %%\n|d|", "<tr><td>b</td></tr>\n<tr><td>d</td></tr>\n"),
        ("|a|\n|-|\n|b|\n%% c %%\nd", "<tr><td>b</td></tr>\n</tbody></table>\n<p>d</p>\n"),
        (r"One \%% two \%%.", "<p>One %% two %%.</p>\n"),
        (r"One \<!-- two --> three.", "<p>One &lt;!-- two --&gt; three.</p>\n"),
        ("One <!--> two <!-- --> three.", "<p>One  two  three.</p>\n"),
    ],
)
def test_a_comment_is_not_shown(markdown: str, html: str) -> None:
    shown = _html(markdown)
    assert html in shown
    assert "<script" not in shown


def test_a_comment_above_a_list_that_the_page_shows_elsewhere_leaves_it_out_all_the_same() -> None:
    note = read_note("A.md", b"One.\n\n%% two %%\nTopics:\n- [[Oak]]\n", Config())
    assert body_html(note, lambda _: Way("o.html", "Oak"), lambda _: True) == "<p>One.</p>\n"


def test_a_heading_is_found_without_its_comment() -> None:
    assert '<p><a href="#h-one">x</a></p>' in _html("## One %%two%%\n\n[x](#one)")


def test_a_quotation_of_brackets_stays_what_it_was() -> None:
    assert "[!*x*]" in _html("> [!\\*x\\*] y")


def test_lists_and_tables_of_a_script_from_the_right_run_with_it() -> None:
    assert '<ul dir="rtl">\n<li>' in _html("- עצים")
    assert '<ul dir="ltr">' in _html("- trees\n- עצים")
    assert '<li dir="rtl"><strong>' in _html("- **עצים**")
    assert '<p dir="rtl"><code>' in _html("`עצים` &amp; 3")
    assert "dir=" not in _html("- trees → café")


def test_a_footnote_that_is_explained_twice_is_found_at_the_first() -> None:
    page = _html("x[^1]\n\n[^1]: one\n\n[^1]: two\n")
    assert page.count('id="n-1"') == 1
    assert page.index('id="n-1"') < page.index("one") < page.index("two")


def test_a_link_to_a_number_that_the_page_does_not_show_is_shown_as_one_to_nothing() -> None:
    note = read_note("A.md", b"---\ntype: claim\n---\n[x](#q:share) [y](#q:gone.in) [z](#top)\n", Config())
    page = body_html(note, _find, anchors={"q-share"})
    assert '<a class="number" href="#q-share">x</a>' in page
    assert '<span class="unresolved" title="no number of this name">y</span>' in page
    assert '<a href="#main">z</a>' in page


def test_the_width_of_a_picture_is_none_of_its_words() -> None:
    page = _html(
        "![[leaf.png|200]] ![[leaf.png|a leaf|20x30]] ![bark|300](bark.png) ![1](b.png) [[Oak|1900]]"
    )
    words = re.findall(r">([^<]+?)(?: <small[^>]*>[^<]*</small>)?</(?:span|a)>", page)
    assert words == ["leaf.png", "a leaf", "bark", "b.png", "1900"]


def test_a_formula_in_a_quotation_is_without_its_marks() -> None:
    page = _html("> > $$\n> > a\n>> > b\n> > $$\n\n$$\nc\n> d\n$$\n")
    assert re.findall(r"<m[io]>([^<]*)<", page) == ["a", "&gt;", "b", "c", "&gt;", "d"]


@pytest.mark.parametrize(
    "written", ["\ue000{}\ue001", "`\ue000{}\ue001`", '<a href="teleo-{0}">teleo-{0}</a>', "\ue002{}\ue003"]
)
def test_private_characters_around_many_digits_are_text_like_any_other(written: str) -> None:
    digits = "9" * 5_000
    page = _html(f"$$x$$ [[Oak]] a ^name\n\n{written.format(digits)}\n")
    assert digits in page
    assert "<math" in page


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_dollars_of_two_paragraphs_are_no_formula_and_show_no_comment(end: str) -> None:
    page = _html(f"It costs $$ a.{end}{end}%% hidden %%{end} \t{end}Or b $$ c.{end}")
    assert page.strip() == "<p>It costs $$ a.</p>\n<p>Or b $$ c.</p>"
