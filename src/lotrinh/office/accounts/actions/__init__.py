"""One verb a file: permission, change and audit entry in one transaction."""
