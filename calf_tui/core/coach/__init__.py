"""The coach: the rules by which it proposes sessions and doses, and what it knows of the runner."""
