"""The Python-Markdown extensions that put receipts and mathematics on a page."""
