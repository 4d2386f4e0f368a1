"""The public calls. Each returns a `Derivative`, which derives when it is first called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, overload

from tangentgen.inside import MAKERS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tangentgen.derivative import Derivative, Like
    from tangentgen.explained import Explanation
    from tangentgen.request import Mode, Wrt
    from tangentgen.sparse import SparseJacobian

    Function = Callable[..., Any]
    Memory = str | int | None
    Decorator = Callable[[Function], Derivative]


@overload
def grad(
    f: None = None, wrt: Wrt = 0, *, has_aux: bool = False, memory: Memory = None,
    like: Like = None, cache: bool = True, optimize: bool = True,
) -> Decorator: ...  # fmt: skip
@overload
def grad(
    f: Function, wrt: Wrt = 0, *, has_aux: bool = False, memory: Memory = None,
    like: Like = None, cache: bool = True, optimize: bool = True,
) -> Derivative: ...  # fmt: skip
def grad(
    f: Function | None = None,
    wrt: Wrt = 0,
    *,
    has_aux: bool = False,
    memory: Memory = None,
    like: Like = None,
    cache: bool = True,
    optimize: bool = True,
) -> Derivative | Decorator:
    """The gradient of a function that returns a scalar.

    `wrt` names the parameters: a name, a path (`"model.w"`), an index, or several of these in a
    tuple. One gradient is returned bare, several as a tuple. With `has_aux`, `f` returns
    `(scalar, anything)` and the result is `(gradient, anything)`. `like` gives example
    arguments, or kinds such as `"w=f8[d] x=f8[n,d]"`, for shorter text that relies on shapes.
    `memory`, such as `"200MB"`, is how much the states of loops may take: a loop then stores
    some of its states only, and runs the steps between them again (see `checkpointed`).
    Also a decorator: `@grad` or `@grad(wrt="w")`.
    """
    return _make(
        *("grad", f, wrt), like=like, cache=cache, optimize=optimize,
        has_aux=has_aux, memory=memory,
    )  # fmt: skip


@overload
def value_and_grad(
    f: None = None, wrt: Wrt = 0, *, has_aux: bool = False, memory: Memory = None,
    like: Like = None, cache: bool = True, optimize: bool = True,
) -> Decorator: ...  # fmt: skip
@overload
def value_and_grad(
    f: Function, wrt: Wrt = 0, *, has_aux: bool = False, memory: Memory = None,
    like: Like = None, cache: bool = True, optimize: bool = True,
) -> Derivative: ...  # fmt: skip
def value_and_grad(
    f: Function | None = None,
    wrt: Wrt = 0,
    *,
    has_aux: bool = False,
    memory: Memory = None,
    like: Like = None,
    cache: bool = True,
    optimize: bool = True,
) -> Derivative | Decorator:
    """Like `grad`, but returns `(value, gradient)`; with `has_aux`, `((value, aux), gradient)`."""
    return _make(
        *("value_and_grad", f, wrt), like=like, cache=cache, optimize=optimize,
        has_aux=has_aux, memory=memory,
    )  # fmt: skip


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


def explain(f: Function, wrt: Wrt = 0, *, like: Like = None) -> Explanation:
    """Why values are active, saved, copied or computed again, line by line of `f`.

    `print(explain(f))` shows the primal with notes between its lines.
    """
    from tangentgen.derivative import Derivative, Options

    return Derivative("vjp", f, wrt, Options(like=like)).explanation()


@overload
def pullback(
    f: None = None, wrt: Wrt = 0, *, like: Like = None, cache: bool = True, optimize: bool = True
) -> Decorator: ...
@overload
def pullback(
    f: Function, wrt: Wrt = 0, *, like: Like = None, cache: bool = True, optimize: bool = True
) -> Derivative: ...
def pullback(
    f: Function | None = None,
    wrt: Wrt = 0,
    *,
    like: Like = None,
    cache: bool = True,
    optimize: bool = True,
) -> Derivative | Decorator:
    """The value, and a function from a cotangent to the gradients: `vjp` in two parts.

    `value, back = f_pullback(*args)`; `back(cotangent)` may be called as often as wanted.
    """
    return _make("pullback", f, wrt, like=like, cache=cache, optimize=optimize)


@overload
def jacobian(
    f: None = None,
    wrt: Wrt = 0,
    *,
    mode: Literal["auto", "forward", "reverse"] = "auto",
    like: Like = None,
    cache: bool = True,
    optimize: bool = True,
) -> Decorator: ...
@overload
def jacobian(
    f: Function,
    wrt: Wrt = 0,
    *,
    mode: Literal["auto", "forward", "reverse"] = "auto",
    like: Like = None,
    cache: bool = True,
    optimize: bool = True,
) -> Derivative: ...
def jacobian(
    f: Function | None = None,
    wrt: Wrt = 0,
    *,
    mode: Literal["auto", "forward", "reverse"] = "auto",
    like: Like = None,
    cache: bool = True,
    optimize: bool = True,
) -> Derivative | Decorator:
    """The derivative of arrays by arrays, of shape `out.shape + in.shape`.

    `mode="forward"` takes a run for each number that goes in, `"reverse"` one for each number
    that comes out; `"auto"` counts both at the first call. Several in `wrt` give a tuple, and a
    function that returns a tuple of arrays gives a tuple of those.
    """
    return _make(
        "jacobian", f, wrt, like=like, cache=cache, optimize=optimize, direction=_direction(mode)
    )


@overload
def hessian(
    f: None = None, wrt: Wrt = 0, *, like: Like = None, cache: bool = True, optimize: bool = True
) -> Decorator: ...
@overload
def hessian(
    f: Function, wrt: Wrt = 0, *, like: Like = None, cache: bool = True, optimize: bool = True
) -> Derivative: ...
def hessian(
    f: Function | None = None,
    wrt: Wrt = 0,
    *,
    like: Like = None,
    cache: bool = True,
    optimize: bool = True,
) -> Derivative | Decorator:
    """The second derivatives of a function that returns a scalar, of shape `in.shape + in.shape`.

    Several in `wrt` give a tuple of rows, each a tuple of blocks.
    """
    return _make("hessian", f, wrt, like=like, cache=cache, optimize=optimize)


@overload
def hvp(
    f: None = None, wrt: Wrt = 0, *, like: Like = None, cache: bool = True, optimize: bool = True
) -> Decorator: ...
@overload
def hvp(
    f: Function, wrt: Wrt = 0, *, like: Like = None, cache: bool = True, optimize: bool = True
) -> Derivative: ...
def hvp(
    f: Function | None = None,
    wrt: Wrt = 0,
    *,
    like: Like = None,
    cache: bool = True,
    optimize: bool = True,
) -> Derivative | Decorator:
    """The Hessian times a vector, forward mode over reverse: as cheap as a few gradients.

    `f_hvp(*args, vector=v)`; `v` is shaped as the argument, or a tuple where `wrt` names several.
    """
    return _make("hvp", f, wrt, like=like, cache=cache, optimize=optimize)


def sparse_jacobian(
    f: Function, wrt: Wrt = 0, *, pattern: Any = None, like: Like = None, cache: bool = True
) -> SparseJacobian:
    """The Jacobian of an array by an array as a `scipy.sparse.csr_array`, axes flattened.

    Columns that have no row in common are computed in one product. `pattern`, a sparse or a
    boolean matrix, says where entries may be; without it this is found at the first call.
    """
    return _sparse("jacobian", f, wrt, like, cache, pattern)


def sparse_hessian(
    f: Function, wrt: Wrt = 0, *, pattern: Any = None, like: Like = None, cache: bool = True
) -> SparseJacobian:
    """The Hessian of a function that returns a scalar, in the same way."""
    return _sparse("hessian", f, wrt, like, cache, pattern)


def _sparse(
    mode: str, f: Function, wrt: Wrt, like: Like, cache: bool, pattern: Any
) -> SparseJacobian:
    from tangentgen.derivative import Options
    from tangentgen.sparse import SparseJacobian

    return SparseJacobian(mode, f, wrt, Options(like=like, cache=cache), pattern)


_MAKERS: tuple[Any, ...] = (grad, value_and_grad, vjp, jvp, pullback, jacobian, hessian, hvp)
MAKERS.update(_MAKERS)


def check_grads(f: Function, args: Sequence[Any], wrt: Wrt = 0, *, order: int = 1) -> None:
    """Raise, with a table, where reverse mode, forward mode and differences disagree."""
    from tangentgen.checking import check_grads as check

    check(f, args, wrt, order=order)


def _direction(mode: str) -> str | None:
    if mode not in ("auto", "forward", "reverse"):
        raise ValueError(f"mode={mode!r}: 'auto', 'forward' or 'reverse'")
    return None if mode == "auto" else mode


def _make(mode: Mode, f: Function | None, wrt: Wrt, **options: Any) -> Derivative | Decorator:
    # Imported here, so that `import tangentgen` costs next to nothing.
    from tangentgen.derivative import Derivative, Options

    if options.get("memory") is not None:
        from tangentgen.request import bytes_of

        options["memory"] = bytes_of(options["memory"])
    given = Options(**options)
    if f is None:
        return lambda function: Derivative(mode, function, wrt, given)
    return Derivative(mode, f, wrt, given)
