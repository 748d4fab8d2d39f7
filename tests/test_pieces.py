"""Files to be made are data: they travel to another process, or another machine, and give the same bytes there."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any

import pytest

from generator.jobs.sheets import public_sheets
from generator.pieces import Piece, Workers, make_all
from generator.site_data import SiteData


class Elsewhere(Executor):
    """An executor as a cluster's: tasks and results go over the wire."""

    def __init__(self) -> None:
        self.sent: list[bytes] = []

    def submit(self, task: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        assert (arguments, named) == ((), {})
        self.sent.append(pickle.dumps(task))
        done: Future[Any] = Future()
        done.set_result(pickle.loads(pickle.dumps(pickle.loads(self.sent[-1])())))
        return done


@pytest.fixture(scope="module")
def some(site_data: SiteData) -> dict[str, Piece]:
    """A PDF of each document that the site offers, and a picture of each, without the cache."""
    ends: dict[str, str] = {}
    for path in sorted(public_sheets(site_data)):
        ends.setdefault(path.rpartition("-")[2] if path.endswith(".png") else "-".join(path.split("-")[-2:]), path)
    return {
        path: Piece(each.key, each.prepare) for path, each in public_sheets(site_data).items() if path in ends.values()
    }


def test_a_piece_that_was_pickled_gives_the_same_bytes(some: dict[str, Piece]) -> None:
    assert len(some) > 8
    copies = pickle.loads(pickle.dumps(some))
    assert {path: each.key for path, each in copies.items()} == {path: each.key for path, each in some.items()}
    assert {path: each.make() for path, each in copies.items()} == {path: each.make() for path, each in some.items()}


def test_whoever_makes_pieces_may_bring_workers_of_their_own(some: dict[str, Piece]) -> None:
    """What is sent is the sheet as data, not the handbook that it was made from."""
    pool = Elsewhere()
    assert make_all(some, workers=Workers(2, lambda: pool)) == {path: each.make() for path, each in some.items()}
    assert len(pool.sent) == len(some)
    assert max(map(len, pool.sent)) < 100_000
