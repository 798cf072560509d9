"""Protected text: what a person writes about themselves, a colleague or a child.

sealing     text to authenticated bytes and back, under keys derived from ``settings.FIELD_KEYS``
fields      model fields that are text in Python and sealed bytes in the database
rotation    everything sealed under an older key sealed again under the newest
guards      triggers that let nobody change a row, and let its bytes be sealed again
digesting   keyed digests of canonical text, their key apart from the field keys
identities  a gentle word where a text may tell who a child is
"""
