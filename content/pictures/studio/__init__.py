"""The studio: a small painting kit, and one module for each picture of The Lamplighter."""
