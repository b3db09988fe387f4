"""From the answer to a query to what a person or a program reads: tables, formats, citations, charts."""
