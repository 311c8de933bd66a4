"""The instructor's own choices, in course.toml at the course's root; without the file, the defaults hold."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast, get_args

from autograder.course.model import Continuity
from autograder.errors import CourseError

FILE_NAME = "course.toml"


@dataclass(frozen=True, slots=True)
class Options:
    """What course.toml may set."""

    continuity: Continuity = "given"


def read_options(root: Path) -> Options:
    """Read course.toml below `root`.

    Raises:
        CourseError: the file is no TOML, or sets what the course does not know.
    """
    path = root / FILE_NAME
    if not path.is_file():
        return Options()
    try:
        found: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CourseError(f"{FILE_NAME}: cannot be read ({error}). Mend it or remove it.") from error
    unknown = sorted(found.keys() - {"continuity"})
    if unknown:
        raise CourseError(f"{FILE_NAME}: unknown key '{unknown[0]}'. Known keys: continuity.")
    value, known = found.get("continuity", "given"), get_args(Continuity)
    if value not in known:
        words = " or ".join(f'"{choice}"' for choice in known)
        raise CourseError(f"{FILE_NAME}: continuity has to be {words}, not {value!r}.")
    return Options(cast("Continuity", value))
