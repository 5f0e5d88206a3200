//! What runs: the command line, configuration, the router and its layers, the media store.
