"""Named, chainable reads of the ledger, the CPD record and certificates."""
