"""The player keeps playing whatever becomes of its helper, and leaves nothing behind."""

from __future__ import annotations

import gc
import os
import sys
import threading
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from calf_tui.audio.backend_choice import SilentPlayer
from calf_tui.audio.player import HelperPlayer
from calf_tui.core.session.cue import Cue, Sound
from tests.audio.recordings.playing import taken_by
from tests.audio.recordings.rig import wait_until
from tests.audio.scenes import TICKS, scene
from tests.full import of_full

if TYPE_CHECKING:
    from calf_tui.core.ports import Player
    from tests.audio.scenes import Scene

HEARTBEAT = 0.05


def names(first: str) -> str:
    """The backends from this one on, as a helper is given them."""
    order = "simpleaudio,miniaudio,pw-play,paplay,aplay,afplay,winsound,bell"
    return order[order.index(first) :]


def test_both_players_fit_the_port(tmp_path: Path) -> None:
    players: list[Player] = [SilentPlayer(), HelperPlayer(tmp_path)]
    assert [player.status() for player in players] == ["no sound", "starting sound"]


def test_cues_are_sent_at_their_instants_and_the_backend_is_named(tmp_path: Path) -> None:
    with scene(tmp_path, "good") as on:
        on.player.play(TICKS)
        wait_until(lambda: on.commands() == ["play 101.0=tick 108.0=go"])
        assert on.player.status() == "simpleaudio"
        assert on.player.output() == "a test bench, heard 20 ms after the order"
        on.player.play(())
        wait_until(lambda: on.commands()[1:] == ["stop"])


def test_a_helper_is_told_of_the_quiet_lead_in(tmp_path: Path) -> None:
    words = tmp_path / "words"
    tell = "import sys; open(sys.argv[1], 'w').write(sys.argv[-1])"
    player = HelperPlayer(
        tmp_path, quiet_lead_in=1.5, command=(sys.executable, "-S", "-c", tell, str(words))
    )
    player.prepare()
    try:
        wait_until(lambda: words.exists() and words.read_text("utf-8") == "--quiet-lead-in=1.5")
    finally:
        player.close()


@pytest.mark.parametrize(
    ("quiet_lead_in", "sent"),
    [(1.5, "play 101.0=tick 700.0=awake:100.0"), (0.0, "play 101.0=tick")],
)
def test_a_device_stays_awake_while_the_runner_is_waited_for(
    tmp_path: Path, quiet_lead_in: float, sent: str
) -> None:
    with scene(tmp_path, "good", quiet_lead_in=quiet_lead_in) as on:
        on.player.play(TICKS[:1], awake=(0.0, 600.0))
        wait_until(lambda: on.commands() == [sent])


def test_a_stretch_asked_for_before_the_helper_is_there_is_not_lost(tmp_path: Path) -> None:
    with scene(tmp_path, "good") as on:
        on.player.play(TICKS[:1])
        on.player.play(TICKS[1:])
        # A quick helper may have been there for the first.
        wait_until(lambda: on.commands()[-1:] == ["play 108.0=go"])


def test_muted_falls_silent_and_keeps_the_place(tmp_path: Path) -> None:
    with scene(tmp_path, "good") as on:
        on.player.play(TICKS)
        wait_until(lambda: len(on.commands()) == 1)
        on.player.set_muted(True)
        wait_until(lambda: on.commands()[1:] == ["stop"])
        on.clock.now += 5.0
        on.player.set_muted(False)
        wait_until(lambda: on.commands()[2:] == ["play 108.0=go"])


def test_while_muted_a_stretch_waits(tmp_path: Path) -> None:
    with scene(tmp_path, "good") as on:
        on.player.set_muted(True)
        on.player.play(TICKS)
        wait_until(lambda: on.commands() == ["stop"])
        on.player.set_muted(False)
        wait_until(lambda: on.commands()[1:] == ["play 101.0=tick 108.0=go"])


def test_a_backend_that_kills_the_helper_in_its_probe_gives_way(tmp_path: Path) -> None:
    with scene(tmp_path, "dies in the probe of simpleaudio") as on:
        on.player.play(TICKS)
        wait_until(lambda: len(on.commands()) == 1)
        assert on.player.status() == "miniaudio"
        wait_until(lambda: len(on.starts()) == 3)
        spare = names("miniaudio") + " --proven"
        assert on.starts() == [names("simpleaudio"), names("miniaudio"), spare]


def test_after_a_death_only_what_was_not_heard_is_sent_again(tmp_path: Path) -> None:
    with scene(tmp_path, "good") as on:
        on.player.play(TICKS)
        wait_until(lambda: len(on.commands()) == 1)
        on.player.set_muted(False)
        on.clock.now += 5.0
        os.kill(on.helpers()[0], 9)
        wait_until(lambda: on.commands()[1:] == ["play 108.0=go"])
        wait_until(lambda: len(on.starts()) == 3)
        spare = names("simpleaudio") + " --proven"
        assert on.starts() == [names("simpleaudio"), spare, spare]


def test_three_deaths_in_a_minute_bring_the_next_backend(tmp_path: Path) -> None:
    with scene(tmp_path, "dies after each stretch") as on:
        on.player.play(TICKS)
        wait_until(lambda: names("miniaudio") in on.starts())
        assert on.commands()[:3] == ["play 101.0=tick 108.0=go"] * 3
        _, *others = on.starts()
        before = others[: others.index(names("miniaudio"))]
        assert set(before) == {names("simpleaudio") + " --proven"}


def test_a_helper_that_hangs_is_replaced(tmp_path: Path) -> None:
    with scene(tmp_path, "deaf", heartbeat=HEARTBEAT) as on:
        on.player.prepare()
        wait_until(lambda: len(on.starts()) == 2)


def test_helpers_that_say_nothing_sensible_are_given_up(tmp_path: Path) -> None:
    with (  # they wait at the same time
        scene(tmp_path / "mute", "mute", heartbeat=HEARTBEAT) as one,
        scene(tmp_path / "rubbish", "rubbish", heartbeat=HEARTBEAT) as other,
    ):
        for on in (one, other):
            on.player.play(TICKS)
        for on in (one, other):
            wait_until(partial(on.has_status, "no sound"))
            assert len(on.starts()) == 3


def test_a_helper_that_finds_no_backend_is_not_started_again(tmp_path: Path) -> None:
    with scene(tmp_path, "nothing") as on:
        on.player.play(TICKS)
        wait_until(lambda: on.player.status() == "no sound")
        on.player.play(TICKS)
        on.player.close()
        assert len(on.starts()) == 1


def test_a_stretch_that_began_a_while_ago_is_late_for_nothing(tmp_path: Path) -> None:
    with scene(tmp_path, "good") as on:
        on.player.play(TICKS, since=93.5)
        wait_until(lambda: on.commands() == ["play 94.5=tick 101.5=go"])


def test_no_helper_is_started_where_silence_is_asked_for(tmp_path: Path) -> None:
    with scene(tmp_path, "good", sound="silence") as on:
        on.player.play(TICKS)
        on.player.close()
        assert on.told() == []
        assert on.player.status() == "no sound"


def test_a_helper_that_cannot_be_started_is_silence(tmp_path: Path) -> None:
    player = HelperPlayer(tmp_path, command=(str(tmp_path / "missing"),))
    player.play(TICKS)
    wait_until(lambda: player.status() == "no sound")
    player.close()


def test_a_helper_that_leaves_is_started_again_unprobed_with_the_whole_stretch(
    tmp_path: Path,
) -> None:
    with scene(tmp_path, "leaves") as on:
        on.player.play([Cue(0.0, Sound.GO)])
        wait_until(lambda: on.commands() == ["play 100.0=go"] * 2)
        wait_until(lambda: len(on.starts()) == 3)
        unprobed = names("simpleaudio") + " --proven"
        assert on.starts() == [names("simpleaudio"), unprobed, unprobed]


def test_the_helper_has_the_terminal_rung(tmp_path: Path) -> None:
    with scene(tmp_path, "rings", sound="bell") as on:
        on.player.play(TICKS)
        wait_until(lambda: len(on.rings) == 1)
        assert on.player.status() == "terminal bell"


def test_a_sign_of_life_is_sent_at_every_beat(tmp_path: Path) -> None:
    with scene(tmp_path, "good", heartbeat=HEARTBEAT) as on:
        on.player.prepare()
        wait_until(lambda: on.notes.exists() and on.notes.read_text("utf-8").count("alive") > 6)
        assert len(on.starts()) == 1


def test_the_spare_starts_with_the_first_cues(tmp_path: Path) -> None:
    with scene(tmp_path, "good", heartbeat=HEARTBEAT) as on:
        on.player.prepare()
        wait_until(lambda: on.player.status() == "simpleaudio")
        assert len(on.starts()) == 1
        on.player.play(TICKS)
        wait_until(lambda: len(on.starts()) == 2)


def test_the_death_of_the_spare_changes_nothing_that_is_heard(tmp_path: Path) -> None:
    with scene(tmp_path, "good") as on:
        on.player.play(TICKS)
        wait_until(lambda: len(on.starts()) == 2 and len(on.commands()) == 1)
        for _ in range(5):
            lost = on.helpers()[-1]
            os.kill(lost, 9)
            wait_until(partial(on.has_another_than, lost))
        assert on.player.status() == "simpleaudio"
        assert len(on.commands()) == 1


def test_where_only_its_end_silences_a_helper_the_spare_plays_what_is_new(tmp_path: Path) -> None:
    with scene(tmp_path, "lingers") as on:
        on.player.play(TICKS[:1])
        wait_until(lambda: len(on.starts()) == 2 and len(on.commands()) == 1)
        on.player.play(TICKS[1:])
        wait_until(lambda: on.commands()[1:] == ["play 108.0=go"] * 2)
        wait_until(lambda: len(on.starts()) == 3)
        on.player.play(())
        wait_until(lambda: on.commands()[3:] == ["stop"])


def test_a_stretch_that_could_not_begin_is_played_by_the_spare_and_said_meanwhile(
    tmp_path: Path,
) -> None:
    with scene(tmp_path, "stalls") as on:
        on.player.play(TICKS)
        wait_until(lambda: on.commands() == ["play 101.0=tick 108.0=go"] * 2)
        wait_until(lambda: on.player.status() == "simpleaudio")


def test_what_was_given_up_is_tried_again_when_the_next_session_is_prepared(
    tmp_path: Path,
) -> None:
    with scene(tmp_path, "dies in the probe of simpleaudio") as on:
        on.player.play(TICKS)
        wait_until(lambda: on.player.status() == "miniaudio")
        on.player.prepare()
        wait_until(lambda: on.starts().count(names("simpleaudio")) == 2)
        assert on.player.status() == "miniaudio"


@pytest.mark.parametrize("wait", [0.0, 200.0])
def test_a_backend_that_plays_again_takes_over_with_what_is_left(
    tmp_path: Path, wait: float
) -> None:
    with scene(tmp_path, "dies in its first probe", heartbeat=HEARTBEAT) as on:
        on.player.play([Cue(1000.0, Sound.TICK)])
        wait_until(lambda: on.commands() == ["play 1100.0=tick"])
        assert on.player.status() == "miniaudio"
        on.clock.now += wait
        if not wait:
            on.player.prepare()
        wait_until(lambda: on.player.status() == "simpleaudio")
        wait_until(lambda: on.commands() == ["play 1100.0=tick"] * 2)


def test_where_nothing_plays_everything_is_tried_again_later(tmp_path: Path) -> None:
    with scene(tmp_path, "nothing", heartbeat=HEARTBEAT) as on:
        on.player.play(TICKS)
        wait_until(lambda: on.player.status() == "no sound")
        on.clock.now += 200.0
        wait_until(lambda: len(on.starts()) == 2)


KEPT = (4, 3, 2)
"""Files, threads and processes: the pipes of a helper and its spare, their readers, the keeper."""


def held() -> tuple[int, ...]:
    """The files, the threads of sound and the child processes of this process."""
    files, _, processes = taken_by(os.getpid()).counts
    return files, sum(each.name.startswith("sound") for each in threading.enumerate()), processes


def play_stretches(on: Scene, count: int, helpers: bool) -> None:
    """So many, each on its own until a helper was told, or another one started."""
    for _ in range(count):
        noted = on.noted(helpers)
        on.player.play(TICKS)
        wait_until(partial(on.noted_more, helpers, noted))


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="counts in Linux's /proc")
@pytest.mark.parametrize(
    ("behaviour", "count"), [("good", of_full(1000, 100)), ("lingers", of_full(50, 10))]
)
def test_stretches_leave_nothing_behind(tmp_path: Path, behaviour: str, count: int) -> None:
    """Many told to one helper, and some that take another helper each."""
    us = os.getpid()
    gc.collect()
    without = held()
    settled = tuple(own + kept for own, kept in zip(without, KEPT, strict=True))
    with scene(tmp_path, behaviour) as on:
        on.player.play(TICKS)
        wait_until(lambda: (on.noted(helpers=True), on.noted(helpers=False)) == (2, 1))
        wait_until(lambda: held() == settled)
        play_stretches(on, count // 10, behaviour == "lingers")
        wait_until(lambda: held() == settled)
        before = taken_by(us).kilobytes
        play_stretches(on, count, behaviour == "lingers")
        wait_until(lambda: held() == settled)
        assert taken_by(us).kilobytes - before < 2000
    assert held() == without


@pytest.mark.parametrize("behaviour", ["good", "deaf", "mute"])
def test_closing_leaves_no_process_and_no_thread(tmp_path: Path, behaviour: str) -> None:
    before = threading.active_count()
    with scene(tmp_path, behaviour) as on:
        on.player.play([Cue(float(at), Sound.TICK) for at in range(20_000)])
        wait_until(lambda: len(on.starts()) == 1)
        on.player.close()
        on.player.close()
        on.player.play(TICKS)
        assert threading.active_count() == before
        for helper in on.helpers():
            with pytest.raises(ProcessLookupError):
                os.kill(helper, 0)


def test_closing_a_player_that_never_played_does_nothing(tmp_path: Path) -> None:
    with scene(tmp_path, "good") as on:
        on.player.close()
        assert on.told() == []
