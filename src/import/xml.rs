//! From the register's XML download to the parts of a status page.

use super::ImportError;
use super::grid::Page;

pub(super) fn read(_bytes: &[u8]) -> Result<Page, ImportError> {
    Err(ImportError::Missing("XML reader"))
}
