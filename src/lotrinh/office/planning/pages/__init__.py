"""Planning: plans, candidates, roadmaps."""
