//! Sources that every register knows before anybody has entered one.

/// A built-in source: its name, then other spellings seen on pages.
pub(super) type Known = (&'static str, &'static [&'static str]);

/// Large suppliers whose names are often shortened. A register's own entry of the same name comes first.
pub(super) const KNOWN: &[Known] = &[
    ("Wikimedia Commons", &["Wiki Commons", "Wikicommons", "Wikimedia", "Commons Wikimedia", "commons.wikimedia.org"]),
    ("Getty Images", &["Getty", "Getty Image", "gettyimages.com", "Getty Images Plus"]),
    ("iStock", &["iStockphoto", "istockphoto.com"]),
    ("Shutterstock", &["shutterstock.com"]),
    ("Unsplash", &["unsplash.com"]),
    ("Pexels", &["pexels.com"]),
    ("Pixabay", &["pixabay.com"]),
    ("Flickr", &["flickr.com"]),
    ("Reuters", &["reuters.com"]),
    ("Associated Press", &["AP Photo", "AP Images"]),
    ("Agence France-Presse", &["AFP", "AFP Photo"]),
    ("NASA", &["nasa.gov"]),
];
