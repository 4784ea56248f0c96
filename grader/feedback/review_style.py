"""How does the page for deciding look? Light and dark, on a screen of any width and on paper."""

STYLE = """\
:root { color-scheme: light dark; --ink: #1b1b1b; --paper: #ffffff; --soft: #f3f4f6;
  --line: #c8ccd2; --mute: #55606e; --mark: #8a4b00; --own: #0b5cad; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8e8e8; --paper: #16181c;
  --soft: #22262c; --line: #464d57; --mute: #a9b2be; --mark: #ffb562; --own: #7cb8ff; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 76rem; padding: 1rem; background: var(--paper);
  color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.5rem; margin: 0.5rem 0; }
section > h2 { font-size: 1.25rem; margin: 2.5rem 0 0.5rem; padding-top: 1rem;
  border-top: 3px solid var(--line); }
:is(.prompt, .answer, aside) :is(h1, h2, h3, h5, h6) { font-size: 1rem; margin: 0.5rem 0; }
h3 { font-size: 1rem; margin: 0 0 0.5rem; overflow-wrap: anywhere; }
h4 { font-size: 0.8rem; margin: 0 0 0.3rem; color: var(--mute); text-transform: uppercase;
  letter-spacing: 0.05em; }
a { color: var(--own); }
.staff { border-left: 4px solid var(--mark); padding-left: 0.7rem; color: var(--mark); }
.mute, small { color: var(--mute); font-size: 0.85rem; font-weight: normal; }
.scroll { overflow-x: auto; }
[tabindex]:focus-visible { outline: 2px solid var(--own); outline-offset: 2px; }
table { border-collapse: collapse; }
th, td { text-align: left; vertical-align: top; padding: 0.25rem 0.8rem 0.25rem 0;
  border-bottom: 1px solid var(--line); }
.trials { margin-top: 0.7rem; }
.trials :is(th, td) { font-size: 0.9rem; font-variant-numeric: tabular-nums;
  white-space: nowrap; }
aside :is(th, td) { padding-right: 0.5rem; font-size: 0.85rem; }
.beside { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 1.2rem; }
.beside > aside { align-self: start; position: sticky; top: 1rem; max-height: 95vh;
  overflow: auto; font-size: 0.9rem; }
.two { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 0.8rem; }
article, aside { border: 1px solid var(--line); border-radius: 6px; padding: 0.9rem; }
article { margin-bottom: 1.2rem; }
article > * + * { margin-top: 0.7rem; }
.box { background: var(--soft); border-radius: 6px; padding: 0.7rem; overflow-x: auto;
  min-width: 0; }
.box code { display: block; margin-top: 0.5rem; color: var(--mute); }
.answer { border-left: 4px solid var(--own); padding-left: 0.8rem; overflow-wrap: anywhere;
  overflow-x: auto; }
pre, code { font: 0.85rem/1.4 ui-monospace, monospace; overflow-wrap: anywhere;
  white-space: pre-wrap; }
pre.command { user-select: all; }
img, .answer svg { max-width: 100%; }
.tried { margin: 0; padding-left: 1.2rem; overflow-wrap: anywhere; }
@media (max-width: 50rem) { .beside, .two { grid-template-columns: minmax(0, 1fr); }
  .beside > aside { position: static; max-height: none; order: -1; }
  th, td { padding-right: 0.5rem; } }
@media print { :root { --ink: #000; --paper: #fff; --soft: #fff; --line: #999; --mute: #333;
  --mark: #000; --own: #000; }
  body { max-width: none; font-size: 11pt; } article, aside { break-inside: avoid; }
  .beside > aside { position: static; max-height: none; overflow: visible; } }
"""
