"""What follow-up offers to inspections: questions from overdue corrections, and what mended findings."""
