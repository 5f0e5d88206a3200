//! Imports: a pasted page is understood as slides.
