"""Which folders a sandbox shows of the interpreter."""

import sysconfig

from autograder.sandbox.config import interpreter_folders


def test_packages_behind_a_link_are_shown_under_both_names(tmp_path, monkeypatch):
    real, link = tmp_path / "real", tmp_path / "link"
    (real / "lib").mkdir(parents=True)
    link.symlink_to(real)
    paths = {**sysconfig.get_paths(), "purelib": str(link / "lib"), "platlib": str(link / "lib")}
    monkeypatch.setattr(sysconfig, "get_paths", lambda: paths)
    assert {str(real / "lib"), str(link / "lib")} <= set(interpreter_folders())
