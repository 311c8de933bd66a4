"""Must not happen: student code reads suites, solutions, the gradebook, home folders or other submissions."""

from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
READ = "print('LEAKED', open({!r}).read()[:20])"
LIST = "import os; print('LEAKED', os.listdir({!r}))"
TARGETS = [
    PROJECT / "autograder" / "sandbox" / "seccomp.py",
    PROJECT / "pyproject.toml",
    "/etc/passwd",
    "/proc/1/environ",
    "/proc/self/maps",
]


@pytest.mark.parametrize("path", TARGETS, ids=str)
def test_no_file_outside_the_view_can_be_read(attack, path):
    assert "LEAKED" not in attack(READ.format(str(path)))


@pytest.mark.parametrize("layer", ["mount", "landlock"])
def test_each_of_the_two_walls_holds_alone(attack, layer):
    other = {"mount": "landlock", "landlock": "mount"}[layer]
    assert "LEAKED" not in attack(READ.format("/etc/passwd"), without=(other,))


def test_without_both_walls_the_file_is_readable(attack):
    assert "LEAKED" in attack(READ.format("/etc/passwd"), without=("mount", "landlock"))


@pytest.mark.parametrize("folder", ["/root", "/home", "/srv", "/", "/proc", str(PROJECT)])
def test_no_folder_outside_the_view_can_be_listed(attack, folder):
    assert "LEAKED" not in attack(LIST.format(folder))


def test_packages_are_readable_but_not_writable(attack):
    shown = attack("import numpy; print(len(open(numpy.__file__).read()) > 100); open(numpy.__file__, 'a')")
    assert "True" in shown
    assert "Error" in shown


def test_only_the_scratch_is_writable(attack):
    shown = attack("open('mine.txt', 'w').write('x'); print('SCRATCH')", "open('/escaped.txt', 'w'); print('LEAKED')")
    assert "SCRATCH" in shown
    assert "LEAKED" not in shown
