"""The exported file: what is needed, under names that nobody else has, and the derivative."""

from __future__ import annotations

import ast
import builtins
import keyword
import sys
from collections.abc import Iterable, Iterator

from tangentgen.errors import NotExported, Offence
from tangentgen.export import values
from tangentgen.export.entry import entered
from tangentgen.export.needed import Item, Needed, Space, Use
from tangentgen.export.references import bound, references
from tangentgen.export.words import place, replaced
from tangentgen.request import Request
from tangentgen.source.reprint import reprinted
from tangentgen.specialised import Specialised
from tangentgen.store.header import wrapped


def exported(made: Specialised) -> str:
    """The text of a file that gives the same numbers where neither we nor the user's code are."""
    request = made.request
    needed = Needed(request.function.__code__.co_filename)
    text = entered(made)
    tree = ast.parse(text.text)
    whole = Item("", definition=None)
    own = tuple(n.name for n in tree.body if isinstance(n, ast.FunctionDef))
    space = Space({**made.function.__globals__, **text.names})
    needed.follow(list(references(text.text, tree)), space, whole, own)
    items = list(_in_order(whole.uses))
    _name(needed, items, {*own, *bound(tree, _roots([*whole.uses, *whole.weak]))})
    derivative = reprinted(_rewritten(text.text, [*whole.uses, *whole.weak]))
    return _checked(_assembled(request, items, derivative, needed), needed.path)


def _in_order(uses: Iterable[Use]) -> Iterator[Item]:
    """What is used, and what that uses, each below what it needs when it is defined."""
    done = dict[Item, None]()
    found = list(dict.fromkeys(use.item for use in uses))
    for item in found:
        found += [u.item for u in item.uses if u.item not in found]

    def visit(item: Item, way: tuple[Item, ...]) -> None:
        if item in done or item in way:
            return
        for above in item.at_once:
            visit(above, (*way, item))
        done[item] = None

    for item in sorted(found, key=lambda i: i.definition is not None):
        visit(item, ())
    weak = [u.item for i in found for u in i.weak if u.item.line and u.item not in done]
    yield from dict.fromkeys([*weak, *done])


def _name(needed: Needed, items: list[Item], taken: set[str]) -> None:
    """Give each item a name that means nothing else anywhere in the file."""
    used = {*taken, *needed.builtins, *keyword.kwlist, "remade"}
    for item in items:
        if item.definition is not None:
            names = bound(item.definition.tree, _roots([*item.uses, *item.weak]))
            used |= names - {item.definition.name}
    for item in sorted(items, key=lambda i: not i.line):
        name, number = item.wanted, 2
        while name in used:
            name, number = f"{item.wanted}_{number}", number + 1
        item.wanted = name
        used.add(name)


def _roots(uses: Iterable[Use]) -> Iterator[ast.expr]:
    """The names at which what is used begins."""
    for use in uses:
        node = use.node
        while isinstance(node, ast.Attribute):
            node = node.value
        if node is not None:
            yield node


def _rewritten(text: str, uses: Iterable[Use]) -> str:
    changes = [(place(u.node), f"{u.item.wanted}{u.rest}") for u in uses if u.node is not None]
    return replaced(text, changes)


def _written(item: Item) -> str:
    """The lines of an item."""
    if item.line:
        line = item.line.format(item.wanted)
        head, _, name = line.partition(" as ")
        return head if head.split()[-1] == name else line
    if item.definition is None:
        uses = iter(item.uses)
        text = values.expression(item.value, lambda _: f"{(u := next(uses)).item.wanted}{u.rest}")
        return f"{item.wanted} = {text}"
    text = _rewritten(item.definition.text, [*item.uses, *item.weak])
    node = item.definition.node
    if isinstance(node, ast.Assign):
        return f"{item.wanted} = {text.partition(' = ')[2]}".rstrip()
    if node.name == item.wanted:
        return text.rstrip()
    lines = text.split("\n")
    word = "class" if isinstance(node, ast.ClassDef) else "def"
    at = node.lineno - 1
    lines[at] = lines[at].replace(f"{word} {node.name}", f"{word} {item.wanted}", 1)
    return "\n".join(lines).rstrip()


def _assembled(request: Request, items: list[Item], derivative: str, needed: Needed) -> str:
    origin = f"{request.function.__module__}:{request.function.__qualname__}"
    kinds = ", ".join(f"{name}={kind}" for name, kind in request.kinds)
    about = [
        *wrapped(f"{request.mode} of {origin} with respect to {', '.join(request.wrt)}."),
        *wrapped(f"Exported by tangentgen for {kinds}: other kinds may give wrong numbers."),
    ]
    imports = _sorted(_written(i) for i in items if i.line)
    later = [_written(i) for i in items if not i.line]
    if any("remade(" in text for text in later):
        later.insert(0, values.REMADE.rstrip())
    head = ["from __future__ import annotations"] if later else []
    top = "\n\n".join(p for p in ("\n".join(about), "\n".join(head), imports) if p)
    needs = _joined(later)
    if needs:
        top += f"\n\n\n{needs}" if _defines(needs) else f"\n\n{needs}"
    return f"{top}\n\n\n{derivative.strip()}\n"


def _sorted(lines: Iterable[str]) -> str:
    """Import lines as isort has them: the standard library first."""

    def order(line: str) -> tuple[bool, bool, str]:
        root = line.split()[1].partition(".")[0]
        return root not in sys.stdlib_module_names, line.startswith("from"), line

    found = sorted(set(lines), key=order)
    own = [line for line in found if order(line)[0]]
    groups = [[line for line in found if line not in own], own]
    return "\n\n".join("\n".join(group) for group in groups if group)


def _joined(parts: list[str]) -> str:
    """Definitions two blank lines apart, plain values close together."""
    text = ""
    for number, part in enumerate(parts):
        apart = _defines(part) or (number > 0 and _defines(parts[number - 1]))
        text += part if not text else ("\n\n\n" if apart else "\n") + part
    return text


def _defines(text: str) -> bool:
    return text.startswith(("def ", "class ", "@", "async "))


def _checked(text: str, path: str) -> str:
    """Raise where a name is left that nobody defines, rather than when it is called."""
    tree = ast.parse(text)
    defined = {n.name for n in tree.body if isinstance(n, ast.FunctionDef | ast.ClassDef)}
    for node in tree.body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            defined |= {a.asname or a.name.partition(".")[0] for a in node.names}
        elif isinstance(node, ast.Assign):
            defined |= {t.id for t in node.targets if isinstance(t, ast.Name)}
    left = {
        r.names[0]
        for r in references(text, tree)
        if not r.weak and r.names[0] not in defined and not hasattr(builtins, r.names[0])
    }
    if left:
        what = f"no export: {', '.join(sorted(left))} would not be defined in it"
        raise NotExported(Offence(path, 1, 0, "", what, "define it before the export"))
    return text
