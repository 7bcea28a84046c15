//! The participant table: what its columns mean, and what the dates in its cells say.

use super::text::{date, month};
use crate::date::PartialDate;
use crate::model::EventKind;

/// What a column holds: kinds of act, each with its mark, as the heading explains them.
#[derive(Debug)]
pub(crate) struct Column {
    /// The heading, as printed.
    pub heading: String,
    kinds: Vec<(EventKind, Option<String>)>,
}

impl Column {
    /// Reads a heading such as `Accession(a), Succession(d), Ratification`; `None` where no act is in it.
    pub(crate) fn of(heading: &str) -> Option<Self> {
        let mut kinds = Vec::new();
        for label in heading.split([',', ';', '/']) {
            let (words, mark) = split_mark(label.trim());
            if let Some(kind) = kind_of(&words.to_lowercase()) {
                kinds.push((kind, mark.map(str::to_owned)));
            }
        }
        (!kinds.is_empty()).then(|| Self { heading: heading.to_owned(), kinds })
    }

    /// The kinds of act that the heading names.
    pub(crate) fn kinds(&self) -> impl Iterator<Item = EventKind> + '_ {
        self.kinds.iter().map(|(kind, _)| *kind)
    }

    /// Whether the column is the one of signatures, where `d` is a succession to the signature.
    fn of_signatures(&self) -> bool {
        self.kinds.iter().any(|(kind, _)| kind.is_signature())
    }

    /// The kind of act that a mark after a date says it is.
    ///
    /// The heading's own legend goes first; then the marks that the register uses everywhere.
    pub(crate) fn kind(&self, mark: Option<&str>) -> Option<EventKind> {
        let Some(mark) = mark else {
            let mut unmarked = self.kinds.iter().filter(|(_, mark)| mark.is_none());
            // The only thing that the column can hold needs no mark.
            return unmarked.next().or(self.kinds.first().filter(|_| self.kinds.len() == 1)).map(|(kind, _)| *kind);
        };
        let legend = self.kinds.iter().find(|(_, known)| known.as_deref() == Some(mark));
        legend.map(|(kind, _)| *kind).or(match mark {
            "d" if self.of_signatures() => Some(EventKind::SuccessionToSignature),
            "a" => Some(EventKind::Accession),
            "A" => Some(EventKind::Acceptance),
            "AA" => Some(EventKind::Approval),
            "c" => Some(EventKind::FormalConfirmation),
            "d" => Some(EventKind::Succession),
            "n" => Some(EventKind::ProvisionalApplication),
            "P" | "p" => Some(EventKind::ConsentToBeBound),
            "s" => Some(EventKind::DefinitiveSignature),
            _ => None,
        })
    }
}

/// `Accession(a)` is `Accession` and `a`.
fn split_mark(label: &str) -> (&str, Option<&str>) {
    let inner = label.strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
    match inner {
        Some((words, mark)) if is_mark(mark.trim()) => (words.trim(), Some(mark.trim())),
        _ => (label, None),
    }
}

fn is_mark(text: &str) -> bool {
    matches!(text.len(), 1 | 2) && text.bytes().all(|b| b.is_ascii_alphabetic())
}

fn kind_of(label: &str) -> Option<EventKind> {
    use EventKind as Kind;
    // The longer labels contain the shorter ones.
    const LABELS: [(&str, EventKind); 15] = [
        ("succession to signature", Kind::SuccessionToSignature),
        ("definitive signature", Kind::DefinitiveSignature),
        ("provisional application", Kind::ProvisionalApplication),
        ("formal confirmation", Kind::FormalConfirmation),
        ("consent to be bound", Kind::ConsentToBeBound),
        ("simplified procedure", Kind::ConsentToBeBound),
        ("participation", Kind::ConsentToBeBound),
        ("denunciation", Kind::WithdrawalNotice),
        ("withdrawal", Kind::WithdrawalNotice),
        ("ratification", Kind::Ratification),
        ("acceptance", Kind::Acceptance),
        ("approval", Kind::Approval),
        ("accession", Kind::Accession),
        ("succession", Kind::Succession),
        ("signature", Kind::Signature),
    ];
    LABELS.iter().find(|(words, _)| label.contains(words)).map(|&(_, kind)| kind)
}

/// A date in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// The day.
    pub date: PartialDate,
    /// The letters after it.
    pub mark: Option<String>,
    /// Whether it stands in square brackets: it was true and is no longer.
    pub bracketed: bool,
}

/// Reads a cell such as `[24 Mar 2011 n] 3 Dec 2012 a`; the second value is what is left over.
pub(crate) fn entries(cell: &str) -> (Vec<Entry>, Vec<String>) {
    let mut found: Vec<Entry> = Vec::new();
    let mut left = Vec::new();
    let mut bracketed = false;
    // What a date is made of, in the order in which it comes.
    let mut parts: Vec<&str> = Vec::new();
    let mut may_mark = false;
    for token in tokens(cell) {
        match token {
            "[" => bracketed = true,
            "]" => bracketed = false,
            _ if may_mark && is_mark(token) => {
                if let Some(entry) = found.last_mut() {
                    entry.mark = Some(token.to_owned());
                }
                may_mark = false;
            }
            _ => {
                may_mark = false;
                parts.push(token);
                if token.len() == 4 && token.bytes().all(|b| b.is_ascii_digit()) {
                    match entry(&parts) {
                        Some(date) => {
                            found.push(Entry { date, mark: None, bracketed });
                            may_mark = true;
                        }
                        None => left.push(parts.join(" ")),
                    }
                    parts.clear();
                }
            }
        }
    }
    if !parts.is_empty() {
        left.push(parts.join(" "));
    }
    (found, left)
}

fn entry(parts: &[&str]) -> Option<PartialDate> {
    match parts {
        [day, name, year] => date(year, month(name)?, day.parse().ok().filter(|&day| day > 0)?),
        [name, year] => date(year, month(name)?, 0),
        [year] => year.parse().ok(),
        _ => None,
    }
}

/// Words, numbers and single square brackets; round brackets, commas and stars part them and say nothing.
fn tokens(cell: &str) -> impl Iterator<Item = &str> {
    let mut rest = cell;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | ',' | ';' | '*' | '.'));
        let first = rest.chars().next()?;
        let len = match first {
            '[' | ']' => 1,
            _ => rest
                .find(|c: char| c.is_whitespace() || matches!(c, '[' | ']' | '(' | ')' | ',' | ';' | '*' | '.'))
                .unwrap_or(rest.len()),
        };
        let (token, after) = rest.split_at(len);
        rest = after;
        Some(token)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(cell: &str) -> Vec<String> {
        let show = |e: Entry| {
            let mark = e.mark.map(|mark| format!(" {mark}")).unwrap_or_default();
            if e.bracketed { format!("[{}{mark}]", e.date) } else { format!("{}{mark}", e.date) }
        };
        entries(cell).0.into_iter().map(show).collect()
    }

    #[test]
    fn a_cell_may_hold_several_dates_with_marks_and_brackets() {
        assert_eq!(read("[24 Mar 2011 n]"), ["[2011-03-24 n]"]);
        assert_eq!(read("[ 3 Dec 2008 ]"), ["[2008-12-03]"]);
        assert_eq!(read("[23 Sep 1976 a] 11 Jan 2013 a"), ["[1976-09-23 a]", "2013-01-11 a"]);
        assert_eq!(read("12 May 1994 A, 3 Jun 1995 AA"), ["1994-05-12 A", "1995-06-03 AA"]);
        assert_eq!(read("9 January 1960 (a)"), ["1960-01-09 a"]);
        assert_eq!(read(" "), [""; 0]);
        assert_eq!(entries("see note 3").1, ["see note 3"]);
        assert_eq!(entries("31 Feb 2001 a"), (vec![], vec!["31 Feb 2001".into(), "a".into()]));
    }

    #[test]
    fn a_mark_means_what_the_heading_says() {
        let column = Column::of("Accession(a), Succession(d), Ratification").unwrap();
        assert_eq!(column.kind(None), Some(EventKind::Ratification));
        assert_eq!(column.kind(Some("d")), Some(EventKind::Succession));
        assert_eq!(column.kind(Some("AA")), Some(EventKind::Approval));
        assert_eq!(column.kind(Some("zz")), None);
        let column = Column::of("Signature, Succession to signature(d)").unwrap();
        assert_eq!(column.kind(None), Some(EventKind::Signature));
        assert_eq!(column.kind(Some("d")), Some(EventKind::SuccessionToSignature));
        let column = Column::of("Signature").unwrap();
        assert_eq!(column.kind(Some("d")), Some(EventKind::SuccessionToSignature));
        assert_eq!(column.kind(Some("s")), Some(EventKind::DefinitiveSignature));
        let column = Column::of("Provisional application under article 23(n)").unwrap();
        assert_eq!(column.kind(Some("n")), Some(EventKind::ProvisionalApplication));
        let column = Column::of("Succession(d), Consent to be bound(P)").unwrap();
        assert_eq!(column.kind(None), None);
        assert_eq!(column.kind(Some("P")), Some(EventKind::ConsentToBeBound));
        assert!(Column::of("Participant").is_none());
    }
}
