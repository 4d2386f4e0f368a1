"""A derivative as its user holds it: callable, with the text it runs and that text's file."""

from __future__ import annotations

import copy
import inspect
import sys
import types
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from tangentgen import making
from tangentgen.displayed import Displayed
from tangentgen.editable import Editable
from tangentgen.entry import Prepared, bound_name, call, entry, prepare
from tangentgen.kinds import ANY, Kind, Kinds, kind_of
from tangentgen.kinds.declared import Like
from tangentgen.kinds.live import classes_in
from tangentgen.kinds.records import is_typed
from tangentgen.request import SECOND, Mode, Request, Wrt, derivative_name, extra_name, paths
from tangentgen.specialised import Specialised
from tangentgen.store.where import frozen
from tangentgen.subject import Subject, subject_of, with_extra

if TYPE_CHECKING:
    from tangentgen.explained import Explanation, Linked

__all__ = ["Derivative", "Like", "Options"]

WORDS = {
    "grad": "Gradient of",
    "value_and_grad": "Value and gradient of",
    "vjp": "Value and vector-Jacobian product of",
    "jvp": "Value and tangent of",
    "pullback": "Value and pullback of",
    "jacobian": "Jacobian of",
    "hessian": "Hessian of",
    "hvp": "Hessian-vector product of",
}
BRANCHES = 4  # that one entry tries in turn; a derivative called with more kinds looks them up


@dataclass(frozen=True)
class Options:
    like: Like = None
    cache: bool = True
    optimize: bool = True
    has_aux: bool = False
    keep: bool = True  # what is derived; what was kept is used all the same
    direction: str | None = None  # of a Jacobian: "forward", "reverse", or None for the cheaper
    memory: int | None = None  # how many bytes the states of loops may take


class Derivative(Editable, Displayed):
    """The derivative of a function; what it returns depends on the call that made it."""

    primal: Any
    wrt: tuple[str, ...]
    mode: Mode

    def __new__(cls, mode: Mode, f: Any, wrt: Wrt, options: Options) -> Derivative:
        # A class of its own, because a call looks `__call__` up there and nowhere else.
        own = types.new_class("Derivative", (cls,))
        self: Derivative = object.__new__(own)
        self._prepare(mode, f, wrt, options)
        return self

    def _prepare(self, mode: Mode, f: Any, wrt: Wrt, options: Options) -> None:
        subject = subject_of(Derivative("grad", f, wrt, options) if mode in SECOND else f)
        self.primal, self.mode, self._given, self._options = f, mode, _frozen(wrt), options
        self._subject = subject
        self._names = tuple(subject.full_signature().parameters)
        if options.like is not None:
            making.declared(subject, options.like)  # what is wrong with it is said at once
        self.wrt = paths(subject.function, wrt, subject.countable(), self._names)
        self.extra = extra_name(mode, self._names)
        self._prepared: dict[Any, Prepared] = {}
        self._shown: Specialised | None = None
        inner = subject.inner if isinstance(subject.inner, Derivative) else None
        self._order = 1 if inner is None else 1 + inner._order
        self._root = subject.function if inner is None else inner._root
        called = subject.name.removesuffix("_grad") if mode in SECOND else subject.name
        own: Any = type(self)
        own.__name__ = self.__name__ = derivative_name(called, mode)
        self.__qualname__ = own.__qualname__ = self.__name__
        self.__module__ = own.__module__ = subject.function.__module__
        summary = f"{WORDS[mode]} `{called}` with respect to {' and '.join(self.wrt)}."
        about = inspect.getdoc(f) if not isinstance(f, Derivative) else None
        self.__doc__ = own.__doc__ = f"{summary}\n\n{about}" if about else summary
        self.__wrapped__ = f

    @property
    def __signature__(self) -> inspect.Signature:
        """The primal's parameters that are left, with their defaults of this moment."""
        return with_extra(self._subject.signature(), self.extra)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """The first call; what it prepares is called directly from then on."""
        given = self.__signature__.bind(*args, **kwargs)
        given.apply_defaults()
        return self._missed(given.arguments)

    def _warm(self) -> None:
        """Write the entry for many calls, unless another thread derives just now."""
        if making.LOCK.acquire(blocking=False):
            try:
                self._renew(None)
            finally:
                making.LOCK.release()

    def _renew(self, warm: Callable[[], None] | None) -> None:
        """Write the entry anew; calls under way go on in the old one."""
        newest = list(self._prepared.values())[-BRANCHES:]
        made = entry(self.__name__, self._subject, self.extra, newest, self._missed, warm)
        made.__doc__, made.__module__ = self.__doc__, self.__module__
        type(self).__call__ = staticmethod(made)  # type: ignore[method-assign]

    def _missed(self, arguments: dict[str, Any]) -> Any:
        """A call that no prepared derivative was found for in the entry."""
        full = self._in_order(arguments)
        given = {**full, **arguments}
        return call(self._specialised(full, given), given)

    def _in_order(self, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """All arguments of the primal, also those that are bound."""
        everything = {**self._subject.bound_arguments(), **arguments}
        return {name: everything[name] for name in self._names}

    def _expressions(self) -> dict[str, str]:
        """How the entry writes each argument."""
        bound = [bound_name(name) for name in self._subject.bound_arguments()]
        found = dict(zip(self._names, (*bound, *self._names[len(bound) :]), strict=True))
        return found if self.extra is None else {**found, self.extra: self.extra}

    def _specialised(self, arguments: dict[str, Any], given: Mapping[str, Any]) -> Specialised:
        """For the primal's arguments; `given` is these and what the derivative adds."""
        kinds = making.kinds_of(self._subject.function, arguments)
        alike = (kinds, classes_in(arguments.values()))
        with making.LOCK:
            tried = {key: one.specialised for key, one in self._prepared.items() if key[0] == alike}
            for key, known in tried.items():
                if not known.still_holds():
                    del self._prepared[key]
                elif known.fits(arguments):
                    return known
            declared = making.declared(self._subject, self._options.like)
            first = not any(key in self._prepared for key in tried)
            made = self._make(making.with_lengths(declared, kinds), given, first)
            key = (alike, not made.request.seen, made.request.function, made.request.kinds)
            self._prepared.pop(key, None)
            self._prepared[key] = prepare(made, arguments, self._expressions())
            self._shown = made
            self._renew(self._warm)
        return made

    def _make(
        self, kinds: Kinds, arguments: Mapping[str, Any] | None, first: bool = False
    ) -> Specialised:
        """Derive, or load what was derived before. Without arguments: for reading only.

        What is made at the `first` call is read best: its text relies on the lengths of the
        arguments where it would have to ask for them. What does not fit that is made in general.
        """
        request, inner = self._request(kinds, arguments)
        asked = self._options.like is not None or request.typed or not self._options.optimize
        if arguments is not None and first and not asked:
            request = making.as_called(request, arguments)
        made = making.make(request, inner, self._options.cache, self._options.keep, arguments)
        request = made.request
        if made.unchecked and arguments is not None and not frozen():
            from tangentgen import audit, keeping  # only a merged edit needs them, once

            audit.refuse_wrong(request, made, arguments, inner)
            keeping.accept_all(request, self._root)
            # From the file as it stands now: a second derivative is found by its lines.
            made = making.make(request, inner, self._options.cache, self._options.keep)
        return made

    def _request(
        self, kinds: Kinds, arguments: Mapping[str, Any] | None
    ) -> tuple[Request, Specialised | None]:
        """What is asked for, and the derivative that it is a derivative of."""
        subject = self._subject
        making.refuse_self_reference(self, subject.function)
        inner: Specialised | None = None
        if isinstance(subject.inner, Derivative):
            first = subject.inner
            if arguments is None:
                inner = first._make(tuple(k for k in kinds if k[0] in first._names), None)
            else:
                inner = first._specialised(first._in_order(arguments), arguments)
            kinds = making.of_generated(inner, kinds)
        typed = any(is_typed(kind) for _, kind in kinds)
        request = Request(
            function=subject.function if inner is None else inner.function,
            wrt=self.wrt,
            mode=self.mode,
            kinds=kinds,
            optimize=self._options.optimize,
            has_aux=self._options.has_aux,
            typed=typed,
            sizes=making.example_sizes(subject, self._options.like) if typed else (),
            extra=self.extra,
            direction=self._direction(arguments),
            memory=self._options.memory,
        )
        return request, inner

    def _direction(self, arguments: Mapping[str, Any] | None) -> str | None:
        """Forward mode runs once for each number that goes in, reverse mode for each one out."""
        if self.mode not in ("jacobian", "hessian"):
            return None
        if self.mode == "hessian" or self._options.direction or arguments is None:
            return self._options.direction or ("forward" if self.mode == "hessian" else None)
        value = _called(self._subject, arguments)
        inputs = sum(int(np.size(arguments[path.partition(".")[0]])) for path in self.wrt)
        return "forward" if inputs <= _size(value) else "reverse"

    def text_after(self, stage: str) -> str:
        """The function as a stage of the generator leaves it; see `stages.STAGES`."""
        from tangentgen.stages import text_after  # nothing else needs the generator for reading

        declared = making.declared(self._subject, self._options.like)
        with making.LOCK:
            request, _ = self._request(self._assumed(declared), None)
            return text_after(request, stage)

    def explanation(self) -> Explanation:
        """What is active, saved, copied and computed again, and why; see `explained.py`."""
        from tangentgen.explained import explanation  # nothing else needs the generator for reading

        declared = making.declared(self._subject, self._options.like)
        with making.LOCK:
            request, _ = self._request(self._assumed(declared), None)
            return explanation(request)

    def linked(self) -> Linked:
        """The text with the lines of the primal that its own come from, and the explanation."""
        from tangentgen.explained import linked

        declared = making.declared(self._subject, self._options.like)
        with making.LOCK:
            return linked(*self._request(self._assumed(declared), None))

    def specialised_for(
        self, kinds: Kinds, defaults: Mapping[str, Any]
    ) -> tuple[types.FunctionType | None, tuple[types.FunctionType, ...]]:
        """The generated function for parameters of these kinds, to derive through a call of it.

        With it the user's functions that it relies on. None where it needs more than its
        arguments: captured variables, or a check of the arguments at each call.
        """
        known = {**{name: kind_of(value) for name, value in defaults.items()}, **dict(kinds)}
        with making.LOCK:
            made = self._make(tuple((name, known[name]) for name in self._names), None)
        if made.parameters or made.assumptions or made.written:
            return None, ()
        return made.function, tuple(f for outside in made.outside for f in outside.functions)

    def _as_subject(self) -> Subject:
        return replace(self._subject, inner=self)

    def _current(self) -> Specialised:
        """What was called last; before any call, what annotations, `like` and inference give."""
        with making.LOCK:
            if self._shown is None:
                declared = making.declared(self._subject, self._options.like)
                self._shown = self._make(self._assumed(declared), None)
            return self._shown

    def _assumed(self, declared: Mapping[str, Kind]) -> Kinds:
        """Kinds without a call: declared, of what is bound, of defaults."""
        parameters = self._subject.full_signature().parameters.values()
        live = {p.name: p.default for p in parameters if p.default is not p.empty}
        live |= self._subject.keywords
        live |= self._subject.bound_arguments()
        known = {**dict(making.kinds_of(self._subject.function, live)), **declared}
        return tuple((name, known.get(name, ANY)) for name in self._names)

    @property
    def source(self) -> str:
        """The text of the derivative."""
        return self._current().source

    @property
    def path(self) -> Path | None:
        """The file that the text was loaded from; None where there is none."""
        return self._current().path

    @property
    def edited(self) -> bool:
        """Whether the file was edited after it was generated."""
        return self._current().edited

    def __get__(self, instance: object, owner: type | None = None) -> Any:
        binding = self._subject.binding
        if binding == "static" or (instance is None and binding != "class"):
            return self
        return types.MethodType(self, owner if binding == "class" else instance)

    def __copy__(self) -> Derivative:
        return self

    def __deepcopy__(self, memo: object) -> Derivative:
        return self

    def __reduce__(self) -> str | tuple[Any, ...]:
        found: Any = sys.modules.get(self._subject.function.__module__)
        for part in self._subject.function.__qualname__.split("."):
            found = getattr(found, part, None)
        if found is self:
            return str(self._subject.function.__qualname__)
        return (Derivative, (self.mode, self.primal, self._given, self._options))


def _called(subject: Subject, arguments: Mapping[str, Any]) -> Any:
    """The primal's value; it gets copies of the arguments."""
    function = subject.function if subject.inner is None else subject.inner
    given = inspect.BoundArguments(subject.full_signature(), dict(copy.deepcopy(arguments)))
    return function(*given.args, **given.kwargs)


def _size(value: Any) -> int:
    return sum(map(_size, value)) if isinstance(value, tuple) else int(np.size(value))


def _frozen(wrt: Wrt) -> Wrt:
    return tuple(wrt) if isinstance(wrt, Iterable) and not isinstance(wrt, str) else wrt
