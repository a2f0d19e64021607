"""Builds: asked for, run, kept, explained; and what happens when no roadmap exists."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from lotrinh.office.planning.actions.request_build import request_build
from lotrinh.office.planning.actions.run_build import run_build
from lotrinh.office.planning.answers import answer_of, problem_of
from lotrinh.office.planning.judging import judge
from lotrinh.office.planning.models import Build, Plan, Roadmap, Visit
from lotrinh.office.platform.models import AuditEntry
from lotrinh.office.platform.policies import Refused
from tests.office.planning import small_plan

pytestmark = pytest.mark.django_db


def test_a_build_keeps_a_verified_roadmap(draft: Roadmap) -> None:
    verdict = judge(problem_of(draft), answer_of(draft))
    assert verdict.allowed and not verdict.untrue
    visits = Visit.objects.for_actions().filter(roadmap=draft)
    assert visits.count() == len(draft.answer["visits"]) >= 8
    assert visits.filter(announced=False).exists()
    assert all(v.reasons for v in visits)
    assert AuditEntry.objects.filter(verb="store_roadmap").exists()


def test_same_input_same_seed_same_visits(plan: Plan, make_account: Callable[..., Any]) -> None:
    planner = make_account("planner")
    first, second = (small_plan.build_small(planner, plan) for _ in range(2))
    assert first.answer["visits"] == second.answer["visits"]
    assert (first.version, second.version) == (1, 2)


def test_no_roadmap_exists_is_said(plan: Plan, make_account: Callable[..., Any]) -> None:
    plan.definition["rules"]["coverage"]["minimum"] = {"department": {"count": 22}}
    plan.definition["rules"]["pace"]["max_half_days"] = 2
    plan.save()
    build = request_build(make_account("planner"), plan, seed=1, limit=5, at=small_plan.NOW)
    run_build(build.pk, now=lambda: small_plan.NOW)
    done = Build.objects.for_actions().get(pk=build.pk)
    assert done.status == "done" and done.result is None
    assert "No roadmap" in done.log[-1]["en"]


def test_only_a_planner_builds(plan: Plan, make_account: Callable[..., Any]) -> None:
    with pytest.raises(Refused):
        request_build(make_account("leader"), plan, seed=1, limit=5, at=small_plan.NOW)


def test_a_build_that_ran_is_left_alone(draft: Roadmap, plan: Plan, make_account: Callable[..., Any]) -> None:
    build = Build.objects.create(
        plan=plan, status="done", seed=1, limit=5, requested_at=small_plan.NOW, result=draft
    )
    assert run_build(build.pk, now=lambda: small_plan.NOW).result_id == draft.pk


def test_a_build_whose_worker_died_starts_anew(plan: Plan, make_account: Callable[..., Any]) -> None:
    build = request_build(make_account("planner"), plan, seed=7, limit=60, at=small_plan.NOW)
    Build.objects.for_actions().filter(pk=build.pk).update(status="running")
    now = lambda: small_plan.NOW  # noqa: E731
    assert run_build(build.pk, now=now).status == "running"
    assert run_build(build.pk, now=now, again=True).status == "done"


def test_the_pages_of_a_build(plan: Plan, client_as: Callable[..., Client]) -> None:
    client = client_as("planner")
    answer = client.post(f"/plans/{plan.key}/roadmaps/", {"seed": "7", "limit": "60"})
    assert answer.status_code == 302
    page = client.get(answer["Location"]).content.decode()
    assert "Mở phiên bản 1" in page
    wrong = client.post(f"/plans/{plan.key}/roadmaps/", {"seed": "-1", "limit": "5"})
    assert wrong.status_code == 422


def test_the_seed_offered_cannot_be_guessed(plan: Plan, client_as: Callable[..., Client]) -> None:
    client = client_as("planner")
    offered = {
        client.get(f"/plans/{plan.key}/roadmaps/").context["form"].initial["seed"] for _attempt in range(3)
    }
    assert len(offered) == 3 and plan.definition["seed"] not in offered
