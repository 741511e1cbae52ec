"""What is to be said, rendered ahead of time to wav files that the sound helper can read."""

from __future__ import annotations

import tempfile
import threading
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING

from calf_tui.audio.sounds.synthesis import wav
from calf_tui.audio.spoken_cue import SpokenCue
from calf_tui.core.cues.phrases import without_overlaps

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from calf_tui.audio.speech.system_voice import Voice
    from calf_tui.core.cues.phrases import Phrase

_PATIENCE = 0.5
"""Seconds given to the thread to end."""


class PhraseRenderer:
    """Renders in a thread of its own, into a private folder that goes with `close`.

    `on_ready` is called from that thread whenever all that was asked for has been rendered, and
    there is more to say than before. Nothing of it raises.
    """

    def __init__(self, voice: Voice, on_ready: Callable[[], None]) -> None:
        self._voice = voice
        self._on_ready = on_ready
        self._texts: SimpleQueue[str | None] = SimpleQueue()
        self._files: dict[str, Path] = {}
        self._thread = threading.Thread(target=self._run, name="speech", daemon=True)
        self._closed = False

    def rehearse(self, texts: Sequence[str]) -> None:
        """Has these rendered, in order; never waits."""
        if self._closed:
            return
        for text in texts:
            self._texts.put(text)
        if texts and self._thread.ident is None:
            self._thread.start()

    def cues(self, phrases: Sequence[Phrase]) -> tuple[SpokenCue, ...]:
        """Those of the phrases that are rendered, no two of them at once; never waits."""
        files, lengths = self._files.copy(), self._voice.seconds()
        known = {text: lengths[text] for text in files}
        return tuple(
            SpokenCue(phrase.at, files[phrase.text]) for phrase in without_overlaps(phrases, known)
        )

    def close(self) -> None:
        """Ends the speaker and the thread, and removes the files; may be called again."""
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
            return  # nowhere to write to: the tones go on alone

    def _render(self, folder: Path) -> None:
        told = 0
        while (text := self._texts.get()) is not None:
            samples = None if text in self._files or self._closed else self._voice.samples(text)
            if samples:
                file = folder / f"{len(self._files)}.wav"
                file.write_bytes(wav(samples))
                self._files[text] = file
            if self._texts.empty() and len(self._files) > told:
                told = len(self._files)
                self._on_ready()
