"""The roadmap: problem, rules, solve, verify, explain, replan."""
