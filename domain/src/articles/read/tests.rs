//! What readers are shown, on both databases.
