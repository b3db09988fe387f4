"""Stores elsewhere: SPARQL 1.1 Graph Store HTTP Protocol, with authentication, retries and limits."""
