"""Two mistakes in one answer: how often is at least one of them named?

Every pair of small wrong edits of one exercise's reference goes through the hidden suite in this process. Edits are
the entries of the catalogue that alter the reference, and for chapter 3 the list in support/edits.py. An edit counts
when it is named by itself, a pair when its edits lie apart in the text and it loses points.

    python benchmarks/diagnosis.py [CHAPTER]
"""

import importlib.util
import itertools
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from support import edits  # noqa: E402  # the path is set above

from autograder.course import find_chapter, load_course  # noqa: E402
from autograder.datasets import locate  # noqa: E402
from autograder.errors import MistakeError  # noqa: E402
from autograder.grading.diagnose import Diagnoser  # noqa: E402
from autograder.grading.local import References  # noqa: E402
from autograder.grading.log import CallLog  # noqa: E402
from autograder.grading.memory import Remembering  # noqa: E402
from autograder.grading.run import Environment  # noqa: E402
from autograder.grading.suite import load_suites  # noqa: E402
from autograder.mistakes.alter import ReferenceText  # noqa: E402
from autograder.mistakes.catalogue import Variant  # noqa: E402
from autograder.mistakes.declare import Altered, Declaration  # noqa: E402


class Bench:
    """One chapter and what became of its pairs."""

    def __init__(self, prefix: str) -> None:
        self.chapter = find_chapter(load_course(ROOT), prefix)
        suites = {
            exercise: tuple(test for test in tests if not test.is_training)
            for exercise, tests in load_suites(self.chapter).items()
        }
        environment = Environment(Remembering(References(self.chapter).student()), locate(None), b"pairs")
        self.diagnoser = Diagnoser(self.chapter, suites, environment)
        self.text = ReferenceText(self.chapter.solution_path)
        self.counts: dict[str, Counter[str]] = {}

    def entry(self, *altered: Altered) -> Variant | None:
        """The program with these edits; None where they overlap or make no Python."""
        first = altered[0].declaration
        sources: dict[str, list[tuple[str, str]]] = {}
        for one in altered:
            sources.setdefault(one.declaration.replaces, []).extend(one.pairs)
        try:
            texts = [
                self.text.altered("", Altered("", Declaration(first.exercise, None, name), tuple(pairs)))
                for name, pairs in sources.items()
            ]
        except MistakeError:
            return None
        return Variant(" + ".join(one.id for one in altered), first.exercise, first.replaces, "\n\n".join(texts))

    def names(self, entry: Variant) -> tuple[float, set[str], bool, CallLog]:
        """Share of the points, names of the mistakes that are told, whether they are said to be a part, the answers."""
        outcomes, log = self.diagnoser.try_entry(entry)
        found = self.diagnoser.diagnose(entry.exercise, log)
        share = min((outcome.share for outcome in outcomes), default=1.0)
        return share, {mistake.id for mistake in found.mistakes}, found.partly, log

    def run(self, listed: list[Altered]) -> None:
        """Try all pairs."""
        alone: dict[tuple[str, str], set[str]] = {}
        for one in listed:
            entry = self.entry(one)
            share, names, partly, _ = self.names(entry) if entry else (1.0, set(), True, None)
            if share < 1 and names and not partly:
                alone[key(one)] = names
            else:
                print(f"  {one.declaration.exercise}/{one.id} is no mistake of the catalogue")
        usable = [one for one in listed if key(one) in alone]
        for one, other in itertools.combinations(usable, 2):
            if one.declaration.exercise == other.declaration.exercise and one.id != other.id:
                self.pair(one, other, alone[key(one)], alone[key(other)])

    def pair(self, one: Altered, other: Altered, first: set[str], second: set[str]) -> None:
        """Try one pair and count it."""
        entry = self.entry(one, other)
        if entry is None or not (first - second) or not (second - first):
            return
        share, names, partly, log = self.names(entry)
        if share == 1:
            return
        count = self.counts.setdefault(entry.exercise, Counter())
        count["pairs"] += 1
        # What two edits do together may be a mistake of its own in the catalogue.
        itself = bool(names) and len(self.diagnoser.match(entry.exercise, log)) == len(names) and not partly
        count["one"] += itself or bool(names & (first | second))
        count["both"] += bool(names & first) and bool(names & second)
        count["partly"] += bool(names) and partly
        count["other"] += bool(names - first - second)


def key(edit: Altered) -> tuple[str, str]:
    """Names of edits repeat in other exercises."""
    return edit.declaration.exercise, edit.id


def altered_in(path: Path) -> list[Altered]:
    """The entries of a catalogue that alter the reference and are mistakes."""
    found: list[Altered] = []
    for file in sorted(path.glob("*.py")) if path.is_dir() else [path]:
        spec = importlib.util.spec_from_file_location(file.stem, file)
        assert spec
        assert spec.loader
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        found += [one for one in getattr(module, "ALTERED", ()) if one.declaration.sentence]
    return found


def main() -> None:
    """Print a table."""
    bench = Bench(sys.argv[1] if len(sys.argv) > 1 else "ch03")
    listed = edits.CH03 if bench.chapter.number == 3 else []
    bench.run([*listed, *altered_in(bench.chapter.mistakes_path)])
    print(f"{'exercise':28}{'pairs':>7}{'one named':>11}{'both':>7}{'as a part':>11}{'also others':>13}")
    total: Counter[str] = Counter()
    for exercise, count in [*bench.counts.items(), ("all", total)]:
        if count is not total:
            total += count
        pairs = count["pairs"] or 1
        shares = "".join(
            f"{count[key] / pairs:>{width}.0%}" for key, width in [("one", 11), ("both", 7), ("partly", 11)]
        )
        print(f"{exercise:28}{count['pairs']:>7}{shares}{count['other'] / pairs:>13.0%}")


if __name__ == "__main__":
    main()
