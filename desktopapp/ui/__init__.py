"""The window. No rule of the form stands here, and no format library is imported."""
