"""What every component stands on: audit trail, decisions, pages, papers and the parts of the screen."""
