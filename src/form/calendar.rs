//! What takes effect next as a calendar (RFC 5545).

use std::io::{self, Write};

use crate::query::upcoming::{ComingChange, UpcomingReport};

/// Writes the calendar: one all-day event for each change, with an alarm a week before.
///
/// The same change has the same `UID` in every run, so that a calendar program updates it instead of adding
/// another; `SEQUENCE` grows with the day of the act, so that a later notice replaces an earlier.
///
/// # Errors
///
/// What the writer returns.
pub fn write(report: &UpcomingReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut put = |line: &str| fold(line, out);
    put("BEGIN:VCALENDAR")?;
    put("VERSION:2.0")?;
    put(&format!("PRODID:-//treaty//treaty {}//EN", env!("CARGO_PKG_VERSION")))?;
    put("CALSCALE:GREGORIAN")?;
    put("METHOD:PUBLISH")?;
    let stamp = format!("{}T000000Z", report.from.format("%Y%m%d"));
    for one in &report.results {
        let (what, word) = match one.change {
            ComingChange::EntersIntoForce => ("enters into force for", "entry"),
            ComingChange::Leaves => ("no longer binds", "exit"),
        };
        let next = one.on.succ_opt().unwrap_or(one.on);
        let mut description = format!("Follows from the act of {}", one.since);
        if let Some(article) = &one.article {
            description = format!("{description}, article {article}");
        }
        if let Some(reference) = one.reference {
            description = format!("{description} ({reference})");
        }
        if let Some(condition) = one.condition {
            description = format!("{description}. {condition}");
        }
        put("BEGIN:VEVENT")?;
        put(&format!("UID:{}-{}-{word}-{}@treaty", escape(one.treaty.id), escape(one.state.id), one.since))?;
        put(&format!("DTSTAMP:{stamp}"))?;
        put(&format!("SEQUENCE:{}", (one.on - one.since).num_days().max(0)))?;
        put(&format!("DTSTART;VALUE=DATE:{}", one.on.format("%Y%m%d")))?;
        put(&format!("DTEND;VALUE=DATE:{}", next.format("%Y%m%d")))?;
        put(&format!("SUMMARY:{}", escape(&format!("{} {what} {}", one.treaty.short, one.state.name))))?;
        put(&format!("DESCRIPTION:{}", escape(&description)))?;
        put(if one.condition.is_some() { "STATUS:TENTATIVE" } else { "STATUS:CONFIRMED" })?;
        put("TRANSP:TRANSPARENT")?;
        put("BEGIN:VALARM")?;
        put("ACTION:DISPLAY")?;
        put(&format!("DESCRIPTION:{}", escape(&format!("{} {what} {}", one.treaty.short, one.state.name))))?;
        put("TRIGGER:-P7D")?;
        put("END:VALARM")?;
        put("END:VEVENT")?;
    }
    put("END:VCALENDAR")
}

fn escape(text: &str) -> String {
    let clean = super::sanitize::harmless(text);
    clean.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n")
}

/// Lines have at most 75 bytes; longer ones go on in the next after a space.
fn fold(line: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut length = 0;
    for c in line.chars() {
        if length + c.len_utf8() > 75 {
            out.write_all(b"\r\n ")?;
            length = 1;
        }
        let mut bytes = [0; 4];
        out.write_all(c.encode_utf8(&mut bytes).as_bytes())?;
        length += c.len_utf8();
    }
    out.write_all(b"\r\n")
}
