"""A paper from draft to signed to replaced: who, which state, which number, what is kept."""

import io
import sys
from datetime import UTC, date, datetime, timedelta
from typing import Any

import docx
import pytest
from django.db import DatabaseError, transaction
from PIL import Image

from lotrinh.method.faults import Faults
from lotrinh.method.trace import Reason
from lotrinh.office.platform.audit import verify
from lotrinh.office.platform.files import store
from lotrinh.office.platform.models import AuditEntry, OfficialPaper, PaperSeries, PaperSignature, StoredFile
from lotrinh.office.platform.papers.actions import (
    draft_paper,
    record_signature,
    redraft_paper,
    replace_paper,
    sign_paper,
    withdraw_paper,
)
from lotrinh.office.platform.papers.frozen import paper_breaks
from lotrinh.office.platform.papers.signatures import sign_pdf
from lotrinh.office.platform.papers.template import forget_templates
from lotrinh.office.platform.policies import ALLOWED, Decision, Refused
from tests.office.papers.certificates import PASSWORD, holder
from tests.office.papers.conftest import AT
from tests.office.papers.examples import example

pytestmark = pytest.mark.django_db
NO = Decision(False, Reason("test.no", "Không.", "No."))
DAY = date(2020, 10, 20)


def scan() -> bytes:
    """A photograph of a page."""
    out = io.BytesIO()
    Image.new("RGB", (200, 280), "white").save(out, "PNG")
    return out.getvalue()


def drafted(name: str = "conclusion--ha-dong", **values: Any) -> OfficialPaper:
    """A draft of an example, of inspection 12."""
    key, context = example(name)
    given: dict[str, Any] = {
        "decision": ALLOWED, "template": key, "owner": ("inspections.inspection", 12), "body": "hn.snv",
        "context": context, "at": AT,
    }  # fmt: skip
    return draft_paper(None, **(given | values))


def signed(paper: OfficialPaper, **values: Any) -> OfficialPaper:
    """The paper signed by a deputy head on 20/10/2020."""
    given: dict[str, Any] = {
        "decision": ALLOWED, "signed_on": DAY, "signer_name": "Trần Thị Hòa",
        "signer_office": "Phó Giám đốc", "at": AT,
    }  # fmt: skip
    return sign_paper(None, paper, **(given | values))


def recorded(paper: OfficialPaper, side: str, kind: str, **values: Any) -> PaperSignature:
    """A side's signature."""
    given: dict[str, Any] = {"decision": ALLOWED, "signer_name": "Ai đó", "signed_at": AT, "at": AT}
    return record_signature(None, paper, side, kind, **(given | values))


def code(error: Any) -> str:
    """The code of the only fault, which speaks both languages."""
    (fault,) = error.value.faults
    assert fault.vi
    assert fault.en
    return str(fault.code)


def words(file: StoredFile | None) -> str:
    """Words of the cells and paragraphs of a kept DOCX."""
    assert file is not None
    document = docx.Document(io.BytesIO(store.read(file.sha256)))
    cells = [p.text for t in document.tables for row in t.rows for c in row.cells for p in c.paragraphs]
    return "\n".join([*cells, *(p.text for p in document.paragraphs)])


def test_a_draft_keeps_both_files_and_leaves_number_and_date_open() -> None:
    paper = drafted()
    assert (paper.state, paper.number, paper.signed_on, paper.revision) == ("draft", None, None, 1)
    assert (paper.symbol, paper.series_kind, paper.year) == ("TB-SNV", "TB", 2020)
    assert paper.subject.startswith("Kết luận kiểm tra")
    assert paper.pdf is not None
    assert store.read(paper.pdf.sha256).startswith(b"%PDF-")
    assert "Số: 01" not in words(paper.docx)
    assert PaperSeries.objects.count() == 0


def test_every_action_asks_for_the_decision_first() -> None:
    paper = drafted()
    context = paper.context
    calls = [
        lambda: drafted(decision=NO),
        lambda: redraft_paper(None, paper, decision=NO, context=context, expected_revision=1, at=AT),
        lambda: withdraw_paper(None, paper, decision=NO, reason="x", at=AT),
        lambda: signed(paper, decision=NO),
        lambda: replace_paper(None, paper, decision=NO, context=context, reason="x", at=AT),
        lambda: recorded(paper, "issuer", "scan", decision=NO),
    ]
    for call in calls:
        with pytest.raises(Refused):
            call()
    assert AuditEntry.objects.count() == 1
    assert OfficialPaper.objects.get().revision == 1


def test_signing_gives_number_date_and_digest_and_lays_both_files_out_anew() -> None:
    draft = drafted()
    paper = signed(draft, signed_file=scan())
    assert (paper.state, paper.number, paper.year) == ("signed", 1, 2020)
    text = words(paper.docx)
    assert "Số: 01/TB-SNV" in text
    assert "Hà Nội, ngày 20 tháng 10 năm 2020" in text
    assert "Trần Thị Hòa" in text
    assert len(paper.digest) == 64
    assert paper_breaks(OfficialPaper.objects.get()) == ()
    assert paper.pdf != draft.pdf
    signature = paper.signatures.get()
    assert (signature.side, signature.kind, signature.file) == ("issuer", "scan", paper.signed_file)


def test_a_signed_paper_is_frozen_in_the_database_and_a_lost_file_is_told() -> None:
    paper = signed(drafted())
    for change in ({"subject": "khác"}, {"state": "draft"}, {"number": 9}, {"state": "withdrawn"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            OfficialPaper.objects.filter(pk=paper.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        PaperSignature.objects.create(
            paper=paper, side="issuer", kind="scan", signer_name="x", signed_at=AT, recorded_at=AT
        )
        PaperSignature.objects.update(signer_name="y")
    assert paper.pdf is not None
    store.place(paper.pdf.sha256).write_bytes(b"other")
    assert [r.code for r in paper_breaks(paper)] == ["papers.file_broken"]
    paper.subject = "khác"
    assert "papers.digest_differs" in {r.code for r in paper_breaks(paper)}


def test_numbers_follow_by_body_type_and_year_and_begin_anew_each_year() -> None:
    first, second = signed(drafted()), signed(drafted())
    other_type = signed(drafted("reminder--ha-dong"))
    other_body = signed(drafted(body="hn.stc"))
    new_year = datetime(2021, 1, 4, tzinfo=UTC)
    next_year = signed(drafted(), signed_on=date(2021, 1, 4), at=new_year)
    assert [p.number for p in (first, second, other_type, other_body, next_year)] == [1, 2, 1, 1, 1]
    assert (other_type.symbol, other_type.series_kind) == ("SNV-CCHC", "CV")
    assert "ngày 04 tháng 01 năm 2021" in words(next_year.docx)


def test_what_is_signed_or_withdrawn_is_not_touched_again() -> None:
    paper = signed(drafted())
    context = paper.context
    for call in (
        lambda: signed(paper),
        lambda: redraft_paper(None, paper, decision=ALLOWED, context=context, expected_revision=1, at=AT),
        lambda: withdraw_paper(None, paper, decision=ALLOWED, reason="x", at=AT),
    ):
        with pytest.raises(Faults) as error:
            call()
        assert code(error) == "papers.wrong_state"
    assert OfficialPaper.objects.get().digest == paper.digest


def test_a_redraft_counts_and_a_late_one_is_refused() -> None:
    paper = drafted()
    context = paper.context | {"general": "Nhận xét mới."}
    again = redraft_paper(None, paper, decision=ALLOWED, context=context, expected_revision=1, at=AT)
    assert again.revision == 2
    assert "Nhận xét mới." in words(again.docx)
    with pytest.raises(Faults) as error:
        redraft_paper(None, paper, decision=ALLOWED, context=context, expected_revision=1, at=AT)
    assert code(error) == "papers.other_revision"
    with pytest.raises(Faults) as error:
        signed(paper, expected_revision=1)
    assert code(error) == "papers.other_revision"


def test_a_gap_in_the_numbers_needs_a_withdrawal_that_spends_one() -> None:
    signed(drafted())
    spoiled = withdraw_paper(
        None, drafted(), decision=ALLOWED, reason="Viết sai số vào bản giấy", at=AT, spend_number=True
    )
    plain = withdraw_paper(None, drafted(), decision=ALLOWED, reason="Không cần nữa", at=AT)
    assert (spoiled.number, plain.number) == (2, None)
    assert signed(drafted()).number == 3
    with pytest.raises(Faults) as error:
        withdraw_paper(None, drafted(), decision=ALLOWED, reason="  ", at=AT)
    assert code(error) == "papers.reason_missing"


def test_a_signature_that_fails_gives_its_number_back(monkeypatch: pytest.MonkeyPatch) -> None:
    paper = drafted()
    module = sys.modules["lotrinh.office.platform.papers.actions.sign_paper"]

    def fail(*args: Any) -> None:
        raise OSError("disk")

    with monkeypatch.context() as patch, pytest.raises(OSError, match="disk"):
        patch.setattr(module, "render", fail)
        signed(paper)
    assert OfficialPaper.objects.get().number is None
    assert signed(paper).number == 1


def test_a_day_that_has_not_come_is_refused() -> None:
    with pytest.raises(Faults) as error:
        signed(drafted(), signed_on=DAY + timedelta(days=1))
    assert code(error) == "papers.signed_in_future"
    late_evening = datetime(2020, 10, 19, 17, 30, tzinfo=UTC)  # 00:30 of the 20th in Hà Nội
    assert signed(drafted(), signed_on=DAY, at=late_evening).signed_on == DAY


def test_a_template_that_changed_since_the_draft_stops_the_signature() -> None:
    paper = drafted()
    OfficialPaper.objects.filter(pk=paper.pk).update(template_digest="0" * 64)
    with pytest.raises(Faults) as error:
        signed(paper)
    assert code(error) == "papers.template_changed"
    forget_templates()


def test_a_replacement_names_the_old_paper_which_counts_until_it_is_signed() -> None:
    old = signed(drafted())
    new = replace_paper(None, old, decision=ALLOWED, context=old.context, reason="Sai thời hạn", at=AT)
    assert OfficialPaper.objects.get(pk=old.pk).state == "signed"
    with pytest.raises(Faults) as error:
        replace_paper(None, old, decision=ALLOWED, context=old.context, reason="x", at=AT)
    assert code(error) == "papers.replacement_exists"
    new = signed(new)
    assert (new.number, new.replaces) == (2, old)
    old = OfficialPaper.objects.get(pk=old.pk)
    assert old.state == "replaced"
    assert paper_breaks(old) == ()
    with pytest.raises(Faults) as error:
        replace_paper(None, old, decision=ALLOWED, context=old.context, reason="x", at=AT)
    assert code(error) == "papers.wrong_state"


def test_a_withdrawn_replacement_leaves_room_for_another() -> None:
    old = signed(drafted())
    new = replace_paper(None, old, decision=ALLOWED, context=old.context, reason="x", at=AT)
    withdraw_paper(None, new, decision=ALLOWED, reason="nhầm", at=AT)
    again = replace_paper(None, old, decision=ALLOWED, context=old.context, reason="x", at=AT)
    assert again.replaces == old


def test_minutes_need_both_sides_and_the_secretary_and_a_copy_that_shows_it() -> None:
    paper = drafted("minutes--ha-dong")
    recorded(paper, "team", "scan")
    with pytest.raises(Faults) as error:
        signed(paper)
    assert code(error) == "papers.side_missing"
    recorded(paper, "unit", "scan")
    recorded(paper, "secretary", "scan")
    with pytest.raises(Faults) as error:
        signed(paper)
    assert code(error) == "papers.signed_copy_missing"
    done = signed(paper, signed_file=scan())
    assert (done.state, done.number) == ("signed", 1)
    assert done.signatures.count() == 3


def test_the_inspected_side_may_refuse_with_a_reason_and_the_team_may_not() -> None:
    paper = drafted("minutes--refused")
    with pytest.raises(Faults) as error:
        recorded(paper, "unit", "refused")
    assert code(error) == "papers.reason_missing"
    with pytest.raises(Faults) as error:
        recorded(paper, "team", "refused", note="không")
    assert code(error) == "papers.may_not_refuse"
    recorded(paper, "unit", "refused", note="Không thống nhất số người vắng mặt")
    recorded(paper, "team", "scan", file=scan())
    recorded(paper, "secretary", "scan", file=scan())
    assert signed(paper).state == "signed"


def test_a_side_signs_once_and_strangers_not_at_all() -> None:
    paper = drafted("minutes--ha-dong")
    recorded(paper, "unit", "refused", note="đợi ý kiến cấp trên")
    recorded(paper, "unit", "scan", file=scan())
    for side, told in (("unit", "papers.side_has_signed"), ("issuer", "papers.unknown_side")):
        with pytest.raises(Faults) as error:
            recorded(paper, side, "scan", file=scan())
        assert code(error) == told


def test_minutes_that_a_side_has_signed_are_not_redrafted() -> None:
    paper = drafted("minutes--ha-dong")
    recorded(paper, "team", "scan", file=scan())
    with pytest.raises(Faults) as error:
        redraft_paper(None, paper, decision=ALLOWED, context=paper.context, expected_revision=1, at=AT)
    assert code(error) == "papers.signed_by_a_side"


def test_both_sides_sign_our_pdf_digitally_one_after_the_other() -> None:
    paper = drafted("minutes--ha-dong")
    assert paper.pdf is not None
    team = _signed_pdf(store.read(paper.pdf.sha256), "Trần Thị Hòa")
    row = recorded(paper, "team", "pades", file=team)
    assert row.verdict["signatures"][0]["signer"] == "Trần Thị Hòa"
    alone = _signed_pdf(store.read(paper.pdf.sha256), "Nguyễn Hữu Bình")
    with pytest.raises(Faults) as error:
        recorded(paper, "unit", "pades", file=alone)
    assert code(error) == "papers.other_document"
    row = recorded(paper, "unit", "pades", file=_signed_pdf(team, "Nguyễn Hữu Bình"))
    assert [s["signer"] for s in row.verdict["signatures"]] == ["Trần Thị Hòa", "Nguyễn Hữu Bình"]


def test_a_digital_signature_over_another_paper_or_without_one_is_refused() -> None:
    paper, other = drafted("minutes--ha-dong"), drafted("minutes--refused")
    assert paper.pdf is not None
    assert other.pdf is not None
    cases = (
        (_signed_pdf(store.read(other.pdf.sha256), "x"), "papers.other_document"),
        (store.read(paper.pdf.sha256), "papers.no_signature"),
        (None, "papers.signed_pdf_missing"),
    )
    for file, told in cases:
        with pytest.raises(Faults) as error:
            recorded(paper, "team", "pades", file=file)
        assert code(error) == told


def test_the_body_signs_the_numbered_pdf_after_it_was_registered() -> None:
    paper = signed(drafted())
    assert paper.pdf is not None
    row = recorded(paper, "issuer", "pades", file=_signed_pdf(store.read(paper.pdf.sha256), "Sở Nội vụ"))
    assert row.verdict["signatures"][0]["intact"] is True
    assert paper_breaks(OfficialPaper.objects.get()) == ()


def test_a_signed_file_with_an_altered_signature_stops_everything() -> None:
    paper = drafted()
    assert paper.pdf is not None
    data = bytearray(_signed_pdf(store.read(paper.pdf.sha256), "Trần Thị Hòa"))
    start = data.find(b"stream\n") + 40
    data[start] ^= 1
    with pytest.raises(Faults) as error:
        signed(paper, signed_file=bytes(data))
    assert code(error) == "papers.signature_broken"
    assert OfficialPaper.objects.get().state == "draft"
    assert PaperSeries.objects.count() == 0


def test_only_pdf_and_pictures_are_signed_copies() -> None:
    paper = drafted()
    assert paper.docx is not None
    with pytest.raises(Faults) as error:
        signed(paper, signed_file=store.read(paper.docx.sha256))
    assert code(error) == "papers.not_a_scan"
    with pytest.raises(Faults):
        signed(paper, signed_file=b"MZ" + b"\0" * 100)


def test_the_audit_trail_tells_every_verb_and_its_chain_holds() -> None:
    old = signed(drafted(), signed_file=scan())
    new = replace_paper(None, old, decision=ALLOWED, context=old.context, reason="Sai thời hạn", at=AT)
    redraft_paper(None, new, decision=ALLOWED, context=old.context, expected_revision=1, at=AT)
    signed(new)
    withdraw_paper(None, drafted(), decision=ALLOWED, reason="thừa", at=AT)
    recorded(drafted("minutes--ha-dong"), "team", "scan", file=scan())
    told = set(AuditEntry.objects.values_list("verb", flat=True))
    assert told >= {
        "draft_paper", "redraft_paper", "sign_paper", "replace_paper", "withdraw_paper", "record_signature",
    }  # fmt: skip
    assert verify().whole


def _signed_pdf(data: bytes, name: str) -> bytes:
    return sign_pdf(data, holder(name).pkcs12(), PASSWORD, at=AT)
