"""What a shell sees of the command line: streams, exit codes, encodings, terminals."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = f"{sys.executable} -m tangentgen"

NOISY = '''
import os
import subprocess

import numpy as np

print("printed at import")
os.write(1, b"written at import\\n")
subprocess.run(["echo", "said by a child"], check=True)


def energy(x):
    """½ Σ x² of a naïve field."""
    return 0.5 * np.sum(x * x)


def refused(x):
    del x[0]
    return x
'''


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "noisy.py").write_text(NOISY, encoding="utf-8")
    return tmp_path


def shell(command, cwd, **variables):
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TANGENTGEN_CACHE": str(cwd / "cache")}
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        cwd=cwd,
        env=environment | variables,
        capture_output=True,
        timeout=120,
    )


def test_standard_output_is_the_source_and_nothing_else(folder):
    cold = shell(f"{PROGRAM} show noisy.py:energy", folder)
    assert cold.returncode == 0, cold.stderr
    for noise in (b"printed at import", b"written at import", b"said by a child"):
        assert noise in cold.stderr
        assert noise not in cold.stdout
    names = {}
    exec(cold.stdout.decode("utf-8"), names)
    x = np.array([1.0, -2.0])
    np.testing.assert_array_equal(names["energy_grad"](x), x)

    warm = shell(f"{PROGRAM} show noisy.py:energy", folder)
    assert warm.stdout == cold.stdout


@pytest.mark.parametrize("locale", [{"LANG": "C"}, {"LC_ALL": "C", "PYTHONUTF8": "0"}])
def test_source_is_utf_8_whatever_the_locale(folder, locale):
    done = shell(
        f"{PROGRAM} show --side-by-side noisy.py:energy", folder, PYTHONCOERCECLOCALE="0", **locale
    )
    assert done.returncode == 0, done.stderr
    assert "½ Σ x² of a naïve field" in done.stdout.decode("utf-8")


def test_a_reader_that_leaves_is_no_error(folder):
    done = shell(f"{PROGRAM} show noisy.py:energy 2>/dev/null | true", folder)
    assert done.returncode == 0
    done = shell(f"{PROGRAM} templates list | head -n 1", folder)
    assert (done.returncode, done.stderr, done.stdout.count(b"\n")) == (0, b"", 1)
    done = shell(f"{PROGRAM} --help | true", folder)
    assert b"Traceback" not in done.stderr
    assert b"Exception" not in done.stderr


@pytest.mark.parametrize("target", ["&-", "/dev/full"])
def test_standard_output_that_takes_nothing(folder, target):
    done = shell(f"{PROGRAM} templates list >{target}", folder)
    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1
    assert done.stderr.startswith(b"tangentgen: standard output")


def test_a_refusal_is_the_library_s_text(folder):
    done = shell(f"{PROGRAM} show noisy.py:refused", folder)
    assert done.returncode == 1
    assert b"noisy.py:18:9: " in done.stderr
    assert b"    del x[0]\n        ^" in done.stderr
    assert b"Traceback" not in done.stderr
    assert done.stdout == b""


def test_what_is_not_there(folder):
    done = shell(f"{PROGRAM} show nosy.py:energy", folder)
    assert done.returncode == 2
    assert done.stderr == b"tangentgen: nosy.py: no such file; did you mean noisy.py?\n"


def test_an_interrupt(folder):
    (folder / "slow.py").write_text(
        "import os, signal\nos.kill(os.getpid(), signal.SIGINT)\n\ndef f(x):\n    return x\n"
    )
    done = shell(f"{PROGRAM} show slow.py:f", folder)
    assert (done.returncode, done.stderr) == (130, b"")


@pytest.mark.parametrize("name", ["numpy", "random", "gast", "argparse"])
def test_a_folder_with_a_module_of_ours_in_it_is_not_imported_from(folder, name):
    (folder / f"{name}.py").write_text("raise SystemExit('the wrong module')\n")
    start = f"import sys; sys.path.insert(0, {str(ROOT)!r}); "  # as the installed script does
    start += "from tangentgen.cli import script; script()"
    done = shell(f'{sys.executable} -P -c "{start}" show noisy.py:energy', folder)
    assert done.returncode == 0, done.stderr


def on_a_terminal(command, cwd, **variables):
    """What a terminal is sent."""
    ours, theirs = pty.openpty()
    environment = {k: v for k, v in os.environ.items() if k != "NO_COLOR"}
    environment |= {"PYTHONPATH": str(ROOT), "TERM": "xterm", **variables}
    environment["TANGENTGEN_CACHE"] = str(cwd / "cache")
    process = subprocess.Popen(
        command.split(), cwd=cwd, env=environment, stdout=theirs, stderr=subprocess.DEVNULL
    )
    os.close(theirs)
    sent = b""
    try:
        while part := os.read(ours, 65536):
            sent += part
    except OSError:  # how Linux says that the other end is closed
        pass
    os.close(ours)
    assert process.wait() == 0
    return sent.decode("utf-8")


def test_colours_on_a_terminal_unless_they_are_not_wanted(folder):
    command = f"{PROGRAM} templates show numpy.exp"
    assert "\x1b[" in on_a_terminal(command, folder)
    plain = on_a_terminal(command, folder, NO_COLOR="1")
    assert "\x1b[" not in plain
    assert "def exp(" in plain


def test_the_demo_has_a_progress_bar_on_a_terminal(folder):
    sent = on_a_terminal(f"{PROGRAM} demo", folder)
    assert "━" in sent
    assert "100%" in sent
    plain = on_a_terminal(f"{PROGRAM} demo", folder, NO_COLOR="1")
    assert f"[{'#' * 30}] mean squared error" in plain
    assert "\x1b[" not in plain
