"""What can be kept as it is: nothing changes it behind the back of who keeps it."""

from __future__ import annotations

import gast

from tangentgen.derive.context import Derivation
from tangentgen.language.fresh import fresh

_AS_THEY_ARE = ("list", "tuple", "dict", "zip", "reversed")


def stable(work: Derivation, tree: gast.expr) -> bool:
    """Whether what a tree evaluates to can't be changed behind the back of who keeps it.

    Adjoints that are values are copied before they are changed (`Own`); shadows and the
    primal's arrays are changed where they are.
    """
    if fresh(tree):
        return True
    if isinstance(tree, gast.Name):
        return tree.id not in work.changing()
    match tree:
        case gast.List(elts=parts) | gast.Tuple(elts=parts) | gast.Dict(values=parts):
            return all(stable(work, part) for part in parts)
        case gast.ListComp(elt=item) | gast.DictComp(value=item):
            through = [part.iter for part in tree.generators]
            return fresh(item) or all(stable(work, part) for part in (item, *through))
        case gast.Call(func=gast.Name(id="zip"), args=[gast.Name(), items]):
            return stable(work, items)  # under the keys of a dict
        case gast.Call(func=function, args=args):
            made = isinstance(function, gast.Name) and function.id not in _AS_THEY_ARE
            held = [a for a in args if not isinstance(a, gast.Constant | gast.Tuple)]
            # what a rule's own function makes of a list of arrays is parts of a seed
            held = [a for a in held if not (made and work.known(a).kind in ("list", "tuple"))]
            return all(stable(work, a) for a in held)
    inner = tree.value if isinstance(tree, gast.Attribute | gast.Subscript) else None
    if inner is not None:
        base = inner
        while isinstance(base, gast.Attribute | gast.Subscript):
            base = base.value
        if isinstance(base, gast.Call):
            return fresh(base) or all(map(fresh, base.args))
        if not isinstance(base, gast.Name):
            return fresh(base)
        if base.id in work.changing():
            return False
        some = isinstance(tree, gast.Subscript) and isinstance(tree.slice, gast.Slice)
        if some and inner is base and work.value_of(base.id).kind == "list":
            return True  # the items are copied before they are changed, as a name's array is
        return base.id not in set(work.names.given.values())
    return False
