//! The status pages of *Multilateral Treaties Deposited with the Secretary-General*.
//!
//! The register publishes each treaty as an HTML page and as an XML download. Both have a header with the
//! published counts, a table of participants whose columns are known by their headings, and end notes. The
//! table shows what stands today: a party that left stays in it with its dates in square brackets, and its
//! notice is told in an end note.

use super::{Draft, ImportError, Options, ParticipantNames, draft, html, xml};

/// Reads a status page as a browser saves it.
///
/// # Errors
///
/// Where the page is too large, or has no table of participants, or does not say which day it stands at
/// (and [`Options::as_of`] does not either). Anything less is reported in [`Draft::unread`].
///
/// # Examples
///
/// ```
/// use treaty::PartialDate;
/// use treaty::import::{Options, ParticipantNames, untc};
///
/// struct Names;
/// impl ParticipantNames for Names {
///     fn state_id(&self, name: &str, _: Option<PartialDate>) -> Option<String> {
///         (name == "Lithuania").then(|| "LTU".to_owned())
///     }
/// }
///
/// let page = "STATUS AS AT : 03-02-2026 10:16:18 EDT
///     <table id='tblgrid'>
///     <tr class='thead-one'><td>Participant</td><td>Signature</td><td>Accession(a), Ratification</td></tr>
///     <tr><td>Lithuania</td><td>26 Feb 1999</td><td>12 May 2003</td></tr>
///     </table>";
/// let draft = untc::read_html(page, &Names, &Options::new("ottawa"))?;
/// assert_eq!(draft.treaty.events.len(), 2);
/// assert_eq!(draft.sources[0].id, "untc-ottawa-2026-02-03");
/// # Ok::<(), treaty::import::ImportError>(())
/// ```
pub fn read_html(page: &str, names: &dyn ParticipantNames, options: &Options) -> Result<Draft, ImportError> {
    draft::draft(&html::read(page)?, names, options)
}

/// Reads the register's XML download, in the encoding that it declares (ISO-8859-1 or UTF-8).
///
/// # Errors
///
/// As [`read_html`]; also where the XML is not well-formed. A document type and its entities are refused.
pub fn read_xml(bytes: &[u8], names: &dyn ParticipantNames, options: &Options) -> Result<Draft, ImportError> {
    draft::draft(&xml::read(bytes)?, names, options)
}
