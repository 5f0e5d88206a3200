//! What crosses storeys: HTTP tests against the real program.

// The types of views nest deeply.
#![recursion_limit = "512"]
