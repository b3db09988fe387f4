"""Part of the text half."""
