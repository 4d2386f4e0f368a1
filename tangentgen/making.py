"""From a request to a derivative that can be called: found on disk, or derived."""

from __future__ import annotations

import contextlib
import itertools
import linecache
import os
import sys
import threading
import types
import warnings
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from tangentgen.errors import (
    InactiveWarning,
    NotBuilt,
    Offence,
    Refusal,
    SelfReference,
    TangentgenError,
    UnsupportedKind,
    WrongArguments,
    WrongCache,
    at_definition,
)
from tangentgen.generated import Generated
from tangentgen.kinds import Kind, Kinds, NotTaken, kind_of
from tangentgen.kinds.counted import counted
from tangentgen.kinds.declared import Like, annotated, liked, sizes_in
from tangentgen.kinds.records import ANY, fitted
from tangentgen.kinds.seen import seen
from tangentgen.outside import look
from tangentgen.request import Request, refuse_inactive
from tangentgen.specialised import Specialised, holds
from tangentgen.store.cache import Loaded, find
from tangentgen.store.edited import outdated
from tangentgen.store.keep import differs, keep
from tangentgen.store.kept import outgrown
from tangentgen.store.load import execute
from tangentgen.store.notes import Explain, marks
from tangentgen.store.where import frozen, verifying
from tangentgen.subject import Subject

# One for all: a derivation may ask for another one, and is rare enough to wait for.
LOCK = threading.RLock()
if hasattr(os, "register_at_fork"):
    # A child of a fork in mid-derivation would wait for a thread that it does not have.
    os.register_at_fork(after_in_child=LOCK._at_fork_reinit)  # type: ignore[attr-defined]

PACKAGE = "tangentgen"
_numbers = itertools.count(1)


def kinds_of(function: types.FunctionType, arguments: Mapping[str, Any]) -> Kinds:
    """The kinds of the arguments of a call."""
    found, offences = [], []
    for name, value in arguments.items():
        try:
            found.append((name, kind_of(value)))
        except NotTaken as refused:
            offences.append(at_definition(function, f"{name!r} is {refused.what}", refused.hint))
    if offences:
        raise UnsupportedKind(offences)
    return tuple(found)


def declared(subject: Subject, like: Like) -> dict[str, Kind]:
    """What annotations and `like` say of the parameters."""
    signature = subject.signature()
    try:
        found = liked(like, signature)
    except NotTaken as refused:
        raise _wrong_like(subject, refused.what) from None
    except (TypeError, ValueError) as error:
        raise _wrong_like(subject, str(error)) from None
    for name in found:
        if name not in signature.parameters:
            raise _wrong_like(subject, f"there is no parameter {name!r}")
    return {**annotated(subject.function), **found}


def _wrong_like(subject: Subject, what: str) -> WrongArguments:
    hint = "give example arguments in their order, or kinds such as 'x=f8[n]'"
    return WrongArguments(at_definition(subject.function, f"like: {what}", hint))


def example_sizes(subject: Subject, like: Like) -> tuple[tuple[str, int], ...]:
    """The lengths of the example arguments, under the names that their kinds use."""
    return sizes_in(like, subject.signature())


def with_lengths(declared: Mapping[str, Kind], kinds: Kinds) -> Kinds:
    """The kinds of a call with the lengths that were declared."""
    return tuple((name, fitted(declared.get(name, ANY), kind)) for name, kind in kinds)


def of_generated(inner: Specialised, kinds: Kinds) -> Kinds:
    """The kinds of a derivative's parameters: the primal's, and what fills the captured ones."""
    known = dict(kinds)
    for name, cell in inner.cells().items():
        known[name] = kind_of(cell.cell_contents)
    code = inner.function.__code__
    count = code.co_argcount + code.co_kwonlyargcount
    count += bool(code.co_flags & 4) + bool(code.co_flags & 8)
    return tuple((name, known.get(name, ANY)) for name in code.co_varnames[:count])


def refuse_self_reference(derivative: object, function: types.FunctionType) -> None:
    """Raise where a decorated function calls its own name, which is the derivative by now."""
    code = function.__code__
    cells = dict(zip(code.co_freevars, function.__closure__ or (), strict=True))
    name = function.__name__
    found: object = function.__globals__.get(name)
    if name in cells:
        with contextlib.suppress(ValueError):
            found = cells[name].cell_contents
    if found is not derivative:
        return
    import dis  # only what is refused needs it

    for instruction in dis.get_instructions(code):
        if instruction.argval == name and instruction.opname in ("LOAD_GLOBAL", "LOAD_DEREF"):
            place = instruction.positions
            line = (place and place.lineno) or code.co_firstlineno
            column = (place and place.col_offset) or 0
            text = linecache.getline(code.co_filename, line, function.__globals__).rstrip("\n")
            column = len(text.encode()[:column].decode(errors="ignore"))
            what = f"{name} calls its own name, which is its derivative here"
            hint = f"leave the decorator away and write `{name}_grad = grad({name})`"
            raise SelfReference(Offence(code.co_filename, line, column, text, what, hint))


def as_called(request: Request, arguments: Mapping[str, Any]) -> Request:
    """The request of a first call: of its lengths those are taken as equal that need to be."""
    sizes = seen(request.kinds, arguments)
    return replace(request, seen=True, sizes=sizes) if sizes else request


def in_general(request: Request) -> Request:
    """The request for arguments of any lengths."""
    return replace(request, seen=False, sizes=()) if request.seen else request


def with_counts(request: Request, arguments: Mapping[str, Any] | None) -> Request | None:
    """The request for lists as long as those of a call; None where there are none."""
    if arguments is None:
        return None
    kinds = counted(request.kinds, arguments)
    if kinds == request.kinds:
        return None
    made = replace(request, kinds=kinds)
    return as_called(made, arguments) if request.seen else made


def _found(request: Request, arguments: Mapping[str, Any] | None) -> tuple[Request, Loaded | None]:
    """What is on disk for a call: made of a call like it or, where there is none, for any."""
    used, loaded = _found_for(request, arguments)
    other = with_counts(request, arguments) if loaded is None else None
    if other is None:
        return used, loaded
    again, found = _found_for(other, arguments)
    return (used, loaded) if found is None else (again, found)


def _found_for(
    request: Request, arguments: Mapping[str, Any] | None
) -> tuple[Request, Loaded | None]:
    loaded = find(request)
    if arguments is None or not request.seen:
        return request, loaded
    general = in_general(request)
    if loaded is None:
        loaded = find(general)
        return (request if loaded is None else general), loaded
    if not all(holds(assumption, arguments) for assumption in loaded.generated.assumptions):
        return general, find(general)
    return request, loaded


def make(
    request: Request,
    inner: Specialised | None,
    cache: bool,
    keeping: bool = True,
    arguments: Mapping[str, Any] | None = None,
) -> Specialised:
    """Find the derivative on disk, or derive it; for a call with these `arguments`, if any."""
    refuse_inactive(request.function, request.wrt, request.kinds)
    loaded: Loaded | None = None
    if cache or frozen():
        request, loaded = _found(request, arguments)
        earlier = outgrown(request) if loaded is None else None
        if earlier is not None:
            raise outdated(request, earlier.file, earlier.path)
    if loaded is None and frozen():
        raise _not_built(request)
    if loaded is not None and verifying():
        _verify(request, inner, loaded)
    if loaded is None:
        # Imported here: what is found on disk needs none of it.
        from tangentgen.orders.exchanged import derived

        try:
            generated = derived(request, inner)
        except TangentgenError as refusal:
            other = with_counts(request, arguments)
            if other is None:
                raise
            try:
                return make(other, inner, cache, keeping, arguments)
            except Refusal:
                raise refusal from None
        loaded = keep(request, generated) if cache and keeping else None
        loaded = loaded or in_memory(request, generated)
    generated = loaded.generated
    if generated.inactive:
        names = " and ".join(generated.inactive)
        what = f"no derivative of {request.called} reaches {names}: it is zero everywhere"
        warnings.warn(what, InactiveWarning, stacklevel=_outside())
    return Specialised(
        function=loaded.function,
        primal=request.function,
        request=request,
        own=frozenset(name for name, _ in request.kinds),
        source=generated.text,
        content=loaded.content,
        path=loaded.path,
        edited=loaded.edited,
        parameters=(*(inner.parameters if inner else ()), *generated.parameters),
        # What a first derivative relies on, the derivative of its text relies on too.
        assumptions=(*(inner.assumptions if inner else ()), *generated.assumptions),
        loose=request.loose or (inner is not None and inner.loose),
        written=(*(inner.written if inner else ()), *generated.written),
        outside=(loaded.outside, *(inner.outside if inner else ())),
        explain=loaded.explain,
        unchecked=loaded.unchecked,
    )


def _outside() -> int:
    """How far up the first frame is that is not of this package."""
    frame, level = sys._getframe(1), 1
    while frame.f_back is not None and frame.f_globals.get("__name__", "").startswith(PACKAGE):
        frame, level = frame.f_back, level + 1
    return level


def _not_built(request: Request) -> NotBuilt:
    what = f"no current derivative is built: {request.text()}"
    hint = "`tangentgen build` its file and commit what that writes, or unset TANGENTGEN_FROZEN"
    return NotBuilt(at_definition(request.function, what, hint))


def _verify(request: Request, inner: Specialised | None, loaded: Loaded) -> None:
    """Derive again what was found on disk, and raise where it would be another file."""
    from tangentgen.orders.exchanged import derived

    difference = differs(request, loaded, derived(request, inner))
    if difference is not None:
        hint = "delete the file, and report how it was made: it should not have been used"
        raise WrongCache(Offence(str(loaded.path), 1, 0, "", difference, hint))


def in_memory(request: Request, generated: Generated) -> Loaded:
    """A derivative that has no file."""
    path = f"<{request.function.__module__}.{generated.entry} {next(_numbers)}>"
    outside = look(request.function, generated.callees)
    function = execute(generated.text, path, generated.entry, generated.modules, outside.functions)
    explain = Explain(path, outside.functions, marks(generated.lines, outside.functions))
    return Loaded(function, generated, generated.text, None, False, outside, explain)
