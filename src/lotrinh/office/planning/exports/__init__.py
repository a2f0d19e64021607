"""Exports of a roadmap: workbook, calendar feed, annex. Each takes a RoadmapContent and returns bytes."""
