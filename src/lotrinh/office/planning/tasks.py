"""Background jobs of planning; each only calls one action."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import TaskContext, task

from lotrinh.office.planning.actions.draw_curve import draw_curve
from lotrinh.office.planning.actions.run_build import run_build


@task(takes_context=True)
def run_build_task(context: TaskContext, build_id: int) -> None:
    """Build the roadmap that was asked for; a second attempt means that the first worker died at it."""
    run_build(build_id, now=timezone.now, again=context.attempt > 1)


@task()
def draw_curve_task(roadmap_id: int) -> None:
    """Compute the what-if curve that was asked for."""
    draw_curve(roadmap_id, now=timezone.now)
