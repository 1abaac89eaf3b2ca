"""A vault of an enemy: everything in it tries to run, to leave the folder, or to be what it is not."""

import json

from tests.site.vaults import claim

TRAP = "trap()"
ADDRESSES = (
    f"javascript:{TRAP}",
    f"JaVaScRiPt:{TRAP}",
    f"  javascript:{TRAP}",
    f"java\tscript:{TRAP}",
    f"java%0ascript:{TRAP}",
    f"&#106;avascript:{TRAP}",
    f"javascript&colon;{TRAP}",
    f"\x01javascript:{TRAP}",
    f"vbscript:{TRAP}",
    f"data:text/html,<script>{TRAP}</script>",
    f"data:image/svg+xml,<svg onload={TRAP}>",
    "file:///etc/passwd",
    "//evil.example/x",
    "\\\\evil.example\\x",
    "/etc/passwd",
    "../../../../etc/passwd",
    "..%2f..%2f..%2fetc%2fpasswd",
    f"blob:{TRAP}",
    f"filesystem:{TRAP}",
    f"view-source:javascript:{TRAP}",
)
MARKUP = (
    f"<script>{TRAP}</script>",
    f"<img src=x onerror={TRAP}>",
    f'<a href="x" onclick="{TRAP}" style="position:fixed;inset:0">all</a>',
    f"<svg><script>{TRAP}</script><a xlink:href='javascript:{TRAP}'><text>t</text></a></svg>",
    f"<svg><style><img src=x onerror={TRAP}></style></svg>",
    f"<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror={TRAP}&gt;'>",
    f"<math href='javascript:{TRAP}'>m</math>",
    f"<iframe srcdoc='<script>parent.{TRAP}</script>'></iframe>",
    f"<object data='data:text/html,<script>{TRAP}</script>'></object><embed src='javascript:{TRAP}'>",
    f"<form action='javascript:{TRAP}'><button autofocus onfocus={TRAP}>go</button></form>",
    f"<template><script>{TRAP}</script></template><noscript><p title='</noscript><img src=x onerror={TRAP}>'>",
    f"<details open ontoggle={TRAP}><summary>s</summary></details>",
    f"<base href='https://evil.example/'><meta http-equiv=refresh content='0;url=javascript:{TRAP}'>",
    "<link rel=stylesheet href='https://evil.example/x.css'><style>@import 'https://evil.example/y.css'</style>",
    f"<video src=x onerror={TRAP}></video><audio src=https://evil.example/a></audio>",
    f"<input type=image src=https://evil.example/i onerror={TRAP}><input autofocus onfocus={TRAP}>",
    "<div id=main></div><img name=teleo><form id=teleo></form><a id=numbers name=documentElement>x</a>",
    "<!-- --!><script>trap()</script> -->",
    '<p title="`><script>trap()</script>">',
)
TITLES = (
    "</script><script>trap()</script>",
    "<img src=x onerror=trap()> is a title",
    "\"' onmouseover=trap() x='",
    "__proto__",
    "constructor",
    "{{ 7 * 7 }} {% raw %} ${trap()}",
    "]]> <!-- is a title",
    "a\u202etitle that turns\u200b around\u2066",
    "title\u2028with\u2029separators",
    "[[a link]] in a title",
    "x" * 200,
)


def _claim(number: int, title: str) -> str:
    others = "\n".join(
        f"- [[{other}]] — <b onclick=trap()>why</b> {other}" for other in TITLES if other != title
    )
    links = "\n\n".join(f"[word{place}]({address}) <{address}>" for place, address in enumerate(ADDRESSES))
    pictures = "\n\n".join(f"![p]({address})" for address in (*ADDRESSES, "https://evil.example/p.png"))
    quantity = """
  "q\\"><script>trap()</script>":
    calc: shift.share_at
    in: {share0: 30% to 40%, growth_ratio: 2 to 3, years: 4}
    stated: "<script>trap()</script>"
    src: "</script><script>trap()</script>"
"""
    return (
        "---\ntype: claim\nconfidence: likely\n"
        f'domain: "<script>trap()</script>"\n'
        f'description: "</script><img src=x onerror=trap()> [[{TITLES[0]}]]"\n'
        'source: "<svg onload=trap()> [[__proto__]]"\n'
        'created: "<script>trap()</script>"\n'
        'question: "<script>trap()</script>?"\n'
        'aliases: ["</script><script>trap()</script>", "__proto__"]\n'
        'challenged_by: ["<img src=x onerror=trap()>", "[[__proto__]]"]\n'
        'depends_on: ["[[constructor]]"]\n'
        'responses: ["<script>trap()</script>"]\n'
        'permalink: "../../../outside"\n'
        f"quantities: {quantity if number == 0 else '{}'}\n"
        f"---\n# {title}\n\n" + "\n\n".join(MARKUP) + f"\n\n{links}\n\n{pictures}\n\n"
        "## <script>trap()</script> heading {#main}\n\n"
        "$$\\text{<script>trap()</script>} \\href{javascript:trap()}{x}$$\n\n"
        "```html\n</code></pre><script>trap()</script>\n```\n\n```<script>trap()</script>\nx\n```\n\n"
        f"Relevant Notes:\n{others}\n"
    )


HOSTILE = {
    "teleo.toml": '[vault]\ntitle = "</title><script>trap()</script>"\ndescription = "<img src=x onerror=trap()>"\n',
    **{
        f"n{number}.md": _claim(number, title).replace(
            "---\ntype", f"---\ntitle: {json.dumps(title)}\ntype", 1
        )
        for number, title in enumerate(TITLES)
    },
    "Plain.md": claim("Plain", "\n\n".join(f"[[{title}]]" for title in TITLES)),
    "q.md": "---\ntype: question\n---\n# <script>trap()</script>?\n",
    "m/_map.md": "# <script>trap()</script>\n\n" + "\n".join(f"- [[{title}]]" for title in TITLES),
}
