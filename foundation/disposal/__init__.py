"""Lawful disposal: the schedule, the one door past the append-only guards, and what stands afterwards.

Which person or list is disposed of, by whom it is confirmed and what stops it is the business of
`workforce`; what each room does with its own records stands in the slot "disposal".
"""
