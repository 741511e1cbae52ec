"""Runs the command line, in this process or in a new one."""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from io import BytesIO, TextIOWrapper
from typing import TYPE_CHECKING, NamedTuple

from calf_tui.cli.main import main

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    import pytest

MODULE = (sys.executable, "-m", "calf_tui")
ONE_AFTER_ANOTHER = """
import json, sys
from contextlib import redirect_stderr, redirect_stdout
from tempfile import TemporaryFile
from calf_tui.cli.main import main

def run(words):
    with TemporaryFile("w+", encoding="utf-8") as out, TemporaryFile("w+", encoding="utf-8") as err:
        with redirect_stdout(out), redirect_stderr(err):
            try:
                code = main(words)
            except SystemExit as end:
                code = int(end.code or 0)
        out.seek(0)
        err.seek(0)
        return code, out.read(), err.read()

print(json.dumps([*map(run, json.loads(sys.argv[1]))]))
"""


class Result(NamedTuple):
    """The exit code and the output of a command."""

    code: int
    output: str
    errors: str

    @property
    def error(self) -> str:
        """The only line of the error output, if nothing else was written."""
        assert self.output == ""
        (line,) = self.errors.splitlines()
        return line


class CommandLine:
    """Runs commands in this process, with the data file and config folder of a test."""

    def __init__(self, folder: Path, capture: pytest.CaptureFixture[str]) -> None:
        self.data = folder / "data" / "training.json"
        self.config = folder / "config"
        self._capture = capture

    def __call__(self, *words: str) -> Result:
        return self.run("--data", str(self.data), "--config", str(self.config), *words)

    def run(self, *words: str) -> Result:
        """Runs a command with exactly these arguments."""
        try:
            code = main(words)
        except SystemExit as end:
            code = int(end.code or 0)
        written = self._capture.readouterr()
        return Result(code, written.out, written.err)


def run_piped(*words: str, encoding: str = "utf-8") -> Result:
    """Runs a command in this process, with pipes of this encoding for its output."""
    output, errors = BytesIO(), BytesIO()
    streams = [TextIOWrapper(each, encoding, newline="") for each in (output, errors)]
    with redirect_stdout(streams[0]), redirect_stderr(streams[1]):
        try:
            code = main(words)
        except SystemExit as end:
            code = int(end.code or 0)
        finally:
            gc.enable()  # the command line holds the collector off
    for each in streams:
        each.flush()
    return Result(code, *(each.getvalue().decode() for each in (output, errors)))


def run_process(
    command: Sequence[str], environment: Mapping[str, str] | None = None, seconds: float = 30
) -> Result:
    """Runs a program without a terminal and without our environment variables."""
    inherited = {name: value for name, value in os.environ.items() if "CALF_TUI" not in name}
    silent, kept_open = os.pipe()  # nobody types, and the input does not end
    try:
        ended = subprocess.run(
            command,
            stdin=silent,
            capture_output=True,
            env={**inherited, "PYTHONUTF8": "1", **(environment or {})},
            timeout=seconds,
            check=False,
        )
    finally:
        os.close(silent)
        os.close(kept_open)
    return Result(ended.returncode, ended.stdout.decode(), ended.stderr.decode())


def run_in_one_process(commands: Sequence[Sequence[str]]) -> list[Result]:
    """Runs commands one after another in a new process, which has no terminal."""
    program = [sys.executable, "-c", ONE_AFTER_ANOTHER, json.dumps(commands)]
    ran = run_process(program, seconds=60)
    assert (ran.code, ran.errors) == (0, "")
    return [Result(*each) for each in json.loads(ran.output)]
