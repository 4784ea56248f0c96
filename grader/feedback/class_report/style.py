"""How does the page of a class look? Readable on paper, in a light and in a dark theme.

Colours are Okabe and Ito's, which colour-blind readers tell apart; each has its word beside it.

>>> "http" in STYLE or "<" in STYLE
False
"""

STYLE = """\
:root{color-scheme:light dark;--page:#fff;--ink:#1a1a1a;--soft:#5a5a5a;--line:#c9c9c9;
--tint:#f5f6f7;--blue:#0072B2;--strength:1}
@media (prefers-color-scheme:dark){:root{--page:#16181c;--ink:#ececec;--soft:#b0b0b0;--line:#4a4d52;
--tint:#20242a;--blue:#56B4E9;--strength:.75}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{max-width:62rem;margin:0 auto;padding:1.2rem 1rem 3rem}
h1{font-size:1.7rem;line-height:1.2;margin:.4rem 0}
h2{font-size:1.25rem;margin:2.2rem 0 .4rem;border-bottom:2px solid var(--line);padding-bottom:.2rem}
h3{font-size:1rem;margin:1.2rem 0 .3rem}
h2,h3{break-after:avoid}
p{margin:.4rem 0 .8rem;max-width:46rem}
.soft,figcaption{color:var(--soft);font-size:.9rem}
.facts{display:flex;flex-wrap:wrap;gap:.6rem;margin:1rem 0;padding:0;list-style:none}
.facts li{background:var(--tint);border:1px solid var(--line);border-radius:.4rem;
padding:.4rem .9rem}
.facts b{display:block;font-size:1.3rem;line-height:1.3}
.warning{border:3px solid #D55E00;border-radius:.4rem;padding:.5rem .9rem;font-weight:600}
.wide{overflow-x:auto;margin:.6rem 0}
.wide:focus-visible{outline:2px solid var(--blue)}
.many{display:flex;flex-wrap:wrap;gap:1.2rem 2.2rem;align-items:flex-start}
figure{margin:0}.fit svg{max-width:100%;height:auto;overflow:visible}
.fit text{font-size:max(13px,27px - 2vw)}
table{border-collapse:collapse;margin:.4rem 0}
th,td{text-align:left;padding:.25rem .7rem .25rem 0;border-bottom:1px solid var(--line);
vertical-align:top}
th{font-weight:600}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
td svg{vertical-align:middle}
.answers{list-style:none;padding:0;display:grid;gap:1.1rem;
grid-template-columns:repeat(auto-fill,minmax(min(18rem,100%),1fr))}
.answers li{border-left:4px solid var(--blue);padding:.1rem 0 .1rem .9rem;min-width:0}
.answers i{color:var(--soft);font-style:normal}.answers i::before{content:"· "}
code{font-family:ui-monospace,monospace;font-size:.92em;overflow-wrap:anywhere}
svg{fill:currentColor;max-width:none}
svg text{font:13px system-ui,sans-serif}
.mid{text-anchor:middle}.end{text-anchor:end}.low{fill:var(--soft)}.strong{font-weight:600}
.bar{fill:var(--blue)}.frame{fill:none;stroke:var(--line)}
.axis{stroke:var(--soft)}.mark{stroke:var(--soft);stroke-dasharray:2 2}
.cells{opacity:var(--strength)}
.cells rect{stroke:var(--soft);stroke-width:.7;stroke-opacity:.6}
.wrong{fill:#D55E00}
.heat{border-collapse:separate;border-spacing:2px;font-size:.85rem;line-height:1.4}
.heat :is(th,td){border:0;padding:.15rem .3rem;text-align:center;font-weight:400}
.heat th[scope=row]{text-align:right;padding-right:.5rem;min-width:11rem}
.heat tbody td{min-width:5.9rem;outline:1px solid var(--line);outline-offset:-1px;
background:rgb(var(--rgb)/calc(var(--share)*var(--strength)));print-color-adjust:exact}
.heat .right{--rgb:0 158 115}.heat .partly{--rgb:230 159 0}.heat .wrong{--rgb:213 94 0}
.heat .nothing{--rgb:128 128 128}.heat .unreadable{--rgb:204 121 167}.heat .human{--rgb:86 180 233}
@media (max-width:40rem){.heat,.heat :is(thead,tbody){display:block}
.heat tr{display:flex;flex-wrap:wrap;gap:2px}
.heat thead td,td svg{display:none}th,td{padding-right:.5rem}table{font-size:.88rem}
.heat :is(td,th){flex:1 1 0;min-width:0!important;padding:.15rem 0}
.heat th[scope=row]{flex-basis:100%;text-align:left;padding-top:.5rem}
.heat th[scope=col]{font-size:.74rem;align-self:end}}
@media print{:root{--page:#fff;--ink:#000;--soft:#444;--line:#999;--tint:#fff;
--blue:#0072B2;--strength:1}
main{max-width:none;padding:0}li,figure,tr{break-inside:avoid}}
"""
