"""Other ways to the same answer, to judge the solver by: trying everything, another solver."""
