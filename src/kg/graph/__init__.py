"""The graph half: from facts to a validated, queryable graph. It never imports the text half."""
