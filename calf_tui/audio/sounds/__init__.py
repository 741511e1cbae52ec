"""The sounds: recipes, the three sound sets, and their synthesis."""
