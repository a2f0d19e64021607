"""The roadmap as an iCalendar feed (RFC 5545), of one team or of all.

The UID of a visit is made of plan and unit, so that a visit keeps its place in people's calendars when a
later version of the roadmap moves it; SEQUENCE is the version.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar

from lotrinh.office.planning.exports import words
from lotrinh.office.planning.exports.content import Part, RoadmapContent, VisitLine

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
_PRODUCT = "-//Lo Trinh//Inspection roadmap//VI"


@dataclass(frozen=True, slots=True)
class HalfDayTimes:
    """When a morning and an afternoon begin and end, local time (a setting of the installation)."""

    am: tuple[time, time] = (time(8, 0), time(12, 0))
    pm: tuple[time, time] = (time(13, 30), time(17, 30))

    @classmethod
    def read(cls, morning: str, afternoon: str) -> HalfDayTimes:
        """From texts like '08:00-12:00'; ValueError when a text is not of that form."""
        return cls(_times(morning), _times(afternoon))

    def begin(self, part: Part) -> time:
        """Start of the morning or the afternoon."""
        return self.am[0] if part == "am" else self.pm[0]

    def finish(self, part: Part) -> time:
        """End of the morning or the afternoon."""
        return self.am[1] if part == "am" else self.pm[1]


def _times(text: str) -> tuple[time, time]:
    begin, dash, finish = text.partition("-")
    if not dash:
        raise ValueError(f"expected 'HH:MM-HH:MM', got {text!r}")
    first, last = time.fromisoformat(begin.strip()), time.fromisoformat(finish.strip())
    if first >= last:
        raise ValueError(f"a half day has to end after it begins, got {text!r}")
    return first, last


def roadmap_feed(
    content: RoadmapContent,
    team_id: str | None = None,
    times: HalfDayTimes | None = None,
    language: str = "vi",
) -> bytes:
    """The bytes of the .ics: the visits of one team, or of all teams when team_id is None."""
    visits = content.ordered() if team_id is None else content.of_team(team_id)
    calendar = icalendar.Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _name(content, team_id, language))
    calendar.add("x-wr-caldesc", content.scope.label(language))
    calendar.add("x-wr-timezone", ZONE.key)
    calendar.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    calendar.add_component(_zone())
    for visit in visits:
        calendar.add_component(_event(visit, content, times or HalfDayTimes(), language))
    written: bytes = calendar.to_ical()
    return written


def _name(content: RoadmapContent, team_id: str | None, language: str) -> str:
    base = "Inspection" if language == "en" else "Kiểm tra CCHC"
    plan = content.plan_number or content.plan_key
    return f"{base} {plan}" + (f" – {content.team(team_id).name}" if team_id else "")


def _zone() -> Any:
    """Vietnam has kept UTC+7 without summer time over all years a plan can have."""
    zone, standard = icalendar.Timezone(), icalendar.TimezoneStandard()
    zone.add("tzid", ZONE.key)
    standard.add("dtstart", datetime(1975, 6, 13))  # noqa: DTZ001 - RFC 5545 wants local time here
    standard.add("tzoffsetfrom", timedelta(hours=7))
    standard.add("tzoffsetto", timedelta(hours=7))
    standard.add("tzname", "+07")
    zone.add_component(standard)
    return zone


def _event(visit: VisitLine, content: RoadmapContent, times: HalfDayTimes, language: str) -> Any:
    event = icalendar.Event()
    event.add("uid", f"{content.plan_key}.{visit.unit_code}@lotrinh")
    event.add("sequence", content.version)
    event.add("dtstamp", content.produced_at.astimezone(UTC))
    event.add("dtstart", datetime.combine(visit.start, times.begin(visit.start_part), ZONE))
    event.add("dtend", datetime.combine(visit.end, times.finish(visit.end_part), ZONE))
    event.add("summary", _summary(visit, language))
    event.add("location", words.place(visit))
    event.add("description", _description(visit, content, language))
    event.add("status", "CONFIRMED" if content.status == "adopted" else "TENTATIVE")
    event.add("class", "PRIVATE" if visit.announced else "CONFIDENTIAL")
    event.add("transp", "OPAQUE")
    return event


def _summary(visit: VisitLine, language: str) -> str:
    lead = "Inspection" if language == "en" else "Kiểm tra"
    if not visit.announced:
        lead = "Unannounced inspection" if language == "en" else "Kiểm tra đột xuất"
    return f"{lead}: {words.place(visit)}"


def _description(visit: VisitLine, content: RoadmapContent, language: str) -> str:
    team = content.team(visit.team_id)
    people = ", ".join(m.name for m in team.members)
    focus = "; ".join(visit.contents or visit.fields)
    labels = ("Team", "Focus", "Why") if language == "en" else ("Đoàn", "Trọng tâm", "Vì sao")
    lines = [f"{labels[0]}: {team.name}" + (f" ({people})" if people else "")]
    if focus:
        lines.append(f"{labels[1]}: {focus}")
    if visit.reasons:
        lines.append(f"{labels[2]}:")
        lines.extend(f"- {r.sentence(language)}" for r in visit.reasons)
    lines.append(f"{words.plan_reference(content)}; {_version(content, language)}")
    return "\n".join(lines)


def _version(content: RoadmapContent, language: str) -> str:
    word = "version" if language == "en" else "phiên bản"
    return f"{word} {content.version} ({words.STATUSES[language][content.status]})"
