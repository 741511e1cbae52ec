"""What is heard of a session, and when the screen flashes with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.core.cues import upcoming_cues
from calf_tui.core.cues.phrases import texts_of, upcoming_phrases
from calf_tui.core.cues.screen_flashes import NO_FLASH, flash_at, flash_instants

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from calf_tui.core.cues.cue import Cue
    from calf_tui.core.cues.screen_flashes import Flash
    from calf_tui.core.ports import Player
    from calf_tui.core.session.state import Event, Session
    from calf_tui.core.settings import Settings


class CuePlayer:
    """Plans the cues of a session on the player; `now` is in the seconds a session counts by.

    `player_for` makes a player for other settings; it may raise `UserError`.
    """

    def __init__(
        self,
        player: Player,
        settings: Settings,
        player_for: Callable[[Settings], Player] | None = None,
    ) -> None:
        self.is_muted = settings.mute
        self._player = player
        self._settings = settings
        self._player_for = player_for
        self._flashes: tuple[float, ...] = ()
        player.set_muted(self.is_muted)

    def use(self, settings: Settings) -> None:
        """Goes by other settings from the next session on; raises `UserError`, and keeps
        the old.
        """
        before = self._settings
        if self._player_for is not None and _of_player(settings) != _of_player(before):
            player = self._player_for(settings)
            self._player.close()
            self._player = player
            self._player.prepare()
        if settings.mute != before.mute:
            self.is_muted = settings.mute
        self._player.set_muted(self.is_muted)
        self._settings = settings

    def prepare(self) -> None:
        """Gets the player ready."""
        self._player.prepare()

    def close(self) -> None:
        """Lets the player go."""
        self._player.close()

    @property
    def sound(self) -> str:
        """What plays the cues, in a word or two."""
        return "muted" if self.is_muted else self._player.status()

    def flash(self, now: float) -> Flash:
        """Whether the screen is to flash: with each cue, if none is heard or it is wanted."""
        is_wanted = self.is_muted or self._settings.flash
        return flash_at(self._flashes, now) if is_wanted else NO_FLASH

    def toggle_mute(self) -> None:
        """Silences the cues, or lets them be heard again from where they are."""
        self.is_muted = not self.is_muted
        self._player.set_muted(self.is_muted)

    def begin(self, session: Session, now: float) -> None:
        """Plays all that is to come."""
        if self._settings.speech:
            self._player.rehearse(texts_of(session.timeline))
        self._play(upcoming_cues.upcoming_cues(session, now), session, now)

    def follow(self, session: Session, events: Sequence[Event], now: float) -> None:
        """Answers what happened, and plans anew where that changed what is to come."""
        if not events or not upcoming_cues.needs_new_plan(events):
            return
        answers = upcoming_cues.answer_cues(session, events)
        self._play(answers + upcoming_cues.upcoming_cues(session, now), session, now)

    def _play(self, cues: Sequence[Cue], session: Session, now: float) -> None:
        snapshot = [instant for instant in self._flashes if instant <= now]
        self._flashes = (*snapshot[-1:], *flash_instants(cues, now, *snapshot[-1:]))
        phrases = upcoming_phrases(session, now) if self._settings.speech else ()
        self._player.play(cues, phrases, since=now)


def _of_player(settings: Settings) -> tuple[object, ...]:
    """What a player is made for."""
    sound = settings.sound, settings.sound_set, settings.volume, settings.quiet_lead_in
    return (*sound, settings.speech)
