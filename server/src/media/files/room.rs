//! Room on the disk: what is free, less what uploads under way will still write.

use std::sync::{Mutex, PoisonError};

use super::FilesError;

/// The bytes that were promised to files under way and are not written yet. What is written shows on the disk itself.
#[derive(Debug, Default)]
pub struct Promised(Mutex<u64>);

impl Promised {
    /// Promises room for so many bytes.
    ///
    /// # Errors
    /// [`FilesError::DiskReserve`] when `free_bytes` less all that is promised would go below the reserve.
    pub fn add(&self, bytes: u64, free_bytes: u64, reserve_bytes: u64) -> Result<(), FilesError> {
        let mut promised = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let all = promised.saturating_add(bytes);
        if free_bytes < reserve_bytes.saturating_add(all) {
            return Err(FilesError::DiskReserve { free_bytes, reserve_bytes });
        }
        *promised = all;
        Ok(())
    }

    /// Gives so many bytes back: they are written, or never will be.
    pub fn give_back(&self, bytes: u64) {
        let mut promised = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *promised = promised.saturating_sub(bytes);
    }

    /// How many bytes are promised.
    #[cfg(test)]
    pub fn bytes(&self) -> u64 {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn u06_what_is_under_way_counts_as_written() {
        let promised = Promised::default();
        promised.add(60, 200, 100).unwrap();
        let refused = promised.add(60, 200, 100).unwrap_err();
        assert!(matches!(refused, FilesError::DiskReserve { free_bytes: 200, reserve_bytes: 100 }));
        promised.add(40, 200, 100).unwrap();
        promised.give_back(60);
        promised.add(60, 200, 100).unwrap();
        assert!(promised.add(u64::MAX, 200, 100).is_err());
    }
}
