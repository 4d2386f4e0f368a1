"""The user's comments, and the statements they belong to."""

from __future__ import annotations

import io
import re
import tokenize
from dataclasses import dataclass

import gast

# what speaks to tools about the user's file and says nothing about the derivative
_PRAGMA = re.compile(
    r"#\s*(noqa\b|type:|pragma:|fmt:|yapf:|pylint:|pyright:|mypy:|isort:|ruff:|flake8:|nosec\b)",
    re.I,
)


@dataclass(frozen=True)
class Comment:
    """A comment: where it stands (1-based line, 0-based character column) and its text."""

    line: int
    column: int
    text: str
    alone: bool  # nothing but the comment stands on its line


def comments(text: str, first_line: int = 1) -> tuple[Comment, ...]:
    """The comments in a text whose first line has a number in the file.

    >>> comments("x = 1  # one\\n#two\\n")[1]
    Comment(line=2, column=0, text='# two', alone=True)
    """
    if "#" not in text:
        return ()
    found = []
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type == tokenize.COMMENT:
                line, column = token.start
                alone = not token.line[:column].strip()
                found.append(Comment(line + first_line - 1, column, tidy(token.string), alone))
    except (tokenize.TokenError, IndentationError):
        pass  # a lambda's line need not be whole; what was found before its end counts
    return tuple(c for c in found if not _PRAGMA.search(c.text))


def tidy(comment: str) -> str:
    """A comment as the formatter leaves it.

    >>> tidy("#no space  ")
    '# no space'
    """
    comment = comment.rstrip()
    if comment[1:2] in ("", " ", "!", ":", "#", "'"):
        return comment
    return "# " + comment[1:].lstrip()


@dataclass(frozen=True)
class Placed:
    """What stands around one statement."""

    above: tuple[str, ...] = ()
    trailing: str | None = None
    section: bool = False


def place(
    body: list[gast.stmt], found: tuple[Comment, ...], blank: frozenset[int]
) -> dict[gast.stmt, Placed]:
    """Each comment given to a statement of a body or of the blocks inside it.

    A comment on a line of its own goes above the next statement, unless it is indented deeper:
    then it closed a block, and stood below what it spoke of. A comment behind code goes
    behind the statement that ends there, or above where the statement goes on after it.
    """
    placed: dict[gast.stmt, Placed] = {}
    pending = list(found)
    flat = list(_in_order(body))
    for position, node in enumerate(flat):
        above: list[str] = []
        start = node.lineno
        top = start
        while pending and (pending[0].line < start):
            comment = pending.pop(0)
            if not comment.alone or comment.column <= node.col_offset:
                above.append(comment.text)
                top = min(top, comment.line)
        following = flat[position + 1] if position + 1 < len(flat) else None
        end = _end_of_head(node, following)
        trailing = None
        while pending and pending[0].line <= end:
            if following is not None and following.lineno == pending[0].line:
                break  # the comment ends a line on which another statement stands
            comment = pending.pop(0)
            if trailing is not None:
                above.append(trailing)
            trailing = None if comment.alone else comment.text
            if comment.alone:
                above.append(comment.text)
        placed[node] = Placed(tuple(above), trailing, top - 1 in blank)
    return placed


def _in_order(body: list[gast.stmt]) -> list[gast.stmt]:
    """The statements of a body and of all blocks inside it, in the order of the text."""
    found: list[gast.stmt] = []
    for node in body:
        found.append(node)
        for inner in _blocks(node):
            found += _in_order(inner)
    return found


def _blocks(node: gast.AST) -> list[list[gast.stmt]]:
    blocks = []
    for name in ("body", "handlers", "cases", "orelse", "finalbody"):
        inner = getattr(node, name, None)
        if not isinstance(inner, list) or not inner:
            continue
        if name in ("handlers", "cases"):
            blocks += [part.body for part in inner]
        else:
            blocks.append(inner)
    return blocks


def _end_of_head(node: gast.stmt, following: gast.stmt | None) -> int:
    """The last line of a simple statement, or of what stands before a compound one's block."""
    if _blocks(node) and following is not None:
        return int(max(node.lineno, _before(node, following)))
    return int(node.end_lineno or node.lineno)


def _before(node: gast.stmt, following: gast.stmt) -> int:
    parts = [getattr(node, name, None) for name in ("test", "iter", "subject", "returns")]
    ends = [part.end_lineno for part in parts if part is not None]
    return int(min(following.lineno - 1, max(ends, default=node.lineno)))
