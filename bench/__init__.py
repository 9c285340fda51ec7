"""Measuring Sala: ratios to a bare WSGI function, never bare numbers."""
