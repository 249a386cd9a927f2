r"""64 browsers in one small process: keep-alive sockets under one selector, every request written beforehand.

Run as `python -m bench.registration.client HOST PORT CONNECTIONS < orders > answers`. An order is a JSON line
`{"key": ..., "request": "POST /... HTTP/1.1\r\n...", "follow": "GET ... headers"}`: the request as it goes over the
wire, and, where the redirect is to be followed, what the next request is made of (`{location}` is filled in). An answer
is `{"key", "status", "location", "ms", "page_status", "page_ms", "registered"}`. The last line tells seconds of wall
clock and of this process's own CPU, so that its share of the machine can be seen.
"""

from __future__ import annotations

import json
import re
import resource
import selectors
import socket
import sys
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

_LENGTH = re.compile(rb"\r\n[Cc]ontent-[Ll]ength: (\d+)")
_LOCATION = re.compile(rb"\r\n[Ll]ocation: ([^\r]+)")
# What the page after a submission says first: how many subjects are registered.
_REGISTERED = re.compile(rb"(\d+) subjects? (?:is|are) registered")


@dataclass
class Order:
    """What one student sends."""

    key: Any
    request: bytes
    follow: str
    answer: dict[str, Any] = field(default_factory=dict)


class Browser:
    """One connection: sends an order, reads its answer whole, takes the next order."""

    def __init__(self, address: tuple[str, int]) -> None:
        """Connect."""
        self.address = address
        self.order = Order(None, b"", "")
        self.following = False
        self.received = bytearray()
        self.needed = 0
        self.sent_at = 0.0
        self.connect()

    def connect(self) -> None:
        """Open the connection."""
        self.socket = socket.create_connection(self.address, timeout=30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def send(self, order: Order, request: bytes, following: bool) -> None:
        """Send a request; it is small enough to go out at once."""
        self.order, self.following = order, following
        self.received.clear()
        self.needed = 0
        self.sent_at = perf_counter()
        self.socket.sendall(request)

    def complete(self, data: bytes) -> bool:
        """Take what arrived; True when the answer is whole."""
        self.received += data
        if not self.needed:
            end = self.received.find(b"\r\n\r\n")
            if end < 0:
                return False
            length = _LENGTH.search(self.received, 0, end)
            self.needed = end + 4 + (int(length[1]) if length else 0)
        return len(self.received) >= self.needed

    def note(self) -> str:
        """Write the answer down; return where it leads, if it is a redirect."""
        took = round((perf_counter() - self.sent_at) * 1000, 2)
        status = int(self.received[9:12])
        answer = self.order.answer
        if self.following:
            answer["page_status"], answer["page_ms"] = status, took
            said = _REGISTERED.search(self.received)
            answer["registered"] = int(said[1]) if said else None
            return ""
        found = _LOCATION.search(self.received, 0, self.needed)
        answer["status"], answer["ms"] = status, took
        answer["location"] = found[1].decode() if found else ""
        if status == 200:
            answer["body"] = bytes(self.received[self.received.find(b"\r\n\r\n") + 4 :][:40]).decode("latin-1")
        return answer["location"]


def run(address: tuple[str, int], connections: int, orders: list[Order]) -> float:
    """Send every order over so many connections; return the seconds that it took."""
    waiting = iter(orders)
    selector = selectors.DefaultSelector()
    browsers = [Browser(address) for _ in range(min(connections, len(orders)))]
    start = perf_counter()
    for browser in browsers:
        selector.register(browser.socket, selectors.EVENT_READ, browser)
        first = next(waiting)
        browser.send(first, first.request, following=False)
    busy = len(browsers)
    while busy:
        for key, _ in selector.select():
            browser = key.data
            data = browser.socket.recv(262_144)
            if not data:
                _broken(browser, selector)
            elif not browser.complete(data):
                continue
            elif (location := browser.note()) and browser.order.follow:
                browser.send(browser.order, browser.order.follow.replace("{location}", location).encode(), True)
                continue
            following = next(waiting, None)
            if following is None:
                selector.unregister(browser.socket)
                busy -= 1
            else:
                browser.send(following, following.request, following=False)
    return perf_counter() - start


def _broken(browser: Browser, selector: selectors.BaseSelector) -> None:
    """The server hung up: that order has no answer, and the browser connects anew."""
    browser.order.answer.setdefault("status", 0)
    selector.unregister(browser.socket)
    browser.socket.close()
    browser.connect()
    selector.register(browser.socket, selectors.EVENT_READ, browser)


def main() -> None:
    """Read the orders, send them, print the answers."""
    host, port, connections = sys.argv[1:4]
    lines = [json.loads(line) for line in sys.stdin]
    orders = [Order(line["key"], line["request"].encode(), line.get("follow", "")) for line in lines]
    before = resource.getrusage(resource.RUSAGE_SELF)
    seconds = run((host, int(port)), int(connections), orders)
    after = resource.getrusage(resource.RUSAGE_SELF)
    for order in orders:
        print(json.dumps({"key": order.key, **order.answer}))
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(json.dumps({"seconds": seconds, "cpu": cpu}))


if __name__ == "__main__":
    main()
