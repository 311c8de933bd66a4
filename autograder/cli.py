"""The command line: names, options, and the one place where errors become a line and an exit code.

Exit codes: 0 the command did its work (grades are in the results), 2 wrong usage or a file that somebody must fix,
3 our own fault.
"""

import os
import sys
import tempfile
import traceback
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape

from autograder.errors import AutograderError, InternalError

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode=None)
console = Console()
errors = Console(stderr=True)

_INTERRUPTED = 130
# Typer brings its own copy of click, whose usage error has no public name.
_USAGE_ERROR: Any = typer.BadParameter.__mro__[1]

CourseOption = Annotated[Path | None, typer.Option("--course", help="Folder of the course (exercises/, solutions/).")]
DataOption = Annotated[Path | None, typer.Option("--data-dir", help="Folder with the MNIST files.")]
ClassOption = Annotated[Path, typer.Option("--class-dir", help="Folder with submitted/; the rest is written there.")]
SandboxOption = Annotated[str, typer.Option("--sandbox", help="strict, reduced or none.")]
FolderOption = Annotated[Path, typer.Option("--folder", help="Where the made-up class is laid out.")]
FiguresOption = Annotated[bool, typer.Option("--figures/--no-figures", help="Draw and keep inline figures.")]


@app.command()
def build(chapters: Annotated[list[str] | None, typer.Argument()] = None, course: CourseOption = None) -> None:
    """Build source/ and release/ from lessons and solutions."""
    from autograder.commands.context import chapter_of, course_at
    from autograder.course import build_chapter

    found = course_at(course)
    for chapter in [chapter_of(found, name) for name in chapters] if chapters else found.chapters:
        built = build_chapter(found, chapter)
        console.print(f"built {escape(str(built.release))}")


@app.command()
def check(
    chapter: Annotated[str, typer.Argument(help="All chapters by default.", show_default=False)] = "",
    exercises: Annotated[list[str] | None, typer.Argument(help="Only these; all by default.")] = None,
    *,
    jobs: Annotated[int, typer.Option("--jobs", min=1, help="Worker processes.")] = 1,
    seeds: Annotated[int, typer.Option("--seeds", min=0, help="Catalogue only, no sandbox, so many secrets.")] = 0,
    full: Annotated[bool, typer.Option("--full-trainings", help="Train on the whole data set, not on digits.")] = False,
    trainings: Annotated[bool, typer.Option("--trainings", help="With --seeds: tests that train, on digits.")] = False,
    course: CourseOption = None,
    data_dir: DataOption = None,
    sandbox: SandboxOption = "strict",
) -> None:
    """Prove a chapter, or all: reference, stubs, every known mistake and variant, each through the real sandbox."""
    if trainings:
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before NumPy is there; small products are slower with two
    from autograder.commands.check import all_hold, parts_of, prove
    from autograder.commands.context import chapter_of, course_at, worker_settings
    from autograder.commands.seeds import prove_with_seeds
    from autograder.course import check_built

    if trainings and not seeds:
        from autograder.errors import UsageError

        raise UsageError("--trainings goes with --seeds N; without, all trainings are run with one secret.")
    found = course_at(course)
    parts = []
    for wanted in [chapter_of(found, chapter)] if chapter else found.chapters:
        check_built(found, wanted)
        settings = worker_settings(found, wanted, Path(), data_dir, sandbox, figures=False)
        parts += parts_of(wanted, settings, exercises or [], full_trainings=full)
    if seeds:
        how = f"{seeds} seeds, trainings on digits" if trainings else f"{seeds} seeds"
        holds = all_hold(prove_with_seeds(parts, seeds, jobs, trainings=trainings), data_dir, how, console)
    else:
        how = f"{sandbox} sandbox" if full else f"{sandbox} sandbox, trainings on digits"
        holds = all_hold(prove(parts, jobs), data_dir, how, console)
    if not holds:
        raise typer.Exit(2)


@app.command()
def collect(
    archive: Path,
    *,
    chapter: Annotated[str, typer.Option("--chapter", help="The assignment; else told by the files' names.")] = "",
    kind: Annotated[str | None, typer.Option("--from", help="canvas, moodle, nbgrader, folder; else guessed.")] = None,
    roster: Annotated[Path | None, typer.Option("--roster", help="CSV of the class: id, name, email.")] = None,
    class_dir: ClassOption = Path(),
    course: CourseOption = None,
) -> None:
    """Take a platform's archive (zip, tar or folder) apart into submitted/<student>/<chapter>/."""
    from autograder.commands.collect import collect as collect_archive
    from autograder.commands.collect import enter_roster
    from autograder.commands.context import chapter_of, course_at

    found = course_at(course)
    chapters = [chapter_of(found, chapter)] if chapter else found.chapters
    collect_archive(archive, [one.slug for one in chapters], class_dir, console, kind=kind, roster_path=roster)
    if roster is not None:
        enter_roster(roster, class_dir, console)


@app.command()
def mutants(
    chapter: str,
    exercises: Annotated[list[str] | None, typer.Argument(help="Only these; all but trainings by default.")] = None,
    *,
    jobs: Annotated[int, typer.Option("--jobs", min=1, help="Worker processes.")] = os.cpu_count() or 1,
    matrix: Annotated[bool, typer.Option("--matrix", help="All tests on all mutants: which kills which.")] = False,
    trainings: Annotated[bool, typer.Option("--trainings", help="Also training exercises, which take long.")] = False,
    course: CourseOption = None,
    data_dir: DataOption = None,
    sandbox: SandboxOption = "strict",
) -> None:
    """Prove the suites of a chapter: each reference with one small change must lose points."""
    from autograder.commands.context import chapter_of, course_at, worker_settings
    from autograder.commands.mutants import prove_suites
    from autograder.course import check_built

    found = course_at(course)
    wanted = chapter_of(found, chapter)
    check_built(found, wanted)
    settings = worker_settings(found, wanted, Path(), data_dir, sandbox, figures=False)
    if not prove_suites(wanted, settings, exercises or [], console, jobs=jobs, matrix=matrix, trainings=trainings):
        raise typer.Exit(2)


@app.command()
def grade(
    chapter: str,
    *,
    student: Annotated[list[str] | None, typer.Option("--student", help="Only this student; may be repeated.")] = None,
    jobs: Annotated[int, typer.Option("--jobs", min=1, help="Worker processes.")] = os.cpu_count() or 1,
    class_dir: ClassOption = Path(),
    course: CourseOption = None,
    data_dir: DataOption = None,
    sandbox: SandboxOption = "strict",
    figures: FiguresOption = True,
    again: Annotated[bool, typer.Option("--again", help="Also what is graded already and did not change.")] = False,
) -> None:
    """Grade submitted/<student>/<chapter>/ of a class into gradebook, autograded notebooks, feedback and report."""
    from autograder.commands.context import chapter_of, course_at, worker_settings
    from autograder.commands.grade import grade_class

    found = course_at(course)
    wanted = chapter_of(found, chapter)
    settings = worker_settings(found, wanted, class_dir, data_dir, sandbox, figures=figures, again=again)
    grade_class(wanted, settings, student or [], jobs, console)


@app.command()
def report(
    chapter: str,
    *,
    hide_names: Annotated[bool, typer.Option("--hide-names", help="Numbers in place of names, no links.")] = False,
    class_dir: ClassOption = Path(),
    course: CourseOption = None,
) -> None:
    """Write the class report anew from the stored results."""
    from autograder.commands.context import chapter_of, course_at
    from autograder.commands.report import report_class

    report_class(chapter_of(course_at(course), chapter), class_dir, console, hide_names=hide_names)


@app.command()
def similarity(
    chapter: str,
    *,
    least: Annotated[float, typer.Option("--least", help="Pairs from this part of one's own code on.")] = 0.5,
    class_dir: ClassOption = Path(),
    course: CourseOption = None,
) -> None:
    """Find answers that share passages: a place to look, never an accusation. No grading does this by itself."""
    from autograder.commands.context import chapter_of, course_at
    from autograder.commands.similarity import compare_class

    found = course_at(course)
    compare_class(chapter_of(found, chapter), found.root, class_dir, console, least=least)


@app.command()
def run(
    notebook: Path,
    *,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    chapter: Annotated[str, typer.Option("--chapter", help="Chapter; else told by the file's name or its cells.")] = "",
    course: CourseOption = None,
    data_dir: DataOption = None,
    sandbox: SandboxOption = "strict",
) -> None:
    """Grade one notebook file and print its result."""
    from autograder.commands.context import chapter_of, course_at, course_secret, sandbox_config
    from autograder.commands.run import as_json, chapter_for, run_file
    from autograder.datasets import locate
    from autograder.reports.summary import print_result
    from autograder.scheduling.worker import released_notebook

    found = course_at(course)
    wanted = chapter_of(found, chapter) if chapter else chapter_for(found, notebook)
    config = sandbox_config(sandbox, figures=False)
    released = released_notebook(found.root, wanted)
    secret = course_secret(found.root)
    result = run_file(notebook, wanted, released, locate(data_dir), secret=secret, sandbox=config)
    if json:
        sys.stdout.write(as_json(result) + "\n")
    else:
        print_result(result, console)


@app.command()
def regrade(
    chapter: str,
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Write without asking.")] = False,
    run: Annotated[int | None, typer.Option("--restore", help="Bring back the grades that this run replaced.")] = None,
    jobs: Annotated[int, typer.Option("--jobs", min=1, help="Worker processes.")] = os.cpu_count() or 1,
    class_dir: ClassOption = Path(),
    course: CourseOption = None,
    data_dir: DataOption = None,
    sandbox: SandboxOption = "strict",
    figures: FiguresOption = True,
) -> None:
    """Show who would get other points after a change of suites, references or limits, and write it when confirmed."""
    from autograder.commands.context import chapter_of, course_at, worker_settings
    from autograder.commands.regrade import regrade as regrade_class
    from autograder.commands.regrade import restore

    found = course_at(course)
    wanted = chapter_of(found, chapter)
    if run is not None:
        restore(found, wanted, class_dir.resolve(), run, console)
        return
    settings = worker_settings(found, wanted, class_dir, data_dir, sandbox, figures=figures)

    def confirm(question: str) -> bool:
        return yes or typer.confirm(question)

    regrade_class(found, wanted, settings, jobs, console, confirm=confirm)


@app.command()
def export(
    chapter: str,
    *,
    to: Annotated[str, typer.Option("--to", help="csv, canvas, moodle, moodle-worksheet or gradescope.")] = "csv",
    title: Annotated[str, typer.Option("--title", help="The assignment's name on the platform.")] = "",
    roster: Annotated[Path | None, typer.Option("--roster", help="CSV of the class: id, name, email.")] = None,
    class_dir: ClassOption = Path(),
    course: CourseOption = None,
) -> None:
    """Write grades as a platform imports them, and feedback pages as its bulk upload takes them."""
    from autograder.commands.context import chapter_of, course_at
    from autograder.commands.export import export as export_grades

    export_grades(chapter_of(course_at(course), chapter), class_dir, to, title, roster, console)


@app.command()
def handout(
    chapters: Annotated[list[str] | None, typer.Argument()] = None,
    *,
    folder: Annotated[Path, typer.Option("--folder", help="Where the zips are written.")] = Path("handout"),
    course: CourseOption = None,
) -> None:
    """Pack released chapters for students who have no hub: a zip with notebook, files and a short README."""
    from autograder.commands.context import chapter_of, course_at
    from autograder.commands.handout import write_handout

    found = course_at(course)
    for chapter in [chapter_of(found, name) for name in chapters] if chapters else found.chapters:
        console.print(f"packed {escape(str(write_handout(found, chapter, folder)))}")


@app.command()
def accept(
    notebook: Path,
    *,
    chapter: Annotated[str, typer.Option("--chapter", help="Chapter; else told by the file's name or its cells.")] = "",
    course: CourseOption = None,
) -> None:
    """Tell whether a file can be graded as it is, before the deadline; nothing in it is run."""
    from autograder.commands.accept import examine, print_acceptance
    from autograder.commands.context import chapter_of, course_at
    from autograder.commands.run import chapter_for
    from autograder.scheduling.worker import released_notebook

    found = course_at(course)
    wanted = chapter_of(found, chapter) if chapter else chapter_for(found, notebook)
    if not print_acceptance(examine(notebook, wanted, released_notebook(found.root, wanted)), wanted.title, console):
        raise typer.Exit(2)


@app.command()
def doctor() -> None:
    """Tell which layers of the sandbox this machine offers."""
    from autograder.commands.doctor import print_layers

    print_layers(console)


@app.command()
def demo(
    folder: FolderOption = Path("demo_course"),
    data_dir: DataOption = None,
    sandbox: SandboxOption = "strict",
) -> None:
    """Grade a made-up class of chapter 3 and show what comes of it."""
    from autograder.commands.demo import run_demo

    run_demo(folder, data_dir, sandbox, console)


def main() -> None:
    """Run the command line; every known error ends in one line that says where, what and what to do."""
    try:
        code = app(sys.argv[1:] or ["--help"], standalone_mode=False) or 0
    except AutograderError as error:
        _say(str(error))
        code = 3 if isinstance(error, InternalError) else 2
    except _USAGE_ERROR as error:
        _say(f"{error.format_message()} `autograder --help`, also behind a command, tells the options.")
        code = 2
    except (typer.Abort, KeyboardInterrupt):
        code = _INTERRUPTED
    except OSError as error:
        _say(f"{error.filename or 'a file'}: {error.strerror or error}. Check that it may be read and written.")
        code = 2
    except Exception as error:  # noqa: BLE001  # the last place where our own fault can become a line
        _say(f"our own fault, {type(error).__name__}: {error}. Please report it with the trace in {_trace_file()}")
        code = 3
    if code == _INTERRUPTED:
        _say("interrupted; what was done is kept, run the same command again to go on")
    sys.exit(code)


def _trace_file() -> str:
    """A file with the trace of the exception at hand: it is for us, not for whoever called the command."""
    with tempfile.NamedTemporaryFile("w", prefix="autograder-trace-", suffix=".txt", delete=False) as file:
        traceback.print_exc(file=file)
    return file.name


def _say(message: str) -> None:
    errors.print(f"autograder: {escape(message)}", highlight=False, soft_wrap=True)
