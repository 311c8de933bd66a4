"""Reads `@pytest.mark.parametrize`: which parameters each run of a hidden test is given."""

import itertools
from typing import Any

import pytest

from autograder.errors import SuiteError

# What pytest.param makes; pytest has no public name for it.
_PARAM_TYPE = type(pytest.param())


def parameter_sets(where: str, marks: list[Any]) -> tuple[dict[str, Any], ...]:
    """Every combination of the parametrize marks of a test; one empty set without any.

    Args:
        where: file, line and name of the test, for messages.
        marks: the parametrize marks.

    Raises:
        SuiteError: a mark gives nothing to run with, or does not fit its names.
    """
    choices = [_choices(where, mark) for mark in marks]
    names = [name for choice in choices for name in choice[0]]
    if len(names) != len(set(names)):
        raise SuiteError(f"{where}: a parameter is given by two parametrize marks.")
    return tuple(
        {name: value for choice in combination for name, value in choice.items()}
        for combination in itertools.product(*choices)
    )


def _choices(where: str, mark: Any) -> list[dict[str, Any]]:
    given = dict(zip(("argnames", "argvalues"), mark.args, strict=False)) | mark.kwargs
    unknown = sorted(given.keys() - {"argnames", "argvalues", "ids"})
    if unknown or "argvalues" not in given:
        raise SuiteError(f"{where}: parametrize takes names and values{f', not {unknown[0]}' if unknown else ''}.")
    names = _names(given["argnames"])
    sets = [_one_set(where, names, value) for value in given["argvalues"]]
    if not sets:
        raise SuiteError(f"{where}: parametrize gives no values, so nothing would be tested.")
    return sets


def _names(given: Any) -> list[str]:
    return [name.strip() for name in given.split(",")] if isinstance(given, str) else list(given)


def _one_set(where: str, names: list[str], value: Any) -> dict[str, Any]:
    if isinstance(value, _PARAM_TYPE):
        if value.marks:
            raise SuiteError(f"{where}: marks of a single parameter are not supported.")
        values = value.values
    else:
        values = (value,) if len(names) == 1 else tuple(value)
    if len(values) != len(names):
        raise SuiteError(f"{where}: parametrize names {len(names)} arguments and gives {len(values)}.")
    return dict(zip(names, values, strict=True))
