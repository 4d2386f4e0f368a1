"""The file of a derivative: a header, the text, and below it what was generated at first.

    # Gradient and more: what a reader wants to know
    # meaning: hash of the primal, its callees and the request
    # text: hash of what follows, as it was generated
    # load: what is needed to run it, as JSON

    import numpy as np
    ...

    # base: the text as it was generated, compressed
    # end: hash of the lines around the text

All of header and trailer is ASCII in comments, so that no name and no path can escape into what
is executed. A file that is cut anywhere, or changed outside the text, is not read.
"""

from __future__ import annotations

import binascii
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

FIRST = "# Made by tangentgen"
BASE, END = "# base:\n", "\n# end: "
WIDTH = 84  # of what stands after "#   "


@dataclass(frozen=True)
class File:
    """What a file of ours holds."""

    meaning: str
    load: Mapping[str, Any]  # what is needed to run the text
    text: str
    content: str  # the whole file
    lines_above: int  # that stand before the text
    edited: bool

    @property
    def base(self) -> str:
        """The text as it was generated."""
        _, _, rest = self.content.rpartition(BASE)
        encoded = "".join(line.removeprefix("# ") for line in rest.split(END)[0].split("\n"))
        return _unpacked(encoded)


def written(
    of: str,
    request: str,
    assumptions: tuple[str, ...],
    meaning: str,
    load: object,
    text: str,
    base: str | None = None,
) -> str:
    """The whole file of a text; `base` is the text as it was generated, if it was edited since.

    >>> content = written("heat:energy", "grad wrt u of ()", (), "0" * 64, {}, "x = 1\\n")
    >>> found = parsed(content)
    >>> found.text, found.base, found.edited, found.lines_above
    ('x = 1\\n', 'x = 1\\n', False, 7)
    >>> parsed(content.replace("x = 1\\n", "x = 2\\n")).edited
    True
    >>> subject(content)
    'heat:energy'
    >>> parsed(content[:-1]), parsed(content.replace("heat", "heap"))
    (None, None)
    """
    base = text if base is None else base
    about = [
        f"{FIRST}. Edit it as you like: edits are kept.",
        *wrapped(f"of: {of}"),
        *wrapped(f"request: {request}"),
        *(line for assumption in assumptions for line in wrapped(f"assumes: {assumption}")),
        f"# meaning: {meaning}",
        f"# text: {digest(base)}",
        *_chunks("load: " + json.dumps(load, separators=(",", ":"))),
    ]
    header = "\n".join(about)
    blank = "\n\n\n" if text.startswith(("def ", "class ", "@")) else "\n\n"
    packed = "\n".join(f"# {line}" for line in _packed(base))
    return f"{header}{blank}{text}\n\n{BASE}{packed}{END}{digest(header + packed)}\n"


def parsed(content: str) -> File | None:
    """A file of ours; None of any other, and of one that is not whole."""
    content = content.replace("\r\n", "\n")  # as a checkout on Windows has it
    header, _, rest = content.partition("\n\n")
    text, _, trailer = rest.rpartition(f"\n{BASE}")
    base, _, last = trailer.rpartition(END)
    if not header.startswith(FIRST) or last != f"{digest(header + base)}\n":
        return None
    fields, text = _fields(header), text.strip("\n") + "\n"
    if not fields.keys() >= {"meaning", "text", "load"}:
        return None  # of another version
    return File(
        meaning=fields["meaning"],
        load=json.loads(fields["load"]),
        text=text,
        content=content,
        lines_above=content[: content.index(text, len(header))].count("\n"),
        edited=fields["text"] != digest(text),
    )


def restored(whole: str, damaged: str) -> str:
    """A file whose header or trailer was damaged, with those that it had before.

    >>> whole = written("heat:energy", "grad wrt u of ()", (), "0" * 64, {}, "x = 1\\n")
    >>> cut = whole.partition("# base:")[0].replace("x = 1", "x = 2")
    >>> parsed(cut), parsed(restored(whole, cut)).text
    (None, 'x = 2\\n')
    """
    header, _, rest = whole.partition("\n\n")
    _, _, trailer = rest.rpartition(f"\n{BASE}")
    ours = {*header.splitlines(), *trailer.splitlines(), BASE.strip()}
    if damaged.startswith(FIRST):
        _, _, damaged = damaged.partition("\n\n")
    text = "\n".join(line for line in damaged.splitlines() if line not in ours).strip("\n")
    return f"{header}\n\n\n{text}\n\n\n{BASE}{trailer}"


def subject(content: str) -> str | None:
    """What a file says that it is the derivative of, damaged or not; None of other files."""
    if not content.startswith(FIRST):
        return None
    return _fields(content.partition("\n\n")[0]).get("of", "")


def digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _fields(head: str) -> dict[str, str]:
    """The header's named lines; a line that begins with "#   " goes on with the one before."""
    joined = head.replace("\n#   ", "")
    pairs = (line[2:].partition(": ") for line in joined.split("\n"))
    return {name: value for name, _, value in pairs}


def _chunks(text: str) -> Iterator[str]:
    """Comment lines of at most 88 columns that joined give the text back."""
    prefix = "# "
    while text:
        end = len(text[:WIDTH].rstrip(" ")) or len(text)  # a space at the end would be cut off
        yield prefix + text[:end]
        text, prefix = text[end:], "#   "


def wrapped(text: str) -> Iterator[str]:
    """Comment lines for a reader, cut between words."""
    words, line, prefix = _ascii(text).split(" "), "", "# "
    for word in words:
        if line and len(line) + len(word) >= WIDTH - 2:
            yield (prefix + line)[:88]
            line, prefix = "", "#     "
        line = f"{line} {word}".strip()
    yield (prefix + line)[:88]


def _ascii(text: str) -> str:
    """On one line and without what could be mistaken: other letters are written as escapes."""
    return ascii(text)[1:-1].replace("\\'", "'").replace("\\\\", "\\")


def _packed(text: str) -> Iterator[str]:
    # bz2 and not zlib, which gives other bytes where it was built from zlib-ng.
    import bz2

    encoded = binascii.b2a_base64(bz2.compress(text.encode()), newline=False).decode()
    for start in range(0, len(encoded), WIDTH):
        yield encoded[start : start + WIDTH]


def _unpacked(encoded: str) -> str:
    import bz2

    return bz2.decompress(binascii.a2b_base64(encoded)).decode()
