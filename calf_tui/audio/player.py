"""The players the trainer is given: one that speaks to the sound helper, and a silent one."""

from __future__ import annotations

import sys
import threading
import time
from typing import TYPE_CHECKING

from calf_tui.audio.backend_choice import backends_to_try
from calf_tui.audio.host.supervisor import Supervisor
from calf_tui.audio.protocol import LEAD_IN_OPTION
from calf_tui.audio.speech.phrase_renderer import PhraseRenderer
from calf_tui.core.settings import LOUDEST

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from calf_tui.audio.speech.system_voice import Voice
    from calf_tui.audio.spoken_cue import SpokenCue
    from calf_tui.core.cues.cue import Cue
    from calf_tui.core.cues.phrases import Phrase
    from calf_tui.core.settings import SoundSet

HELPER_COMMAND = (sys.executable, "-m", "calf_tui.audio.worker.main")
TURN_SECONDS = 0.001
"""Of a thread that computes while others wait: the order for a beep passes through two threads, and
Python's usual 5 ms a turn would make it late while a screen is drawn."""


class HelperPlayer:
    """Plays through a helper process, with a spare one in waiting, started at the first call.

    Every method only leaves a task for a thread that keeps the helper. No cue that may have
    been heard is sent again.
    """

    def __init__(
        self,
        sounds: Path,
        *,
        sound: str = "",
        sound_set: SoundSet = "bell",
        volume: int = LOUDEST,
        quiet_lead_in: float = 0.0,
        voice: Voice | None = None,
        ring: Callable[[], None] | None = None,
        clock: Callable[[], float] = time.monotonic,
        command: Sequence[str] = HELPER_COMMAND,
        beat: float = 0.5,
    ) -> None:
        """Starts nothing yet; raises `UserError` where `sound` names no backend.

        `sounds` is the folder of the sets of wav files. `sound` is the backend to use, empty for
        the first that plays; none is used at volume 0. `quiet_lead_in` is the seconds of inaudible
        sound before the first cue, 0 for none. `voice` says the phrases, None where they
        are not wanted. `ring` rings the terminal, None where there is none to ring; it is called
        from a thread, must not wait for the app's own and must not raise. `clock` is read for the
        instants of the cues, so for them to be heard it has to be the system's monotonic one.
        `command` starts a helper; what `worker` asks for is added to it. `beat` is the seconds
        between two signs of life.
        """

        def helper_command(backends: Sequence[str], proven: bool) -> Sequence[str]:
            options = ["--proven"] if proven else []
            if quiet_lead_in:
                options.append(f"{LEAD_IN_OPTION}{quiet_lead_in:g}")
            about = [str(sounds), sound_set, str(volume), ",".join(backends)]
            return [*command, *about, *options]

        wanted = backends_to_try(sound, bell=ring is not None)
        self._clock = clock
        self._cues: tuple[Cue, ...] = ()
        self._phrases: tuple[Phrase, ...] = ()
        self._words: tuple[SpokenCue, ...] = ()
        self._changing = threading.Lock()
        self._phrase_renderer = None if voice is None else PhraseRenderer(voice, self._add_words)
        self._supervisor = Supervisor(
            helper_command,
            wanted if volume else (),
            ring=ring or (lambda: None),
            clock=clock,
            beat=beat,
        )

    def prepare(self) -> None:
        """Starts the helper, so that the first beep need not wait for it."""
        self._supervisor.prepare()

    def rehearse(self, texts: Sequence[str]) -> None:
        """Has these rendered, so that they can be said; what is not is left out."""
        if self._phrase_renderer is not None:
            self._phrase_renderer.rehearse(texts)

    def play(
        self, cues: Sequence[Cue], phrases: Sequence[Phrase] = (), *, since: float | None = None
    ) -> None:
        """Plays these in place of whatever was still to come.

        `at` is in seconds from `since`, by default from now. Of the phrases, those are said that
        can be one after the other.
        """
        start = self._clock() if since is None else since
        with self._changing:
            self._cues = tuple(cue.later(start) for cue in cues)
            self._phrases = tuple(phrase.later(start) for phrase in phrases)
            self._words = self._prompted(self._phrases)
            self._supervisor.play(self._cues + self._words)

    def stop(self) -> None:
        """Forgets whatever was still to come and falls silent."""
        self.play(())

    def set_muted(self, muted: bool) -> None:
        """Silences the cues, those under way included, without losing their place."""
        self._supervisor.mute(muted)

    def status(self) -> str:
        """The backend that plays, "no sound", or "starting sound" before that is known."""
        return self._supervisor.status

    def output(self) -> str:
        """The device, and how long after the order a sound is heard; empty before that is known."""
        return self._supervisor.output

    def close(self) -> None:
        """Ends the helper and the threads, in a second at most; may be called again."""
        self._supervisor.close()
        if self._phrase_renderer is not None:
            self._phrase_renderer.close()

    def _prompted(self, phrases: Sequence[Phrase]) -> tuple[SpokenCue, ...]:
        return () if self._phrase_renderer is None else self._phrase_renderer.cues(phrases)

    def _add_words(self) -> None:
        """Sends again what is to come, once more of it can be said; from the prompter's thread."""
        with self._changing:
            now = self._clock()
            before = {cue for cue in self._words if cue.at > now}
            self._words = self._prompted([each for each in self._phrases if each.at > now])
            if before != set(self._words):
                upcoming = tuple(cue for cue in self._cues if cue.at > now)
                self._supervisor.play(upcoming + self._words)
