"""Recovery from damage: fallback copies, quarantine, health check and repair."""
