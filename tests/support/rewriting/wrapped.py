"""A run of statements inside a compound one that runs it once."""

from __future__ import annotations

import ast

from tests.support.rewriting.draft import Draft, parsed

ONCE = [
    "for {t} in range(1):\n    pass",
    "for {t} in [0]:\n    pass",
    "for {t} in ({a},):\n    pass",
    "for {t} in {{'a': {a}}}.values():\n    pass",
    "if True:\n    pass",
    "if {a} is not None:\n    pass",
    "if {a} is None:\n    raise ValueError('none')\nelse:\n    pass",
    "while True:\n    pass\n    break",
    "{t} = 0\nwhile {t} < 1:\n    pass\n    {t} += 1",
    "{t} = True\nwhile {t}:\n    {t} = False\n    pass",
    "try:\n    pass\nfinally:\n    {t} = 1",
    "try:\n    pass\nfinally:\n    {t} = {a}",
    "try:\n    pass\nexcept ZeroDivisionError:\n    raise",
    "try:\n    pass\nexcept KeyError:\n    {a} = None",
    "try:\n    raise ValueError\nexcept ValueError:\n    pass  # body",
    "try:\n    {t} = 0\nexcept ValueError:\n    raise\nelse:\n    pass  # body",
    "with np.errstate(over='ignore'):\n    pass",
    "with contextlib.nullcontext() as {t}:\n    pass",
    "with contextlib.nullcontext({a}) as {t}:\n    pass",
    "with contextlib.suppress(KeyError):\n    pass",
    "match 1:\n    case 1:\n        pass",
    "match {a}:\n    case {t}:\n        pass",
    "for {t} in range(0):\n    break\nelse:\n    pass",
    "for {t} in range(2):\n    if {t} == 1:\n        pass",
    "for {t} in range(2):\n    if {t} == 1:\n        continue\n    pass  # last",
    "for {t} in range(3):\n    pass\n    if {t} == 0:\n        break",
]


def wrapped(draft: Draft) -> bool:
    """`RUN` → `for _ in range(1): RUN`, and the like."""
    run = draft.run()
    if run is None:
        return False
    block, first, last = run
    names = draft.values(block[first])
    if not names:
        return False
    text = draft.draw.choice(ONCE)
    new = parsed(text, t=draft.fresh(), a=draft.draw.choice(names))
    hole = [
        body
        for node in new
        for inner in ast.walk(node)
        for name in ("body", "orelse")
        if isinstance(body := getattr(inner, name, None), list)
        and any(isinstance(s, ast.Pass) for s in body)
    ][-1]
    at = next(number for number, s in enumerate(hole) if isinstance(s, ast.Pass))
    hole[at : at + 1] = block[first:last]
    block[first:last] = new
    return True


def ended_early(draft: Draft) -> bool:
    """A return that is never reached, or the rest of a body behind a test."""
    places = draft.statements()
    if not places:
        return False
    block, number = draft.draw.choice(places)
    names = draft.values(block[number])
    if not names or is_generator(draft.function):
        return False
    a = draft.draw.choice(names)
    text = draft.draw.choice(
        [
            "if {a} is None:\n    return {a}",
            "if {a} is None:\n    return 0.0",
            "if {a} is None:\n    raise ValueError('nothing')",
            "assert {a} is not None",
            "if False:\n    {a} = 0.0 * {a}",
            "for {t} in range(0):\n    {a} = None",
            "while False:\n    {a} = None",
            "for {t} in []:\n    return {t}",
            "if {a} is None:\n    {a} = 0.0",
            "pass",
        ]
    )
    block[number:number] = parsed(text, a=a, t=draft.fresh())
    return True


def is_generator(function: ast.FunctionDef) -> bool:
    return any(isinstance(node, ast.Yield | ast.YieldFrom) for node in ast.walk(function))


def else_of_loop(draft: Draft) -> bool:
    """What follows a loop in its `else`, where no break leaves it."""
    loops = [
        (block, number)
        for block, number in draft.statements(ast.For, ast.While)
        if not block[number].orelse  # type: ignore[attr-defined]
        and not any(isinstance(n, ast.Break) for n in ast.walk(block[number]))
        and number + 1 < len(block)
    ]
    if not loops:
        return False
    block, number = draft.draw.choice(loops)
    last = draft.draw.randint(number + 2, len(block))
    block[number].orelse = block[number + 1 : last]  # type: ignore[attr-defined]
    del block[number + 1 : last]
    return True


def branches_turned(draft: Draft) -> bool:
    """`if c: A else: B` → `if not c: B else: A`; an `if` of one assignment as an expression."""
    places = draft.statements(ast.If)
    if not places:
        return False
    block, number = draft.draw.choice(places)
    old = block[number]
    assert isinstance(old, ast.If)
    test = ast.unparse(old.test)
    way = draft.draw.randrange(4)
    match old:
        case ast.If(
            body=[ast.Assign(targets=[ast.Name(id=a)], value=v)],
            orelse=[ast.Assign(targets=[ast.Name(id=b)], value=w)],
        ) if a == b and way != 3:
            block[number : number + 1] = parsed(
                "{a} = {v} if {c} else {w}", a=a, c=test, v=ast.unparse(v), w=ast.unparse(w)
            )
            return True
        case ast.If(body=[ast.Assign(targets=[ast.Name(id=a)], value=v)], orelse=[]) if way != 3:
            if a not in draft.bound(old):
                return False
            block[number : number + 1] = parsed(
                "{a} = {v} if {c} else {a}", a=a, c=test, v=ast.unparse(v)
            )
            return True
    if way == 0:
        new = parsed(
            "match bool({c}):\n    case True:\n        pass\n    case _:\n        pass", c=test
        )
        cases = new[0].cases  # type: ignore[attr-defined]
        cases[0].body, cases[1].body = old.body, old.orelse or [ast.Pass()]
        block[number : number + 1] = new
    elif way == 1:
        t = draft.fresh()
        new = parsed("{t} = {c}\nif {t}:\n    pass\nif not {t}:\n    pass", c=test, t=t)
        new[1].body = old.body  # type: ignore[attr-defined]
        new[2].body = old.orelse or [ast.Pass()]  # type: ignore[attr-defined]
        block[number : number + 1] = new
    else:
        new = parsed("if not {c}:\n    pass\nelse:\n    pass", c=f"({test})")
        new[0].body = old.orelse or [ast.Pass()]  # type: ignore[attr-defined]
        new[0].orelse = old.body  # type: ignore[attr-defined]
        block[number : number + 1] = new
    return True


def choice_to_branch(draft: Draft) -> bool:
    """`y = a if c else b` → a branch; `return a if c else b` → two returns."""
    places = [
        (block, number)
        for block, number in draft.statements(ast.Assign, ast.Return)
        if isinstance(block[number].value, ast.IfExp)  # type: ignore[attr-defined]
    ]
    if not places:
        return False
    block, number = draft.draw.choice(places)
    old = block[number]
    choice = old.value  # type: ignore[attr-defined]
    head = "return" if isinstance(old, ast.Return) else f"{ast.unparse(old.targets[0])} ="  # type: ignore[attr-defined]
    block[number : number + 1] = parsed(
        "if {c}:\n    {h} {a}\nelse:\n    {h} {b}",
        c=ast.unparse(choice.test),
        a=ast.unparse(choice.body),
        b=ast.unparse(choice.orelse),
        h=head,
    )
    return True
