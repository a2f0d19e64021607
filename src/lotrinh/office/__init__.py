"""The web product: people, permissions, records, pages, papers and jobs."""
