"""The engine: states, decides and records. It knows no problem and no web page."""
