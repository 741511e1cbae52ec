"""The helper process, which plays what it is told, so that no screen can delay a beep.

The helper uses the first backend that plays a short silence (with `--proven` the first one, without
a probe), and then carries out commands; `protocol` describes its command line, input and output.
Its error output is dropped. It ends at the end of its input, even in the middle of a note.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from functools import partial
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from calf_tui.audio.backend_choice import BELL, Backend, CannotPlayError
from calf_tui.audio.process_priority import raise_priority, waits_for_processor
from calf_tui.audio.protocol import (
    LEASE,
    Command,
    HelperOptions,
    Report,
    parse_command,
    parse_options,
    report_line,
)
from calf_tui.audio.worker.sample_cache import SampleCache
from calf_tui.audio.worker.sample_stream import SampleStream
from calf_tui.core.session.cue import Sound

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


_LIBRARIES = {"simpleaudio", "miniaudio"}
_ENDING = 3.0
"""Seconds after the last cue, plus its length, until nothing of it can be heard."""
_CHECK_EVERY = 0.25
"""Seconds between two checks of a device that plays."""


def choose(
    names: Sequence[str],
    make: Callable[[str], Backend],
    report: Callable[[Report], None],
    *,
    proven: bool,
    settle: Callable[[str], None] = lambda _: None,
) -> Backend | None:
    """Returns the first backend that plays, None if none does; reports each one it tries.

    `settle` is called with its name before it is reported.
    """
    for name in names:
        report(Report("trying", name))
        try:
            backend = make(name)
            latency = None if proven else backend.probe()
        except (ImportError, CannotPlayError):
            continue
        report(Report("device", backend.device))
        if latency is not None:
            report(Report("latency", f"{1000 * latency:.0f}"))
        settle(name)
        report(Report("backend", name))
        return backend
    report(Report("nothing"))
    return None


def serve(
    backend: Backend,
    read: Callable[[float | None], str | None],
    report: Callable[[Report], None],
    clock: Callable[[], float] = time.monotonic,
    app_waits: Callable[[], bool] = lambda: False,
) -> None:
    """Carries out commands until the input ends, or until only a new helper can play.

    `read` waits for a line, at most that many seconds: it raises `queue.Empty` when they have
    passed, and returns None at the end of the input. `app_waits` says whether the app is waiting
    for a processor, so that its silence does not mean that it was stopped.
    """
    over = last_read = clock()
    while True:
        command = None
        try:
            line = read(_CHECK_EVERY if clock() < over else None)
        except Empty:
            if app_waits():
                last_read = clock()
            carried_out = clock() - last_read < LEASE
        else:
            if line is None:
                return
            command = parse_command(line)
            carried_out, last_read = _carry_out(command, backend, idle=clock() > over), clock()
        if not carried_out:
            report(Report("leaving"))
            return
        if command is not None and command.word != "alive":
            over = _end(command)
        if backend.stands_still():
            report(Report("stalled"))
            return
        if command is not None:
            report(Report("done"))


def _end(command: Command) -> float:
    """Returns the instant from which nothing of a command can be heard."""
    return max((cue.at + (cue.seconds or 0.0) + _ENDING for cue in command.cues), default=0.0)


def _carry_out(command: Command | None, backend: Backend, *, idle: bool) -> bool:
    if command is None:
        return True
    if command.cues:
        return backend.play(command.cues)
    return backend.stop() if idle or command.word != "alive" else True


def make_backend(
    name: str, cache: SampleCache, ring: Callable[[], object], quiet_lead_in: float = 0.0
) -> Backend:
    """Returns a backend by its name; raises `ImportError` or `CannotPlayError` if that fails.

    Backends that play one whole sound at a time have no quiet lead-in.
    """
    stream_of = partial(SampleStream, waveforms=cache.waveform, quiet_lead_in=quiet_lead_in)
    if name == "simpleaudio":
        from calf_tui.audio.worker.backends.simpleaudio_track import SimpleaudioTrack

        return SimpleaudioTrack(stream_of)
    if name == "miniaudio":
        from calf_tui.audio.worker.backends.miniaudio_stream import MiniaudioStream

        return MiniaudioStream(stream_of)
    if name in ("afplay", "winsound", BELL):
        from calf_tui.audio.worker.backends import single_sound_players

        if name == BELL:
            return single_sound_players.terminal_bell(ring)
        if name == "afplay":
            return single_sound_players.afplay(cache.folder, cache.gain)
        return single_sound_players.windows(cache.folder)
    from calf_tui.audio.worker.backends.piped_player import PipedPlayer

    return PipedPlayer(name, stream_of)


def _fill_cache(cache: SampleCache) -> None:
    """Loads every sound, so that the first beep does not wait for its samples."""
    for sound in Sound:
        cache.waveform(sound, 1.0)


def _begin_anew(options: HelperOptions, name: str, output: int) -> None:
    """Starts the helper anew with this backend if the libraries of others are loaded.

    Those that were probed in vain take more memory than all else. Nothing is lost: commands are
    sent only when a backend is reported.
    """
    if sys.platform == "win32" or not (_LIBRARIES - {name}) & sys.modules.keys():
        return
    program = sys.orig_argv[: -len(sys.argv[1:])]
    os.dup2(output, 1)
    words = options._replace(backends=(name,), proven=True).words()
    os.execv(sys.executable, [*program, *words])


def _lines_of_input() -> SimpleQueue[str | None]:
    """Returns a queue of the input's lines; the end of the input ends the process at once."""
    lines: SimpleQueue[str | None] = SimpleQueue()

    def read() -> None:
        for line in sys.stdin:
            lines.put(line)
        os._exit(0)

    threading.Thread(target=read, name="input", daemon=True).start()
    return lines


def _private_output() -> int:
    """Returns a file descriptor for reports, and drops what libraries print."""
    reports = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    os.close(nowhere)
    return reports


def main() -> None:
    """Runs the helper."""
    options = parse_options(sys.argv[1:])
    output = _private_output()

    def report(said: Report) -> None:
        os.write(output, report_line(said).encode())

    lines = _lines_of_input()
    cache = SampleCache(options.sounds, options.sound_set, options.volume)
    _fill_cache(cache)
    lead_in = options.quiet_lead_in
    try:
        backend = choose(
            options.backends,
            lambda name: make_backend(name, cache, lambda: report(Report("bell")), lead_in),
            report,
            proven=options.proven,
            settle=lambda name: _begin_anew(options, name, output),
        )
        if backend is not None:
            raise_priority(os.getpid())
            serve(
                backend,
                lambda seconds: lines.get(timeout=seconds),
                report,
                app_waits=partial(waits_for_processor, os.getppid()),
            )
    finally:
        os._exit(0)  # without the exit handlers of the libraries, which wait for their sounds


if __name__ == "__main__":
    main()
