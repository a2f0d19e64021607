"""The calendar feed, read back with a parser."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import icalendar
import pytest

from lotrinh.office.planning.exports.feed import ZONE, HalfDayTimes, roadmap_feed
from tests.office.planning.exports.sample import INSPECTED, adopted, content


def _events(written: bytes) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(written).walk("VEVENT"))


def test_every_visit_of_the_team_and_no_other() -> None:
    full = content(60)
    events = _events(roadmap_feed(full, "T2"))
    assert [str(e["uid"]).split(".", 1)[1].removesuffix("@lotrinh") for e in events] == [
        v.unit_code for v in full.of_team("T2")
    ]
    assert len(_events(roadmap_feed(full))) == 60


def test_half_days_become_the_times_of_the_setting() -> None:
    base = content(3)
    whole, _, morning = base.visits
    afternoon = replace(morning, start_part="pm", end_part="pm", unit_code="hn.pm")
    shown = replace(base, visits=(whole, morning, afternoon))
    times = HalfDayTimes.read("07:30-11:30", "13:00-16:30")
    by_uid = {str(e["uid"]): e for e in _events(roadmap_feed(shown, times=times))}
    day = by_uid[f"hanoi-2020-155.{whole.unit_code}@lotrinh"]
    assert day["dtstart"].dt == datetime.combine(whole.start, time(7, 30), ZONE)
    assert day["dtend"].dt == datetime.combine(whole.start, time(16, 30), ZONE)
    half = by_uid["hanoi-2020-155.hn.pm@lotrinh"]
    assert (half["dtstart"].dt.time(), half["dtend"].dt.time()) == (time(13, 0), time(16, 30))


@pytest.mark.parametrize("text", ["8-12", "08:00", "12:00-08:00", "08:00-08:00"])
def test_a_wrong_time_setting_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        HalfDayTimes.read(text, "13:30-17:30")


def test_the_uid_stays_and_the_sequence_grows_when_a_visit_moves() -> None:
    first = content(5)
    moved = replace(first.visits[0], start=date(2020, 9, 1), end=date(2020, 9, 1), team_id="T3")
    second = replace(first, version=3, visits=(moved, *first.visits[1:]))
    before = {str(e["uid"]): e for e in _events(roadmap_feed(first))}
    after = {str(e["uid"]): e for e in _events(roadmap_feed(second))}
    assert before.keys() == after.keys()
    assert {e["sequence"] for e in before.values()} == {2}
    assert {e["sequence"] for e in after.values()} == {3}


def test_the_zone_is_written_out() -> None:
    calendar = icalendar.Calendar.from_ical(roadmap_feed(content(2)))
    (zone,) = calendar.walk("VTIMEZONE")
    assert zone["tzid"] == "Asia/Ho_Chi_Minh"
    assert zone.subcomponents[0]["tzoffsetto"].td == timedelta(hours=7)


def test_draft_is_tentative_adopted_is_confirmed_and_reasons_are_told() -> None:
    draft, final = content(2), adopted(content(2))
    assert {str(e["status"]) for e in _events(roadmap_feed(draft))} == {"TENTATIVE"}
    assert {str(e["status"]) for e in _events(roadmap_feed(final))} == {"CONFIRMED"}
    assert "Rủi ro 71,2 trên 100" in str(_events(roadmap_feed(final))[0]["description"])
    assert "Risk 71.2 of 100" in str(_events(roadmap_feed(final, language="en"))[0]["description"])


def test_nothing_unannounced_reaches_the_inspected_side() -> None:
    assert "đột xuất" in roadmap_feed(content(28)).decode()
    written = roadmap_feed(content(28, INSPECTED)).decode().replace("\r\n ", "")
    assert "đột xuất" not in written
    assert "CONFIDENTIAL" not in written
    assert "đơn vị được kiểm tra" in written


def test_the_feed_is_the_same_each_time() -> None:
    assert roadmap_feed(content(20), "T1") == roadmap_feed(content(20), "T1")


def test_lines_are_folded_and_end_as_the_standard_says() -> None:
    lines = roadmap_feed(content(9)).split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    assert not any(b"\n" in line for line in lines)
