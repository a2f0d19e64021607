"""Sample records: what was published, and what is invented and labelled so. Not for an office's own use."""
