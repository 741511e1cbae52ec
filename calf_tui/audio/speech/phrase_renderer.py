"""Renders phrases in advance to wav files, which the sound helper reads."""

from __future__ import annotations

import tempfile
import threading
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING

from calf_tui.audio.protocol import SpokenCue
from calf_tui.audio.sounds.synthesis import wav
from calf_tui.core.cues.cue_schedule import without_overlaps

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from calf_tui.audio.speech.system_voice import Voice
    from calf_tui.core.cues.cue_schedule import Phrase

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
        self._files: dict[str, Path] = {}
        self._thread = threading.Thread(target=self._run, name="speech", daemon=True)
        self._closed = False

    def rehearse(self, texts: Sequence[str]) -> None:
        """Adds texts to be rendered, in order; never waits."""
        if self._closed:
            return
        for text in texts:
            self._texts.put(text)
        if texts and self._thread.ident is None:
            self._thread.start()

    def cues(self, phrases: Sequence[Phrase]) -> tuple[SpokenCue, ...]:
        """Returns cues for the phrases that are rendered and do not overlap; never waits."""
        files, lengths = self._files.copy(), self._voice.seconds()
        known = {text: lengths[text] for text in files}
        return tuple(
            SpokenCue(phrase.at, files[phrase.text]) for phrase in without_overlaps(phrases, known)
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
        announced = 0
        while (text := self._texts.get()) is not None:
            samples = None if text in self._files or self._closed else self._voice.samples(text)
            if samples:
                file = folder / f"{len(self._files)}.wav"
                file.write_bytes(wav(samples))
                self._files[text] = file
            if self._texts.empty() and len(self._files) > announced:
                announced = len(self._files)
                self._on_ready()
