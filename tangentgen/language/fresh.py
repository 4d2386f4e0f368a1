"""Which expressions make an array of their own."""

from __future__ import annotations

import gast

from tangentgen.language.resolve import read_names

# NumPy functions whose result may be, or be a view of, an argument.
_SHARING = """
    array_split asanyarray asarray ascontiguousarray atleast_1d atleast_2d atleast_3d
    broadcast_arrays broadcast_to diag diagonal dsplit expand_dims flip fliplr flipud hsplit imag
    matrix_transpose meshgrid moveaxis permute_dims ravel real real_if_close require reshape
    rollaxis rot90 split squeeze swapaxes sliding_window_view transpose trim_zeros unstack vsplit
"""
SHARING = frozenset(_SHARING.split())


def fresh(value: gast.expr) -> bool:
    """Whether an expression makes a new array (or a number).

    >>> from tangentgen.source.quote import expression
    >>> [fresh(expression(text)) for text in ("2.0 * x", "x[1:]", "np.reshape(x, 3)")]
    [True, False, False]
    >>> [fresh(expression(f"np.array(x, copy={text})")) for text in ("True", "None")]
    [True, False]
    """
    match value:
        case gast.Call(keywords=[*_, gast.keyword(arg="copy", value=asked)]):
            return isinstance(asked, gast.Constant) and asked.value is True
        case gast.Call(func=gast.Attribute(attr="einsum"), args=[_, _]):
            return False
        case gast.BinOp() | gast.UnaryOp() | gast.Constant() | gast.Compare():
            return True
        case gast.Call(func=gast.Attribute(value=gast.Name(id="np"), attr=attr)):
            return attr not in SHARING
        case gast.Call(
            func=gast.Attribute(
                value=gast.Attribute(value=gast.Name(id="np"), attr="linalg"), attr=attr
            )
        ):
            return attr not in SHARING
        case gast.Call(func=gast.Attribute(attr="copy" | "astype"), args=[] | [_]):
            return True
        case gast.Call(func=gast.Attribute(value=gast.Name(id="math"))):
            return True
        case gast.Attribute(value=gast.Call() | gast.BinOp() as turned, attr="T"):
            return fresh(turned)
        case gast.Call(func=gast.Name(id="unbroadcast"), args=[inner, _]):
            return fresh(inner)
        case gast.IfExp(body=body, orelse=orelse):
            return fresh(body) and fresh(orelse)
    return False


def makes_zeros(value: gast.expr) -> bool:
    """Whether an expression is an array of zeros, and not a sum that begins with one.

    >>> from tangentgen.source.quote import expression
    >>> [makes_zeros(expression(text)) for text in ("np.zeros(3)", "np.zeros(3) + x")]
    [True, False]
    """
    match value:
        case gast.Call(func=gast.Attribute(value=gast.Name(id="np"), attr=made)):
            return made in ("zeros", "zeros_like")
    return False


# What only writes into an array and gives nothing back.
_WRITING = frozenset({"copyto", "fill_diagonal", "place", "put", "put_along_axis", "putmask"})


def writes_only(value: gast.expr) -> bool:
    """Whether a call of NumPy changes numbers in an array and keeps nothing of what it is given.

    >>> from tangentgen.source.quote import expression
    >>> [writes_only(expression(t)) for t in ("np.add.at(x_bar, i, y_bar)", "rows.append(y_bar)")]
    [True, False]
    """
    match value:
        case gast.Call(func=gast.Attribute(value=gast.Attribute(value=owner), attr="at")):
            return isinstance(owner, gast.Name) and owner.id == "np"
        case gast.Call(func=gast.Attribute(value=gast.Name(id="np"), attr=called)):
            return called in _WRITING
    return False


def kept_by(value: gast.expr) -> set[str]:
    """The names whose objects the value may be, hold, or be a view of.

    >>> from tangentgen.source.quote import expression
    >>> texts = ("np.broadcast_to(x, np.shape(y))", "np.ravel(x * y)", "y[k:]")
    >>> [sorted(kept_by(expression(text))) for text in texts]
    [['x'], [], ['k', 'y']]
    """
    if fresh(value) or writes_only(value):
        return set()
    match value:
        case gast.Call(func=gast.Name(id="unbroadcast"), args=[inner, _]):
            return kept_by(inner)
        case gast.Call(
            func=gast.Attribute(value=gast.Name(id="np"), attr=attr), args=args, keywords=[]
        ) if attr in SHARING:
            return set[str]().union(*map(kept_by, args))
        case gast.IfExp(body=body, orelse=orelse):
            return kept_by(body) | kept_by(orelse)
    return set(read_names(value))
