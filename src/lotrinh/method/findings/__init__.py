"""Findings: kinds, causes, published ones, similar texts, and the same fault in another year."""

from lotrinh.method.findings.check import check_findings
from lotrinh.method.findings.identity import Candidate, KnownFault, likeness, same_fault_candidates
from lotrinh.method.findings.models import Cause, FindingWords, Named, PublishedFinding, Taxonomy
from lotrinh.method.findings.reading import first_day, lineage, read_published, read_taxonomy, read_words
from lotrinh.method.findings.similar import SimilarTexts, tokens

__all__ = [
    "Candidate",
    "Cause",
    "FindingWords",
    "KnownFault",
    "Named",
    "PublishedFinding",
    "SimilarTexts",
    "Taxonomy",
    "check_findings",
    "first_day",
    "likeness",
    "lineage",
    "read_published",
    "read_taxonomy",
    "read_words",
    "same_fault_candidates",
    "tokens",
]
