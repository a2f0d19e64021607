"""The library: reads definitions and computes. It knows no web, no database, no clock and no network."""
