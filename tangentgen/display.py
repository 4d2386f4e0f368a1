"""How a derivative is shown in a notebook and in IPython: its text beside the primal's."""

from __future__ import annotations

import html
import os
import sys
import textwrap
import types

from tangentgen.source.locate import NotFound, locate

# The colours of the page around, where it has some: JupyterLab's own in light and dark themes.
STYLE = """
.tangentgen {display: flex; gap: 2em; overflow-x: auto}
.tangentgen pre {background: none; margin: 0; padding: 0}
.tangentgen .k, .tangentgen .ow {color: var(--jp-mirror-editor-keyword-color, #008000)}
.tangentgen .s {color: var(--jp-mirror-editor-string-color, #ba2121)}
.tangentgen .c {color: var(--jp-mirror-editor-comment-color, #408080); font-style: italic}
.tangentgen .m {color: var(--jp-mirror-editor-number-color, #098658)}
.tangentgen .nf {color: var(--jp-mirror-editor-def-color, #0000ff)}
"""


def in_html(*texts: str) -> str:
    """Python texts side by side, for a page."""
    inner = "".join(f"<pre>{_highlighted(text)}</pre>" for text in texts if text)
    return f'<style>{STYLE}</style><div class="tangentgen">{inner}</div>'


def primal_text(function: types.FunctionType) -> str:
    try:
        return textwrap.dedent(locate(function).text)
    except NotFound:
        return ""


def beside(left: str, right: str) -> str:
    """Two texts in columns.

    >>> print(beside("a\\nbc", "d"), end="")
    a  │ d
    bc │
    """
    old, new = left.splitlines(), right.splitlines()
    width = max(map(len, old), default=0)
    rows = max(len(old), len(new))
    padded = zip(old + [""] * (rows - len(old)), new + [""] * (rows - len(new)), strict=True)
    return "".join(f"{mine:{width}} │ {other}".rstrip() + "\n" for mine, other in padded)


def coloured(text: str) -> str:
    """With colours where there is a terminal that wants them, and Pygments."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    if plain or sys.stdout is None or not sys.stdout.isatty():
        return text
    try:
        from pygments import highlight
        from pygments.formatters import TerminalFormatter
        from pygments.lexers import PythonLexer
    except ImportError:
        return text
    return str(highlight(text, PythonLexer(stripnl=False), TerminalFormatter())).rstrip("\n")


def _highlighted(text: str) -> str:
    """HTML with a span around each word that has a colour; without Pygments, none has."""
    try:
        from pygments.lexers import PythonLexer
    except ImportError:
        return html.escape(text)
    words = []
    for token, word in PythonLexer(stripnl=False, ensurenl=False).get_tokens(text):
        kind = _kind(str(token))
        escaped = html.escape(word)
        words.append(f'<span class="{kind}">{escaped}</span>' if kind else escaped)
    return "".join(words)


def _kind(token: str) -> str:
    """The class of a token.

    >>> _kind("Token.Keyword.Namespace"), _kind("Token.Name")
    ('k', '')
    """
    kinds = {"Keyword": "k", "Operator.Word": "ow", "Literal.String": "s", "Comment": "c"}
    kinds |= {"Literal.Number": "m", "Name.Function": "nf"}
    return next((kind for name, kind in kinds.items() if token.startswith(f"Token.{name}")), "")
