"""Makes ``src/kg/draw/outlines.json`` from Natural Earth as packaged in world-atlas."""
