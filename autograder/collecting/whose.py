"""Whose is each file of an archive? Zips that students handed in are opened, one level deep."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import NamedTuple

from autograder.collecting.archive import Contents, Member, Refused, inner_contents
from autograder.collecting.formats import FORMATS, Handed, is_notebook, plain
from autograder.errors import SubmissionError
from autograder.submission.accidents import shown


class Found(NamedTuple):
    """The files with their students, those that the format does not explain, and zips that give no notebook."""

    handed: list[Handed]
    unexplained: list[Member]
    unopened: list[Refused]


def handed_in(members: Sequence[Member], kind: str, slug: str) -> Found:
    """Whose file each member is; a zip that a student handed in is opened for its notebooks."""
    if kind == "folder":
        members = _without_common_folder(members, slug)
    parsed = [(member, FORMATS[kind](member, slug)) for member in members]
    found = Found([handed for _, handed in parsed if handed], [member for member, handed in parsed if not handed], [])
    for handed in tuple(found.handed):
        if handed.file.lower().endswith(".zip"):
            try:
                found.handed.extend(_unzipped(handed))
            except SubmissionError as error:
                found.unopened.append(Refused(shown(str(handed.member.path)), f"{error} The zip is kept as it is."))
    return found


def _unzipped(handed: Handed) -> list[Handed]:
    """The notebooks within a zip that a student handed in.

    Raises:
        SubmissionError: it has none that can be read.
    """
    contents = inner_contents(handed.member)
    notebooks = [member for member in contents.members if is_notebook(member.path.name)]
    if not notebooks:
        raise SubmissionError(f"no notebook can be read from it: {_why_none(contents)}. Ask for the notebook itself.")
    source = str(handed.member.path)
    return [replace(handed, file=member.path.name, member=member, source=source) for member in notebooks]


def _why_none(contents: Contents) -> str:
    if contents.refused:
        return contents.refused[0].reason
    deeper = any(member.path.name.lower().endswith(".zip") for member in contents.members)
    return "zips within a zip are not opened" if deeper else "there is none in it"


def _without_common_folder(members: Sequence[Member], slug: str) -> list[Member]:
    """An archive of one folder with the whole class in it: that folder is nobody's name."""
    tops = {member.path.parts[0] for member in members}
    notebooks = [member.path for member in members if is_notebook(member.path.name)]
    if len(tops) != 1 or len(notebooks) < 2 or any(len(member.path.parts) == 1 for member in members):
        return list(members)
    # One student's folder alone looks the same, but its notebooks are called after the assignment.
    start = plain(slug.partition("_")[0])
    if any(len(path.parts) == 2 and plain(path.name).startswith(start) for path in notebooks):
        return list(members)
    return [Member(PurePosixPath(*member.path.parts[1:]), member.modified, member.read) for member in members]
