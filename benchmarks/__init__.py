"""Speed and memory, side by side with a peer on the same machine in the same run (``python -m benchmarks``)."""
