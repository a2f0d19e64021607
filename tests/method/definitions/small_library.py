"""A whole library of a dozen short files, written into a folder; the tests count lines here."""

from __future__ import annotations

from pathlib import Path

SOURCES = """licence: Apache-2.0
sources:
  - id: act-one
    number: 1/KH
    title_vi: Một
    title_en: One
    issuer: UBND
    in_force_from: 2020-01-01
    in_force_to: 2021-01-01
    mark: seen
"""
SECTORS = """licence: Apache-2.0
sectors:
  - {key: finance, name_vi: Tài chính, name_en: Finance}
  - {key: health, name_vi: Y tế, name_en: Health}
"""
DUTIES = """register: town
licence: Apache-2.0
duties:
  - {sector: finance, units: [tt.stc], mark: seen, source: act-one}
  - {sector: health, kinds: [commune], mark: recalled, reason: {vi: nhớ, en: recalled}}
"""
REGISTER = """key: town
place: town
title: {vi: Thị trấn, en: Town}
reads_from: 2020-01-01
licence: Apache-2.0
source: act-one
tables:
  - {file: departments.csv, kind: department, count: 1, assumed_place: tt.d1}
  - {file: districts.csv, kind: district, count: 2}
  - {file: communes.csv, kind: commune, count: 2}
successions: [town/successions.csv]
distances: distances.csv
geometry: districts.geojson
"""
UNIT_HEADER = "code,name,type,parent,valid_from,valid_to,lat,lon,mark,source\n"
DEPARTMENTS = UNIT_HEADER + "tt.stc,Sở Tài chính,sở,,2020-01-01,,,,seen,x\n"
DISTRICTS = (
    UNIT_HEADER
    + "tt.d1,Quận Một,quận,,2020-01-01,,21.0,105.0,seen,x\n"
    + "tt.d2,Quận Hai,quận,,2020-01-01,2025-07-01,21.0,105.1,seen,x\n"
)
COMMUNES = (
    UNIT_HEADER
    + "tt.c1,Xã Một,xã,tt.d1,2020-01-01,2025-07-01,,,seen,x\n"
    + "tt.c2,Xã Hai,xã,tt.d1,2025-07-01,,21.1,105.0,seen,x\n"
)
SUCCESSIONS = "predecessor,successor,date,extent,mark,source\ntt.c1,tt.c2,2025-07-01,whole,seen,x\n"
DISTANCES = "unit_a,unit_b,great_circle_km\ntt.d1,tt.d2,10.381\n"
GEOMETRY = '{"features": [\n{"properties": {"code": "tt.d1"}}]}\n'
CALENDAR = """key: town
title: {vi: Lịch, en: Calendar}
first_year: 2020
last_year: 2020
table: town.csv
licence: Apache-2.0
source: act-one
working_days:
  2020: 261
"""
DAYS = (
    "date,weekday,kind,name_vi,name_en,mark,source\n"
    "2020-01-01,Wed,public_holiday,Tết,New Year,seen,act-one\n"
    "2020-01-02,Thu,swapped_off,Hoán đổi,Swapped,seen,act-one\n"
    "2020-01-11,Sat,makeup_workday,Làm bù,In place of 2/1,seen,act-one\n"
)
KINDS = "{department: 4, district: 4, commune: 1}"
WHY = "mark: assumption, reason: {vi: vì, en: because}"
PLAN = f"""key: town-2020
number: 1/KH
title: {{vi: Kế hoạch, en: Plan}}
date: 2020-02-03
authority: {{vi: UBND, en: Committee}}
source: act-one
register: town
register_as_of: 2020-03-02
calendar: town
period: {{vi: tháng 3, en: March, start: 2020-03-02, end: 2020-03-31, mark: plan, source: act-one}}
contents:
  - {{number: 1, vi: nội dung, en: content, mark: plan, source: act-one}}
who:
  - {{vi: sở, en: departments, kinds: [department], mark: plan, source: act-one}}
focus: {{fields: [finance], vi: tài chính, en: finance, mark: plan, source: act-one}}
purposes:
  - {{vi: rà soát, en: review, mark: plan, source: act-one}}
basis:
  - {{vi: văn bản, en: act, acts: [act-one], mark: plan, source: act-one}}
risk: {{profile: town, {WHY}}}
visit_length: {{half_days: {{department: 2, district: 2, commune: 1}}, {WHY}}}
teams:
  - id: t1
    name: {{vi: Đoàn 1, en: Team 1}}
    {WHY.replace(", reason", chr(10) + "    reason")}
    home: {{vi: đây, en: here, lat: 21.0, lon: 105.0, {WHY}}}
    members:
      - {{name: An, body: tt.stc, fields: [finance, health]}}
rules:
  calendar:
    mode: hard
    closed:
      - {{start: 2020-03-30, end: 2020-04-01, vi: chốt, en: closing, mark: seen, source: act-one}}
    {WHY.replace(", reason", chr(10) + "    reason")}
  pace: {{mode: hard, max_visits_per_week: 3, writing_half_days: 1, max_half_days: 30, {WHY}}}
  coverage: {{mode: hard, minimum: {{commune: {{count: 1}}}}, focus_fields: [finance], {WHY}}}
  grouping: {{mode: hard, by: parent, days: 10, direction: after, {WHY}}}
  rotation: {{mode: hard, not_within_days: 365, top_share: 0.1, due_after_years: 5, {WHY}}}
  competence: {{mode: hard, own_body: true, {WHY}}}
  notice: {{mode: hard, working_days: 5, {WHY}}}
  occupied: {{mode: hard, {WHY}}}
  unannounced: {{mode: hard, share: 0.1, kinds: [commune], {WHY}}}
  lists: {{mode: hard, {WHY}}}
aims: {{risk: 1, earliness: 0.05, km: 0.002, balance: 0.05, kind_weight: {KINDS}, road_factor: 1.3, {WHY}}}
seed: 1
"""
FILES = {
    "SOURCE.md": "ours\n",
    "sources/acts.yaml": SOURCES,
    "sectors/sectors.yaml": SECTORS,
    "sectors/town.yaml": DUTIES,
    "registers/town/register.yaml": REGISTER,
    "registers/town/departments.csv": DEPARTMENTS,
    "registers/town/districts.csv": DISTRICTS,
    "registers/town/communes.csv": COMMUNES,
    "registers/town/successions.csv": SUCCESSIONS,
    "registers/town/distances.csv": DISTANCES,
    "registers/town/districts.geojson": GEOMETRY,
    "calendars/town.yaml": CALENDAR,
    "calendars/town.csv": DAYS,
    "risk/town.yaml": "key: town\n",
    "plans/town-2020.yaml": PLAN,
}


def write(root: Path) -> Path:
    """The library in a folder; returns the folder."""
    for name, text in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def change(root: Path, name: str, old: str, new: str) -> None:
    """Replace text in one file; the text must be there."""
    path = root / name
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {name}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
