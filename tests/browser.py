"""A headless Chromium, where one is installed: pages are loaded, clicked, typed into and looked at.

It is spoken to through two pipes (``--remote-debugging-pipe``: JSON, each message ends with NUL),
so nothing but Python is needed.
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome")
OPTIONS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
)  # fmt: skip

# the browser reads commands from 3 and writes answers to 4
_LAUNCH = """
import os, sys
commands, answers = os.dup(int(sys.argv[1])), os.dup(int(sys.argv[2]))
for given, wanted in ((commands, 3), (answers, 4)):
    os.dup2(given, wanted)
    os.set_inheritable(wanted, True)
os.execv(sys.argv[3], sys.argv[3:])
"""


def program() -> str | None:
    return next(filter(None, map(shutil.which, NAMES)), None)


class Browser:
    """One page in a browser; ``requests`` and ``troubles`` are what it asked for and complained of."""

    def __init__(self, write: int, read: int) -> None:
        self._write, self._read = write, read
        self._buffer = b""
        self._number = 0
        self._session: str | None = None
        self.requests: list[str] = []
        self.troubles: list[str] = []
        target = self("Target.createTarget", url="about:blank")["targetId"]
        self._session = self("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self(f"{domain}.enable")

    def __call__(self, method: str, **parameters: Any) -> dict[str, Any]:
        """The answer to one command of the DevTools protocol."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        if self._session is not None:
            message["sessionId"] = self._session
        os.write(self._write, json.dumps(message).encode() + b"\0")
        while (said := self._next()).get("id") != self._number:
            self._hear(said)
        assert "error" not in said, said
        return dict(said["result"])

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._buffer:
            part = os.read(self._read, 1 << 16)
            assert part, "the browser went away"
            self._buffer += part
        line, _, self._buffer = self._buffer.partition(b"\0")
        return dict(json.loads(line))

    def _hear(self, said: dict[str, Any]) -> None:
        method, about = said.get("method"), said.get("params", {})
        if method == "Network.requestWillBeSent":
            self.requests.append(about["request"]["url"])
        elif method in (
            "Runtime.exceptionThrown",
            "Log.entryAdded",
            "Page.javascriptDialogOpening",
        ):
            self.troubles.append(json.dumps(about))

    def open(self, page: Path, *, dark: bool = False, width: int = 1200, height: int = 900) -> None:
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self("Emulation.setEmulatedMedia", features=[scheme])
        self("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)  # fmt: skip
        self("Page.navigate", url=page.as_uri())
        while (said := self._next()).get("method") != "Page.loadEventFired":
            self._hear(said)

    def value(self, expression: str) -> Any:
        found = self("Runtime.evaluate", expression=expression, returnByValue=True)
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    def click(self, selector: str) -> None:
        """A press of the left button in the middle of an element."""
        where = self.value(
            f"(() => {{ const e = document.querySelector({json.dumps(selector)});"
            " e.scrollIntoView({block: 'center'}); const r = e.getBoundingClientRect();"
            " return [r.x + r.width / 2, r.y + r.height / 2]; })()"
        )
        for kind in ("mousePressed", "mouseReleased"):
            self("Input.dispatchMouseEvent", type=kind, x=where[0], y=where[1], button="left", clickCount=1)  # fmt: skip

        self._settle()

    def type(self, text: str) -> None:
        self("Input.insertText", text=text)
        self._settle()

    def _settle(self) -> None:
        """What was set off by an input has run, and two frames have been drawn since."""
        frames = "new Promise(done => setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(done)), 20))"
        self("Runtime.evaluate", expression=frames, awaitPromise=True)

    def picture(self, selector: str | None = None) -> bytes:
        """What is seen, or one element, as PNG."""
        clip = {}
        if selector is not None:
            box = self.value(
                f"(() => {{ const r = document.querySelector({json.dumps(selector)}).getBoundingClientRect();"
                " return {x: r.x + scrollX, y: r.y + scrollY, width: r.width, height: r.height}; })()"
            )
            clip = {"clip": {**box, "scale": 1}, "captureBeyondViewport": True}
        return base64.b64decode(self("Page.captureScreenshot", format="png", **clip)["data"])


@contextlib.contextmanager
def browser(profile: Path) -> Iterator[Browser]:
    """A browser of its own, with a fresh profile, that is closed again."""
    found = program()
    assert found is not None
    commands, answers = os.pipe(), os.pipe()
    process = subprocess.Popen(
        [
            *(sys.executable, "-c", _LAUNCH, str(commands[0]), str(answers[1])),
            *(found, *OPTIONS, "--remote-debugging-pipe", f"--user-data-dir={profile}"),
        ],
        pass_fds=(commands[0], answers[1]),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(commands[0])
    os.close(answers[1])
    try:
        yield Browser(commands[1], answers[0])
    finally:
        process.terminate()
        process.wait(20)
        os.close(commands[1])
        os.close(answers[0])
