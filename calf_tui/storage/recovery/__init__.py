"""What survives damage: fallback copies, quarantine, check and repair."""
