"""Follow-up: what a conclusion orders, until it is corrected, proved and verified."""
