"""How every sound is made: recipes, the three sets, and their synthesis."""
