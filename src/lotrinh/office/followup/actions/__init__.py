"""One verb a file: permission, state, write and audit entry in one transaction."""
