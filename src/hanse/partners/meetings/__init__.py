"""Meetings at an event: who meets whom, in which slot, at which table, in whose local time."""

from hanse.partners.meetings.answer import Meeting, Schedule
from hanse.partners.meetings.calendars import calendar, calendars
from hanse.partners.meetings.event import Event
from hanse.partners.meetings.person_plan import PersonPlan, plan_of
from hanse.partners.meetings.read import read_event
from hanse.partners.meetings.replan_answer import Change, Replan
from hanse.partners.meetings.replanning import replan
from hanse.partners.meetings.scheduling import schedule

__all__ = [
    "Change",
    "Event",
    "Meeting",
    "PersonPlan",
    "Replan",
    "Schedule",
    "calendar",
    "calendars",
    "plan_of",
    "read_event",
    "replan",
    "schedule",
]
