"""Statements and expressions moved into functions, closures, methods, generators."""

from __future__ import annotations

import ast
import copy
import textwrap

from tests.support.rewriting.draft import (
    Draft,
    escapes,
    is_docstring,
    loaded,
    parsed,
    stored,
    swap,
    text_of,
)

INDENT = "    "


def outlined_part(draft: Draft) -> bool:
    """A part of an expression as a call of a function that returns it."""
    places = [place for place in draft.expressions() if not isinstance(place[2], ast.Name)]
    if not places:
        return False
    block, number, node = draft.draw.choice(places)
    statement = block[number]
    names = sorted(loaded([node]) & draft.locals - inner(node))
    body, given, f = text_of(node), ", ".join(names), draft.fresh()
    way = draft.draw.randrange(9)
    before: list[ast.stmt] = []
    if way == 0:
        draft.define(f"def {f}({given}):\n    return {body}")
        call = f"{f}({given})"
    elif way == 1:
        call = f"(lambda {given}: {body})({given})"
    elif way == 2:
        before = parsed(f"def {f}():\n    return {{e}}", e=body)
        call = f"{f}()"
    elif way == 3:
        before = parsed(f"{f} = lambda: {{e}}", e=body)
        call = f"{f}()"
    elif way == 4:
        draft.define(f"def {f}({given}):\n    yield {body}")
        call = f"next({f}({given}))"
    elif way == 5:
        fields = "\n".join(f"        self.{name} = {name}" for name in names) or "        pass"
        ours = text_of(OfSelf(names).visit(copy.deepcopy(node)))
        c = draft.fresh()
        draft.define(
            f"class {c}:\n    def __init__(self, {given}):\n{fields}\n\n"
            f"    def {f}(self):\n        return {ours}"
        )
        call = f"{c}({given}).{f}()"
    elif way == 6:
        draft.define(
            f"def {f}(*, {given}):\n    return {body}"
            if names
            else f"def {f}():\n    return {body}"
        )
        call = f"{f}({', '.join(f'{name}={name}' for name in names)})"
    elif way == 7:
        t = draft.fresh()
        draft.define(f"def {f}({given}):\n    {t} = {body}\n    return {t}, {t}")
        call = f"{f}({given})[{draft.draw.randrange(2)}]"
    else:
        draft.define(f"def {f}({given}):\n    return lambda: {body}")
        call = f"{f}({given})()"
    swap(statement, node, ast.parse(call, mode="eval").body)
    block[number:number] = before
    return True


def inner(node: ast.AST) -> set[str]:
    """The names that comprehensions and lambdas inside bind."""
    found = set()
    for part in ast.walk(node):
        if isinstance(part, ast.comprehension):
            found |= {n.id for n in ast.walk(part.target) if isinstance(n, ast.Name)}
        if isinstance(part, ast.Lambda):
            found |= {arg.arg for arg in part.args.args}
        if isinstance(part, ast.NamedExpr):
            found.add(part.target.id)
    return found


class OfSelf(ast.NodeTransformer):
    """Names as attributes of `self`."""

    def __init__(self, names: list[str]) -> None:
        self.names = names

    def visit_Name(self, node: ast.Name) -> ast.expr:
        if node.id in self.names:
            return ast.Attribute(ast.Name("self", ast.Load()), node.id, node.ctx)
        return node


def outlined(draft: Draft) -> bool:
    """A run of statements as a call of a function: values go in, and values come out."""
    found = draft.run()
    if found is None:
        return False
    block, first, last = found
    run = block[first:last]
    kinds = draft.bound(run[0])
    out = sorted(stored(run))
    reads = sorted((loaded(run) | set(out)) & set(kinds) & draft.locals)
    later = block[last:]
    if later and draft.bound(later[0]):
        out = [name for name in out if name in draft.bound(later[0])]
    if draft.draw.random() < 0.5:
        used = loaded([draft.function])
        out = [name for name in out if name in used]
    if "self" in reads and draft.draw.random() < 0.5:
        return False
    body = "\n".join(text_of(statement) for statement in run)
    f = draft.fresh()
    way = draft.draw.randrange(6)
    results = ", ".join(out)
    tuple_of = f"{results}," if len(out) == 1 and draft.draw.random() < 0.3 else results
    target = f"{tuple_of} = " if out else ""
    before = ""
    if way in (0, 1):
        draft.define(define(f, ", ".join(reads), body, f"return {tuple_of}" if out else ""))
        call = f"{target}{f}({', '.join(reads)})"
    elif way == 2:  # a closure that gives its values back
        own = [name for name in reads if name in out]
        before = define(f, ", ".join(own), body, f"return {tuple_of}" if out else "")
        call = f"{target}{f}({', '.join(own)})"
    elif way == 3:  # a closure that binds the names outside
        names = [name for name in sorted(stored(run)) if name in kinds]
        head = f"nonlocal {', '.join(names)}\n" if names else ""
        rest = [name for name in out if name not in names]
        gives = f"return {', '.join(rest)}" if rest else ""
        before = define(f, "", head + body, gives)
        call = (f"{', '.join(rest)} = " if rest else "") + f"{f}()"
    elif way == 4:  # a method of an object that holds the state
        c, s = draft.fresh(), draft.fresh()
        every = sorted(set(reads) | set(out))
        fields = "\n".join(f"self.{name} = {name}" for name in reads) or "pass"
        ours = "\n".join(text_of(OfSelf(every).visit(copy.deepcopy(part))) for part in run)
        draft.define(
            f"class {c}:\n"
            + textwrap.indent(define("__init__", ", ".join(["self", *reads]), fields, ""), INDENT)
            + "\n"
            + textwrap.indent(define(f, "self", ours, ""), INDENT)
        )
        call = f"{s} = {c}({', '.join(reads)})\n{s}.{f}()\n"
        call += "\n".join(f"{name} = {s}.{name}" for name in out)
    else:  # a generator that is asked once
        draft.define(define(f, ", ".join(reads), body, f"yield {tuple_of or 'None'}"))
        if out and draft.draw.random() < 0.5:
            call = f"for {tuple_of} in {f}({', '.join(reads)}):\n    pass"
        else:
            call = f"{target}next({f}({', '.join(reads)}))"
    block[first:last] = ast.parse(before + "\n" + call).body
    return True


def define(name: str, parameters: str, body: str, end: str) -> str:
    lines = body + "\n" + end
    return f"def {name}({parameters}):\n{textwrap.indent(lines, INDENT)}\n"


def outlined_tail(draft: Draft) -> bool:
    """The end of the body, with its returns, in a function of its own."""
    body = draft.function.body
    start = next((n for n, s in enumerate(body) if not is_docstring(s)), len(body))
    if start >= len(body) or not isinstance(body[-1], ast.Return):
        return False
    first = draft.draw.randrange(start, len(body))
    run = body[first:]
    if not draft.bound(run[0]) or any(
        isinstance(n, ast.Yield | ast.YieldFrom | ast.Nonlocal) for s in run for n in ast.walk(s)
    ):
        return False
    reads = sorted((loaded(run) | stored(run)) & set(draft.bound(run[0])) & draft.locals)
    f = draft.fresh()
    text = define(f, ", ".join(reads), "\n".join(map(text_of, run)), "")
    call = f"return {f}({', '.join(reads)})"
    if draft.draw.random() < 0.3:
        body[first:] = ast.parse(text + call).body
    else:
        draft.define(text)
        body[first:] = ast.parse(call).body
    return True


def loop_to_recursion(draft: Draft) -> bool:
    """`for t in it: B` → a function that calls itself with what is left."""
    loops = [
        (block, number)
        for block, number in draft.statements(ast.For)
        if not block[number].orelse  # type: ignore[attr-defined]
        and not escapes(block[number].body, False)  # type: ignore[attr-defined]
    ]
    if not loops:
        return False
    block, number = draft.draw.choice(loops)
    loop = block[number]
    assert isinstance(loop, ast.For)
    kinds = draft.bound(loop)
    names = sorted((loaded(loop.body) | stored(loop.body)) & set(kinds) & draft.locals)
    out = [name for name in sorted(stored(loop.body)) if name in kinds]
    f, rest = draft.fresh(), draft.fresh()
    if not out:
        return False
    given = ", ".join(names)
    body = "\n".join(map(text_of, loop.body))
    lines = (
        f"if not {rest}:\n    return {', '.join(out)}\n"
        f"{text_of(loop.target)} = {rest}[0]\n{body}\n"
        f"return {f}({rest}[1:], {given})"
    )
    draft.define(define(f, f"{rest}, {given}", lines, ""))
    block[number : number + 1] = parsed(
        "{o} = {f}(list({it}), {g})", o=", ".join(out), f=f, it=text_of(loop.iter), g=given
    )
    return True
