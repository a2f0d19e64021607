"""``python -m bench.findings [--quick]``: a list of 20,000 findings, filtered, searched and exported."""

from __future__ import annotations

import json
import resource
import sys
import time
import uuid
from datetime import date, timedelta
from typing import Any

from bench.machine import machine
from bench.office import office, timed
from bench.recording import NOW

FINDINGS, UNITS, YEARS = 20_000, 40, 6
TEXTS = (
    "Chưa niêm yết đầy đủ thủ tục hành chính tại bộ phận một cửa",
    "Giải quyết hồ sơ đất đai trễ hạn, không có văn bản xin lỗi",
    "Cán bộ vắng mặt trong giờ làm việc không rõ lý do",
    "Chưa ban hành kế hoạch kiểm tra công tác cải cách hành chính",
    "Tỷ lệ hồ sơ trực tuyến thấp so với chỉ tiêu được giao",
)


def run(*, quick: bool = False) -> dict[str, Any]:
    """All measures on one fresh database."""
    number = 2_000 if quick else FINDINGS
    with office() as kind:
        client = _filled(number)
        times = 5 if quick else 20
        pages = {
            "list": "",
            "filtered": "kind=violation&year=2019&weight=serious",
            "searched": "words=niem yet mot cua",
            "searched_and_sorted": "words=tre han&sort=unit",
            "last_page": "page=400",
        }
        measured: dict[str, Any] = {"database": kind, "findings": number}
        for name, query in pages.items():
            measured[name] = timed(lambda query=query: _get(client, f"/findings/?{query}"), times)  # type: ignore[misc]
        measured["similar"] = timed(
            lambda: _get(client, "/findings/similar/?text=chua niem yet thu tuc"), times
        )
        for form in ("xlsx", "csv"):
            started = time.perf_counter()
            size = _get(client, f"/findings/export.{form}")
            measured[form] = {"seconds": round(time.perf_counter() - started, 2), "bytes": size}
        measured["peak_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
        return measured


def _get(client: Any, address: str) -> int:
    response = client.get(address)
    assert response.status_code == 200, response.status_code
    return sum(map(len, response)) if response.streaming else len(response.content)


def _filled(number: int) -> Any:
    """Findings of several years on many units, a leader signed in."""
    from django.test import Client

    from lotrinh.method.text import fold
    from lotrinh.office.accounts.models import Account
    from lotrinh.office.inspections.models import Finding, Inspection
    from lotrinh.office.registry.models import Register, Unit

    register = Register.objects.create(key="hanoi-2020", name_vi="Hà Nội 2020", valid_from=date(2020, 1, 1))
    visits = []
    for i in range(UNITS):
        unit = Unit(code=f"hn.b{i:03d}", register=register, kind="department", valid_from=date(2010, 1, 1))
        unit.name_it(f"Sở Đo tốc độ số {i}")
        unit.save()
        for year in range(YEARS):
            day = date(2015 + year, 5, 4)
            visits.append(
                Inspection(
                    unit=unit, start_date=day, end_date=day, state="visited", opened_at=NOW, begun_at=NOW
                )
            )
    visits = Inspection.objects.bulk_create(visits)
    rows = []
    for i in range(number):
        visit, text = visits[i % len(visits)], f"{TEXTS[i % len(TEXTS)]} (nơi số {i})"
        uid = uuid.uuid4()
        rows.append(
            Finding(
                uid=uid,
                lineage=uid,
                inspection=visit,
                unit=visit.unit,
                content=i % 6 + 1,
                text=text,
                at=NOW,
                kind=("shortcoming", "violation", "result", "good_model")[i % 4],
                weight=("light", "moderate", "serious", "")[i % 4],
                cause_kind="subjective",
                causes=["workload"],
                extent_count=i % 7,
                extent_of=7,
                extent_unit="hồ sơ",
                found_on=visit.start_date + timedelta(days=i % 9),
                folded=fold(f"{text} {visit.unit.name}"),
            )
        )
    Finding.objects.bulk_create(rows, batch_size=500)
    client = Client()
    leader = Account.objects.create_user("lanh-dao", password=None, role="leader", full_name="Lãnh đạo")
    client.force_login(leader, backend="django.contrib.auth.backends.ModelBackend")
    return client


def main() -> None:
    """Run and print."""
    measured = run(quick="--quick" in sys.argv[1:])
    print(json.dumps({"machine": machine(), "findings": measured}, indent=2, ensure_ascii=False))


if __name__ == "__main__":
    main()
