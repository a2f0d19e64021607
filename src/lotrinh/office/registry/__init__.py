"""The register: bodies as of a date, their sectors, index results and risk marks."""
