"""A derivative of a derivative, in the other order where it is refused in its own."""

from __future__ import annotations

import types
from collections.abc import Iterator

from tangentgen import errors, pipeline
from tangentgen.generated import Generated
from tangentgen.inside import stop_gradient, with_adjoint
from tangentgen.orders.calling import NoOther
from tangentgen.orders.hessian import hessian
from tangentgen.orders.reverse_of_tangent import reverse_of_tangent
from tangentgen.orders.tangent_of_reverse import tangent_of_reverse
from tangentgen.request import REVERSE, Request
from tangentgen.specialised import Specialised

ORDERS = (reverse_of_tangent, tangent_of_reverse, hessian)
_OWN = (stop_gradient, with_adjoint)
_NAMES = {f.__name__ for f in _OWN}


def derived(request: Request, inner: Specialised | None) -> Generated:
    """The derivative that is asked for; of a derivative that is refused, in the other order."""
    try:
        return pipeline.derive(request)
    except errors.TangentgenError as refusal:
        if inner is None or not _is_plain(request, inner):
            raise
        for order in ORDERS:
            try:
                return order(request, inner.request)
            except (NoOther, errors.TangentgenError):
                continue
        raise refusal


def _is_plain(request: Request, inner: Specialised) -> bool:
    """Whether a text is the derivative of a function and nothing else, and can be exchanged."""
    first = inner.request
    forward = request.mode in ("jvp", "hvp", "hessian")
    return (
        (forward or request.mode in REVERSE)
        and (first.mode in REVERSE or (first.mode == "jvp" and not forward))
        and not (inner.edited or first.has_aux or request.has_aux)
        and request.memory is None
        and {*first.wrt, *request.wrt} <= {name for name, _ in first.kinds}
        and not any(_says_more(inner))
    )


def _says_more(inner: Specialised) -> Iterator[bool]:
    """What the user says of derivatives need not be that of any function."""
    for outside in inner.outside:
        yield bool(outside.taught)
        for function in outside.functions:
            for name in function.__code__.co_names:
                value = function.__globals__.get(name)
                yield name in _NAMES
                yield isinstance(value, types.FunctionType) and value in _OWN
