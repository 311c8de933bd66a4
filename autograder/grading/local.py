"""The reference, and each catalogued mistake, as a student that lives in our own process."""

import contextlib
import copy
import functools
import importlib
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.course.given import REFERENCE_PACKAGE
from autograder.course.model import Chapter
from autograder.errors import ProtocolError, SuiteError
from autograder.grading.crossing import at_home, called, called_aloud, inward, outward, reached
from autograder.grading.guarded import call, cpu_limit, pyplot
from autograder.mistakes.catalogue import Variant
from autograder.sandbox.drawing import extract_figures
from autograder.sandbox.faults import BadReply, NotDefined, StudentError, StudentFault
from autograder.sandbox.figures import Figure, to_figures
from autograder.sandbox.lending import Sharing

if TYPE_CHECKING:
    from types import CodeType

_MISSING = object()
_helper_folders: set[Path] = set()
"""Folders that are in the search path of this process for the helper modules in them."""


class ReferenceFailed(SuiteError):  # noqa: N818  # an outcome, as Failed is
    """The reference did what only students may do; `fault` tells what, in case the student's code made it do so."""

    def __init__(self, name: str, fault: StudentFault) -> None:
        kind = fault.type_name if isinstance(fault, StudentError) else type(fault).__name__
        super().__init__(f"the reference's {name} ends in {kind}")
        self.fault = fault


class References:
    """Makes namespaces of a chapter's reference, each its own, with the chapter's helper modules importable."""

    def __init__(self, chapter: Chapter) -> None:
        self._chapter = chapter
        self._root = chapter.solution_path.parent.parent
        self._code: CodeType = compile(chapter.solution_path.read_text(), str(chapter.solution_path), "exec")
        self._folder = chapter.files_dir if chapter.files_dir.is_dir() else None
        if self._folder and str(self._folder) not in sys.path:
            sys.path.append(str(self._folder))
            _helper_folders.add(self._folder)

    def student(self, entry: Variant | None = None) -> "LocalStudent":
        """The reference; with an entry of the catalogue, that entry stands in for the name it replaces."""
        namespace: dict[str, Any] = {"__name__": f"reference_{self._chapter.slug}"}
        _use_references_of(self._root)
        exec(self._code, namespace)  # noqa: S102  # our own file
        if entry is None:
            return LocalStudent(namespace, trusted=True, folder=self._folder, again=self.student)
        exec(_compiled(entry.source, f"<{entry.id}>"), namespace)  # noqa: S102  # our own catalogue
        cpu_limit_s = self._chapter.exercise(entry.exercise).cpu_limit_s
        sources = {entry.exercise: entry.source}
        return LocalStudent(namespace, cpu_limit_s=cpu_limit_s, sources=sources, folder=self._folder)


def forget_references() -> None:
    """Let this process load references and helper modules anew: those of another chapter may have the same names.

    For a process that proves one chapter after the other; what was made of the chapter before must not be used again.
    """
    for name, module in list(sys.modules.items()):
        is_helper = Path(getattr(module, "__file__", None) or "").parent in _helper_folders
        if is_helper or name.partition(".")[0] == REFERENCE_PACKAGE:
            del sys.modules[name]
    for folder in _helper_folders:
        sys.path.remove(str(folder))
    _helper_folders.clear()


def _use_references_of(root: Path) -> None:
    """Let a reference import those of earlier chapters as `solutions.<chapter>`, out of its own course."""
    folder = [str(root / REFERENCE_PACKAGE)]
    if getattr(sys.modules.get(REFERENCE_PACKAGE), "__path__", None) == folder:
        return
    for name in [name for name in sys.modules if name.partition(".")[0] == REFERENCE_PACKAGE]:
        del sys.modules[name]  # of another course
    # Made by hand: found by a search, it could be the package of that name in the current folder.
    package = ModuleType(REFERENCE_PACKAGE)
    package.__path__ = folder
    sys.modules[REFERENCE_PACKAGE] = package


# Helper modules are shared by all local students of this process: one list, so that changes are undone in reverse order
# whoever made them.
_undo: list[Callable[[], None]] = []


class LocalStudent:
    """The names of a namespace, with the same API as a student in a sandbox."""

    lost = False
    replaced: frozenset[str] = frozenset()

    def __init__(
        self,
        namespace: dict[str, Any],
        *,
        trusted: bool = False,
        cpu_limit_s: float | None = None,
        sources: dict[str, str] | None = None,
        folder: Path | None = None,
        again: Callable[[], "LocalStudent"] | None = None,
    ) -> None:
        """Look at a namespace.

        Args:
            namespace: what a notebook would have defined.
            trusted: it is the reference, whose faults are ours.
            cpu_limit_s: CPU seconds that one call may take; None for code that is known to end.
            sources: what `source_of` answers.
            folder: where calls run, as a notebook does beside its chapter's files; None for wherever we are.
            again: makes the same names once more.
        """
        self._namespace, self._trusted, self._cpu_limit_s = namespace, trusted, cpu_limit_s
        self._sources, self._folder, self._again = sources or {}, folder, again

    def __getattr__(self, name: str) -> "LocalFunction":
        """A function of the namespace; whether it is there shows when it is called."""
        if name.startswith("__"):
            raise AttributeError(name)
        return LocalFunction(self, name)

    def set_module_attr(self, module: str, name: str, value: Any) -> None:
        """Set a global of a helper module until `reset`."""
        target = vars(importlib.import_module(module))
        _undo.append(functools.partial(_put_back, target, name, target.get(name, _MISSING)))
        target[name] = inward(value, self)

    def set_global(self, name: str, value: Any) -> None:
        """Set a name of the namespace until `reset`."""
        _undo.append(functools.partial(_put_back, self._namespace, name, self._namespace.get(name, _MISSING)))
        self._namespace[name] = inward(value, self)

    def define(self, source: str, names: Sequence[str]) -> None:
        """Add functions of ours; `notebook` is to them the dict of the names."""
        found: dict[str, Any] = {"__name__": "__main__", "notebook": self._namespace}
        exec(_compiled(source, "<autograder>"), found)  # noqa: S102  # our own code
        self._namespace.update({name: found[name] for name in names})

    def get_global(self, name: str) -> Any:
        """Read a name of the namespace; of the reference also a helper module."""
        if self._trusted and isinstance(self._namespace.get(name), ModuleType):
            return self._namespace[name]
        return reached(self, name, lambda: self.find(name))

    def figures(self, name: str, *args: Any, **kwargs: Any) -> tuple[Figure, ...]:
        """Call a function and return the figures that are open afterwards, as data."""
        plt = pyplot()
        plt.close("all")
        show, plt.show = plt.show, lambda *_, **__: None
        try:
            given, named = inward(args, self), inward(kwargs, self)
            self.run(name, lambda: self.find(name)(*given, **named))
            return to_figures(extract_figures())
        except (ProtocolError, ValueError) as error:
            raise BadReply("the figures cannot be read") from error
        finally:
            plt.show = show
            plt.close("all")

    def source_of(self, exercise: str) -> str:
        """The source of an entry of the catalogue; a reference has no student's source."""
        return self._sources.get(exercise, "")

    def reset(self) -> None:
        """Undo every `set_module_attr` and `set_global` of any local student."""
        while _undo:
            _undo.pop()()

    def twin(self) -> "LocalStudent":
        """The same names in a namespace of their own, so that what is set in one is not seen in the other."""
        return self._again() if self._again else self

    def run(self, name: str, action: Callable[[], Any]) -> Any:
        """Run something inside of the student's code; what it raises becomes a fault."""
        try:
            beside = contextlib.chdir(self._folder) if self._folder else contextlib.nullcontext()
            with cpu_limit(self._cpu_limit_s), beside:
                return call(action, (), {})
        except StudentFault as fault:
            if self._trusted:
                raise ReferenceFailed(name, fault) from fault
            raise

    def stand_in(self, name: str) -> "StandIn":
        """A function or class to be put into a student's notebook in the place of her own."""
        return StandIn(self, name)

    def find(self, name: str) -> Any:
        """What a name of the namespace stands for."""
        if name not in self._namespace:
            raise NotDefined(name)
        return self._namespace[name]


class LocalFunction:
    """One function of a local student."""

    def __init__(self, student: LocalStudent, name: str) -> None:
        self._student, self._name = student, name

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """The result. Arguments are copied, as they are when they cross into a sandbox."""
        return called(self._student, self._name, functools.partial(self._student.find, self._name), args, kwargs)

    def with_args(self, *args: Any, **kwargs: Any) -> tuple[Any, tuple[Any, ...]]:
        """The result, and the arguments as they are after the call."""
        find = functools.partial(self._student.find, self._name)
        answer = called(self._student, self._name, find, args, kwargs, with_args=True)
        return answer[0], answer[1]

    def printed(self, *args: Any, **kwargs: Any) -> tuple[Any, str]:
        """The result, and the text that the call printed."""
        find = functools.partial(self._student.find, self._name)
        return called_aloud(self._student, self._name, find, args, kwargs)


class StandIn(Sharing):
    """A function or class of the reference in the place of a student's; it works on the very arrays it is given."""

    def __init__(self, reference: LocalStudent, name: str) -> None:
        self._reference, self._name = reference, name

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """The result."""
        home = self._reference
        given = tuple(at_home(value, home) for value in args)
        named = {name: at_home(value, home) for name, value in kwargs.items()}
        value = home.run(self._name, lambda: home.find(self._name)(*given, **named))
        return home.run(self._name, lambda: outward(value, home))


def copied(value: Any) -> Any:
    """A copy of plain data, with its arrays; a random generator goes on from where it stands."""
    if isinstance(value, np.ndarray):
        return value.copy()
    if type(value) is np.random.Generator:
        return copy.deepcopy(value)
    if isinstance(value, dict):
        return {key: copied(item) for key, item in value.items()}
    return type(value)(copied(item) for item in value) if type(value) in (list, tuple) else value


@functools.lru_cache(maxsize=512)
def _compiled(source: str, name: str) -> "CodeType":
    """Code of ours, compiled once however often it is run."""
    return compile(source, name, "exec")


def _put_back(target: dict[str, Any], name: str, value: Any) -> None:
    if value is _MISSING:
        target.pop(name, None)
    else:
        target[name] = value
