import threading

from pytestqt.qtbot import QtBot

from desktop.errors import AppError, UserCancelled
from desktop.ui.tasks import Running, Tasks


def test_work_runs_elsewhere_and_its_result_arrives_on_the_screens_thread(qtbot: QtBot, tasks: Tasks) -> None:
    got: list[tuple[str, str]] = []

    def work(_running: Running) -> str:
        return threading.current_thread().name

    tasks.run(work, lambda name: got.append((name, threading.current_thread().name)), no_error)
    qtbot.waitUntil(lambda: bool(got))
    assert got[0][0] != got[0][1] == threading.main_thread().name


def test_errors_arrive_as_values_on_the_screens_thread(qtbot: QtBot, tasks: Tasks) -> None:
    got: list[tuple[Exception, str]] = []

    def work(_running: Running) -> None:
        raise AppError("disk_full", folder="E:")

    tasks.run(work, no_result, lambda error: got.append((error, threading.current_thread().name)))
    qtbot.waitUntil(lambda: bool(got))
    assert isinstance(got[0][0], AppError)
    assert got[0][1] == threading.main_thread().name


def test_cancel_reaches_the_work_at_its_next_report(qtbot: QtBot, tasks: Tasks) -> None:
    got: list[Exception] = []
    begun, may_go_on = threading.Event(), threading.Event()

    def work(running: Running) -> None:
        begun.set()
        may_go_on.wait(10)
        if not running.report(1, 100):
            raise UserCancelled

    running = tasks.run(work, no_result, got.append)
    assert begun.wait(10)
    running.cancel()
    may_go_on.set()
    qtbot.waitUntil(lambda: bool(got))
    assert isinstance(got[0], UserCancelled)


def test_progress_is_told_on_the_screens_thread(qtbot: QtBot, tasks: Tasks) -> None:
    told: list[tuple[int, int, str]] = []
    done: list[None] = []
    may_begin = threading.Event()

    def work(running: Running) -> None:
        may_begin.wait(10)
        running.report(7, 7)

    running = tasks.run(work, done.append, no_error)
    running.progressed.connect(
        lambda done, total: told.append((done, total, threading.current_thread().name))
    )
    may_begin.set()
    qtbot.waitUntil(lambda: bool(done))
    assert told == [(7, 7, threading.main_thread().name)]


def test_pieces_of_work_follow_one_another(qtbot: QtBot, tasks: Tasks) -> None:
    order: list[int] = []
    for number in range(5):
        tasks.run(lambda _running, number=number: number, order.append, no_error)
    qtbot.waitUntil(lambda: len(order) == 5)
    assert order == [0, 1, 2, 3, 4]


def no_result(result: object) -> None:
    raise AssertionError(result)


def no_error(error: Exception) -> None:
    raise error
