"""The player that plays cues and phrases through a helper process, and renders the phrases."""

from __future__ import annotations

import sys
import tempfile
import threading
import time
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING

from calf_tui.audio.backend_choice import backends_to_try
from calf_tui.audio.host.supervisor import Supervisor
from calf_tui.audio.protocol import AwakeCue, HelperOptions, SpokenCue
from calf_tui.core.session.cue import LOUDEST, NO_TIME, Cue
from calf_tui.core.session.cue_schedule import Phrase, without_overlaps

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from calf_tui.audio.system_voice import Voice
    from calf_tui.core.settings import Settings, SoundSet

_PATIENCE = 0.5
"""Seconds that `close` waits for the thread to end."""


class PhraseRenderer:
    """Renders texts in a thread, to a private folder that `close` removes. No method raises.

    The thread calls `on_ready` when it has rendered all texts it was given and there are new files.
    """

    def __init__(self, voice: Voice, on_ready: Callable[[], None]) -> None:
        self._voice = voice
        self._on_ready = on_ready
        self._texts: SimpleQueue[str | None] = SimpleQueue()
        self._spoken: dict[str, tuple[Path, float] | None] = {}
        """The file and the seconds of each text; None if it could not be spoken."""
        self._thread = threading.Thread(target=self._run, name="speech", daemon=True)
        self._closed = False

    def render(self, texts: Sequence[str]) -> None:
        """Adds texts to be rendered, in order; never waits."""
        if self._closed:
            return
        for text in texts:
            self._texts.put(text)
        if texts and self._thread.ident is None:
            self._thread.start()

    def cues(self, phrases: Sequence[Phrase]) -> tuple[SpokenCue, ...]:
        """Returns cues for the phrases that are rendered and do not overlap; never waits."""
        spoken = {text: of for text, of in self._spoken.copy().items() if of is not None}
        lengths = {text: seconds for text, (_, seconds) in spoken.items()}
        return tuple(
            SpokenCue(phrase.at, spoken[phrase.text][0])
            for phrase in without_overlaps(phrases, lengths)
        )

    def close(self) -> None:
        """Ends the voice and the thread, and removes the files; may be called again."""
        if self._closed:
            return
        self._closed = True
        self._voice.close()
        if self._thread.ident is not None:
            self._texts.put(None)
            self._thread.join(_PATIENCE)

    def _run(self) -> None:
        try:
            with tempfile.TemporaryDirectory(prefix="calf-tui-") as folder:
                self._render(Path(folder))
        except OSError:
            return  # without a folder there is no speech, but the tones are heard

    def _render(self, folder: Path) -> None:
        has_new = False
        while (text := self._texts.get()) is not None:
            if text not in self._spoken and not self._closed:
                file = folder / f"{len(self._spoken)}.wav"
                seconds = self._voice.speak(text, file)
                self._spoken[text] = None if seconds is None else (file, seconds)
                has_new = has_new or seconds is not None
            if has_new and self._texts.empty():
                has_new = False
                self._on_ready()


HELPER_COMMAND = (sys.executable, "-m", "calf_tui.audio.worker.main")


class HelperPlayer:
    """Implements `core.ports.Player` with a helper process and a spare one.

    Both are started at the first call. No method waits: a supervisor thread does the work. No cue
    that may have been heard is sent again.
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
        ring: Callable[[], object] | None = None,
        clock: Callable[[], float] = time.monotonic,
        command: Sequence[str] = HELPER_COMMAND,
        heartbeat: float = 0.5,
    ) -> None:
        """Starts nothing yet; raises `UserError` if `sound` is not a backend.

        `sounds` is the folder of the sound sets. `sound` is the backend to use, empty for the first
        that plays; with volume 0 none is used. `quiet_lead_in` is the seconds of inaudible sound
        before the first cue, 0 for none. `voice` speaks the phrases; None for no speech. `ring`
        rings the terminal's bell, None if there is no terminal; it is called from a thread, and
        must neither wait for the app's thread nor raise. `clock` gives the instants of the cues; it
        must be the system's monotonic clock for them to be heard in time. `command` starts a
        helper; the `HelperOptions` are added to it. `heartbeat` is the seconds between two checks
        that the helper is alive.
        """
        options = HelperOptions(sounds, sound_set, volume, quiet_lead_in=quiet_lead_in)

        def helper_command(backends: tuple[str, ...], proven: bool) -> Sequence[str]:
            return [*command, *options._replace(backends=backends, proven=proven).words()]

        wanted = backends_to_try(sound, bell=ring is not None)
        self._clock = clock
        self._stays_awake = quiet_lead_in > 0
        self._cues: tuple[Cue | AwakeCue, ...] = ()
        self._phrases: tuple[Phrase, ...] = ()
        self._spoken: tuple[SpokenCue, ...] = ()
        self._changing = threading.Lock()
        self._phrase_renderer = None if voice is None else PhraseRenderer(voice, self._add_speech)
        self._supervisor = Supervisor(
            helper_command,
            wanted if volume else (),
            ring=ring or (lambda: None),
            clock=clock,
            heartbeat=heartbeat,
        )

    def prepare(self) -> None:
        """Starts the helpers, so that the first beep need not wait for them."""
        self._supervisor.prepare()

    def render_speech(self, texts: Sequence[str]) -> None:
        """Renders these texts as speech; phrases that are not rendered in time are left out."""
        if self._phrase_renderer is not None:
            self._phrase_renderer.render(texts)

    def play(
        self,
        cues: Sequence[Cue],
        phrases: Sequence[Phrase] = (),
        *,
        since: float | None = None,
        awake: tuple[float, float] = NO_TIME,
    ) -> None:
        """Plays these in place of everything that was still to be played.

        `at` is in seconds from `since`; the default is now. Phrases that overlap are left out. A
        quiet lead-in keeps the device awake from the first to the second instant of `awake`.
        """
        start = self._clock() if since is None else since
        with self._changing:
            self._cues = tuple(cue.later(start) for cue in cues)
            if self._stays_awake and awake != NO_TIME:
                self._cues += (AwakeCue(start + awake[1], start + awake[0]),)
            self._phrases = tuple(phrase.later(start) for phrase in phrases)
            self._spoken = self._spoken_cues(self._phrases)
            self._supervisor.play(self._cues + self._spoken)

    def set_muted(self, muted: bool) -> None:
        """Mutes or unmutes the cues while their time runs on."""
        self._supervisor.mute(muted)

    def status(self) -> str:
        """Returns the backend that plays, "no sound", or "starting sound" before it is known."""
        return self._supervisor.status

    def output(self) -> str:
        """Returns the device and its delay in words; empty before they are known."""
        return self._supervisor.output

    def close(self) -> None:
        """Ends the helpers and the threads within a second; may be called again."""
        self._supervisor.close()
        if self._phrase_renderer is not None:
            self._phrase_renderer.close()

    def _spoken_cues(self, phrases: Sequence[Phrase]) -> tuple[SpokenCue, ...]:
        return () if self._phrase_renderer is None else self._phrase_renderer.cues(phrases)

    def _add_speech(self) -> None:
        """Plays the upcoming cues with new phrases; is called from the renderer's thread."""
        with self._changing:
            now = self._clock()
            before = {cue for cue in self._spoken if cue.at > now}
            self._spoken = self._spoken_cues([each for each in self._phrases if each.at > now])
            if before != set(self._spoken):
                upcoming = tuple(cue for cue in self._cues if cue.at > now)
                self._supervisor.play(upcoming + self._spoken)


def player_for(
    settings: Settings, sounds: Path, sound: str, ring: Callable[[], object] | None
) -> HelperPlayer:
    """Returns the player of the settings, or of backend `sound`; raises `UserError` if unknown."""
    voice = None
    if settings.speech:
        from calf_tui.audio.system_voice import Voice, find_speaker

        voice = Voice(find_speaker())
    return HelperPlayer(
        sounds,
        sound=sound or settings.sound,
        sound_set=settings.sound_set,
        volume=settings.volume,
        quiet_lead_in=settings.quiet_lead_in,
        voice=voice,
        ring=ring,
    )
