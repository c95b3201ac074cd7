"""Clients on raw sockets with keep-alive, all in one loop, so that they cost little beside the server they measure."""

import selectors
import socket
import time
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field


class Unexpected(Exception):
    """The server answered with another status than the job is about: figures would mean nothing."""


@dataclass(slots=True)
class Timed:
    """`times` in seconds, one for each request; `seconds` for all of them together."""

    times: list[float] = field(default_factory=list)
    seconds: float = 0.0


@dataclass(slots=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes
    size: int  # bytes on the wire, headers included


class _Client:
    """One connection that sends its requests one after another."""

    def __init__(self, port: int, requests: Iterable[bytes]) -> None:
        self.port, self.requests = port, deque(requests)
        self.received, self.length = bytearray(), -1
        self.connect()

    def connect(self) -> None:
        self.socket = socket.create_connection(("127.0.0.1", self.port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def send(self) -> None:
        self.received.clear()
        self.length = -1
        self.sent_at = time.perf_counter()
        self.socket.sendall(self.requests.popleft())

    def is_answered(self) -> bool:
        """Read what is there. True once the whole answer has come."""
        some = self.socket.recv(65536)
        if not some:
            raise Unexpected("The server closed a connection in the middle of an answer.")
        self.received += some
        if self.length < 0 and (end := self.received.find(b"\r\n\r\n")) >= 0:
            self.length = end + 4 + _content_length(bytes(self.received[:end]))
        return 0 <= self.length <= len(self.received)


def drive(port: int, queues: list[list[bytes]], expect: int) -> Timed:
    """One client for each queue, all at once."""
    clients = [_Client(port, queue) for queue in queues if queue]
    timed, loop = Timed(), selectors.DefaultSelector()
    began = time.perf_counter()
    for client in clients:
        loop.register(client.socket, selectors.EVENT_READ, client)
        client.send()
    while loop.get_map():
        for key, _ in loop.select():
            _on_answer(key.data, timed, loop, expect)
    timed.seconds = time.perf_counter() - began
    return timed


def _on_answer(client: _Client, timed: Timed, loop: selectors.BaseSelector, expect: int) -> None:
    if not client.is_answered():
        return
    timed.times.append(time.perf_counter() - client.sent_at)
    status = int(client.received[9:12])
    if status != expect:
        raise Unexpected(f"{status} instead of {expect}:\n{bytes(client.received[:600]).decode(errors='replace')}")
    if b"onnection: close" in client.received[: client.received.find(b"\r\n\r\n")] or not client.requests:
        loop.unregister(client.socket)
        client.socket.close()
        if not client.requests:
            return
        client.connect()
        loop.register(client.socket, selectors.EVENT_READ, client)
    client.send()


def fetch(port: int, request: bytes) -> Answer:
    """One request on a connection of its own."""
    client = _Client(port, [request])
    client.send()
    while not client.is_answered():
        pass
    client.socket.close()
    head, _, body = bytes(client.received).partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
    return Answer(int(lines[0][9:12]), headers, body, len(client.received))


def request(method: str, path: str, cookies: str, body: str = "", **headers: str) -> bytes:
    """As a browser behind the TLS proxy sends it. Header names are written with underscores."""
    sent = {
        "Host": "127.0.0.1",
        "X-Forwarded-Proto": "https",
        "X-Forwarded-For": "192.0.2.7",
        "Accept-Encoding": "br, gzip",
        "Cookie": cookies,
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    if method == "POST":
        form = {"Origin": "https://127.0.0.1", "Content-Type": "application/x-www-form-urlencoded"}
        sent |= {**form, "Content-Length": str(len(body.encode()))}
    head = "".join(f"{name}: {value}\r\n" for name, value in sent.items())
    return f"{method} {path} HTTP/1.1\r\n{head}\r\n{body}".encode()


def _content_length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    if b" 304 " in head or b" 204 " in head:
        return 0
    raise Unexpected("An answer without a length.")
