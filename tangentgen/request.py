"""What is asked for: the derivative of which function, with respect to what, of which kinds."""

from __future__ import annotations

import operator
import types
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from tangentgen.errors import NotDifferentiable, WrongArguments, at_definition
from tangentgen.kinds import ANY, Array, Function, Kind, Kinds, Object, Opaque, Plain, Scalar
from tangentgen.kinds.counted import is_counted
from tangentgen.kinds.records import parts
from tangentgen.kinds.seen import COUNTING

Mode = Literal["grad", "value_and_grad", "vjp", "jvp", "pullback", "jacobian", "hessian", "hvp"]
Wrt = str | int | Sequence[str | int]


@dataclass(frozen=True)
class Request:
    """One derivation. Equal requests give the same text."""

    function: types.FunctionType
    wrt: tuple[str, ...]  # parameters or paths from one: "w", "model.w"
    mode: Mode
    kinds: Kinds  # of every parameter, in the order of the signature
    optimize: bool = True
    has_aux: bool = False
    typed: bool = False  # the lengths in the kinds were declared, and may be relied on
    seen: bool = False  # `sizes` are those of a first call, and hold as far as they are relied on
    sizes: tuple[tuple[str, int], ...] = ()  # lengths in the example that was given
    extra: str | None = None  # the keyword that the derivative adds: "cotangent", "tangents_2", ...
    direction: str | None = None  # of a Jacobian: "forward" or "reverse"
    memory: int | None = None  # how many bytes the states of loops may take

    @property
    def name(self) -> str:
        """The name of the derivative: `loss_grad`."""
        return derivative_name(self.called, self.mode)

    @property
    def called(self) -> str:
        """The function that is spoken of: a Hessian is that of the loss, not of its gradient."""
        name = self.function.__name__
        return name.removesuffix("_grad") if self.mode in SECOND else name

    @property
    def loose(self) -> bool:
        """Whether what the text relies on is what one call had: for another, another is made."""
        return self.seen or any(is_counted(kind) for _, kind in self.kinds)

    def text(self) -> str:
        """The request on one line, the same on every machine; part of what a file is valid for."""
        options = {"optimize": self.optimize, "has_aux": self.has_aux, "typed": self.typed}
        flags = "".join(f" {name}" for name, on in options.items() if on != (name == "optimize"))
        kinds = ", ".join(f"{name}={kind}" for name, kind in self.kinds)
        sizes = "".join(f" {name}={size}" for name, size in self._told())
        flags += " as first called" if self.seen else ""
        flags += f" {self.direction}" if self.direction else ""
        flags += f" in {self.memory} bytes" if self.memory else ""
        return f"{self.mode} wrt {', '.join(self.wrt)} of ({kinds}){flags}{sizes}"

    def _told(self) -> tuple[tuple[str, int], ...]:
        """The sizes that tell one text from another: of a call those of 1, which broadcast."""
        lengths = tuple(s for s in self.sizes if not s[0].startswith(COUNTING))
        return tuple(s for s in lengths if s[1] == 1) if self.seen else self.sizes


UNITS = {"B": 1, "kB": 10**3, "KB": 10**3, "MB": 10**6, "GB": 10**9, "KiB": 2**10, "MiB": 2**20,
         "GiB": 2**30}  # fmt: skip


def bytes_of(memory: str | int | None) -> int | None:
    """How much memory is meant.

    >>> bytes_of("200MB"), bytes_of("1.5 GiB"), bytes_of(4096)
    (200000000, 1610612736, 4096)
    """
    if memory is None or isinstance(memory, int):
        return memory
    number = memory.rstrip("kKMGiB ")
    unit = memory[len(number) :].strip() or "B"
    try:
        return int(float(number) * UNITS[unit])
    except (KeyError, ValueError):
        raise ValueError(f"memory={memory!r}: write for instance '200MB'") from None


def derivative_name(name: str, mode: Mode) -> str:
    return f"{'f' if name == '<lambda>' else name}_{mode}"


REVERSE = ("grad", "value_and_grad", "vjp")
SECOND = ("hvp", "hessian")  # derivatives of the gradient
EXTRA = {"vjp": "cotangent", "jvp": "tangents", "hvp": "vector"}


def extra_name(mode: str, taken: Iterable[str]) -> str | None:
    """The keyword that a mode adds, renamed where the primal has it already.

    >>> extra_name("vjp", ["x"]), extra_name("vjp", ["cotangent"]), extra_name("grad", [])
    ('cotangent', 'cotangent_2', None)
    """
    name = EXTRA.get(mode)
    if name is None:
        return None
    used = set(taken)
    number, candidate = 1, name
    while candidate in used:
        number += 1
        candidate = f"{name}_{number}"
    return candidate


def paths(
    function: types.FunctionType, wrt: Wrt, countable: Sequence[str], every: Sequence[str]
) -> tuple[str, ...]:
    """The independent variables by name; numbers count the parameters in `countable`.

    >>> def loss(w, b, x): ...
    >>> paths(loss, (0, "b"), "wbx", "wbx"), paths(loss, -1, "wbx", "wbx")
    (('w', 'b'), ('x',))
    """
    wanted = [wrt] if isinstance(wrt, str) or not isinstance(wrt, Iterable) else list(wrt)
    found = [_path(function, one, every, countable) for one in wanted]
    if not found:
        raise _wrong(function, "wrt is empty", f"name one of {_names(countable)}")
    for number, path in enumerate(found):
        for other in found[:number]:
            if path == other or path.startswith(f"{other}.") or other.startswith(f"{path}."):
                raise _wrong(
                    function, f"wrt holds {other!r} and {path!r}", "name each part only once"
                )
    return tuple(found)


def _path(
    function: types.FunctionType, wrt: object, every: Sequence[str], countable: Sequence[str]
) -> str:
    if isinstance(wrt, str):
        first, *rest = wrt.split(".")
        if first in every and all(part.isidentifier() for part in rest):
            return wrt
        import difflib  # only what is refused needs it

        close = difflib.get_close_matches(first, every, n=1)
        hint = f"did you mean {close[0]!r}?" if close else f"it has {_names(every)}"
        raise _wrong(function, f"{function.__name__} has no parameter {first!r}", hint)
    try:
        if isinstance(wrt, bool):
            raise TypeError
        return countable[operator.index(wrt)]  # type: ignore[arg-type]  # refused by index itself
    except TypeError:
        raise _wrong(function, f"wrt={wrt!r} is no parameter", "give a name or an index") from None
    except IndexError:
        hint = f"they are {_names(countable)}" if countable else "there are none"
        what = f"{function.__name__} has no parameter of index {wrt}"
        raise _wrong(function, what, hint) from None


def refuse_inactive(function: types.FunctionType, wrt: Iterable[str], kinds: Kinds) -> None:
    """Raise where an independent variable is of a kind that has no derivative."""
    offences = []
    for path in wrt:
        kind = _kind_at(path, dict(kinds))
        if is_inactive(kind):
            hint = "pass a float" if str(kind) == "int" else "pass floating-point numbers"
            what = f"{path!r} is {_described(kind)}, which has no derivative"
            offences.append(at_definition(function, what, hint))
    if offences:
        raise NotDifferentiable(offences)


def _kind_at(path: str, kinds: dict[str, Kind]) -> Kind:
    first, *rest = path.split(".")
    kind = kinds.get(first, ANY)
    for name in rest:
        kind = dict(kind.fields).get(name, ANY) if isinstance(kind, Object) else ANY
    return kind


def is_inactive(kind: Kind) -> bool:
    """Whether no derivative with respect to it, or to a part of it, can be asked for."""
    if isinstance(kind, Array | Scalar):
        return kind.dtype[0] not in "fc"
    if isinstance(kind, Plain):
        return kind.name not in ("float", "complex", "num", "any")
    if isinstance(kind, Opaque | Function):
        return True
    inner = parts(kind)
    return bool(inner) and all(map(is_inactive, inner))


def _described(kind: Kind) -> str:
    words = {"int": "an integer", "bool": "a truth value", "str": "a string", "None": "None"}
    if isinstance(kind, Array):
        return f"an array of {kind.dtype}"
    return words.get(str(kind), f"of kind {kind}")


def _names(names: Sequence[str]) -> str:
    return ", ".join(names) or "none"


def _wrong(function: types.FunctionType, what: str, hint: str) -> WrongArguments:
    return WrongArguments(at_definition(function, what, hint))
