"""Programs for people who maintain the project; nothing here is installed."""
