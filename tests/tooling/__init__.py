"""The project's own tools: dev.py, the locks, the catalogues."""
