"""The site's first words: pages, menus and pictures as the project ships them.

Editors own them once they are loaded; nothing here overwrites what somebody has changed.
"""
