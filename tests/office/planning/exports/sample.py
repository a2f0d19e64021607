"""A content made by a rule, as long as a real roadmap, for the tests of the exports."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from lotrinh.method.trace import Reason, Source
from lotrinh.office.planning.exports.content import (
    Figures,
    LeftOutLine,
    RoadmapContent,
    Scope,
    TeamLine,
    TeamMember,
    VisitLine,
)

PLANNERS = Scope(
    "Bản dùng nội bộ của bên lập kế hoạch", "For the planning side only", unannounced=True, left_out=True
)
INSPECTED = Scope("Bản của đơn vị được kiểm tra", "For the inspected unit")

REASON = Reason(
    "risk.high", "Rủi ro 71,2 trên 100, cao thứ 3 trong khối.", "Risk 71.2 of 100, third of its kind."
)
LEFT = Reason(
    "capacity", "Không còn buổi trống của đoàn phù hợp.", "No free half day of a fitting team is left."
)
_KINDS = ("department", "district", "commune")
_NAMES = {"department": "Sở mẫu số", "district": "Quận mẫu số", "commune": "Phường Ngũ Hiệp số"}


def content(visits: int = 150, scope: Scope = PLANNERS) -> RoadmapContent:
    """A roadmap of so many visits by five teams from August 2020; every seventh is unannounced."""
    lines = tuple(_visit(n) for n in range(visits))
    if not scope.unannounced:
        lines = tuple(line for line in lines if line.announced)
    return RoadmapContent(
        plan_key="hanoi-2020-155", plan_number="155/KH-UBND",
        plan_title="Kiểm tra công tác cải cách hành chính năm 2020", plan_issued_on=date(2020, 7, 27),
        authority="Ủy ban nhân dân thành phố Hà Nội", place="Hà Nội",
        period_start=date(2020, 8, 1), period_end=date(2020, 12, 11), version=2, status="draft", scope=scope,
        produced_at=datetime(2020, 8, 1, 8, 30, tzinfo=UTC), visits=lines,
        teams=tuple(_team(i) for i in range(5)),
        left_out=tuple(_left(n) for n in range(40)) if scope.left_out else (),
        left_out_count=40 if scope.left_out else None,
        figures=Figures(1234.5, 1235.0, 0.0004, "feasible", 155) if scope.unannounced else None,
        digest="sha256:0123", replaces_version=1,
        sources=(Source("hanoi-155-2020", "Kế hoạch 155/KH-UBND", "2020-07-27", "https://example.org/155"),),
    )  # fmt: skip


def adopted(base: RoadmapContent) -> RoadmapContent:
    """The same, adopted."""
    return replace(base, status="adopted", adopted_on=date(2020, 8, 3), adopted_by="Nguyễn Văn An")


def _team(index: int) -> TeamLine:
    members = (
        TeamMember("Nguyễn Văn An", "Sở Nội vụ", "head"),
        TeamMember("Trần Thị Ánh", "Văn phòng UBND thành phố"),
        TeamMember("Đỗ Đức Độ", "Sở Tư pháp"),
    )
    return TeamLine(f"T{index + 1}", f"Đoàn số {index + 1}", members)


def _visit(number: int) -> VisitLine:
    kind = _KINDS[number % 3]
    day = date(2020, 8, 3) + timedelta(days=(number // 10) * 7 + number % 5)
    one = kind == "commune"
    return VisitLine(
        unit_code=f"hn.{number:03d}", unit_name=f"{_NAMES[kind]} {number + 1}", kind=kind,
        team_id=f"T{number % 5 + 1}",
        start=day, start_part="am", end=day, end_part="am" if one else "pm", announced=number % 7 != 6,
        district="Quận Hoàng Mai" if one else "",
        fields=("Tài nguyên và môi trường", "Xây dựng") if number % 2 else (),
        reasons=(REASON,),
    )  # fmt: skip


def _left(number: int) -> LeftOutLine:
    return LeftOutLine(f"hn.x{number:03d}", f"Xã ngoài số {number + 1}", "commune", "Huyện Sóc Sơn", (LEFT,))
