//! Articles: the pages that readers see, and the pages on which authors write them.
