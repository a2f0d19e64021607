"""What is done with papers: one file a verb.

Who may is decided by the component that the paper belongs to: every action takes its decision and begins with
``require(decision)``. State and integrity are checked here.
"""

from lotrinh.office.platform.papers.actions.draft_paper import draft_paper
from lotrinh.office.platform.papers.actions.open_series import open_series
from lotrinh.office.platform.papers.actions.record_signature import record_signature
from lotrinh.office.platform.papers.actions.redraft_paper import redraft_paper
from lotrinh.office.platform.papers.actions.replace_paper import replace_paper
from lotrinh.office.platform.papers.actions.sign_paper import sign_paper
from lotrinh.office.platform.papers.actions.withdraw_paper import withdraw_paper

__all__ = [
    "draft_paper",
    "open_series",
    "record_signature",
    "redraft_paper",
    "replace_paper",
    "sign_paper",
    "withdraw_paper",
]
