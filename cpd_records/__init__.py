"""The allowance ledger, the CPD record and certificates."""
