"""Versioned forms: written in the CMS, frozen when published, read for ever as they were answered.

schema      what a frozen version holds: sections of fields, as plain data
kinds       what each type of field asks, accepts and shows; rooms above add theirs by a slot
blocks      the same fields as editors write them
branching   which questions are asked: one set of words, prompts whose turn it is
asking      a version as a form on a page
reading     answers shown in the very version they were given
comparing   what changed from one version to the next
shipped     the forms the Academy ships, loaded like its taxonomies
"""
