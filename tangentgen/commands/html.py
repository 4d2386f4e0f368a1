"""`show --html`: the primal and its derivative next to each other, as a page of its own."""

from __future__ import annotations

import html
import io
import keyword
import re
import tokenize
from collections.abc import Iterable, Mapping

from tangentgen.explained import Explained, Linked, Note, spoken

SAVING = re.compile(r"_stack\d*\.(append|pop)\(|_old\d* = ")

STYLE = """
:root { color-scheme: light dark; --line: #8884; --lit: #ffd54f66; --saved: #c62828; }
body { margin: 0; font: 14px/1.5 ui-sans-serif, system-ui, sans-serif; }
header { padding: .6em 1em; border-bottom: 1px solid var(--line); }
h1 { font-size: 1.1em; margin: 0; } header p { margin: .2em 0 0; opacity: .75; }
main { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1.25fr); }
section { overflow-x: auto; padding: .6em 0; min-width: 0; }
section + section { border-left: 1px solid var(--line); }
h2 { font-size: .85em; font-weight: 600; margin: .4em 1em; opacity: .75; }
code { display: block; white-space: pre;
  font: 13px/1.55 ui-monospace, "DejaVu Sans Mono", monospace; }
code > span { display: block; padding: 0 1em 0 0; min-height: 1.55em; }
code > span::before { content: attr(data-n); display: inline-block; width: 3.5ch;
  margin-right: 1.5ch; text-align: right; opacity: .4; }
code > span.lit { background: var(--lit); }
code > span.saves { box-shadow: inset 3px 0 var(--saved); }
i { font-style: normal; } section > code + code { margin-top: 1.55em; }
.k { color: #7b1fa2; } .s { color: #2e7d32; } .c { color: #78909c; } .n { color: #1565c0; }
aside { display: none; font: 12px/1.5 ui-sans-serif, system-ui, sans-serif; white-space: normal;
  margin: 0 1em .3em 6ch; padding: .2em .6em; border-left: 2px solid var(--line); }
.notes aside { display: block; }
b.saved, b.copied { color: var(--saved); }
@media (prefers-color-scheme: dark) {
  .k { color: #ce93d8; } .s { color: #a5d6a7; } .c { color: #90a4ae; } .n { color: #90caf9; }
  :root { --saved: #ef9a9a; --lit: #ffd54f33; }
}
"""

SCRIPT = """
const lines = [...document.querySelectorAll("code > span[data-key]")];
const light = (key, on) => lines.filter(line => line.dataset.key === key)
  .forEach(line => line.classList.toggle("lit", on));
for (const line of lines) {
  line.addEventListener("mouseenter", () => light(line.dataset.key, true));
  line.addEventListener("mouseleave", () => light(line.dataset.key, false));
}
document.querySelector("input").addEventListener("change", event =>
  document.querySelector("main").classList.toggle("notes", event.target.checked));
"""


def page(name: str, about: str, linked: Linked) -> str:
    """The whole page: hovering a line lights its counterparts, what is saved is marked."""
    left = "\n".join(map(_primal, linked.explanation.functions))
    keys = {line: f"{path}:{primal}" for line, path, primal in linked.lines}
    right = _code(linked.text, 1, _filled(keys, linked.text), _saving(linked.text))
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{html.escape(name)}</title>
<style>{STYLE}</style>
</head>
<body>
<header><h1>{html.escape(name)}</h1>
<p>{html.escape(about)} <label><input type="checkbox" checked> notes</label></p></header>
<main class="notes">
<section><h2>as written</h2>
{left}
</section>
<section><h2>derivative</h2>
{right}
</section>
</main>
<script>{SCRIPT}</script>
</body>
</html>
"""


def _primal(function: Explained) -> str:
    notes: dict[int, list[Note]] = {}
    for note in function.notes:
        notes.setdefault(note.line, []).append(note)
    last = function.first_line + function.text.count("\n")
    keys = {n: f"{function.path}:{n}" for n in range(function.first_line, last + 1)}
    saved = {n for n, found in notes.items() if any(x.topic in ("saved", "copied") for x in found)}
    return _code(function.text, function.first_line, keys, saved, notes)


def _code(
    text: str,
    first: int,
    keys: Mapping[int, str],
    saves: Iterable[int],
    notes: Mapping[int, list[Note]] | None = None,
) -> str:
    marked = set(saves)
    out = []
    for number, line in enumerate(_coloured(text), first):
        key = f' data-key="{html.escape(keys[number], quote=True)}"' if number in keys else ""
        saving = ' class="saves"' if number in marked else ""
        out.append(f'<span data-n="{number}"{key}{saving}>{line}</span>')
        for note in (notes or {}).get(number, ()):
            words = html.escape(spoken(note)).replace(
                f" {note.topic} ", f' <b class="{note.topic}">{note.topic}</b> ', 1
            )
            out.append(f"<aside>{words}</aside>")
    return f"<code>{''.join(out)}</code>"


def _coloured(text: str) -> list[str]:
    """The lines of a program with keywords, strings, comments and numbers marked.

    >>> _coloured("return 1  # one")
    ['<i class="k">return</i> <i class="n">1</i>  <i class="c"># one</i>']
    """
    lines = text.splitlines()
    marks: list[list[tuple[int, int, str]]] = [[] for _ in lines]
    kinds = {tokenize.STRING: "s", tokenize.COMMENT: "c", tokenize.NUMBER: "n"}
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            kind = kinds.get(token.type)
            if token.type == tokenize.NAME and keyword.iskeyword(token.string):
                kind = "k"
            if kind is None:
                continue
            for row in range(token.start[0], min(token.end[0], len(lines)) + 1):
                begin = token.start[1] if row == token.start[0] else 0
                end = token.end[1] if row == token.end[0] else len(lines[row - 1])
                marks[row - 1].append((begin, end, kind))
    except (tokenize.TokenError, IndentationError):
        pass  # a method's text is indented; what was marked before is kept
    return [_marked(line, found) for line, found in zip(lines, marks, strict=True)]


def _marked(line: str, found: list[tuple[int, int, str]]) -> str:
    out, at = [], 0
    for begin, end, kind in found:
        out.append(html.escape(line[at:begin], quote=False))
        out.append(f'<i class="{kind}">{html.escape(line[begin:end], quote=False)}</i>')
        at = end
    return "".join(out) + html.escape(line[at:], quote=False)


def _filled(keys: Mapping[int, str], text: str) -> dict[int, str]:
    """A line without a mark of its own belongs to the group that the last mark began.

    Comments of their own belong to what stands below them.
    """
    found: dict[int, str] = {}
    current: str | None = None
    comments: list[int] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("def "):
            current = None
        if line.lstrip().startswith("#"):
            comments.append(number)
            continue
        current = keys.get(number, current)
        if current is not None:
            found |= dict.fromkeys([*comments, number], current)
        comments = []
    return found


def _saving(text: str) -> list[int]:
    """The lines of a derivative that keep a value for later, or take it back."""
    return [
        number
        for number, line in enumerate(text.splitlines(), 1)
        if "_stack.append(" in line or ("_stack" in line and ".pop()" in line) or "_old = " in line
    ]
