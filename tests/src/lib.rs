//! What crosses storeys: HTTP tests against the real program.
