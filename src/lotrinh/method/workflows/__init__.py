"""Workflows as data: states, verbs, who may, what is needed, limits; and the day a limit ends on."""

from lotrinh.method.workflows.deadlines import Deadline, deadline
from lotrinh.method.workflows.definition import HELD, SAME, Limit, State, Verb, Workflow
from lotrinh.method.workflows.reading import check_workflows, read_workflow, workflows

__all__ = [
    "HELD",
    "SAME",
    "Deadline",
    "Limit",
    "State",
    "Verb",
    "Workflow",
    "check_workflows",
    "deadline",
    "read_workflow",
    "workflows",
]
