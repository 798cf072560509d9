"""Pure rules of the ledger: years, entitlement, balances, what a booking would change."""
