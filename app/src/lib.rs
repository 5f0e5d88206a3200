//! What people see: Leptos components and pages, and the server functions beside them.
