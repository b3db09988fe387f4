"""Everything that leaves the machine: one client, one way to say who we are, one set of messages."""
