"""The text half: from a file to facts. It never imports RDF; ``kg.graph`` never imports it."""
