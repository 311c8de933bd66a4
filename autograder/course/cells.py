"""The cells of a lesson script, typed: what each `# %%` line declares, checked strictly."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, cast, get_args

from autograder.course.model import Kind
from autograder.errors import LessonError

DEFAULT_CPU_LIMIT_S = 10.0
MAX_ID_LENGTH = 59  # nbformat allows 64 characters in a cell id; a check cell adds "test_"


class Role(Enum):
    """What a cell is for; the value is the metadata key that declares and names it."""

    TEXT = "key"
    EARLIER = "earlier"
    STUB = "exercise"
    CHECK = "check"
    WRITTEN = "written"
    RUBRIC = "rubric"


@dataclass(frozen=True, slots=True)
class Declaration:
    """The facts that stand beside a stub or a written answer."""

    title: str
    section: str
    kind: Kind
    requires: tuple[str, ...]
    defines: tuple[str, ...]
    cpu_limit_s: float
    points: float | None
    """Only a written answer states its points; all others get them from their suite."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a lesson."""

    role: Role
    name: str
    is_code: bool
    source: str
    line: int
    declaration: Declaration | None = None
    names: tuple[str, ...] = ()
    """What a cell of role EARLIER takes over."""

    @property
    def grade_id(self) -> str:
        """The id in nbgrader, the same on every build."""
        if self.role is Role.EARLIER:
            return f"earlier_{self.name}"
        return f"test_{self.name}" if self.role is Role.CHECK else self.name.replace(".", "_")

    @property
    def exercise_id(self) -> str:
        """The exercise that the cell belongs to: the part of its name before the first dot."""
        return self.name.partition(".")[0]


_STUB_KEYS = ("exercise", "title", "section", "kind", "defines", "requires", "cpu_limit_s")
_KNOWN_KEYS: dict[Role, tuple[str, ...]] = {
    Role.TEXT: ("key",),
    Role.EARLIER: ("earlier", "names"),
    Role.STUB: _STUB_KEYS,
    Role.CHECK: ("check",),
    Role.WRITTEN: ("written", "title", "section", "points"),
    Role.RUBRIC: ("rubric",),
}
_CODE_ROLES = (Role.TEXT, Role.EARLIER, Role.STUB, Role.CHECK)
_TEXT_ROLES = (Role.TEXT, Role.WRITTEN, Role.RUBRIC)
_ADDED_BY_JUPYTEXT = {"lines_to_next_cell", "lines_to_end_of_cell_marker"}
_NAME = re.compile(r"[A-Za-z]\w*(\.\w+)*", re.ASCII)


def make_cell(where: str, line: int, source: str, metadata: Mapping[str, Any], *, is_code: bool) -> Cell:
    """Turn one cell as Jupytext read it into a typed cell, or say what is wrong with its `# %%` line."""
    keys = {key: value for key, value in metadata.items() if key not in _ADDED_BY_JUPYTEXT}
    role = _role(where, keys, is_code=is_code)
    unknown = [key for key in keys if key not in _KNOWN_KEYS[role]]
    if unknown:
        raise LessonError(f"{where}: unknown key '{unknown[0]}'. Known keys here: {', '.join(_KNOWN_KEYS[role])}.")
    name = _text(where, keys, role.value)
    if not _NAME.fullmatch(name) or len(name) > MAX_ID_LENGTH:
        raise LessonError(f"{where}: '{name}' is no name. Use letters, digits, '_' and dots, at most {MAX_ID_LENGTH}.")
    declaration = _declaration(where, role, name, keys) if role in (Role.STUB, Role.WRITTEN) else None
    if role is Role.EARLIER:
        _text(where, keys, "names")
    return Cell(role, name, is_code, source, line, declaration, _names(keys.get("names")))


def _role(where: str, keys: Mapping[str, Any], *, is_code: bool) -> Role:
    if "incorrectly_encoded_metadata" in keys:
        raise LessonError(f'{where}: cannot read this line. Write keys as name="value", for example key="relu.why".')
    allowed = _CODE_ROLES if is_code else _TEXT_ROLES
    found = [role for role in allowed if role.value in keys]
    if len(found) != 1:
        known = ", ".join(role.value for role in allowed)
        kind = "code" if is_code else "text"
        given = ", ".join(keys) or "no key"
        raise LessonError(
            f"{where}: a {kind} cell is declared by exactly one of the known keys {known}; here: {given}."
        )
    return found[0]


def _declaration(where: str, role: Role, name: str, keys: Mapping[str, Any]) -> Declaration:
    kind = "written" if role is Role.WRITTEN else _text(where, keys, "kind")
    kinds = [known for known in get_args(Kind) if (known == "written") == (role is Role.WRITTEN)]
    if kind not in kinds:
        raise LessonError(f"{where}: unknown kind '{kind}'. Known kinds: {', '.join(kinds)}.")
    return Declaration(
        title=_text(where, keys, "title"),
        section=_text(where, keys, "section"),
        kind=cast("Kind", kind),
        requires=_names(keys.get("requires")),
        defines=_names(keys.get("defines")) or (() if role is Role.WRITTEN else (name,)),
        cpu_limit_s=_positive(where, keys, "cpu_limit_s") if "cpu_limit_s" in keys else DEFAULT_CPU_LIMIT_S,
        points=_positive(where, keys, "points") if role is Role.WRITTEN else None,
    )


def _text(where: str, keys: Mapping[str, Any], key: str) -> str:
    value = keys.get(key)
    if not isinstance(value, str) or not value:
        raise LessonError(f"{where}: '{key}' is missing or no text. Write {key}=\"...\" in this line.")
    return value


def _positive(where: str, keys: Mapping[str, Any], key: str) -> float:
    value = keys.get(key)
    if isinstance(value, bool) or not isinstance(value, int | float) or not value > 0:
        raise LessonError(f"{where}: '{key}' has to be a number above 0. Write {key}=2 in this line.")
    return value


def _names(value: object) -> tuple[str, ...]:
    return tuple(part.strip() for part in str(value or "").split(",") if part.strip())
