//! Credits: who made a picture, who supplied it and under which licence it may be shown.
