"""Inspections: teams, self-reports, what is asked and answered, findings, evidence, minutes, conclusions."""
