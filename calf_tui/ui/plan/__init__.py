"""The page of the plan: the weekly target and the times off."""
