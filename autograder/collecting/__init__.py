"""From what a learning platform hands out to submitted/<student>/<assignment>/.

archive -> formats, whose -> roster -> place. An archive is hostile input: students choose file names, contents and,
where platforms pass them on, zips within zips. Nothing in it decides where we write: a member's name only says whose it
is, and files are written under names that we make. An archive that is damaged is refused as a whole, before anything is
written. Nothing is thrown away either: what cannot be matched to a student or loses against a newer attempt is kept
beside, and the table at the end says where.
"""

from autograder.collecting.archive import Contents, Member, Refused, open_archive
from autograder.collecting.folders import safe_name
from autograder.collecting.formats import FORMATS, Handed, assignment_of, recognise
from autograder.collecting.place import Placed, place
from autograder.collecting.roster import Roster, Student, read_roster, read_rows
from autograder.collecting.whose import Found, handed_in

__all__ = [
    "FORMATS",
    "Contents",
    "Found",
    "Handed",
    "Member",
    "Placed",
    "Refused",
    "Roster",
    "Student",
    "assignment_of",
    "handed_in",
    "open_archive",
    "place",
    "read_roster",
    "read_rows",
    "recognise",
    "safe_name",
]
