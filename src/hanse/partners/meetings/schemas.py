"""What the files of an event hold: slots, participants, requests, meetings confirmed earlier."""

from __future__ import annotations

from hanse.tables.mapping.schema import Field, Schema

__all__ = ["FIXED", "PARTICIPANTS", "REQUESTS", "SLOTS", "STATES"]

STATES = ("accepted", "open", "refused")
"""What became of a request; only accepted ones are scheduled."""

SLOTS = Schema(
    "slots",
    (
        Field("slot", "key", needed=True, label="slot"),
        Field("start", "text", needed=True, label="start, as 2025-03-30 09:00 or with an offset"),
        Field("end", "text", needed=True, label="end"),
        Field("zone", "text", label="time zone of start and end, as Europe/Stockholm"),
        Field("place", "text", label="place, or online"),
        Field("tables", "number", label="tables, the most meetings at once"),
    ),
)

PARTICIPANTS = Schema(
    "participants",
    (
        Field("participant", "key", needed=True, label="participant"),
        Field("name", "text", label="name that others see"),
        Field("organisation", "text", label="organisation"),
        Field("side", "text", label="side, such as home or guest"),
        Field("zone", "text", label="own time zone"),
        Field("hours", "text", label="hours of the day, as 08:00-20:00 local time"),
        Field("available", "text", needed=True, label="slots parted by ;, or all"),
        Field("breaks", "text", label="slots or local hours without meetings, parted by ;"),
        Field("most", "number", label="most meetings"),
        Field("email", "text", label="address for calendar files"),
    ),
)

REQUESTS = Schema(
    "requests",
    (
        Field("from", "key", needed=True, label="participant who asks"),
        Field("to", "key", needed=True, label="participant who is asked"),
        Field("value", "number", label="value of the meeting, from 0"),
        Field("state", "text", label="accepted, open or refused"),
    ),
)

FIXED = Schema(
    "fixed meetings",
    (
        Field("from", "key", needed=True, label="participant"),
        Field("to", "key", needed=True, label="other participant"),
        Field("slot", "key", needed=True, label="slot"),
        Field("table", "number", label="table"),
    ),
)
