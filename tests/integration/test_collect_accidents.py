"""Archives as platforms, computers and hostile people really make them, one accident to a test."""

import contextlib
import csv
import io
import random
import struct
import sys
import tarfile
import unicodedata
import zipfile

import pytest
from rich.console import Console

from autograder.cli import main
from autograder.commands.collect import collect
from autograder.errors import UsageError
from autograder.submission.find import find_notebook

SLUG = "ch03_neural_networks"
NAME = f"{SLUG}.ipynb"
NOTEBOOK = b'{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'


def zip_of(files, compression=zipfile.ZIP_DEFLATED):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", compression) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return packed.getvalue()


@pytest.fixture
def run(tmp_path):
    def call(data, roster=None, **options):
        (tmp_path / "download").write_bytes(data if isinstance(data, bytes) else zip_of(data))
        if roster is not None:
            (tmp_path / "roster.csv").write_bytes(roster if isinstance(roster, bytes) else roster.encode())
            options["roster_path"] = tmp_path / "roster.csv"
        return collect(tmp_path / "download", [SLUG], tmp_path / "class", Console(file=io.StringIO()), **options)

    return call


def placed(tmp_path):
    root = tmp_path / "class" / "submitted"
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def kept(tmp_path):
    return {path.read_bytes() for path in (tmp_path / "class" / "collected").rglob("*") if path.suffix == ".ipynb"}


def states(table):
    return {row.student: row.state for row in table}


CLASS = [(f"student{number}_{number}_{900 + number}_{NAME}", NOTEBOOK * (number + 1)) for number in range(6)]


# --- damage


@pytest.mark.parametrize("share", [0.05, 0.5, 0.9, 0.99, 0.999])
def test_a_zip_that_breaks_off_is_damaged_and_nothing_of_it_is_taken(run, tmp_path, share):
    whole = zip_of(CLASS)
    with pytest.raises(UsageError, match=r"is damaged .*breaks off.*Download it again"):
        run(whole[: int(len(whole) * share)])
    assert not (tmp_path / "class").exists()


def test_a_zip_with_a_changed_byte_in_a_file_is_damaged_and_nothing_of_it_is_taken(run, tmp_path):
    content = bytearray(zip_of(CLASS, zipfile.ZIP_STORED))
    content[content.index(b"nbformat")] ^= 1
    with pytest.raises(UsageError, match=r"damaged \(Bad CRC-32 for file 'student0_.*Nothing was taken"):
        run(bytes(content))
    assert not (tmp_path / "class").exists()


def test_a_zip_with_a_changed_name_or_directory_is_damaged(run):
    content = zip_of(CLASS)
    directory = content.index(b"PK\x01\x02")
    for at, new in ((directory, b"PX"), (directory + 46, b"Student0"), (directory + 42, b"\xff\xff")):
        with pytest.raises(UsageError, match=r"is damaged \(.+\)\. Nothing was taken"):
            run(content[:at] + new + content[at + len(new) :])


def test_names_that_say_utf_8_and_are_not_are_damage(run):
    content = zip_of([(f"jörg_1_1_{NAME}", NOTEBOOK), *CLASS]).replace("ö".encode(), b"\xff\xfe")
    with pytest.raises(UsageError, match="is damaged"):
        run(content)


def test_whatever_byte_is_changed_ends_in_one_line_or_in_everybody_placed(run, tmp_path):
    content, chance = zip_of([(f"jörg_7_7_{NAME}", NOTEBOOK), *CLASS]), random.Random(5)
    for _ in range(150):
        changed = bytearray(content)
        changed[chance.randrange(len(changed))] = chance.randrange(256)
        with contextlib.suppress(UsageError):
            table = run(bytes(changed))
            assert all(row.files for row in table)
            assert all(row.note for row in table if row.state not in {"collected", "unchanged", "replaced"})


def test_damage_ends_with_exit_code_2(tmp_path, monkeypatch, capsys):
    (tmp_path / "download.zip").write_bytes(zip_of(CLASS)[:-30])
    monkeypatch.setattr(
        "sys.argv", ["autograder", "collect", str(tmp_path / "download.zip"), "--class-dir", str(tmp_path)]
    )
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert "Download it again" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["download.zip"]


def test_a_zip_with_a_password_says_so(run, tmp_path):
    content = bytearray(zip_of(CLASS))
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(signature)
        while at >= 0:
            content[at + place] |= 1
            at = content.find(signature, at + 1)
    with pytest.raises(UsageError, match=r"none of its files can be taken .*locked with a password.*6 files"):
        run(bytes(content))
    assert not (tmp_path / "class").exists()


# --- bombs


def test_members_that_share_their_bytes_are_refused(run):
    """Many entries of the directory that point into one another's data make gigabytes of a few kilobytes."""
    content = zip_of(CLASS)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        second = archive.infolist()[1].header_offset
    at = content.index(b"PK\x01\x02")
    content = content[: at + 42] + struct.pack("<I", second) + content[at + 46 :]
    with pytest.raises(UsageError, match="overlap"):
        run(content)


def test_an_inner_zip_that_unpacks_without_end_is_not_read(run, tmp_path, monkeypatch):
    monkeypatch.setattr("autograder.collecting.archive.MAX_INNER_BYTES", 10_000)
    bomb = zip_of([(f"{number}.ipynb", b"0" * 5_000) for number in range(50)])
    table = run([(f"eve_1_1_{SLUG}.zip", bomb), *CLASS])
    assert placed(tmp_path)[f"eve_1/{SLUG}/1.ipynb"] == b"0" * 5_000  # what fits is one attempt among others
    assert states(table)["student0_0"] == "collected"
    assert len([path for path in (tmp_path / "class").rglob("*.ipynb") if "eve" in str(path)]) == 2


def test_many_attempts_of_one_student_do_not_fill_the_memory(run, tmp_path, monkeypatch):
    monkeypatch.setattr(sys.modules["autograder.collecting.place"], "MAX_STUDENT_BYTES", 1_000)
    table = run([(f"eve_1_{number}_{NAME}", bytes([number]) * 400) for number in range(9)])
    assert placed(tmp_path) == {f"eve_1/{SLUG}/{NAME}": bytes([8]) * 400}
    assert kept(tmp_path) == {bytes([7]) * 400}
    assert "is left out" in table[0].note


def test_what_is_too_much_is_not_even_checked(run, tmp_path, monkeypatch):
    """Gigabytes of zeros pack into little, and reading them takes hours."""
    for module in ("zipped", "archive"):
        monkeypatch.setattr(f"autograder.collecting.{module}.MAX_FILE_BYTES", 1_000)
    monkeypatch.setattr("autograder.collecting.zipped.MAX_TOTAL_BYTES", 1_500)
    content = bytearray(zip_of([(f"eve_{number}_1_{NAME}", b"0" * 1_000) for number in range(9)], zipfile.ZIP_STORED))
    content[content.rindex(b"0000")] ^= 1  # in the ninth; nobody looks
    table = run(bytes(content))
    assert states(table)["eve_0"] == "collected"
    assert "Bad CRC" in next(row.note for row in table if row.student == "eve_8")


def test_too_many_members_are_refused_as_a_whole(run, monkeypatch):
    monkeypatch.setattr("autograder.collecting.zipped.MAX_MEMBERS", 5)
    with pytest.raises(UsageError, match="6 files in it, more than the 5"):
        run(CLASS)


def test_a_zip_in_a_zip_in_a_zip_is_named_and_kept(run, tmp_path):
    deep = zip_of([("inner.zip", zip_of([(NAME, NOTEBOOK)]))])
    table = run([(f"eve_1_1_{SLUG}.zip", deep), *CLASS])
    assert [row.note for row in table if "not opened" in row.note]
    assert placed(tmp_path)[f"eve_1/{SLUG}/{SLUG}.zip"] == deep


def test_a_broken_zip_of_a_student_is_named_and_kept(run, tmp_path):
    table = run([(f"eve_1_1_{SLUG}.zip", b"PK\x03\x04 and no more"), *CLASS])
    assert [row.files for row in table if "cannot be opened as a zip" in row.note] == [(f"'eve_1_1_{SLUG}.zip'",)]
    assert "no notebook" in next(row.note for row in table if row.student == "eve_1")


def test_of_a_zipped_course_folder_the_notebook_of_the_chapter_counts(run, tmp_path):
    folder = zip_of([(f"course/{name}", name) for name in (NAME, "ch01_python.ipynb", "ch05_backpropagation.ipynb")])
    run([(f"eve_1_1_{SLUG}.zip", folder), *CLASS])
    found = placed(tmp_path)
    assert found[f"eve_1/{SLUG}/{NAME}"] == NAME.encode()
    assert f"eve_1/{SLUG}/ch05_backpropagation.ipynb" not in found
    assert {b"ch01_python.ipynb", b"ch05_backpropagation.ipynb"} <= kept(tmp_path)


# --- tar


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE])
def test_links_and_devices_in_a_tar_are_refused(run, tmp_path, kind):
    (tmp_path / "secret").write_text("secret")
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        link = tarfile.TarInfo(f"eve/{NAME}")
        link.type, link.linkname = kind, str(tmp_path / "secret")
        archive.addfile(link)
        for name in (f"../../out/{NAME}", f"/out/{NAME}", f"ann/{NAME}", f"C:/out/{NAME}"):
            info = tarfile.TarInfo(name)
            info.size = len(NOTEBOOK)
            archive.addfile(info, io.BytesIO(NOTEBOOK))
    table = run(packed.getvalue(), kind="folder")
    assert sorted(row.state for row in table) == ["collected", "refused", "refused", "refused", "refused"]
    assert placed(tmp_path) == {f"ann/{SLUG}/{NAME}": NOTEBOOK}
    assert not list(tmp_path.rglob("out"))


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
def test_names_in_a_tar_are_read(run, encoding):
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.GNU_FORMAT, encoding=encoding) as archive:
        for name in ("Jörg", "Jürg"):
            archive.addfile(tarfile.TarInfo(f"{name}/{NAME}"))
    assert states(run(packed.getvalue())) == {"Jörg": "collected", "Jürg": "collected"}


# --- names


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_names_composed_and_taken_apart_are_one_student(run, tmp_path, form):
    name = unicodedata.normalize(form, "José Núñez")
    table = run([(f"{name}_71_assignsubmission_file_/{NAME}", NOTEBOOK)], roster="id,name\njn,José Núñez\n")
    assert states(table) == {"jn": "collected"}
    table = run([(f"{name}_71_assignsubmission_file_/{NAME}", NOTEBOOK)])
    assert states(table) == {"José Núñez": "collected"}


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("cp437", "Jörg Größe"), ("cp437", "Straß"), ("latin-1", "Jörg Größe"), ("latin-1", "Zoë"), ("utf-8", "Łukasz")],
)
def test_names_in_the_letters_of_old_computers_are_read(run, tmp_path, encoding, name):
    written = f"{name}_71_assignsubmission_file_/{NAME}"
    raw = written.encode(encoding)
    content = zip_of([("~" * len(raw), NOTEBOOK)]).replace(b"~" * len(raw), raw)
    assert states(run(content)) == {name: "collected"}


def test_windows_separators_and_what_macs_and_jupyter_add(run, tmp_path):
    table = run([
        (f"Ann Lee_71_assignsubmission_file_\\work\\{SLUG} (1).ipynb", NOTEBOOK),
        (f"__MACOSX/Ann Lee_71_assignsubmission_file_/._{NAME}", b"\0\5\x16\7"),
        (f"Ann Lee_71_assignsubmission_file_/._{SLUG}.ipynb", b"\0\5\x16\7"),
        (f"Ann Lee_71_assignsubmission_file_/.ipynb_checkpoints/{SLUG}-checkpoint.ipynb", b"old"),
        ("Ann Lee_71_assignsubmission_file_/.DS_Store", b"\0"),
    ])  # fmt: skip
    assert [(row.student, row.state, row.note) for row in table] == [("Ann Lee", "collected", "")]
    assert list(placed(tmp_path).values()) == [NOTEBOOK]


def test_an_apple_double_without_its_folder_is_no_notebook(run, tmp_path):
    """A tar made on a Mac has them beside the files, and they end in .ipynb."""
    run([(f"ann/{NAME}", NOTEBOOK), (f"ann/._{NAME}", b"\0\5\x16\7"), (f"bob/{NAME}", NOTEBOOK)])
    assert placed(tmp_path) == {f"ann/{SLUG}/{NAME}": NOTEBOOK, f"bob/{SLUG}/{NAME}": NOTEBOOK}
    assert not kept(tmp_path)  # nor an earlier attempt


def test_a_classroom_folder_names_people_as_it_happens(run, tmp_path):
    table = run([
        (f"Ann Lee - {NAME}", b"ann"),
        (f"{SLUG}_bob.ipynb", b"bob"),
        ("cy_ch03 (1).ipynb", b"cy"),
        (f"{SLUG} - Dee Poe.ipynb", b"dee"),
        (f"{SLUG}.ipynb", b"somebody"),
        ("ch03 (1).ipynb", b"somebody else"),
        (f"{SLUG}-Copy2.ipynb", b"a third"),
    ])  # fmt: skip
    assert {row.student for row in table if row.state == "collected"} == {"Ann Lee", "bob", "cy", "Dee Poe"}
    assert [row.state for row in table].count("unmatched") == 3
    assert all("does not say whose" in row.note for row in table if row.state == "unmatched")
    assert kept(tmp_path) == {b"somebody", b"somebody else", b"a third"}


@pytest.mark.parametrize("names", [[NAME, "digits.npz"], [f"{SLUG} (1).ipynb"], ["notes.txt", "data.csv"]])
def test_where_nothing_says_whose_it_is_nothing_is_taken(run, tmp_path, names):
    with pytest.raises(UsageError, match=r"whose the files are. Call them <student>\.ipynb"):
        run([(name, NOTEBOOK) for name in names], kind="folder")
    assert not (tmp_path / "class").exists()


def test_a_text_or_link_typed_into_canvas_is_that_students(run):
    typed = [("poedee_9_text.html", "my answer"), ("hayflo_LATE_10_link.html", "a link")]
    table = run([*CLASS, *typed], roster="id,name,canvas id\ndee,Dee Poe,9\nflo,Flo Hay,10\n")
    rows = {row.student: (row.state, row.late) for row in table}
    assert (rows["dee"], rows["flo"]) == (("collected", False), ("collected", True))
    assert all("no notebook" in row.note for row in table if row.student in {"dee", "flo"})


def test_people_whose_names_differ_in_case_only_are_two(run, tmp_path):
    files = [(f"ann/{NAME}", b"small"), (f"Ann/{NAME}", b"great"), (f"bob/{NAME}", b"bob")]
    table = run(files, roster="id,name\nann,\nAnn,\nbob,\n")
    assert states(table) == {"ann": "collected", "Ann": "collected", "bob": "collected"}
    assert placed(tmp_path)[f"ann/{SLUG}/{NAME}"] == b"small"
    assert placed(tmp_path)[f"Ann/{SLUG}/{NAME}"] == b"great"


def test_two_people_of_one_name_are_told_apart_by_their_numbers(run, tmp_path):
    run([(f"Ann Lee_{number}_assignsubmission_file_/{NAME}", str(number)) for number in (71, 72)])
    assert placed(tmp_path) == {f"Ann Lee_{number}/{SLUG}/{NAME}": str(number).encode() for number in (71, 72)}


def test_nobody_takes_the_place_of_another_with_an_invisible_letter(run, tmp_path):
    run([(f"bob - {NAME}", b"bob"), (f"bob\u200b - {NAME}", b"eve")], kind="folder")
    assert sorted(placed(tmp_path).values()) == [b"bob", b"eve"]


def test_grading_finds_a_notebook_that_lay_deep(run, tmp_path):
    run([(f"ann/home/work/week 3/{NAME}", NOTEBOOK), ("ann/home/data.csv", b"1"), (f"bob/{NAME}", NOTEBOOK)])
    found = find_notebook(tmp_path / "class" / "submitted" / "ann" / SLUG, SLUG)
    assert found.path is not None
    assert found.path.read_bytes() == NOTEBOOK


def test_long_names_stay_notebooks(run, tmp_path):
    name = "語" * 70
    table = run([(f"{name}/{name}.ipynb", NOTEBOOK), (f"bob/{NAME}", NOTEBOOK)], kind="folder")
    assert set(states(table).values()) == {"collected"}
    assert all(path.endswith(".ipynb") for path in placed(tmp_path))


def test_a_file_and_a_folder_of_one_name_are_both_kept(run, tmp_path):
    run([("ann/work", b"file"), (f"ann/work/{NAME}", NOTEBOOK), (f"bob/{NAME}", NOTEBOOK)], kind="folder")
    assert {content for path, content in placed(tmp_path).items() if path.startswith("ann/")} == {b"file", NOTEBOOK}


def test_an_interrupted_placing_leaves_no_half_submission(run, tmp_path, monkeypatch):
    written = []

    def fail(path, data):
        if written:
            raise KeyboardInterrupt
        written.append(path)
        path.parent.mkdir(parents=True)
        path.write_bytes(data)

    monkeypatch.setattr("autograder.collecting.folders.write_atomically", fail)
    with pytest.raises(KeyboardInterrupt):
        run([(f"ann_1_1_{NAME}", NOTEBOOK), ("ann_1_2_data.csv", b"1,2")])
    assert written
    assert not placed(tmp_path)


# --- rosters

EXCEL = "id;name;email\nann;Ann Ölund;ann@x.org\n"
CANVAS = """Student,ID,SIS User ID,SIS Login ID,Section,Chapter 3 (5551)
    Points Possible,,,,,45
"Ölund, Ann",71,s-71,ann,CS 1,
"Student, Test",99,,f4c1,CS 1,
"""
MOODLE = 'Identifier,"Full name","Email address",Status,Grade\n"Participant 71","Ann Ölund",ann@x.org,Submitted,\n'


@pytest.mark.parametrize(
    ("roster", "student"),
    [
        (EXCEL.encode("utf-8-sig"), "ann"),
        (EXCEL.replace("\n", "\r\n").encode("utf-16"), "ann"),
        (("sep=;\r\n" + EXCEL).encode(), "ann"),
        (EXCEL.replace(";", "\t").encode("utf-8"), "ann"),
        ('"id","first name","surname"\n"ann","Ann","Ölund"\n'.encode(), "ann"),
        (CANVAS.encode("utf-8-sig"), "s-71"),
        (MOODLE.encode("utf-8-sig"), "ann@x.org"),
    ],
)
def test_rosters_as_programs_write_them(run, roster, student):
    table = run([(f"ölundann_71_900_{NAME}", NOTEBOOK)], roster=roster)
    assert states(table) == {student: "collected"}


@pytest.mark.parametrize(
    ("roster", "words"),
    [
        (EXCEL.encode("cp1252"), "no UTF-8 text"),
        (b"id,name\nann," + b"x" * 200_000, "no table"),
        (b"id,name\n2026/1,Ann\n2026_1,Bob\n", "2026_1 stands there twice .2026/1 has the same folder"),
        (b"name,grade\nAnn,3\n", "no column of the students' ids"),
    ],
)
def test_rosters_that_cannot_be_read_say_what_to_do(run, tmp_path, roster, words):
    with pytest.raises(UsageError, match=words):
        run(CLASS, roster=roster)
    assert not (tmp_path / "class").exists()


def test_everybody_stands_in_the_table_once(run, tmp_path):
    roster = "id,name\nann,Ann Lee\nbob,Bob Ray\ncy,Cy Poe\n"
    run(
        [
            (f"leeann_LATE_1_11_{NAME}", b"first"),
            (f"leeann_LATE_1_12_{SLUG}-1.ipynb", b"second"),
            (f"raybob_2_13_{NAME}", b"bob"),
            (f"unknown_9_14_{NAME}", b"?"),
        ],
        roster=roster,
    )
    with (tmp_path / "class" / "collected" / SLUG / "collected.csv").open(newline="", encoding="utf-8") as file:
        rows = {row["student"]: (row["state"], row["late"]) for row in csv.DictReader(file)}
    assert rows == {
        "ann": ("collected", "late"), "bob": ("collected", ""), "cy": ("missing", ""), "'unknown'": ("unmatched", ""),
    }  # fmt: skip
    assert kept(tmp_path) == {b"first", b"?"}
