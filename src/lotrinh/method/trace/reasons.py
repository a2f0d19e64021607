"""Reasons: what every computation and every refusal returns beside its result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Source:
    """Where a figure comes from: our id of the act or table, a title, a date and an address."""

    id: str
    title: str = ""
    date: str = ""
    url: str = ""

    def as_dict(self) -> dict[str, str]:
        """Plain data; empty parts are left out."""
        return {
            k: v
            for k, v in (("id", self.id), ("title", self.title), ("date", self.date), ("url", self.url))
            if v
        }


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: a stable code, its sentence in both languages, and the figures in it."""

    code: str
    vi: str
    en: str
    data: Mapping[str, Any] = field(default_factory=dict)
    source: Source | None = None

    def sentence(self, language: str = "vi") -> str:
        """The sentence in one language ('vi' or 'en')."""
        return self.en if language == "en" else self.vi

    def as_dict(self) -> dict[str, Any]:
        """Plain data, as it stands in roadmap.json."""
        out: dict[str, Any] = {"code": self.code, "vi": self.vi, "en": self.en}
        if self.data:
            out["data"] = dict(self.data)
        if self.source:
            out["source"] = self.source.as_dict()
        return out

    @classmethod
    def from_dict(cls, raw: Mapping[str, Any]) -> Reason:
        """The reverse of as_dict."""
        source = raw.get("source")
        return cls(
            raw["code"], raw["vi"], raw["en"], dict(raw.get("data", {})), Source(**source) if source else None
        )
