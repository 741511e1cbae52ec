"""Damaged data files, made from a good one, each by what happened to it."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any

from calf_tui.storage.database.schema import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import TypeAlias

    Damage: TypeAlias = Callable[[bytes], bytes]


def _with(**tables: object) -> Damage:
    return lambda data: json.dumps({**json.loads(data), **tables}).encode()


def _version(version: object) -> Damage:
    return _with(meta={"1": {"schema_version": version}})


def _flipped(place: float, bit: int) -> Damage:
    def flip(data: bytes) -> bytes:
        changed = bytearray(data)
        changed[int(place * (len(data) - 1))] ^= 1 << bit
        return bytes(changed)

    return flip


def _zeroed(start: float, end: float) -> Damage:
    def zero(data: bytes) -> bytes:
        first, last = int(start * len(data)), int(end * len(data))
        return data[:first] + bytes(last - first) + data[last:]

    return zero


def _with_field(name: str, value: str) -> Damage:
    """The first session with a field of this JSON, as another program may write it."""

    def change(data: bytes) -> bytes:
        tables: dict[str, Any] = json.loads(data)
        first = next(iter(tables["sessions"].values()))
        first[name] = "HERE"
        return json.dumps(tables).replace('"HERE"', value).encode()

    return change


def _without_field(name: str) -> Damage:
    def change(data: bytes) -> bytes:
        tables: dict[str, Any] = json.loads(data)
        del next(iter(tables["sessions"].values()))[name]
        return json.dumps(tables).encode()

    return change


def _with_document(document: object) -> Damage:
    def change(data: bytes) -> bytes:
        tables: dict[str, Any] = json.loads(data)
        tables["sessions"]["99"] = document
        return json.dumps(tables).encode()

    return change


def _with_older_copy(data: bytes) -> bytes:
    tables: dict[str, Any] = json.loads(data)
    first = next(iter(tables["sessions"].values()))
    tables["sessions"]["99"] = {**first, "note": "older", "updated_at": "2020-01-01T00:00:00Z"}
    return json.dumps(tables).encode()


def _with_session(data: bytes) -> bytes:
    tables: dict[str, Any] = json.loads(data)
    tables["sessions"]["99"] = {**tables["sessions"]["1"], "id": "theirs"}
    return json.dumps(tables, indent=4).encode()


DAMAGED: Mapping[str, Damage] = {
    "empty": lambda _: b"",
    "null": lambda _: b"null",
    "one zero byte": lambda _: b"\0",
    "zeros": lambda data: bytes(len(data)),
    "a block of zeros": lambda _: bytes(4096),
    "zeros at the start": _zeroed(0, 0.1),
    "zeros in the middle": _zeroed(0.4, 0.6),
    "zeros at the end": _zeroed(0.9, 1),
    "blank": lambda _: b" \r\n\t\n",
    "cut to a byte": lambda data: data[:1],
    "cut in half": lambda data: data[: len(data) // 2],
    "cut by a byte": lambda data: data[:-1],
    "its beginning lost": lambda data: data[len(data) // 2 :],
    "twice": lambda data: data * 2,
    "with prose after it": lambda data: data + b"\nDear diary",
    "prose": lambda _: b"Dear diary, today I ran.",
    "a list": lambda _: b"[1, 2, 3]",
    "a number": lambda _: b"42",
    "a text": lambda _: b'"training"',
    "true": lambda _: b"true",
    "an empty object": lambda _: b"{}",
    "lists nested without end": lambda _: b"[" * 200_000,
    "objects nested without end": lambda _: b'{"a":' * 200_000,
    "not a number": _version(float("nan")),
    "a latin-1 byte": lambda data: data.replace(b"strength", b"gr\xf6\xdfer", 1),
    "utf-16 without its mark": lambda data: data.decode().encode("utf-16-le"),
    "utf-32": lambda data: data.decode().encode("utf-32"),
    "a code page of old": lambda data: data.replace(b"Strength", "Größe".encode("cp437"), 1),
    "a tail of zeros": lambda data: data + bytes(4096),
    "every byte the same": lambda data: b"\xff" * len(data),
    "written twice over": lambda data: data[: len(data) // 2] + data,
    "a session nested without end": _with_field("note", "[" * 100_000 + "]" * 100_000),
    "compressed": gzip.compress,
    "a picture": lambda data: b"\x89PNG\r\n\x1a\n" + data,
    "a web page": lambda _: b"<!DOCTYPE html><title>Sign in to the network</title>",
    "a conflict marker": lambda data: b"<<<<<<< HEAD\n" + data + b"\n=======\n",
    "another TinyDB": lambda _: b'{"_default": {"1": {"name": "Ada"}}}',
    "without its meta": _with(meta={}),
    "a meta without version": _with(meta={"1": {}}),
    "a meta that is a list": _with(meta=[{"schema_version": 1}]),
    "a version in words": _version("1"),
    "a version that is true": _with(meta={"1": {"schema_version": True}}),
    "half a version": _version(1.5),
    "version nought": _version(0),
    "a negative version": _version(-1),
    "sessions that are a list": _with(sessions=[]),
    "sessions that are nothing": _with(sessions=None),
    "a bit flipped at the start": _flipped(0, 2),
    "a bit flipped at the end": _flipped(1, 5),
    "a bit flipped early": _flipped(0.1, 0),
    "a bit flipped in the middle": _flipped(0.5, 1),
    "a bit flipped late": _flipped(0.9, 3),
    "a digit changed": lambda data: data.replace(b"600", b"700", 1),
    "a letter changed": lambda data: data.replace(b"Strength", b"Strangth", 1),
}
"""Nobody meant these: what was there comes back."""
EDITED: Mapping[str, Damage] = {
    "a session added": _with_session,
    "written prettily": lambda data: json.dumps(json.loads(data), indent=2).encode(),
    "a note changed": lambda data: data.replace(b'"note":""', b'"note":"windy"', 1),
    "a field nested fifty deep": _with_field("weather", "[" * 50 + "]" * 50),
    "fields of a later version": _with_field("shoes", '{"left": "red", "right": "blue"}'),
    "utf-16": lambda data: data.decode().encode("utf-16"),
    "a byte order mark": lambda data: b"\xef\xbb\xbf" + data,
    "a table added": _with(weathers={"1": {"rain": True}}),
}
"""Somebody meant these, and they hold."""
QUARANTINED: Mapping[str, Damage] = {
    "a session without an id": _without_field("id"),
    "a session without sets": _without_field("sets"),
    "a session without a date": _without_field("local_date"),
    "a date there is none of": _with_field("local_date", '"2026-02-30"'),
    "an instant without its zone": _with_field("started_at", '"2026-11-22T12:00:00"'),
    "a status there is none of": _with_field("status", '"abandoned"'),
    "sets that are a text": _with_field("sets", '"many"'),
    "seconds below nought": _with_field("active_seconds", "-1"),
    "a number beyond all bounds": _with_field("active_seconds", "1" * 5000),
    "a number too large for any machine": _with_field("active_seconds", "1e999"),
    "not a number": _with_field("active_seconds", "NaN"),
    "an endless number": _with_field("active_seconds", "Infinity"),
    "the first year of the calendar": _with_field("started_at", '"0001-01-01T00:00:00+14:00"'),
    "the last year of the calendar": _with_field("ended_at", '"9999-12-31T23:59:59-14:00"'),
    "a change in the last year": _with_field("updated_at", '"9999-12-31T23:59:59.999Z"'),
    "a note without end": _with_field("note", f'"{"a" * 100_000}"'),
    "a document that is a number": _with_document(42),
    "a document that is nothing": _with_document(None),
    "a document that is a list": _with_document([{"id": "a"}]),
    "an empty document": _with_document({}),
    "a deletion of nothing": _with_document({"deleted": True}),
    "an older session with the same id": _with_older_copy,
}
"""One document each that is no record, or no longer one; all others hold."""
NEWER: Mapping[str, Damage] = {
    "the next version": _version(SCHEMA_VERSION + 1),
    "version 99, in another shape": lambda _: b'{"meta": {"1": {"schema_version": 99}}, "x": 1}',
}
"""A later version of the program wrote these: they are left alone."""
