"""The public calls. Each returns a `Derivative`, which derives when it is first called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, overload

if TYPE_CHECKING:
    from collections.abc import Callable

    from tangentgen.derivative import Derivative, Like
    from tangentgen.request import Mode, Wrt

    Function = Callable[..., Any]
    Decorator = Callable[[Function], Derivative]


@overload
def grad(
    f: None = None, wrt: Wrt = 0, *, has_aux: bool = False, like: Like = None, cache: bool = True,
    optimize: bool = True,
) -> Decorator: ...  # fmt: skip
@overload
def grad(
    f: Function, wrt: Wrt = 0, *, has_aux: bool = False, like: Like = None, cache: bool = True,
    optimize: bool = True,
) -> Derivative: ...  # fmt: skip
def grad(
    f: Function | None = None,
    wrt: Wrt = 0,
    *,
    has_aux: bool = False,
    like: Like = None,
    cache: bool = True,
    optimize: bool = True,
) -> Derivative | Decorator:
    """The gradient of a function that returns a scalar.

    `wrt` names the parameters: a name, a path (`"model.w"`), an index, or several of these in a
    tuple. One gradient is returned bare, several as a tuple. With `has_aux`, `f` returns
    `(scalar, anything)` and the result is `(gradient, anything)`. `like` gives example
    arguments, or kinds such as `"w=f8[d] x=f8[n,d]"`, for shorter text that relies on shapes.
    Also a decorator: `@grad` or `@grad(wrt="w")`.
    """
    return _make("grad", f, wrt, like=like, cache=cache, optimize=optimize, has_aux=has_aux)


@overload
def value_and_grad(
    f: None = None, wrt: Wrt = 0, *, has_aux: bool = False, like: Like = None, cache: bool = True,
    optimize: bool = True,
) -> Decorator: ...  # fmt: skip
@overload
def value_and_grad(
    f: Function, wrt: Wrt = 0, *, has_aux: bool = False, like: Like = None, cache: bool = True,
    optimize: bool = True,
) -> Derivative: ...  # fmt: skip
def value_and_grad(
    f: Function | None = None,
    wrt: Wrt = 0,
    *,
    has_aux: bool = False,
    like: Like = None,
    cache: bool = True,
    optimize: bool = True,
) -> Derivative | Decorator:
    """Like `grad`, but returns `(value, gradient)`; with `has_aux`, `((value, aux), gradient)`."""
    return _make(
        "value_and_grad", f, wrt, like=like, cache=cache, optimize=optimize, has_aux=has_aux
    )


@overload
def vjp(
    f: None = None, wrt: Wrt = 0, *, like: Like = None, cache: bool = True, optimize: bool = True
) -> Decorator: ...
@overload
def vjp(
    f: Function, wrt: Wrt = 0, *, like: Like = None, cache: bool = True, optimize: bool = True
) -> Derivative: ...
def vjp(
    f: Function | None = None,
    wrt: Wrt = 0,
    *,
    like: Like = None,
    cache: bool = True,
    optimize: bool = True,
) -> Derivative | Decorator:
    """The value, and the gradients of `cotangent · value`, for outputs of any structure.

    `f_vjp(*args, cotangent=c)` returns `(value, gradients)`.
    """
    return _make("vjp", f, wrt, like=like, cache=cache, optimize=optimize)


@overload
def jvp(
    f: None = None, wrt: Wrt = 0, *, like: Like = None, cache: bool = True, optimize: bool = True
) -> Decorator: ...
@overload
def jvp(
    f: Function, wrt: Wrt = 0, *, like: Like = None, cache: bool = True, optimize: bool = True
) -> Derivative: ...
def jvp(
    f: Function | None = None,
    wrt: Wrt = 0,
    *,
    like: Like = None,
    cache: bool = True,
    optimize: bool = True,
) -> Derivative | Decorator:
    """The value and its tangent, in forward mode.

    `f_jvp(*args, tangents=t)` returns `(value, tangent of the value)`; `t` is one tangent, or a
    tuple where `wrt` names several parameters.
    """
    return _make("jvp", f, wrt, like=like, cache=cache, optimize=optimize)


def _make(mode: Mode, f: Function | None, wrt: Wrt, **options: Any) -> Derivative | Decorator:
    # Imported here, so that `import tangentgen` costs next to nothing.
    from tangentgen.derivative import Derivative, Options

    given = Options(**options)
    if f is None:
        return lambda function: Derivative(mode, function, wrt, given)
    return Derivative(mode, f, wrt, given)
