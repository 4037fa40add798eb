"""Shuke (熟客): a membership operations platform; one door in, one fold, one ledger out."""
