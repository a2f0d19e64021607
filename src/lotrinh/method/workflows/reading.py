"""Workflows of the library."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lotrinh.method.definitions import Library
from lotrinh.method.faults import Fault, Faults
from lotrinh.method.workflows.definition import Workflow


def workflows(library: Library) -> list[str]:
    """Keys of the workflows."""
    return [Path(name).stem for name in library.files("workflows")]


def read_workflow(library: Library, key: str) -> Workflow:
    """The workflow of a key; Faults with file and line when it is wrong."""
    return library.read(Workflow, "workflows", f"{key}.yaml")


def check_workflows(library: Library) -> Iterator[Fault]:
    """Each can be read, bears the key of its file, and leads from its first state to every other."""
    for key in workflows(library):
        try:
            workflow = read_workflow(library, key)
        except Faults as error:
            yield from error.faults
            continue
        where = f"workflows/{key}.yaml"
        if workflow.key != key:
            yield _fault("definitions.workflow_key", where, workflow.key, key)
        for state in sorted({s.key for s in workflow.states} - _reached(workflow)):
            yield _fault("definitions.state_unreachable", where, state, "a state that some verb leads to")


def _reached(workflow: Workflow) -> set[str]:
    reached, grown = {workflow.states[0].key}, True
    while grown:
        more = {v.to for v in workflow.verbs if reached & set(v.from_)} & {s.key for s in workflow.states}
        grown = bool(more - reached)
        reached |= more
    return reached


def _fault(code: str, where: str, got: str, expected: str) -> Fault:
    return Fault(
        code,
        where,
        "Quy trình có chỗ không dùng được; hãy sửa khóa hoặc bổ sung bước dẫn tới trạng thái này.",
        "Something in the workflow cannot be used; mend the key, or add a verb that leads to this state.",
        got=got,
        expected=expected,
    )
