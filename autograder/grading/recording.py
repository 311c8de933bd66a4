"""A student whose every answer is written to a log: results of calls, attributes and items of objects, figures."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from autograder.grading.compare import unchanged
from autograder.grading.crossing import LocalDict, LocalObject
from autograder.grading.local import copied
from autograder.grading.log import WITH_ARGUMENTS, CallLog, question, same
from autograder.sandbox.faults import StudentError, StudentFault
from autograder.sandbox.remote import DictView, RemoteDict, RemoteObject


class Recording:
    """A student whose answers are written to a log.

    Drawing is slow: what one test had drawn is shown to the next test that asks for the same call. A test that wants to
    see a second call makes both by itself.
    """

    def __init__(self, student: Any, log: CallLog, drawn: list[tuple[Any, Any]] | None = None) -> None:
        self._student, self._log = student, log
        self._drawn = [] if drawn is None else drawn
        self._drawn_before = len(self._drawn)
        self._altered = False

    def __getattr__(self, name: str) -> "RecordedFunction":
        """A function whose answers are logged."""
        if name.startswith("__"):
            raise AttributeError(name)
        return RecordedFunction(getattr(self._student, name), name, self._log)

    def figures(self, name: str, *args: Any, **kwargs: Any) -> Any:
        """Figures of a call, logged."""
        args, kwargs = bare(args), bare(kwargs)
        call = (name, args, kwargs)
        for earlier, figures in self._drawn[: self._drawn_before]:
            if same(earlier, call):
                self._drawn_before = 0
                self._log.add(f"figures of {name}", figures)
                return figures
        figures = logged(self._log, f"figures of {name}", lambda: self._student.figures(name, *args, **kwargs))
        if not self._altered:
            self._drawn.append((call, figures))
        return figures

    @property
    def replaced(self) -> Any:
        """Names that stand for the reference."""
        return self._student.replaced

    def define(self, source: str, names: Sequence[str]) -> None:
        """Passed on."""
        self._student.define(source, names)

    def set_module_attr(self, module: str, name: str, value: Any) -> None:
        """Passed on."""
        self._alter()
        self._student.set_module_attr(module, name, bare(value))

    def set_global(self, name: str, value: Any) -> None:
        """Passed on."""
        self._alter()
        self._student.set_global(name, bare(value))

    def get_global(self, name: str) -> Any:
        """A global, logged."""
        return logged(self._log, name, lambda: self._student.get_global(name))

    def source_of(self, exercise: str) -> str:
        """Passed on."""
        return str(self._student.source_of(exercise))

    def _alter(self) -> None:
        """What was drawn before would look different now, and what is drawn from now on is for this test alone."""
        self._altered, self._drawn_before = True, 0
        self._log.alter()
        self._drawn.clear()


class RecordedFunction:
    """A function, or a class, of the student's."""

    def __init__(self, function: Any, name: str, log: CallLog) -> None:
        self._function, self._name, self._log = function, name, log

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """The result, logged."""
        given = (*args, *kwargs.values())
        return logged(self._log, self._name, lambda: self._function(*bare(args), **bare(kwargs)), given)

    def with_args(self, *args: Any, **kwargs: Any) -> Any:
        """The result and the arguments after the call, logged."""
        name = self._name + WITH_ARGUMENTS
        given = (*args, *kwargs.values())

        def call() -> Any:
            result, after = self._function.with_args(*bare(args), **bare(kwargs))
            # Answers are compared to 1e-6, and an argument that has become 1e-7 larger has been changed, too.
            return result, after, [not unchanged(one, now) for one, now in zip(args, after, strict=True)]

        return logged(self._log, name, call, given)[:2]

    def printed(self, *args: Any, **kwargs: Any) -> Any:
        """The result and the text that the call printed, logged."""
        return logged(self._log, self._name, lambda: self._function.printed(*bare(args), **bare(kwargs)))


class RecordedObject:
    """An object of the student's; what is read from it and what its methods answer is logged."""

    _object: Any
    _name: str
    _log: CallLog

    def __init__(self, target: Any, name: str, log: CallLog) -> None:
        object.__setattr__(self, "_object", target)
        object.__setattr__(self, "_name", name)
        object.__setattr__(self, "_log", log)

    def __getattr__(self, name: str) -> Any:
        """An attribute, logged, or a method whose answers are logged."""
        if name.startswith("__"):
            raise AttributeError(name)
        return logged(self._log, f"{self._name}.{name}", lambda: getattr(self._object, name))

    def __setattr__(self, name: str, value: object) -> None:
        """Passed on."""
        setattr(self._object, name, bare(value))

    def _overwrite(self, name: str, value: object) -> None:
        self._object._overwrite(name, value)  # noqa: SLF001  # one concept in several classes

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """The result of calling the object, logged."""
        return RecordedFunction(self._object, self._name, self._log)(*args, **kwargs)


class RecordedDict(DictView):
    """A dict that is an attribute of an object of the student's; the items that are read are logged."""

    def __init__(self, target: Any, name: str, log: CallLog) -> None:
        self._object, self._name, self._log = target, name, log

    def __getitem__(self, key: object) -> Any:
        """An item, logged."""
        return logged(self._log, f"{self._name}[{key!r}]", lambda: self._object[key])

    def __setitem__(self, key: object, value: object) -> None:
        """Passed on."""
        self._object[key] = bare(value)

    def _overwrite(self, key: object, value: object) -> None:
        self._object._overwrite(key, value)  # noqa: SLF001  # as above

    def __iter__(self) -> Iterator[Any]:
        """The keys, logged."""
        return iter(logged(self._log, f"keys of {self._name}", lambda: list(self._object)))

    def __len__(self) -> int:
        """Number of items."""
        return len(list(iter(self)))


def logged(log: CallLog, name: str, call: Callable[[], Any], args: tuple[Any, ...] | None = None) -> Any:
    """What a call comes to, written to the log; objects in it are recorded from now on."""
    given, asked = copied(args) if log.keeps_arguments else None, question(args)
    try:
        value = call()
    except StudentError as error:
        log.add(name, ("raised", error.type_name), given, asked)
        raise
    except StudentFault as fault:
        log.add(name, ("fault", type(fault).__name__), given, asked)
        raise
    log.add(name, value, given, asked)
    return _recorded(value, name, log)


def bare(value: Any) -> Any:
    """A value with the student's own objects in place of the recorded ones, for her code."""
    if isinstance(value, RecordedObject | RecordedDict):
        return value._object  # noqa: SLF001  # as above
    if isinstance(value, RecordedFunction) and isinstance(value._function, RemoteObject | LocalObject):  # noqa: SLF001
        return value._function  # noqa: SLF001
    if type(value) in (list, tuple):
        return type(value)(map(bare, value))
    return {key: bare(item) for key, item in value.items()} if type(value) is dict else value


def _recorded(value: Any, name: str, log: CallLog) -> Any:
    if isinstance(value, RemoteObject | LocalObject):
        return RecordedFunction(value, name, log) if _is_function(value) else RecordedObject(value, name, log)
    if isinstance(value, RemoteDict | LocalDict):
        return RecordedDict(value, name, log)
    if type(value) in (list, tuple):
        return type(value)(_recorded(item, name, log) for item in value)
    return {key: _recorded(item, name, log) for key, item in value.items()} if type(value) is dict else value


def _is_function(value: RemoteObject | LocalObject) -> bool:
    return value._is_function  # noqa: SLF001  # as above
