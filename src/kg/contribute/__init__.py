"""People's own data and decisions: taken into a workspace, whole or not at all, or refused with what to do."""
