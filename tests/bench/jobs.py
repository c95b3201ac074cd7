"""What is measured: each job makes the requests of some clients, all of them different where they must be."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count, islice
from urllib.parse import urlencode

from tests.bench.client import request
from tests.bench.scene import Person, Scene

TOKEN = "benchbenchbenchbenchbenchbench00"  # a CSRF secret of 32 characters


@dataclass(frozen=True, slots=True)
class Job:
    """`target` is the most CPU that a request may take, in floors. `queues(clients, each)` makes the raw requests."""

    name: str
    queues: Callable[[int, int], list[list[bytes]]]
    expect: int
    target: float


def floor(scene: Scene) -> Job:
    return Job("floor", _read(scene, lambda number: "/floor/"), 200, 1.0)


def jobs(scene: Scene) -> list[Job]:
    cards = scene.module.cards
    return [
        Job("plan", _read(scene, lambda number: "/learn/"), 200, 2.0),
        Job("card (event written)", _read(scene, lambda number: card_path(scene, number % len(cards))), 200, 2.5),
        Job("answer save", _answers(scene), 200, 2.5),
        Job("hand in 10 questions", _hand_ins(scene), 302, 3.0),
    ]


def card_path(scene: Scene, place: int) -> str:
    return f"/learn/{scene.module.key}/cards/{scene.module.cards[place].id}/"


def cookies(person: Person) -> str:
    return f"__Host-session={person.session}; __Host-csrf={TOKEN}"


def _read(scene: Scene, path: Callable[[int], str]) -> Callable[[int, int], list[list[bytes]]]:
    def queues(clients: int, each: int) -> list[list[bytes]]:
        return [[request("GET", path(n), cookies(one)) for n in range(each)] for one in scene.readers[:clients]]

    return queues


def _answers(scene: Scene) -> Callable[[int, int], list[list[bytes]]]:
    """Another option each time, so that each save writes."""
    turn = count()

    def one(person: Person) -> bytes:
        chosen = scene.options[next(turn) % len(scene.options)]
        body = {f"answer-{scene.question}": chosen, "owner": str(person.owner), "csrfmiddlewaretoken": TOKEN}
        path = f"/learn/check-ins/{person.attempt}/questions/{scene.question}/"
        return request("POST", path, cookies(person), urlencode(body), X_Requested_With="save")

    def queues(clients: int, each: int) -> list[list[bytes]]:
        return [[one(person) for _ in range(each)] for person in scene.readers[:clients]]

    return queues


def _hand_ins(scene: Scene) -> Callable[[int, int], list[list[bytes]]]:
    """Everybody hands in once."""
    left: Iterator[Person] = iter(scene.takers)

    def one(person: Person) -> bytes:
        body = urlencode({"owner": str(person.owner), "csrfmiddlewaretoken": TOKEN})
        return request("POST", f"/learn/check-ins/{person.attempt}/hand-in/", cookies(person), body)

    def queues(clients: int, each: int) -> list[list[bytes]]:
        return [[one(person) for person in islice(left, each)] for _ in range(clients)]

    return queues
