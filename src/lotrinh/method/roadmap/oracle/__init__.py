"""Other ways to the same answer, to judge the solver by: trying everything, a greedy rule, another solver."""
