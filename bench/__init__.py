"""Benchmarks: each runnable alone, each printing JSON. Measures, not tests: nothing fails for being slow."""
