"""Phrases on their way to the sound helper: rendered beside the app, cleared away with it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from calf_tui.audio.player import PhraseRenderer
from calf_tui.audio.system_voice import Speaker, Voice
from calf_tui.audio.worker.sample_cache import samples_of_file
from calf_tui.core.session.cue_schedule import Phrase, Priority
from tests.audio.speakers import HUMS, speaker_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WAIT = 20.0
NAME, HALF = Phrase(1.0, "Tiptoe walk", Priority.MOVE), Phrase(5.0, "half", Priority.HALF)
UNHEARD = Phrase(7.0, "last set", Priority.TURN)


class Stage:
    """A renderer, and a wait for what it has to say."""

    def __init__(self, speaker: Speaker | None) -> None:
        self.ready = threading.Semaphore(0)
        self.renderer = PhraseRenderer(Voice(speaker), self.ready.release)


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    stage = Stage(speaker_of(HUMS, str(tmp_path / "calls")))
    yield stage
    stage.renderer.close()


def test_what_was_rehearsed_is_said_from_a_file(stage: Stage, tmp_path: Path) -> None:
    stage.renderer.render([NAME.text, HALF.text])
    assert stage.ready.acquire(timeout=WAIT)
    cues = stage.renderer.cues([NAME, HALF, UNHEARD])
    assert [cue.at for cue in cues] == [NAME.at, HALF.at]
    voice, anew = Voice(speaker_of(HUMS, str(tmp_path / "calls"))), tmp_path / "anew.wav"
    for cue, phrase in zip(cues, (NAME, HALF), strict=True):
        assert voice.speak(phrase.text, anew)
        assert samples_of_file(cue.sound) == samples_of_file(anew)


def test_it_says_when_there_is_more_to_say_and_speaks_nothing_twice(
    stage: Stage, tmp_path: Path
) -> None:
    stage.renderer.render([NAME.text])
    assert stage.ready.acquire(timeout=WAIT)
    stage.renderer.render([NAME.text])
    stage.renderer.render([HALF.text])
    assert stage.ready.acquire(timeout=WAIT)
    assert len(stage.renderer.cues([NAME, HALF])) == 2
    assert (tmp_path / "calls").read_text().splitlines() == [NAME.text, HALF.text]
    assert not stage.ready.acquire(blocking=False)


def test_of_two_phrases_at_once_the_move_is_named(stage: Stage) -> None:
    stage.renderer.render([NAME.text, HALF.text])
    assert stage.ready.acquire(timeout=WAIT)
    (cue,) = stage.renderer.cues([Phrase(NAME.at, HALF.text, Priority.HALF), NAME])
    assert [cue] == list(stage.renderer.cues([NAME]))


def test_closing_clears_the_files_away(stage: Stage) -> None:
    stage.renderer.render([NAME.text])
    assert stage.ready.acquire(timeout=WAIT)
    (cue,) = stage.renderer.cues([NAME])
    assert cue.sound.exists()
    stage.renderer.close()
    stage.renderer.close()
    stage.renderer.render([HALF.text])
    assert not cue.sound.parent.exists()


def test_closing_does_not_wait_for_a_speaker(tmp_path: Path) -> None:
    started = tmp_path / "started"
    # Longer than any test: it is ended.
    hangs = "import sys, time; open(sys.argv[3], 'w').close(); time.sleep(600)"
    stage = Stage(speaker_of(hangs, str(started)))
    before = threading.active_count()
    stage.renderer.render([NAME.text, HALF.text])
    stage.renderer.close()
    assert threading.active_count() == before


def test_without_a_voice_nothing_is_said() -> None:
    stage = Stage(None)
    stage.renderer.render([NAME.text])
    assert stage.renderer.cues([NAME]) == ()
    stage.renderer.close()
    assert not stage.ready.acquire(blocking=False)
