"""HTTP: one blueprint per noun, under the same word as its module in `domain/`."""
