"""What rich text may hold: structure and links, no colours, sizes or embedded pages."""

PROSE = ["h3", "bold", "italic", "ol", "ul", "link", "document-link"]
"""Running text under a heading of its own."""

SHORT = ["bold", "italic", "link"]
"""A sentence or two."""
