"""Assignments spelled otherwise: through buffers, augmented or plain, together or apart."""

from __future__ import annotations

import ast

from tests.support.rewriting.draft import Draft, loaded, parsed, stored, text_of

OPERATORS = {
    ast.Add: ("np.add", "+"),
    ast.Sub: ("np.subtract", "-"),
    ast.Mult: ("np.multiply", "*"),
    ast.Div: ("np.divide", "/"),
    ast.Pow: ("np.power", "**"),
    ast.MatMult: ("np.matmul", "@"),
}


def buffered(draft: Draft) -> bool:
    """`x = e` → a new array that is filled with `e`."""
    places = [
        (block, number)
        for block, number in draft.statements(ast.Assign)
        if len(block[number].targets) == 1  # type: ignore[attr-defined]
    ]
    if not places:
        return False
    block, number = draft.draw.choice(places)
    old = block[number]
    assert isinstance(old, ast.Assign)
    x, e, t, u = text_of(old.targets[0]), text_of(old.value), draft.fresh(), draft.fresh()
    texts = [
        "{t} = {e}\n{x} = np.empty_like({t})\n{x}[...] = {t}",
        "{t} = {e}\n{x} = np.zeros_like({t})\n{x} += {t}",
        "{t} = {e}\n{x} = np.zeros(np.shape({t}))\nnp.copyto({x}, {t})",
        "{t} = {e}\n{x} = np.ones_like({t})\nnp.multiply({t}, 1.0, out={x})",
        "{t} = {e}\n{u} = np.empty((2,) + np.shape({t}))\n{u}[:] = {t}\n{x} = {u}[1]",
        "{t} = {e}\n{x} = np.empty_like({t})\nfor {u} in range(len({t})):\n    {x}[{u}] = {t}[{u}]",
        "{t} = []\nfor {u} in {e}:\n    {t}.append({u})\n{x} = np.array({t})",
        "{x} = np.array([{u} for {u} in {e}])",
        "{x} = {t} = {e}",
        "{t} = {e}\n{x} = {t}",
        "{x} = None\n{x} = {e}",
        "{x} = 0.0\n{x} = {e}",
        "{t}, {x} = 0.0, {e}",
        "{x}, {t} = {e}, 0.0",
        "[{x}] = [{e}]",
        "{x}, *{t} = [{e}]",
        "if True:\n    {x} = {e}\nelse:\n    {x} = None",
        "{x} = {e} if True else None",
        "for {x} in [{e}]:\n    pass",
        "{t} = {e}\n{x} = {t}\ndel {t}",
    ]
    if isinstance(old.targets[0], ast.Subscript):
        base, index = text_of(old.targets[0].value), text_of(old.targets[0].slice)
        texts = [
            "{t} = {b}\n{t}[{i}] = {e}",
            "{t} = {e}\n{b}[{i}] = {t}",
            "{b}[{i}] = 0.0\n{b}[{i}] = {e}",
            "{t} = {e}\n{b}[{i}] = 0.0\n{b}[{i}] = {t}",
            "{t} = {e}\n{b}[{i}] = 0.0\n{b}[{i}] += {t}",
            "{t} = {e}\n{b}[{i}] *= 0.0\n{b}[{i}] += {t}",
            "{t} = {b}[{i}]\n{t}[...] = {e}",
            "{b}[{i}][...] = {e}",
            "{b}.__setitem__(({i}), {e})" if ":" not in index else "{b}[{i}] = {e}",
            "{u} = {b}[...]\n{u}[{i}] = {e}",
            "{u} = {b}[:]\n{u}[{i}] = {e}",
            "{u} = [{b}]\n{u}[0][{i}] = {e}",
            "{u} = Held({b})\n{u}.value[{i}] = {e}",
            "{u} = {{'a': {b}}}\n{u}['a'][{i}] = {e}",
            "for {t} in [{b}]:\n    {t}[{i}] = {e}",
            "(lambda {t}: {t}.__setitem__(({i}), {e}))({b})"
            if ":" not in index
            else "{b}[{i}] = {e}",
            "{b}[{i}], {t} = {e}, 0.0",
            "{t} = {b}[{i}] = {e}",
        ]
        block[number : number + 1] = parsed(
            draft.draw.choice(texts), b=base, i=index, e=e, t=t, u=u
        )
        return True
    block[number : number + 1] = parsed(draft.draw.choice(texts), x=x, e=e, t=t, u=u)
    return True


def augmented(draft: Draft) -> bool:
    """`x += e` → `x = x + e`, `np.add(x, e, out=x)` and so on."""
    places = draft.statements(ast.AugAssign)
    if not places:
        return False
    block, number = draft.draw.choice(places)
    old = block[number]
    assert isinstance(old, ast.AugAssign)
    if type(old.op) not in OPERATORS:
        return False
    ufunc, op = OPERATORS[type(old.op)]
    x, e = text_of(old.target), text_of(old.value)
    text = draft.draw.choice(
        [
            "{x} = {x} {o} ({e})",
            "{x} = {f}({x}, {e})",
            "{f}({x}, {e}, out={x})",
            "{f}({x}, {e}, {x})",
            "{x}[...] = {x} {o} ({e})",
            "{x}[...] {o}= {e}",
            "{x}[:] {o}= {e}",
            "{t} = {x}\n{t} {o}= {e}\n{x} = {t}",
            "{t} = {e}\n{x} {o}= {t}",
            "{t} = {x} {o} ({e})\n{x} = {t}",
            "{t} = {x} {o} ({e})\nnp.copyto({x}, {t})",
            "for {t} in range(len({x})):\n    {x}[{t}] {o}= ({e})[{t}]",
            "{x} {o}= 1.0 * ({e})",
        ]
    )
    block[number : number + 1] = parsed(text, x=x, e=e, o=op, f=ufunc, t=draft.fresh())
    return True


def to_augmented(draft: Draft) -> bool:
    """`x = x + e` → `x += e`."""
    places = []
    for block, number in draft.statements(ast.Assign):
        match block[number]:
            case ast.Assign(targets=[target], value=ast.BinOp(left=left, op=op)) if (
                text_of(left) == text_of(target) and type(op) in OPERATORS
            ):
                places.append((block, number))
    if not places:
        return False
    block, number = draft.draw.choice(places)
    old = block[number]
    op = OPERATORS[type(old.value.op)][1]  # type: ignore[attr-defined]
    x, e = text_of(old.targets[0]), text_of(old.value.right)  # type: ignore[attr-defined]
    before = draft.draw.choice(["", "{x} = {x}.copy()\n", "{x} = {x} * 1.0\n"])
    block[number : number + 1] = parsed(before + "{x} {o}= {e}", x=x, e=e, o=op)
    return True


def together(draft: Draft) -> bool:
    """Two assignments in one, or one apart."""
    places = []
    for block, number in draft.statements(ast.Assign):
        old = block[number]
        match old:
            case ast.Assign(targets=[ast.Tuple(elts=a)], value=ast.Tuple(elts=b)) if len(a) == len(
                b
            ) and not any(isinstance(n, ast.Starred) for n in [*a, *b]):
                places.append((block, number, "apart"))
        other = block[number + 1] if number + 1 < len(block) else None
        if isinstance(other, ast.Assign) and not stored([old]) & loaded([other]):
            places.append((block, number, "together"))
    if not places:
        return False
    block, number, way = draft.draw.choice(places)
    old = block[number]
    assert isinstance(old, ast.Assign)
    if way == "together":
        other = block[number + 1]
        assert isinstance(other, ast.Assign)
        if len(old.targets) > 1 or len(other.targets) > 1:
            return False
        a, b = text_of(old.targets[0]), text_of(other.targets[0])
        v, w = text_of(old.value), text_of(other.value)
        text = draft.draw.choice(
            [
                "({a}), ({b}) = ({v}), ({w})",
                "[({a}), ({b})] = [({v}), ({w})]",
                "({b}), ({a}) = ({w}), ({v})",
                "({a}), *{t} = ({v}), ({w})\n({b}) = {t}[0]",
                "*{t}, ({b}) = ({v}), ({w})\n(({a}),) = {t}",
                "{t} = (({v}), ({w}))\n({a}), ({b}) = {t}",
            ]
        )
        block[number : number + 2] = parsed(text, a=a, b=b, v=v, w=w, t=draft.fresh())
        return True
    targets, values = old.targets[0].elts, old.value.elts  # type: ignore[attr-defined]
    held = [draft.fresh() for _ in targets]
    new = [ast.parse(f"{t} = {text_of(v)}").body[0] for t, v in zip(held, values, strict=True)]
    new += [ast.parse(f"{text_of(x)} = {t}").body[0] for t, x in zip(held, targets, strict=True)]
    block[number : number + 1] = new
    return True


def returned(draft: Draft) -> bool:
    """What a return gives under a name, from a `finally`, or out of a loop."""
    places = [
        (block, number)
        for block, number in draft.statements(ast.Return)
        if block[number].value is not None  # type: ignore[attr-defined]
    ]
    if not places:
        return False
    block, number = draft.draw.choice(places)
    e = text_of(block[number].value)  # type: ignore[attr-defined]
    text = draft.draw.choice(
        [
            "{t} = {e}\nreturn {t}",
            "{t} = {u} = {e}\nreturn {u}",
            "for {t} in range(3):\n    return {e}",
            "while True:\n    return {e}",
            "try:\n    return {e}\nfinally:\n    {t} = 0",
            "with contextlib.nullcontext():\n    return {e}",
            "{t} = {e}\nif {t} is not None:\n    return {t}\nreturn 0.0",
            "return (lambda: {e})()",
            "return [{e}][0]",
            "def {t}():\n    return {e}\nreturn {t}()",
            "try:\n    {t} = {e}\nexcept KeyError:\n    return 0.0\nelse:\n    return {t}",
            "match {e}:\n    case {t}:\n        return {t}",
            "{t} = [{e}]\nreturn {t}.pop()",
            "{t} = {e}\ntry:\n    raise KeyError('a')\nexcept KeyError:\n    return {t}",
        ]
    )
    block[number : number + 1] = parsed(text, e=e, t=draft.fresh(), u=draft.fresh())
    return True
