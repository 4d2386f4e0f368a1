"""What a shell sees of the commands that deal with files: exit codes, streams, interrupts."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = f"{sys.executable} -m tangentgen"
NOISY = """
import numpy as np

print("printed at import")


class Field:
    def energy(self, x):
        return np.sum(x * x)


def energy(x: float):
    y = np.sin(x)
    return y * x  # ½ x²


def refused(x: float):
    del x[0]
    return x
"""
# what comes after a command's name
COMMANDS = {
    "edit": "{}",
    "diff": "{}",
    "sync": "{}",
    "revert": "{}",
    "export": "{} -o -",
    "build": "{}",
    "check": "{} --like x=float",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "noisy.py").write_text(NOISY, encoding="utf-8")
    done = shell(f"{PROGRAM} build noisy.py:energy", tmp_path)
    assert done.returncode == 0, done.stderr
    (path,) = (tmp_path / "__tangentgen__").iterdir()
    path.write_text(path.read_text().replace('"""Gradient', '"""½ of the gradient'))
    return tmp_path


def shell(command: str, cwd: Path, **variables: str) -> subprocess.CompletedProcess[bytes]:
    environment = {k: v for k, v in os.environ.items() if k not in ("TANGENTGEN_CACHE", "VISUAL")}
    environment |= {"PYTHONPATH": str(ROOT), "EDITOR": "true"}
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        cwd=cwd,
        env=environment | variables,
        capture_output=True,
        timeout=120,
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_what_a_command_does_in_a_shell(name: str, folder: Path) -> None:
    """One process each for what costs a process: all is well, and nothing of the module's."""
    rest = COMMANDS[name].format("noisy.py:energy")
    done = shell(
        f"{PROGRAM} {name} {rest}", folder, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0"
    )
    assert done.returncode == 0, done.stderr
    assert b"printed at import" not in done.stdout and b"Traceback" not in done.stderr
    done.stdout.decode("utf-8")
    if name in ("diff", "export"):
        assert "½ of the gradient" in done.stdout.decode("utf-8")
    if name not in ("diff", "export", "build"):
        return  # nothing to print, or what the others do
    closed = shell(f"{PROGRAM} {name} {rest} >&-", folder)
    assert b"Traceback" not in closed.stderr and closed.returncode in (0, 2)
    gone = shell(f"{PROGRAM} {name} {rest} 2>/dev/null | true", folder)
    assert gone.returncode == 0


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize(
    "target, said",
    [
        ("nosy.py:energy", "did you mean noisy.py?"),
        ("noisy.py:energi", "did you mean energy?"),
        ("noisy.py:Field", "'Field' is a class, not a function; did you mean Field.energy?"),
        ("no.such.module:f", "no module named no"),
    ],
)
def test_what_is_not_there(
    name: str, target: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    from tangentgen import cli

    (tmp_path / "noisy.py").write_text(NOISY, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", list(sys.path))
    code = cli.main([name, *COMMANDS[name].format(target).split()])
    err = capsys.readouterr().err.replace("printed at import\n", "")
    sys.modules.pop("noisy", None)
    assert code == 2 and err.count("\n") == 1 and said in err, err


@pytest.mark.parametrize("name", ["export", "build"])
def test_a_refusal_is_the_library_s_text(name: str, folder: Path) -> None:
    done = shell(f"{PROGRAM} {name} {COMMANDS[name].format('noisy.py:refused')}", folder)
    assert done.returncode == 1
    assert b"noisy.py:18:11: " in done.stderr
    assert b"    del x[0]\n          ^" in done.stderr
    assert b"Traceback" not in done.stderr


def test_an_interrupt_in_the_editor(folder: Path) -> None:
    done = shell(
        f"{PROGRAM} edit noisy.py:energy", folder, EDITOR="bash -c 'kill -INT $PPID; sleep 5'"
    )
    assert done.returncode == 130 and b"Traceback" not in done.stderr


def test_an_export_is_whole_or_not_there(folder: Path) -> None:
    (folder / "out.py").write_text("before\n")
    limit = "ulimit -f 0; "
    done = shell(f"trap '' XFSZ; {limit}{PROGRAM} export noisy.py:energy -o out.py", folder)
    assert done.returncode == 2 and b"cannot be written" in done.stderr
    assert (folder / "out.py").read_text() == "before\n"
    assert [p.name for p in folder.iterdir() if "out" in p.name] == ["out.py"]


@pytest.mark.parametrize("module", ["numpy", "random", "gast"])
def test_a_folder_with_a_module_of_ours_in_it(module: str, folder: Path) -> None:
    (folder / f"{module}.py").write_text("raise SystemExit('the wrong module')\n")
    done = shell(f"{PROGRAM} build . && {PROGRAM} diff noisy.py:energy", folder)
    assert done.returncode == 0, done.stderr
