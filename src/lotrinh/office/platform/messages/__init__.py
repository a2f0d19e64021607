"""Telling people things: in the product, and in one mail a day."""
