"""Loops spelled otherwise, and sums by loops."""

from __future__ import annotations

import ast

from tests.support.rewriting.draft import (
    Draft,
    escapes,
    expression,
    parsed,
    swap,
    text_of,
)

HEADERS = [
    "for {i} in list({r}):\n    pass",
    "for {i} in [{u} for {u} in {r}]:\n    pass",
    "for {t}, {i} in enumerate({r}):\n    pass",
    "for {i}, {t} in zip({r}, {r}):\n    pass",
    "for {i} in iter({r}):\n    pass",
    "for {i} in ({u} for {u} in {r}):\n    pass",
    "for {i} in tuple({r}):\n    pass",
    "for {i} in list({r})[::-1][::-1]:\n    pass",
    "for {i} in reversed(list({r})[::-1]):\n    pass",
    "for {t} in [{r}]:\n    for {i} in {t}:\n        pass",
    "{t} = {r}\nfor {i} in {t}:\n    pass",
    "{t} = list({r})\nfor {u} in range(len({t})):\n    {i} = {t}[{u}]\n    pass",
    "{t} = list({r})\nwhile {t}:\n    {i} = {t}.pop(0)\n    pass",
    "{t} = list({r})[::-1]\nwhile {t}:\n    {i} = {t}.pop()\n    pass",
    "for {t} in {r}:\n    {i} = {t}\n    pass",
    "for {i} in map(lambda {u}: {u}, {r}):\n    pass",
    "for {i} in filter(lambda {u}: True, {r}):\n    pass",
    "for {i} in itertools.chain({r}, []):\n    pass",
    "for {i} in itertools.islice({r}, None):\n    pass",
    "for {i} in each(*{r}):\n    pass",
    "for {i} in {r}:\n    for {t} in range(1):\n        pass",
    "for {i} in {r}:\n    try:\n        pass\n    finally:\n        {t} = 0",
    "for {i} in {r}:\n    if True:\n        pass",
    "for {i} in {r}:\n    pass\n    continue",
    "for {i}, {t} in itertools.product({r}, [0]):\n    pass",
]
RANGES = [
    "{i} = {a} - {s}\nwhile {i} + {s} < {b}:\n    {i} += {s}\n    pass",
    "{t} = {a}\nwhile {t} < {b}:\n    {i} = {t}\n    {t} += {s}\n    pass",
    "for {i} in np.arange({a}, {b}, {s}):\n    pass",
    "for {t} in range({a}, {b}, {s}):\n    {i} = {t} + 0\n    pass",
    "{t} = {a}\nwhile True:\n    if {t} >= {b}:\n        break\n"
    "    {i} = {t}\n    {t} = {t} + {s}\n    pass",
    "for {i} in reversed(range({a}, {b}, {s})[::-1]):\n    pass",
    "{t} = iter(range({a}, {b}, {s}))\nfor {i} in {t}:\n    pass",
    "for {t} in range(({b}) - ({a})):\n    {i} = ({a}) + {t}\n    pass",
]


def looped(draft: Draft) -> bool:
    """`for i in r` by another header, or by a `while`."""
    places = [
        place
        for place in draft.statements(ast.For)
        if not place[0][place[1]].orelse  # type: ignore[attr-defined]
    ]
    if not places:
        return False
    block, number = draft.draw.choice(places)
    loop = block[number]
    assert isinstance(loop, ast.For)
    i, r = text_of(loop.target), text_of(loop.iter)
    texts, parts = HEADERS, {}
    match loop.iter:
        case ast.Call(func=ast.Name(id="range"), args=args) if draft.draw.random() < 0.5:
            bounds = [text_of(arg) for arg in args]
            low, high = ("0", bounds[0]) if len(bounds) == 1 else bounds[:2]
            step = bounds[2] if len(bounds) == 3 else "1"
            texts, parts = RANGES, {"a": low, "b": high, "s": step}
    text = draft.draw.choice(texts)
    if ("+ 0" in text or "+ {t}" in text) and parts.get("s") != "1" and "{s}" not in text:
        return False
    new = parsed(text, i=i, r=r, t=draft.fresh(), u=draft.fresh(), **parts)
    put_inside(new, loop.body)
    block[number : number + 1] = new
    return True


def put_inside(new: list[ast.stmt], body: list[ast.stmt]) -> None:
    """The body where the `pass` of a text stands."""
    hole = [
        lines
        for node in new
        for part in ast.walk(node)
        if isinstance(lines := getattr(part, "body", None), list)
        and any(isinstance(line, ast.Pass) for line in lines)
    ][-1]
    at = next(number for number, line in enumerate(hole) if isinstance(line, ast.Pass))
    hole[at : at + 1] = body


def halved(draft: Draft) -> bool:
    """A loop in two: the first trips, and the rest."""
    places = []
    for block, number in draft.statements(ast.For):
        loop = block[number]
        if not loop.orelse and not escapes(loop.body, False):  # type: ignore[attr-defined]
            places.append((block, number))
    if not places:
        return False
    block, number = draft.draw.choice(places)
    loop = block[number]
    assert isinstance(loop, ast.For)
    i, r, t = text_of(loop.target), text_of(loop.iter), draft.fresh()
    text = draft.draw.choice(
        [
            "{t} = list({r})\nfor {i} in {t}[:1]:\n    pass\nfor {i} in {t}[1:]:\n    pass",
            "{t} = list({r})\nfor {i} in {t}[:-1]:\n    pass\nfor {i} in {t}[-1:]:\n    pass",
            "{t} = iter({r})\nfor {i} in {t}:\n    pass\n    break\nfor {i} in {t}:\n    pass",
        ]
    )
    body = "\n".join(map(text_of, loop.body))
    new = parsed(text, i=i, r=r, t=t)
    for part in [node for node in new if isinstance(node, ast.For)]:
        at = next(number for number, line in enumerate(part.body) if isinstance(line, ast.Pass))
        part.body[at : at + 1] = ast.parse(body).body
    block[number : number + 1] = new
    return True


SUMS = [
    "{t} = {e}\n{s} = 0.0\nfor {u} in {t}:\n    {s} += {u}",
    "{t} = {e}\n{s} = 0.0\nfor {u} in {t}.ravel():\n    {s} = {s} + {u}",
    "{t} = {e}\n{s} = 0.0\nfor {u} in {t}.flat:\n    {s} += {u}",
    "{t} = {e}\n{s} = 0.0\nfor {u} in range(len({t})):\n    {s} += {t}[{u}]",
    "{t} = {e}\n{s} = 0.0\nfor {u} in np.ndindex({t}.shape):\n    {s} += {t}[{u}]",
    "{t} = {e}\n{s} = np.zeros(())\nfor {u} in {t}:\n    {s} += np.sum({u})",
    "{t} = {e}\n{s} = [0.0]\nfor {u} in {t}:\n    {s}[0] += {u}\n{s} = {s}[0]",
    "{t} = {e}\n{s} = np.zeros(1)\nfor {u} in {t}:\n    {s} += {u}\n{s} = {s}[0]",
    "{t} = list({e})\n{s} = 0.0\nwhile {t}:\n    {s} += {t}.pop()",
    "{t} = ({e}).tolist()\n{s} = sum({t})",
    "{s} = sum({u} for {u} in {e})",
    "{s} = sum(list({e}))",
    "{s} = sum(map(lambda {u}: {u}, {e}))",
    "{s} = functools.reduce(operator.add, {e})",
    "{s} = functools.reduce(lambda {t}, {u}: {t} + {u}, {e}, 0.0)",
    "{s} = math.fsum({e})",
    "{s} = np.add.reduce({e}, axis=None)",
    "{s} = ({e}).sum()",
    "{s} = np.cumsum({e})[-1]",
    "{t} = {e}\n{s} = np.mean({t}) * np.size({t})",
    "{t} = {e}\n{s} = np.dot({t}.ravel(), np.ones({t}.size))",
    "{t} = np.zeros(1)\nnp.add.at({t}, np.zeros(len({e}), dtype=int), {e})\n{s} = {t}[0]",
    "{s} = list(itertools.accumulate({e}))[-1]",
    "{s} = np.einsum('i->', {e})",
    "{s} = float(np.sum({e}))",
    "{t} = {e}\n{s} = np.sum({t}[:1]) + np.sum({t}[1:])",
    "def {t}({s}):\n    return 0.0 if len({s}) == 0 else {s}[0] + {t}({s}[1:])\n{s} = {t}({e})",
]


def summed(draft: Draft) -> bool:
    """`np.sum(e)` by a loop, a builtin, or another function."""
    places = []
    for block, number, node in draft.expressions():
        match node:
            case ast.Call(func=ast.Attribute(attr="sum"), args=[_], keywords=[]):
                places.append((block, number, node, text_of(node.args[0])))
            case ast.Call(func=ast.Attribute(attr="sum", value=value), args=[], keywords=[]):
                places.append((block, number, node, text_of(value)))
    if not places:
        return False
    block, number, node, e = draft.draw.choice(places)
    s = draft.fresh()
    new = parsed(draft.draw.choice(SUMS), e=e, s=s, t=draft.fresh(), u=draft.fresh())
    swap(block[number], node, ast.Name(s, ast.Load()))
    block[number:number] = new
    return True


READS = [
    "{b}[{i}, ...]",
    "{b}[[{i}]][0]",
    "{b}[...][{i}]",
    "{b}[{i}:][0]",
    "{b}[{i} - len({b})]",
    "{b}.__getitem__({i})",
    "np.take({b}, {i}, axis=0)",
    "list({b})[{i}]",
    "{b}[np.arange(len({b})) == {i}][0]",
    "{b}[::-1][-1 - {i}]",
    "[{u} for {u} in {b}][{i}]",
    "np.array({b})[{i}]",
    "{b}[{i}:{i} + 1][0]",
    "operator.getitem({b}, {i})",
]
SECTIONS = [
    "{b}[slice({l}, {h}, {s})]",
    "{b}[{l}:{h}:{s}][...]",
    "{b}[np.arange(len({b}))[{l}:{h}:{s}]]",
    "{b}[list(range(len({b})))[{l}:{h}:{s}]]",
    "np.array(list({b})[{l}:{h}:{s}])",
    "{b}[{l}:{h}:{s}].copy()",
    "{b}[{l}:{h}:{s}, ...]",
    "{b}[:][{l}:{h}:{s}]",
    "np.array([{u} for {u} in {b}[{l}:{h}:{s}]])",
    "np.take({b}, np.arange(len({b}))[{l}:{h}:{s}], axis=0)",
]


def read_otherwise(draft: Draft) -> bool:
    """`x[i]` from the end, by an array of indices, out of a section."""
    places = [p for p in draft.expressions() if isinstance(p[2], ast.Subscript)]
    if not places:
        return False
    block, number, node = draft.draw.choice(places)
    assert isinstance(node, ast.Subscript)
    b, u = text_of(node.value), draft.fresh()
    match node.slice:
        case ast.Slice(lower=low, upper=high, step=step):
            ends = [text_of(end) if end else "None" for end in (low, high, step)]
            new = expression(draft.draw.choice(SECTIONS), b=b, l=ends[0], h=ends[1], s=ends[2], u=u)
        case ast.Tuple(elts=[first, second]) if not any(
            isinstance(part, ast.Slice) for part in (first, second)
        ):
            text = draft.draw.choice(["{b}[{i}][{j}]", "{b}.T[{j}, {i}]", "{b}[{i}, {j}, ...]"])
            new = expression(text, b=b, i=text_of(first), j=text_of(second))
        case ast.Tuple():
            return False
        case _:
            new = expression(draft.draw.choice(READS), b=b, i=text_of(node.slice), u=u)
    swap(block[number], node, new)
    return True
