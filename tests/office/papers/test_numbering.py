"""Numbers under two people at once, and a series that was begun elsewhere."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection, transaction

from lotrinh.method.faults import Faults
from lotrinh.office.platform.models import AuditEntry, OfficialPaper, PaperSeries
from lotrinh.office.platform.papers.actions import draft_paper, open_series, sign_paper
from lotrinh.office.platform.papers.numbering import take_number
from lotrinh.office.platform.policies import ALLOWED
from tests.office.papers.conftest import AT
from tests.office.papers.examples import example


@pytest.mark.django_db(transaction=True)
def test_two_people_signing_at_once_get_two_numbers_without_a_gap() -> None:
    papers = [_draft() for _ in range(6)]

    def sign(paper: OfficialPaper) -> int | None:
        try:
            return sign_paper(
                None, paper, decision=ALLOWED, signed_on=date(2020, 10, 20), signer_name="Trần Thị Hòa",
                signer_office="Phó Giám đốc", at=AT,
            ).number  # fmt: skip
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as people:
        numbers = list(people.map(sign, papers))
    assert sorted(n for n in numbers if n) == [1, 2, 3, 4, 5, 6]
    assert PaperSeries.objects.get().last == 6


@pytest.mark.django_db(transaction=True)
def test_one_paper_signed_by_two_people_at_once_is_signed_once() -> None:
    paper = _draft()

    def sign(name: str) -> str:
        try:
            sign_paper(
                None, paper, decision=ALLOWED, signed_on=date(2020, 10, 20), signer_name=name,
                signer_office="Giám đốc", at=AT,
            )  # fmt: skip
        except Faults as error:
            return error.faults[0].code
        finally:
            connection.close()
        return "signed"

    with ThreadPoolExecutor(2) as people:
        told = sorted(people.map(sign, ["A", "B"]))
    assert told == ["papers.wrong_state", "signed"]
    assert PaperSeries.objects.get().last == 1


@pytest.mark.django_db
def test_a_series_goes_on_where_the_book_of_the_office_stood() -> None:
    # 741/QĐ-SNV of 16/5/2018 was the real number of such a decision: the next one here is 742.
    open_series(None, decision=ALLOWED, body="hn.snv", year=2018, kind="QĐ", last=741, at=AT)
    with transaction.atomic():
        assert take_number("hn.snv", 2018, "QĐ") == 742
    with pytest.raises(Faults) as error:
        open_series(None, decision=ALLOWED, body="hn.snv", year=2018, kind="QĐ", last=10, at=AT)
    assert error.value.faults[0].code == "papers.series_begun"
    assert AuditEntry.objects.get().verb == "open_series"


@pytest.mark.django_db(transaction=True)
def test_a_number_outside_of_a_transaction_is_a_mistake_of_ours() -> None:
    with pytest.raises(RuntimeError, match="transaction"):
        take_number("hn.snv", 2020, "QĐ")


def _draft() -> OfficialPaper:
    key, context = example("decision-change--resume")
    return draft_paper(
        None, decision=ALLOWED, template=key, owner=("inspections.inspection", 1), body="hn.snv",
        context=context, at=AT,
    )  # fmt: skip
