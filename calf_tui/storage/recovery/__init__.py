"""Recovery from damage: fallback copies, the state of a history, and what is preserved."""
