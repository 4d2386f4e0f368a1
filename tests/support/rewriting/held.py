"""A value bound again: by an alias, a view, or through a container, an object or a call."""

from __future__ import annotations

import ast

from tests.support.rewriting.draft import Draft, expression, loaded, parsed, swap, text_of

PRELUDE = """
class Held:
    def __init__(self, value):
        self.value = value

    def get(self):
        return self.value


@dataclasses.dataclass
class Kept:
    first: object
    second: object = None


class Two(typing.NamedTuple):
    one: object
    other: object


def same(value):
    return value


def each(*values):
    for value in values:
        yield value


def given(value, *others, **named):
    return value


def put(values, value):
    values.append(value)


def nested(value):
    def inner():
        return value

    return inner
"""

ANYTHING = [
    "{x} = {x}",
    "({x},) = ({x},)",
    "{x}, {y} = {y}, {x}\n{x}, {y} = {y}, {x}",
    "{x}, {t} = {x}, {y}",
    "{t} = {x}\n{x} = {t}",
    "{t} = {x}\n{x} = None\n{x} = {t}",
    "{t} = {x}\n{x} = 0.0\n{x} = {t}",
    "{t} = {x}\ndel {x}\n{x} = {t}",
    "{t} = {x}\n{x} = {y}\n{x} = {t}",
    "{x} = {t} = {x}",
    "{t} = {u} = {x}\n{x} = {u}",
    "{x} = [{x}][0]",
    "{x} = [{y}, {x}][-1]",
    "{x} = ({x}, {y})[0]",
    "{x} = {{'a': {x}}}['a']",
    "{x} = {{'a': {y}, 'b': {x}}}['b']",
    "{x} = dict(a={x}, b={y})['a']",
    "{t} = [{x}]\n{x} = {t}[0]",
    "{t} = [{x}, {y}]\n{x}, {u} = {t}",
    "{t} = []\n{t}.append({x})\n{x} = {t}[0]",
    "{t} = [{x}]\n{x} = {t}.pop()",
    "{t} = [{x}, {y}]\n{y} = {t}.pop()\n{x} = {t}.pop()",
    "{t} = [None]\n{t}[0] = {x}\n{x} = {t}[0]",
    "{t} = [None, None]\n{t}[0], {t}[1] = {x}, {y}\n{y}, {x} = {t}[::-1]",
    "{t} = {{}}\n{t}['a'] = {x}\n{x} = {t}['a']",
    "{t} = {{}}\n{t}['a'] = {x}\n{x} = {t}.pop('a')",
    "{t} = {{}}\n{x} = {t}.setdefault('a', {x})",
    "{t} = {{'a': {x}}}\n{x} = {t}.get('a')",
    "{t} = {{'a': {x}}}\n{x} = {t}.get('b', {x})",
    "{t} = {{'a': {x}, 'b': {y}}}\nfor {u} in {t}:\n    if {u} == 'a':\n        {x} = {t}[{u}]",
    "{t} = {{'a': {x}, 'b': {y}}}\n{x}, {y} = {t}.values()",
    "{t} = dict(zip(['a', 'b'], [{x}, {y}]))\n{x} = {t}['a']",
    "{x}, *{t} = [{x}, {y}]",
    "*{t}, {x} = ({y}, {x})",
    "{x}, *{t} = [{x}]",
    "{t}, *{u} = {y}, {x}\n({x},) = {u}",
    "[{x}, ({t}, {u})] = [{x}, ({y}, {x})]",
    "{x} = Held({x}).value",
    "{x} = Held({x}).get()",
    "{t} = Held({x})\n{x} = {t}.value",
    "{t} = Held({y})\n{t}.value = {x}\n{x} = {t}.value",
    "{t} = Held(Held({x}))\n{x} = {t}.value.value",
    "{t} = Held([])\n{t}.value.append({x})\n{x} = {t}.value[0]",
    "{x} = Kept({x}).first",
    "{t} = Kept({y}, {x})\n{x} = {t}.second",
    "{t} = Kept({y})\n{t}.second = {x}\n{x} = {t}.second",
    "{t} = dataclasses.replace(Kept({y}, {y}), second={x})\n{x} = {t}.second",
    "{x} = Two({x}, {y}).one",
    "{t} = Two({x}, {y})\n{x}, {u} = {t}",
    "{t} = Two({y}, {y})._replace(one={x})\n{x} = {t}[0]",
    "{x} = types.SimpleNamespace(a={x}).a",
    "{x} = (lambda {u}: {u})({x})",
    "{t} = lambda: {x}\n{u} = {t}()\n{x} = {u}",
    "{x} = same({x})",
    "{x} = given({x}, {y}, a={y})",
    "{x} = given(*[{x}, {y}])",
    "{x} = nested({x})()",
    "{t} = []\nput({t}, {x})\n{x} = {t}[-1]",
    "{x} = next(each({x}))",
    "{x} = next(iter([{x}]))",
    "{x}, {t} = each({x}, {y})",
    "{x} = list(each({y}, {x}))[1]",
    "for {x} in [{x}]:\n    pass",
    "for {x} in each({x}):\n    pass",
    "for {t}, {x} in enumerate([{x}]):\n    pass",
    "for {x}, {t} in zip([{x}], [{y}]):\n    pass",
    "for {t}, {x} in {{'a': {x}}}.items():\n    pass",
    "{x} = [{u} for {u} in [{x}]][0]",
    "{x} = [{x} for {u} in range(2)][1]",
    "{x} = {{{u}: {x} for {u} in range(2)}}[0]",
    "{x} = next({u} for {u} in ({x}, {y}))",
    "[({x}, {t})] = zip([{x}], [{y}])",
    "{x} = list(map(same, [{x}]))[0]",
    "{x} = functools.reduce(lambda a, b: b, [{y}, {x}])",
    "{x} = functools.partial(same, {x})()",
    "{x} = operator.itemgetter(0)(({x},))",
    "{x} = getattr(Held({x}), 'value')",
    "{x} = {x} if {x} is not None else {y}",
    "{x} = {y} if {x} is None else {x}",
    "if {x} is None:\n    {x} = {y}",
    "match {x}:\n    case {t}:\n        {x} = {t}",
    "match ({x}, 0):\n    case ({t}, 0):\n        {x} = {t}",
    "match {{'a': {x}}}:\n    case {{'a': {t}}}:\n        {x} = {t}",
    "({t} := {x})\n{x} = {t}",
    "{x} = ({t} := [{x}])[0]",
    "{x} = [{x}, {y}][:1][0]",
    "{x} = ([{x}] + [{y}])[0]",
    "{x} = ([{x}] * 2)[1]",
    "{x} = sorted([(0, {x})], key=lambda p: p[0])[0][1]",
    "{x} = copy.copy({x})",
    "{x} = copy.deepcopy({x})",
    "{x} = list(reversed([{x}, {y}]))[1]",
    "{t} = collections.deque([{x}])\n{x} = {t}.popleft()",
    "{t} = collections.defaultdict(list)\n{t}['a'].append({x})\n{x} = {t}['a'][0]",
    "{x} = list(itertools.chain([{x}], [{y}]))[0]",
    "with contextlib.nullcontext({x}) as {x}:\n    pass",
    "try:\n    {t} = {x}\n    raise KeyError\nexcept KeyError:\n    {x} = {t}",
    "{t} = {x}\nwhile {t} is not None:\n    {x} = {t}\n    {t} = None",
    "{x} = max([({u}, {x}) for {u} in range(1)])[1]",
]
ARRAYS = [
    "{x} = {x}[...]",
    "{x} = {x}[:]",
    "{x} = {x}[()]",
    "{x} = {x}[::-1][::-1]",
    "{x} = {x}.T.T",
    "{x} = {x}.view()",
    "{x} = {x}.reshape({x}.shape)",
    "{x} = {x}[None][0]",
    "{x} = {x}[np.newaxis, ...][0]",
    "{x} = {x}.ravel().reshape({x}.shape)",
    "{x} = np.asarray({x})",
    "{x} = np.array({x})",
    "{x} = np.array({x}, copy=False, ndmin=0)",
    "{x} = np.ascontiguousarray({x})",
    "{x} = np.array(list({x}))",
    "{x} = np.array([{u} for {u} in {x}])",
    "{x} = np.stack([{x}, {x}])[1]",
    "{x} = np.concatenate([{x}[:1], {x}[1:]])",
    "{x} = np.concatenate([[{u}] for {u} in {x}])",
    "{x} = np.broadcast_to({x}, (2,) + {x}.shape)[1]",
    "{x} = np.split({x}, 1)[0]",
    "{x} = np.expand_dims({x}, 0)[0]",
    "{x} = np.squeeze({x}[None], 0)",
    "{x} = np.where(True, {x}, 0.0)",
    "{x} = np.moveaxis({x}, 0, -1)\n{x} = np.moveaxis({x}, -1, 0)",
    "{x} = {x}.copy()",
    "{x} = +{x}",
    "{x} = -(-{x})",
    "{x} = {x} + 0.0",
    "{x} = 1.0 * {x}",
    "{x} = {x} / 1",
    "{x} = {x}.astype(float)",
    "{x} = np.vstack([{x}[None]])[0]",
    "{t} = np.empty_like({x})\n{t}[:] = {x}\n{x} = {t}",
    "{t} = np.zeros({x}.shape)\n{t} += {x}\n{x} = {t}",
    "{t} = np.zeros_like({x})\nnp.copyto({t}, {x})\n{x} = {t}",
    "{t} = np.empty_like({x})\nfor {u} in range(len({x})):\n    {t}[{u}] = {x}[{u}]\n{x} = {t}",
    "{t} = np.empty((2,) + {x}.shape)\n{t}[0] = {x}\n{t}[1] = {t}[0]\n{x} = {t}[1]",
    "{t} = np.zeros((2,) + {x}.shape)\n{t}[1] = {x}\n{x} = {t}.sum(axis=0)",
    "{x} *= 2.0\n{x} /= 2.0",
    "{x} *= 2.0\n{x} = {x} * 0.5",
    "{t} = {x}\n{t} *= 2.0\n{x} *= 0.5",
    "{t} = {x}[:]\n{t}[...] = {t} * 2.0\n{x} *= 0.5",
    "{t} = {x}.copy()\n{x}[...] = 0.0\n{x}[...] = {t}",
    "{t} = {x}.copy()\n{x}[0] = 7.0\n{x}[0] = {t}[0]",
    "{t} = {x}.copy()\n{x}.fill(1.0)\n{x} = {t}",
    "{x}[:] = {x}[::-1].copy()\n{x}[:] = {x}[::-1].copy()",
    "{x} = {x}[::-1]\n{x} = {x}[::-1]",
    "{x}[0], {x}[-1] = {x}[-1], {x}[0]\n{x}[0], {x}[-1] = {x}[-1], {x}[0]",
    "for {t} in {x}:\n    {t} *= 2.0\n{x} /= 2.0",
    "{t} = {x} > 0.0\n{x} = np.where({t}, {x}, {x})",
    "{t} = {x} > 0.0\n{x}[{t}] *= 2.0\n{x}[{t}] *= 0.5",
    "{t} = {x} > 0.0\n{u} = np.zeros_like({x})\n{u}[{t}] = {x}[{t}]\n"
    "{u}[~{t}] = {x}[~{t}]\n{x} = {u}",
    "{x} = {x}[np.arange(len({x}))]",
    "{x} = np.take({x}, range(len({x})), axis=0)",
    "np.multiply({x}, 2.0, out={x})\nnp.divide({x}, 2.0, out={x})",
    "{t} = np.add({x}, 0.0)\n{x} = {t}",
    "{t} = {x}\n{x} = {x} * 2.0\n{x} = {x} - {t}",
    "{t} = {x} * 3.0\n{x} = {t}\n{x} = {x} / 3.0",
    "{t} = [{x}]\n{t}[0] *= 2.0\n{t}[0] /= 2.0\n{x} = {t}[0]",
    "{t} = [{x}]\n{t}[0][0] += 1.0\n{x}[0] -= 1.0",
    "{t} = Held({x})\n{t}.value *= 2.0\n{x} = {t}.value\n{x} /= 2.0",
    "{t} = {{'a': {x}}}\n{t}['a'] += 1.0\n{x} = {t}['a'] - 1.0",
    "{t} = ({x}, {x})\n{u} = {t}[1]\n{u} *= 2.0\n{u} *= 0.5\n{x} = {t}[0]",
]
FLOATS = [
    "{x} = float({x})",
    "{x} = {x} + 0.0",
    "{x} += 0.0",
    "{x} *= 1.0",
    "{x} = 1.0 * {x}",
    "{x} = -(-{x})",
    "{x} = {x} * 2.0\n{x} = {x} / 2.0",
    "{x} *= 2.0\n{x} -= {x} / 2.0",
    "{x} = np.float64({x})",
    "{x} = np.array([{x}])[0]",
    "{x} = np.array({x})[()]",
    "{x} = np.array([{x}]).item()",
    "{x} = np.array([{x}]).tolist()[0]",
    "{x} = np.asarray({x}).item()",
    "{x} = float(np.array({x}))",
    "{x} = sum([{x}])",
    "{x} = sum({u} for {u} in [{x}])",
    "{x} = np.sum([{x}])",
    "{x} = np.full(3, {x})[1]",
    "{x} = np.full(2, {x}).mean()",
    "{x} = (np.ones(2) * {x})[0]",
    "{x} = (np.ones(2) * {x}).max()",
    "{x} = max({x}, {x} - 1.0)",
    "{x} = min([{x}, {x} + 1.0])",
    "{x} = math.fsum([{x}])",
    "{x} = math.prod([{x}, 1.0])",
    "{x} = np.dot([{x}], [1.0])",
    "{t} = 0.0\n{t} += {x}\n{x} = {t}",
    "{t} = 0\n{t} += {x}\n{x} = {t}",
    "{t} = [0.0]\n{t}[0] += {x}\n{x} = {t}[0]",
    "{t} = [{x}]\n{t}[0] += 1.0\n{x} = {t}[0] - 1.0",
    "{t} = {{'a': 0.0}}\n{t}['a'] += {x}\n{x} = {t}['a']",
    "{t} = Held(0.0)\n{t}.value += {x}\n{x} = {t}.value",
    "{t} = np.zeros(2)\n{t}[1] = {x}\n{x} = {t}[1]",
    "{t} = np.zeros(2)\n{t}[1] += {x}\n{t}[0] = {t}[1]\n{x} = {t}[0]",
    "{t} = np.zeros(())\n{t}[...] = {x}\n{x} = float({t})",
    "{t} = np.empty(3)\n{t}[:] = {x}\n{x} = {t}[-1]",
    "{t} = np.empty(3)\n{t}.fill({x})\n{x} = {t}[-1]",
    "{t} = 0.0\nfor {u} in range(2):\n    {t} = {t} + {x} / 2\n{x} = {t}",
    "{t} = 0.0\nfor {u} in range(4):\n    if {u} == 2:\n        {t} = {x}\n{x} = {t}",
    "for {t} in range(3):\n    {x} = {x} * 2.0\n{x} = {x} / 8.0",
    "{t} = []\nfor {u} in range(3):\n    {t}.append({x} / 3)\n    {x} = {x} * 1.0\n{x} = sum({t})",
    "{t} = 0\nwhile {t} < 2:\n    {x} = {x} / 2\n    {t} += 1\n{x} = {x} * 4",
    "{x} = {x} if {x} > 0.0 else -(-{x})",
    "if {x} > 0.0:\n    {x} = {x} * 2.0\n    {x} = {x} / 2.0",
    "if {x} > 0.0:\n    {t} = {x}\nelse:\n    {t} = 1.0 * {x}\n{x} = {t}",
    "def {t}():\n    nonlocal {x}\n    {x} = {x} * 2.0\n{t}()\n{x} = {x} / 2",
    "def {t}():\n    nonlocal {x}\n    {x} += 1.0\n    return {x}\n{x} = {t}() - 1.0",
    "def {t}({u}, {x}={x}):\n    return {x} + {u}\n{x} = {t}(0.0)",
    "{t} = lambda {u}: {u} * {x}\n{x} = {t}(1.0)",
    "def {t}({u}):\n    if {u} == 0:\n        return {x}\n    return {t}({u} - 1)\n{x} = {t}(2)",
]


def held(draft: Draft) -> bool:
    """`x = [x][0]` and the like, before any statement."""
    places = draft.statements()
    if not places:
        return False
    block, number = draft.draw.choice(places)
    statement = block[number]
    names = draft.values(statement)
    if not names:
        return False
    read = [name for name in names if name in loaded([statement])]
    x = draft.draw.choice(read if read and draft.draw.random() < 0.7 else names)
    y = draft.draw.choice(names)
    texts = ANYTHING
    if x in draft.arrays(statement):
        texts = ARRAYS if draft.draw.random() < 0.6 else ANYTHING
    elif x in draft.numbers(statement):
        texts = FLOATS if draft.draw.random() < 0.6 else ANYTHING
    text = draft.draw.choice(texts)
    behind = isinstance(statement, ast.For | ast.While) and draft.draw.random() < 0.5
    if behind:  # into the loop, at its begin
        block, number = statement.body, 0  # type: ignore[attr-defined]
    if draft.draw.random() < 0.1 and not isinstance(block[number], ast.Return):
        number += 1
    block[number:number] = parsed(text, x=x, y=y, t=draft.fresh(), u=draft.fresh())
    return True


def named(draft: Draft) -> bool:
    """A part of an expression under a name of its own, or a name's alias instead of it."""
    places = draft.expressions()
    if not places:
        return False
    block, number, node = draft.draw.choice(places)
    statement, t = block[number], draft.fresh()
    way = draft.draw.randrange(5)
    if way == 0:
        swap(statement, node, expression("({t} := {e})", t=t, e=text_of(node)))
        return True
    new = parsed("{t} = {e}", t=t, e=text_of(node))
    if way == 1:
        new += parsed("{u} = {t}", u=draft.fresh(), t=t)
        t = new[-1].targets[0].id  # type: ignore[attr-defined]
    swap(statement, node, ast.Name(t, ast.Load()))
    block[number:number] = new
    if way == 2 and not isinstance(statement, ast.Return):
        block[number + 2 : number + 2] = parsed("del {t}", t=t)
    elif way == 3 and not isinstance(statement, ast.Return):
        block[number + 2 : number + 2] = parsed("{t} = 0.0", t=t)
    return True


PARTS = [
    "[{e}][0]",
    "({e}, 0.0)[0]",
    "{{'a': {e}}}['a']",
    "Held({e}).value",
    "Held({e}).get()",
    "Kept({e}).first",
    "Two(0.0, {e}).other",
    "same({e})",
    "given({e}, 1.0)",
    "given(value={e})",
    "nested({e})()",
    "next(each({e}))",
    "(lambda: {e})()",
    "[{e} for _ in range(1)][0]",
    "[{e} for _ in range(2)][1]",
    "next({e} for _ in [0])",
    "list(map(lambda _: {e}, [0]))[0]",
    "({e} if True else 0.0)",
    "(True and {e})",
    "functools.reduce(lambda a, _: {e}, [0, 1])",
    "(-(-({e})))",
    "(({e}) + 0.0)",
    "(1.0 * ({e}))",
    "(({e}) - 0.0)",
    "(({e}) / 1.0)",
    "(0.5 * ({e}) + 0.5 * ({e}))",
    "(({e}) + ({e}) - ({e}))",
    "np.asarray({e})[()]",
    "np.add({e}, 0.0)",
    "operator.mul({e}, 1.0)",
    "np.where(True, {e}, 0.0)",
    "sum([{e}])",
    "sum({e} for _ in range(1))",
]


def held_part(draft: Draft) -> bool:
    """A part of an expression taken through a container or a call."""
    places = draft.expressions()
    if not places:
        return False
    block, number, node = draft.draw.choice(places)
    swap(block[number], node, expression(draft.draw.choice(PARTS), e=text_of(node)))
    return True


def saved(draft: Draft) -> bool:
    """A name kept under another, from which later reads in the block are made."""
    places = draft.statements()
    if not places:
        return False
    block, number = draft.draw.choice(places)
    names = draft.values(block[number])
    if not names:
        return False
    x, t = draft.draw.choice(names), draft.fresh()
    kept = ["{t} = {x}", "{t} = [{x}]", "{t} = ({x},)", "{t} = Held({x})", "{t} = {{'a': {x}}}"]
    reads = ["{t}", "{t}[0]", "{t}[0]", "{t}.value", "{t}['a']"]
    way = draft.draw.randrange(len(kept))
    found = [
        node
        for later in block[number:]
        for node in ast.walk(later)
        if isinstance(node, ast.Name) and node.id == x and isinstance(node.ctx, ast.Load)
    ]
    if not found:
        return False
    for node in draft.draw.sample(found, draft.draw.randint(1, len(found))):
        for later in block[number:]:
            swap(later, node, expression(reads[way], t=t))
    block[number:number] = parsed(kept[way], t=t, x=x)
    return True
