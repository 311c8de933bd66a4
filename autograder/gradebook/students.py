"""Enters the people of a class into nbgrader's gradebook, so that formgrader and exports know their names."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from autograder.gradebook.connection import database_errors, open_gradebook


class Person(NamedTuple):
    """One student as nbgrader knows students; what is not known is empty."""

    id: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    lms_user_id: str = ""


def enter_people(path: Path, course_id: str, people: Iterable[Person]) -> int:
    """Add those who are missing and fill in what is empty; what stands there already is not changed.

    Args:
        path: the gradebook, made when it is not there.
        course_id: nbgrader's name of the course.
        people: of the class.

    Returns:
        How many students were added or completed.

    Raises:
        UsageError: the file is no gradebook, or cannot be written.
    """
    gradebook = open_gradebook(path.absolute(), course_id)
    try:
        with database_errors(path):
            return _entered(gradebook, people)
    finally:
        gradebook.close()


def _entered(gradebook: object, people: Iterable[Person]) -> int:
    from autograder.gradebook.nbgrader_api import api

    database = gradebook.db  # type: ignore[attr-defined]  # nbgrader has no types
    known = {student.id: student for student in database.query(api.Student)}
    changed = 0
    for person in people:
        student = known.get(person.id)
        if student is None:
            student = api.Student(id=person.id)
            database.add(student)
            changed += 1
        facts = {name: value for name, value in person._asdict().items() if value and not getattr(student, name)}
        for name, value in facts.items():
            setattr(student, name, value)
        changed += bool(facts) and person.id in known
    database.commit()
    return changed
