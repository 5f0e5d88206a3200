//! Hydrates the admin panel in the browser.
