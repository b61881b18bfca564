"""Outside services: one protocol each, a real client and one that needs no network.

``settings.SECON_PORTS`` names the class in use by dotted path; ``get_port("mail")`` returns it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, Protocol, overload, runtime_checkable

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.module_loading import import_string

from secon.kernel import handover


@runtime_checkable
class Mail(Protocol):
    """Sends a letter."""

    def send(self, message: EmailMessage) -> None:
        """Hand ``message`` over; raises what the transport raises."""

    def hand_over(self, message: EmailMessage, *, before: Callable[[], None]) -> None:
        """Send ``message`` after calling ``before`` at the last moment (see ``kernel.handover``)."""


@dataclass(frozen=True, slots=True)
class TileSource:
    """Where a map gets its background: a ``{z}/{x}/{y}`` address and who is to be credited."""

    url: str
    attribution: str


@runtime_checkable
class Tiles(Protocol):
    """Knows the background of maps."""

    def source(self) -> TileSource | None:
        """The tiles an administrator chose; None: outlines only."""


@runtime_checkable
class Translator(Protocol):
    """Translates by machine."""

    def translate(
        self, texts: Sequence[str], *, source: str, target: str
    ) -> tuple[str, ...] | None:
        """``texts`` in ``target``, in order; None when the service is absent or cannot do it."""


class DjangoMail:
    """Sends through Django's mail backend."""

    def send(self, message: EmailMessage) -> None:
        message.send()

    def hand_over(self, message: EmailMessage, *, before: Callable[[], None]) -> None:
        handover.send(message, before=before)


class MemoryMail:
    """Keeps letters in ``sent``, for tests."""

    def __init__(self) -> None:
        self.sent: list[EmailMessage] = []

    def send(self, message: EmailMessage) -> None:
        self.sent.append(message)

    def hand_over(self, message: EmailMessage, *, before: Callable[[], None]) -> None:
        before()
        self.send(message)


class NullMail:
    """Sends nothing, for copies of the platform that must not write to anyone."""

    def send(self, message: EmailMessage) -> None:
        del message

    def hand_over(self, message: EmailMessage, *, before: Callable[[], None]) -> None:
        before()


class SettingsTiles:
    """Tiles from ``MAP_TILES_URL`` and ``MAP_TILES_ATTRIBUTION``."""

    def source(self) -> TileSource | None:
        if not settings.MAP_TILES_URL:
            return None
        return TileSource(settings.MAP_TILES_URL, settings.MAP_TILES_ATTRIBUTION)


class NullTiles:
    """No background."""

    def source(self) -> TileSource | None:
        return None


class NullTranslator:
    """No machine translation."""

    def translate(
        self, texts: Sequence[str], *, source: str, target: str
    ) -> tuple[str, ...] | None:
        del texts, source, target
        return None


class MemoryTranslator:
    """Marks each text with its target language, for tests."""

    def translate(
        self, texts: Sequence[str], *, source: str, target: str
    ) -> tuple[str, ...] | None:
        return tuple(text if source == target else f"[{target}] {text}" for text in texts)


PORTS: dict[str, type] = {"mail": Mail, "tiles": Tiles, "translator": Translator}


@overload
def get_port(name: Literal["mail"]) -> Mail: ...
@overload
def get_port(name: Literal["tiles"]) -> Tiles: ...
@overload
def get_port(name: Literal["translator"]) -> Translator: ...
def get_port(name: str) -> Mail | Tiles | Translator:
    """The implementation ``settings.SECON_PORTS`` names, made once per dotted path."""
    port: Mail | Tiles | Translator = _made(settings.SECON_PORTS[name])
    return port


@cache
def _made(path: str) -> Any:
    return import_string(path)()
