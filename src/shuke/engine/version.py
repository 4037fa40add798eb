"""The engine's version: it rises whenever the golden log folds differently."""

ENGINE = 3
"""Written into every log row; docs/decisions tells why it rose."""

EPOCH = 3
"""The oldest process that may write: above this, a process stops instead of spoiling states."""
