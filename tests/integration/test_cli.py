"""Wrong usage, in this very process: one line and the right exit code. The rest is in test_command_line."""

import io
from pathlib import Path

import pytest
from rich.console import Console

from autograder import cli
from autograder.commands.context import course_secret
from autograder.errors import CourseError, DataSetError, InternalError, SandboxError, SuiteError, UsageError


@pytest.fixture
def called(monkeypatch):
    """Call the command line with words; its exit code and what it said on stderr."""

    def call(*words):
        said = io.StringIO()
        monkeypatch.setattr("sys.argv", ["autograder", *map(str, words)])
        monkeypatch.setattr(cli, "errors", Console(file=said, width=200))
        with pytest.raises(SystemExit) as ended:
            cli.main()
        return ended.value.code, said.getvalue()

    return call


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("grade",), "Missing argument"),
        (("run", "a.ipynb", "b.ipynb"), "unexpected extra argument"),
        (("run", "--nope", "a.ipynb"), "No such option: --nope"),
        (("grade", "ch03", "--jobs", "many"), "--jobs"),
        (("build", "ch99"), "is no chapter"),
        (("check", "ch99"), "is no chapter"),
        (("check", "ch03", "softmax", "sigmod"), "'sigmod' is no exercise of ch03_neural_networks. It has: step_fun"),
        (("run", "/tmp"), "no such file"),
        (("grade", "ch03", "--course", "/nonexistent"), "no course here"),
        (("demo", "--folder", "/etc/passwd"), "no folder of a demo"),
    ],
)
def test_wrong_usage_is_one_line_and_two(called, words, part):
    code, said = called(*words)
    assert code == 2
    assert part in said
    assert len(said.splitlines()) == 1


@pytest.mark.parametrize(
    ("error", "code"),
    [(UsageError, 2), (CourseError, 2), (SuiteError, 2), (DataSetError, 2), (InternalError, 3), (SandboxError, 3)],
)
def test_the_code_tells_who_must_act(called, monkeypatch, error, code):
    def fails(*_, **__):
        raise error("[red]where[/red]: what. What to do.")

    monkeypatch.setattr("autograder.commands.doctor.print_layers", fails)
    # Markup is shown as text: file names of students stand in such lines.
    assert called("doctor") == (code, "autograder: [red]where[/red]: what. What to do.\n")


@pytest.mark.parametrize(
    ("error", "code", "part"),
    [
        (PermissionError(13, "Permission denied", "some/file"), 2, "some/file: Permission denied."),
        (KeyError("softmax"), 3, "our own fault, KeyError"),
    ],
)
def test_what_nobody_foresaw_is_a_line_too(called, monkeypatch, error, code, part):
    def fails(*_):
        raise error

    monkeypatch.setattr("autograder.commands.doctor.print_layers", fails)
    ended, said = called("doctor")
    assert (ended, len(said.splitlines())) == (code, 1)
    assert part in said
    if code == 3:
        trace = Path(said.split()[-1])
        assert "KeyError" in trace.read_text()
        trace.unlink()


def test_a_secret_is_made_once_and_whole(tmp_path, monkeypatch):
    monkeypatch.delenv("AUTOGRADER_SECRET", raising=False)
    first = course_secret(tmp_path)
    assert len(first) == 64
    assert course_secret(tmp_path) == first
    assert [path.name for path in (tmp_path / ".autograder").iterdir()] == ["secret"]
    assert (tmp_path / ".autograder" / "secret").stat().st_mode & 0o777 == 0o600


def test_an_interruption_says_how_to_go_on(called, monkeypatch):
    def interrupted(_):
        raise KeyboardInterrupt

    monkeypatch.setattr("autograder.commands.doctor.print_layers", interrupted)
    code, said = called("doctor")
    assert code == 130
    assert "run the same command again" in said


def test_help_is_no_error(called, capsys):
    assert called() == (0, "")
    assert "grade" in capsys.readouterr().out
