"""`explain` and the page that shows both texts: the reasons are those of the derivative itself."""

import re
import tracemalloc

import numpy as np
import pytest

from tangentgen import cli, explain, grad
from tangentgen.explained import Explanation

MODEL = '''
import numpy as np


def damp(u):
    return 0.5 * u


def heat(u, kappa, steps):
    """Diffusion with a cold end: <b>not</b> markup."""
    v = u[1:]
    n = len(u)
    for k in range(steps):
        flux = kappa * (u[1:] - u[:-1])
        u[1:-1] += flux[1:] - flux[:-1]
        v[-1] = damp(u[0])
    y = np.tanh(u)
    y = y * y
    return np.sum(y) / n
'''


@pytest.fixture
def model(tmp_path):
    path = tmp_path / "heating.py"
    path.write_text(MODEL)
    return path


def said(explanation: Explanation, topic: str) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for function in explanation.functions:
        for note in function.notes:
            if note.topic == topic:
                found.setdefault(note.name, []).append(note.line)
    return found


def heat(u, kappa, steps):
    v = u[1:]
    n = len(u)
    for _k in range(steps):
        flux = kappa * (u[1:] - u[:-1])
        u[1:-1] += flux[1:] - flux[:-1]
        v[-1] = 0.5 * u[0]
    y = np.tanh(u)
    y = y * y
    return np.sum(y) / n


def test_every_topic_with_its_line():
    first = heat.__code__.co_firstlineno
    found = explain(heat, wrt=("u", "kappa"), like=(np.ones(5), 1.0, 3))
    assert said(found, "inactive") == {"_k": [first + 3], "n": [first + 2]}
    assert said(found, "active")["flux"] == [first + 4]
    assert said(found, "saved")["y"] == [first + 8]
    assert said(found, "copied") == {"u": [first]}
    assert said(found, "shares")["v"] == [first + 1]
    assert said(found, "again")["flux"] == [first + 4]
    assert f"(lines {first + 5}, {first + 6})" in str(found)


def test_what_is_said_to_be_saved_is_saved():
    found = explain(heat, wrt=("u", "kappa"), like=(np.ones(5), 1.0, 3))
    text = grad(heat, wrt=("u", "kappa"), like=(np.ones(5), 1.0, 3), cache=False).source
    stacked = [n for f in found.functions for n in f.notes if "stack" in n.words]
    assert len(stacked) == text.count(".append(")


def test_linear_code_saves_nothing():
    def loss(w, x):
        r = x * w
        return r * r + w

    found = explain(loss, like=(2.0, 3.0))
    assert not said(found, "saved") and not said(found, "copied")
    assert "r is active - depends on w" in str(found)


def wavy(x, n):
    u = x.copy()
    s = 0.0
    for _ in range(n - 1):
        u[1:] = np.sin(u[:-1])
        for v in x:
            s = np.cos(0.5 * s * v)
    return s * np.sum(u * u)


def test_the_size_of_the_tape():
    found = explain(wavy, like="x=f8[n] n=int")
    (words,) = [n.words for n in found.functions[0].notes if n.topic == "tape"]
    formula = words.removeprefix("about ").partition(" bytes")[0]
    x, n = np.linspace(0.0, 1.0, 500), 21
    estimated = eval(formula, {"x": x, "u": x, "n": n, "len": len})
    tracemalloc.start()
    derivative = grad(wavy)
    derivative(x, 2)  # deriving takes memory too
    tracemalloc.reset_peak()
    before = tracemalloc.get_traced_memory()[0]
    derivative(x, n)
    held = tracemalloc.get_traced_memory()[1] - before
    tracemalloc.stop()
    assert 0.5 * held < estimated < held


def test_command(model, capsys):
    like = "u=f8[n] kappa=float steps=int"
    assert cli.main(["explain", f"{model}:heat", "--wrt", "u,kappa", "--like", like]) == 0
    out = capsys.readouterr().out
    assert "flux is run again - computed again in the reverse sweep" in out
    assert "damp (" in out, "callees are explained too"
    assert "v shares memory - may be, or be a view of, the memory of u" in out


def test_page(model, tmp_path, capsys):
    page = tmp_path / "page.html"
    like = "u=f8[n] kappa=float steps=int"
    target = ["show", f"{model}:heat", "--wrt", "u,kappa", "--like", like]
    assert cli.main([*target, "--html", str(page)]) == 0
    text = page.read_text()
    assert "&lt;b&gt;not&lt;/b&gt;" in text and "<b>not</b>" not in text
    assert not re.search(r"""(src|href)=|@import|url\(""", text), "it needs no other file"
    body = text.partition("<h2>derivative</h2>")
    left = set(re.findall(r'data-key="([^"]*)"', body[0]))
    right = set(re.findall(r'data-key="([^"]*)"', body[2]))
    assert right <= left and len(right) > 8, "every line of the derivative has its counterpart"
    assert 'class="saves"' in body[0] and 'class="saves"' in body[2]
    assert cli.main([*target, "--html", str(page), "-o", "x.py"]) == 2
