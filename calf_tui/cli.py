"""The command line: words in, one use case out. Heavy imports stay inside the command."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

from calf_tui.arguments import command_line
from calf_tui.core.faults import Fault

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from calf_tui.trainer import Trainer
    from calf_tui.wiring import Wiring

FAILED = 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; its exit code: 0 fine, 1 it failed and said why, 2 wrong usage."""
    # Collecting while modules load costs a tenth of the start (tests/bench).
    gc.disable()
    _open_closed_streams()
    options = command_line().parse_args(arguments)
    try:
        COMMANDS[options.command](options)
    except Fault as fault:
        _print_aside(str(fault))
        return FAILED
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        _discard_output()
    return 0


def _wiring(options: Namespace) -> Wiring:
    from calf_tui.places import find_places
    from calf_tui.wiring import Wiring

    places = find_places(options.data, options.config, os.environ)
    return Wiring(places, mute=bool(options.mute), sound=options.sound or "")


def _app(options: Namespace) -> None:
    from calf_tui.wiring import is_terminal

    name = getattr(options, "routine", None)
    wiring = _wiring(options)
    if name or not is_terminal():
        wiring.require_all_is_well(name)
    if options.plain or os.environ.get("TERM") == "dumb":
        wiring.run_plain(name, _print)
    elif is_terminal():
        wiring.run_app(name)
    else:
        raise Fault(
            "Calf TUI needs a terminal to show its screens; run it in one, "
            "or add --plain for lines of text."
        )


def _print(text: str) -> None:
    """At once, with a question mark for a sign that the output has no code for."""
    encoding = sys.stdout.encoding
    try:
        print(text.encode(encoding, "replace").decode(encoding), flush=True)
    except BrokenPipeError:
        raise
    except OSError as error:
        _discard_output()
        raise Fault(f"The output cannot be written: {error.strerror}.") from None


def _print_aside(text: str) -> None:
    """What is no result, where programs that read the results do not look."""
    print(text, file=sys.stderr)


def _print_notices(trainer: Trainer) -> None:
    for notice in trainer.notices():
        _print_aside(notice)


def _discard_output() -> None:
    """Nobody reads it any more, and Python would say so at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _open_closed_streams() -> None:
    """Streams the shell has closed become empty ones, lest a file of ours takes their numbers."""
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            mode = "r" if name == "stdin" else "w"
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode))


def _routines(options: Namespace) -> None:
    from calf_tui.report import routines_table

    routines = _wiring(options).routines()
    _print(routines_table(routines.all()))
    for fault in routines.faults():
        _print_aside(fault)


def _show_routine(options: Namespace) -> None:
    from calf_tui.report import routine_json, routine_text

    routine = _wiring(options).routines().find(options.routine)
    _print(routine_json(routine) if options.json else routine_text(routine))


def _check_routine(options: Namespace) -> None:
    from calf_tui.report import routine_summary

    routine = _wiring(options).routines().find(options.file)
    _print(f"{options.file} is fine: {routine_summary(routine)}")


def _history(options: Namespace) -> None:
    from calf_tui.report import as_json, history_text
    from calf_tui.storage.codec import session_document

    trainer = _wiring(options).reading_trainer()
    sessions = trainer.sessions()
    since = [each for each in sessions if not options.since or each.local_date >= options.since]
    newest_first = since[::-1][: options.limit]
    documents = [session_document(each) for each in newest_first] if options.json else []
    _print(as_json(documents) if options.json else history_text(newest_first))
    _print_notices(trainer)


def _stats(options: Namespace) -> None:
    from calf_tui.report import stats_json, stats_text

    trainer = _wiring(options).reading_trainer()
    progress = trainer.progress(options.weeks, options.as_of)
    _print(stats_json(progress) if options.json else stats_text(progress))
    _print_notices(trainer)


def _sound_test(options: Namespace) -> None:
    from calf_tui.sound_check import play_all

    with _wiring(options).player() as player:
        play_all(player, _print)


def _sound_devices(options: Namespace) -> None:
    from calf_tui.audio.backends import IN_ORDER
    from calf_tui.audio.devices import playback_devices
    from calf_tui.sound_check import backend_line

    wiring = _wiring(options)
    for name in IN_ORDER:
        with wiring.player(name) as player:
            _print(backend_line(name, player))
    for device in playback_devices():
        _print(f"device: {device}")


def _doctor(options: Namespace) -> None:
    from calf_tui.doctor import page

    _print(page(_wiring(options).examination()))


def _locate(options: Namespace) -> None:
    places = _wiring(options).places
    for name, path in (
        ("data", places.data),
        ("settings", places.settings),
        ("routines", places.own_routines),
    ):
        _print(f"{name:<8}  {path.absolute()}")


COMMANDS = {
    "": _app,
    "start": _app,
    "routines": _routines,
    "routines list": _routines,
    "routines show": _show_routine,
    "routines check": _check_routine,
    "history": _history,
    "stats": _stats,
    "sound": _sound_test,
    "sound test": _sound_test,
    "sound devices": _sound_devices,
    "doctor": _doctor,
    "locate": _locate,
}
