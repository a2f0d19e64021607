"""However a queue is cut, repeated and mixed with another device's, the record is the same."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from typing import Any

import pytest
from django.db import close_old_connections, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lotrinh.office.accounts.models import Account
from lotrinh.office.inspections.actions.take_commands import take_commands
from lotrinh.office.inspections.models import Answer, AnswerRevision, Command, Conflict, Finding, Inspection
from tests.office.inspections import factories
from tests.office.inspections.factories import NOW
from tests.office.inspections.sync.batches import answer, command, finding

KEYS = ("mot", "hai", "ba")
UIDS = ("00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002")
numbers = count()


def make_visit() -> Inspection:
    """A visit with three questions, in a unit of its own."""
    inspection = factories.make_inspection("under_way", unit=factories.make_unit(f"hn.t{next(numbers):04d}"))
    for key in KEYS:
        factories.ask(inspection, key, "text")
    return inspection


changes = st.one_of(
    st.tuples(
        st.just("answer"), st.sampled_from(KEYS), st.sampled_from(["a", "b", "c", ""]), st.integers(0, 3)
    ),
    st.tuples(st.just("finding"), st.sampled_from(UIDS), st.sampled_from(["x", "y"]), st.integers(0, 3)),
    st.tuples(st.just("withdraw"), st.sampled_from(UIDS), st.just("nhầm"), st.integers(0, 3)),
    st.tuples(
        st.just("draft"),
        st.sampled_from(["opening", "closing"]),
        st.sampled_from(["m", "n"]),
        st.integers(0, 3),
    ),
    st.tuples(st.just("answer"), st.just("khong-co"), st.just("a"), st.just(0)),
)


def made(visit: Inspection, queue: list[tuple[str, str, str, int]]) -> list[dict[str, Any]]:
    """The commands of a queue."""
    commands = []
    for place, (kind, target, text, base) in enumerate(queue):
        if kind == "answer":
            commands.append(answer(visit, target, text, base=base, place=place))
        elif kind == "finding":
            commands.append(finding(visit, text, uid=target, base=base, place=place))
        elif kind == "withdraw":
            commands.append(
                command(visit, "withdraw_finding", place, uid=target, base_revision=base, reason=text)
            )
        else:
            commands.append(
                command(visit, "draft", place, draft="minutes", part=target, base_revision=base, value=text)
            )
    return commands


def state(visit: Inspection) -> list[Any]:
    """All that was recorded of a visit."""
    answers = Answer.objects.for_actions().filter(inspection=visit)
    findings = Finding.objects.for_actions().filter(inspection=visit)
    conflicts = Conflict.objects.for_actions().filter(inspection=visit)
    return [
        sorted(map(str, answers.values_list("question__key", "state", "value", "revision"))),
        sorted(
            map(
                str,
                AnswerRevision.objects.filter(answer__in=answers.values("pk")).values_list(
                    "revision", "value", "command"
                ),
            )
        ),
        sorted(findings.values_list("uid", "text", "revision", "withdrawn_reason")),
        sorted(
            json.dumps(c, sort_keys=True, default=str)
            for c in conflicts.values_list("command", "mine", "theirs", "choice", "result")
        ),
        sorted(
            visit.drafts.model.objects.for_actions()
            .filter(inspection=visit)
            .values_list("kind", "content", "revision")
        ),
        sorted(Command.objects.for_actions().filter(inspection=visit).values_list("pk", "outcome")),
    ]


def cut(commands: list[Any], cuts: list[int]) -> list[list[Any]]:
    """Pieces of a queue; each piece may begin before the last one ended: what was sent is sent again."""
    pieces, start = [], 0
    for size, back in zip(cuts[::2], cuts[1::2], strict=False):
        pieces.append(commands[max(0, start - back) : start + size + 1])
        start += size + 1
    return [*pieces, commands[max(0, start - 1) :], commands]


@pytest.mark.django_db
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    queue=st.lists(changes, min_size=1, max_size=14),
    other=st.lists(changes, max_size=4),
    cuts=st.lists(st.integers(0, 4), max_size=8),
)
def test_a_queue_in_pieces_and_with_repeats_gives_the_same_record(queue: Any, other: Any, cuts: Any) -> None:
    with transaction.atomic():
        visit = make_visit()
        head, secretary = (visit.seats.get(role=role).account for role in ("head", "secretary"))
        before, mine = made(visit, other), made(visit, queue)

        def played(pieces: list[list[Any]]) -> Any:
            point = transaction.savepoint()
            answers: dict[str, Any] = {}
            take_commands(secretary, "b", before, at=NOW)
            for piece in pieces:
                for result in take_commands(head, "a", piece, at=NOW):
                    assert answers.setdefault(result["uid"], result["outcome"]) == result["outcome"]
            found = state(visit)
            transaction.savepoint_rollback(point)
            return found

        assert played(cut(mine, cuts)) == played([mine])
        transaction.set_rollback(True)


@pytest.mark.django_db
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), queue=st.lists(changes, min_size=2, max_size=10))
def test_two_devices_never_overwrite_each_other(data: Any, queue: Any) -> None:
    """Whatever the order, every text that was sent stands, stood, waits in a conflict, or was refused."""
    with transaction.atomic():
        visit = make_visit()
        people = [visit.seats.get(role=role).account for role in ("head", "secretary")]
        commands = made(visit, queue)
        for one in commands:
            who = data.draw(st.integers(0, 1))
            (result,) = take_commands(people[who], f"device-{who}", [one], at=NOW)
            assert result["outcome"] in ("taken", "conflict", "refused")
        _nothing_lost(visit, commands)
        transaction.set_rollback(True)


def _nothing_lost(visit: Inspection, commands: list[dict[str, Any]]) -> None:
    revisions = list(AnswerRevision.objects.filter(answer__inspection=visit).order_by("pk"))
    for answer_row in Answer.objects.for_actions().filter(inspection=visit):
        own = [r.revision for r in revisions if r.answer_id == answer_row.pk]
        assert own == list(range(1, answer_row.revision + 1))
    kept = {
        str(pk) for pk in Command.objects.for_actions().filter(inspection=visit).values_list("pk", flat=True)
    }
    assert kept == {c["uid"] for c in commands}


@pytest.mark.django_db(transaction=True)
def test_the_same_batch_sent_twice_at_once_is_taken_once() -> None:
    visit = make_visit()
    head: Account = visit.seats.get(role="head").account
    batch = [answer(visit, KEYS[i % 3], str(i), place=i) for i in range(30)] + [
        finding(visit, "Chưa niêm yết", place=31)
    ]

    def send(_number: int) -> Any:
        try:
            return take_commands(head, "a", batch, at=NOW)
        finally:
            close_old_connections()
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(send, range(4)))
    assert all(one == answers[0] for one in answers)
    assert AnswerRevision.objects.count() == 30
    assert (Command.objects.for_actions().count(), Finding.objects.for_actions().count()) == (31, 1)


@pytest.mark.django_db(transaction=True)
def test_two_devices_at_once_are_one_after_the_other() -> None:
    visit = make_visit()
    people = [visit.seats.get(role=role).account for role in ("head", "secretary")]

    def send(who: int) -> Any:
        try:
            return [
                take_commands(people[who], f"d{who}", [answer(visit, k, f"bản {who}")], at=NOW)[0]
                for k in KEYS
            ]
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(send, range(2))
    outcomes = [{a["outcome"], b["outcome"]} for a, b in zip(first, second, strict=True)]
    assert outcomes == [{"taken", "conflict"}] * 3
    assert AnswerRevision.objects.count() == 3
