//! The record that ships inside the program.

use crate::record::Dataset;

static PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/record.bin"));

/// Opens the record that was built in: the files of `data/`, checked and laid out when the program was built.
///
/// # Panics
///
/// Never: the bytes come from the same version of the code that reads them.
///
/// # Examples
///
/// ```
/// use treaty::query::Inquiry;
///
/// let data = treaty::built_in::dataset();
/// let (lithuania, ccm) = (data.state("LTU").unwrap(), data.treaty("ccm").unwrap());
/// let inquiry = Inquiry::new(&data, "2026-02-03".parse().unwrap());
/// let answer = inquiry.status_of(lithuania, ccm, "2025-03-01".parse().unwrap());
/// assert_eq!(answer.status.word(), "withdrawing");
/// assert_eq!(answer.withdrawal.and_then(|withdrawal| withdrawal.days_left), Some(5));
/// ```
#[must_use]
pub fn dataset() -> Dataset {
    Dataset::trusted(PACKED).expect("it was packed by this version")
}
