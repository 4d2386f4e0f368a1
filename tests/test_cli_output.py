"""Texts in files, in columns, and on the real standard output."""

import os
import stat
from pathlib import Path

import pytest

from tangentgen.commands import Unusable
from tangentgen.commands.output import Output, save, side_by_side


def test_a_file_gets_the_text_and_the_usual_mode(tmp_path):
    mask = os.umask(0o027)
    try:
        save("x = '½'\n", tmp_path / "out.py")
    finally:
        os.umask(mask)
    assert (tmp_path / "out.py").read_bytes() == "x = '½'\n".encode()
    assert stat.S_IMODE((tmp_path / "out.py").stat().st_mode) == 0o640


def test_a_file_that_is_there_keeps_its_mode_and_a_link_stays_a_link(tmp_path):
    file, link = tmp_path / "out.py", tmp_path / "link.py"
    file.write_text("old")
    file.chmod(0o604)
    link.symlink_to(file)
    save("new", link)
    assert link.is_symlink()
    assert file.read_text() == "new"
    assert stat.S_IMODE(file.stat().st_mode) == 0o604


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_file_is_old_or_new_and_nothing_else(tmp_path, monkeypatch, step):
    file = tmp_path / "out.py"
    file.write_text("old")

    def fail(*arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, step, fail)
    with pytest.raises(Unusable, match=r"out\.py: cannot be written: No space left on device"):
        save("new", file)
    assert file.read_text() == "old"
    assert os.listdir(tmp_path) == ["out.py"]


def test_a_folder_is_not_written_over(tmp_path):
    with pytest.raises(Unusable, match="cannot be written"):
        save("text", tmp_path)
    with pytest.raises(Unusable, match="cannot be written"):
        save("text", tmp_path / "no" / "such" / "folder.py")


def test_a_device_is_written_to():
    save("text", Path("/dev/null"))
    assert not stat.S_ISREG(os.stat("/dev/null").st_mode)


def test_columns_pair_equal_lines_however_they_are_indented():
    left = "def f(x):\n    y = x\n    return y\n"
    right = "def g(x):\n    if x:\n        y = x\n    return 2\n"
    rows = side_by_side(left, right).splitlines()
    assert "    y = x    │         y = x" in rows
    assert all("│" in row for row in rows)


def test_closed_standard_output_says_so():
    with pytest.raises(Unusable, match="standard output is closed"):
        Output(None).write("text")
