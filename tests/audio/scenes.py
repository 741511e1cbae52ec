"""A player whose helpers are scripts, with a clock that tests set."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from calf_tui.audio.player import HelperPlayer
from calf_tui.audio.system_voice import Speaker, Voice
from calf_tui.core.session.cue import Cue, Sound

if TYPE_CHECKING:
    from collections.abc import Iterator

FAKE = Path(__file__).with_name("fake_helper.py")
TICKS = (Cue(1.0, Sound.TICK), Cue(8.0, Sound.GO))


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Scene:
    """A player with a fake helper, and what that noted."""

    player: HelperPlayer
    clock: Clock
    notes: Path
    rings: list[None] = field(default_factory=list)
    _told: list[str] = field(default_factory=list)
    _bytes_read: int = 0

    def told(self) -> list[str]:
        """All that was noted but signs of life; only what is new is read."""
        if self.notes.exists():
            with self.notes.open("rb") as notes:
                notes.seek(self._bytes_read)
                new = notes.read().rpartition(b"\n")
            self._bytes_read += len(new[0] + new[1])
            self._told += [line for line in new[0].decode().splitlines() if line != "alive"]
        return self._told

    def starts(self) -> list[str]:
        """The backends each helper was given."""
        return [line.split(maxsplit=2)[2] for line in self.told() if line.startswith("start")]

    def commands(self) -> list[str]:
        return [line for line in self.told() if not line.startswith("start")]

    def noted(self, helpers: bool) -> int:
        """How many helpers were started, or commands told."""
        return len(self.starts() if helpers else self.commands())

    def noted_more(self, helpers: bool, than: int) -> bool:
        return self.noted(helpers) > than

    def has_another_than(self, lost: int) -> bool:
        return self.helpers()[-1] != lost

    def has_status(self, status: str) -> bool:
        return self.player.status() == status

    def helpers(self) -> list[int]:
        return [int(line.split()[1]) for line in self.told() if line.startswith("start")]


@contextmanager
def scene(
    folder: Path,
    behaviour: str,
    *,
    heartbeat: float = 5.0,
    sound: str = "",
    quiet_lead_in: float = 0.0,
    speaker: Speaker | None = None,
) -> Iterator[Scene]:
    """A player whose helpers are `fake_helper.py` with this behaviour."""
    folder.mkdir(exist_ok=True)
    clock, notes, rings = Clock(), folder / "notes", list[None]()
    player = HelperPlayer(
        folder,
        sound=sound,
        quiet_lead_in=quiet_lead_in,
        voice=None if speaker is None else Voice(speaker),
        ring=lambda: rings.append(None),
        clock=clock,
        command=(sys.executable, "-S", str(FAKE), behaviour, str(notes)),
        heartbeat=heartbeat,
    )
    try:
        yield Scene(player, clock, notes, rings)
    finally:
        player.close()
