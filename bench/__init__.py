"""Benchmarks: each runnable alone, each printing JSON; compare the figures of one run with each other."""
