"""Many submissions over a few worker processes; whatever happens to one of them, the others go on."""

import contextlib
import gc
import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool

from autograder.scheduling import worker
from autograder.scheduling.job import Job, Stored, WorkerSettings

# Two a worker keep it busy; more would only make an interruption wait.
_WAITING_PER_WORKER = 2
_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


def _nothing() -> None:
    pass


def grade_all(
    jobs: Sequence[Job], settings: WorkerSettings, workers: int, meanwhile: Callable[[], None] = _nothing
) -> Iterator[tuple[Job, Stored]]:
    """Grade all jobs; yield each with its result as it is done.

    `meanwhile` is called once, while the workers start; what it raises ends the grading.

    The workers are forks of this process, which loads everything they share: suites, reference, the warm fork server. A
    worker that dies (out of memory, killed) takes its pool down; the jobs that were on their way are then graded one
    by one, each in a fresh process of its own, so that the one that kills workers is found and gets our verdict, not
    its neighbours.

    Raises:
        AutograderError: grading cannot start.
    """
    for name in _THREADS:  # the workers are the parallel part; threads of BLAS would only wait for work, spinning
        os.environ.setdefault(name, "1")
    with _environment_restored(), contextlib.closing(worker.Worker(settings)) as prepared:
        prepared.prepare_forks()
        waiting = list(jobs)
        while waiting:
            interrupted: list[Job] = []
            yield from _run_pool(waiting, _forks(prepared, workers), workers, interrupted, meanwhile)
            meanwhile = _nothing
            for job in interrupted:
                yield job, _grade_alone(job, settings)


@contextlib.contextmanager
def _environment_restored() -> Iterator[None]:
    """An engine names its data set in the environment; in this process that holds for this grading only."""
    before = dict(os.environ)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def _run_pool(
    waiting: list[Job],
    pool: ProcessPoolExecutor,
    workers: int,
    interrupted: list[Job],
    meanwhile: Callable[[], None],
) -> Iterator[tuple[Job, Stored]]:
    running: dict[Future[Stored], Job] = {}
    with pool:
        try:
            while waiting or running:
                while waiting and len(running) < _WAITING_PER_WORKER * workers:
                    job = waiting.pop(0)
                    interrupted.append(job)  # until the pool has it: a broken one refuses
                    running[pool.submit(worker.grade, job)] = job
                    interrupted.remove(job)
                meanwhile()
                meanwhile = _nothing
                done, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    stored = future.result()
                    yield running.pop(future), stored
        except BrokenProcessPool:
            interrupted += running.values()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
            gc.unfreeze()


def _grade_alone(job: Job, settings: WorkerSettings) -> Stored:
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context, initializer=worker.start, initargs=(settings,)) as pool:
        try:
            return pool.submit(worker.grade, job).result()
        except BrokenProcessPool:
            return worker.internal_error(job, settings, "a worker process died twice while grading it")


def _forks(prepared: worker.Worker, workers: int) -> ProcessPoolExecutor:
    gc.collect()
    gc.freeze()  # or the first look through all of it, in each fork, would copy it
    context = multiprocessing.get_context("fork")
    places = context.SimpleQueue()
    for place in _places(workers):
        places.put(place)
    return ProcessPoolExecutor(workers, mp_context=context, initializer=worker.start_fork, initargs=(prepared, places))


def _places(workers: int) -> list[int | None]:
    """A processor for each worker, where all are in use anyway.

    A worker and its sandbox take turns. On one processor the next turn starts at once; on two, each has to be woken.
    """
    processors = sorted(os.sched_getaffinity(0))
    return [*processors] if workers == len(processors) else [None] * workers
