//! From the parts of a status page to a draft of the treaty's record.

use std::collections::{BTreeMap, BTreeSet};

use super::acts::Acts;
use super::cells::{Column, entries};
use super::grid::{Cell, Page, Table};
use super::notes::{self, About, event};
use super::text::{article, date, dates, place_and_date};
use super::{Draft, ImportError, MAX_ACTS, MAX_UNREAD, Options, ParticipantNames, Unread, check_size, resolve};
use crate::date::PartialDate;
use crate::model::{
    Adoption, Consents, Coverage, Effects, EntryIntoForce, Event, EventKind, PublishedCount, Source, Treaty,
};
use crate::text::short;

const PUBLISHER: &str = "United Nations Treaty Collection";

/// Makes the draft, and holds its own counts against those that the page publishes.
pub(super) fn draft(page: &Page, names: &dyn ParticipantNames, options: &Options) -> Result<Draft, ImportError> {
    let as_of = day_of(&page.as_of).or(options.as_of).ok_or(ImportError::Missing("day (`STATUS AS AT`)"))?;
    let table = page.tables.iter().find(|table| table.participants).or_else(|| page.tables.first());
    let table = table.ok_or(ImportError::Missing("table of participants"))?;
    let source = format!("untc-{}-{as_of}", options.slug);
    let mut reader = Reader {
        names,
        source: source.clone(),
        as_of,
        acts: Acts::default(),
        unread: Vec::new(),
        owners: page.notes.iter().map(|note| (note.number.clone(), Vec::new())).collect(),
        withdrawn: Vec::new(),
        signatories: BTreeSet::new(),
        parties: BTreeSet::new(),
    };
    reader.table(table)?;
    let (number, title) = number_and_title(page);
    reader.notes(page, &title)?;
    reader.other_tables(page, table);
    let counts = reader.counts(page);
    if title.is_empty() {
        reader.miss("header, title", &page.title, "no title found");
    }
    let adopted = place_and_date(&page.adopted);
    if adopted.is_none() && !page.adopted.is_empty() {
        reader.miss("header, adoption", &page.adopted, "no place and day found");
    }
    let entry_into_force = reader.entry_into_force(page);
    let mut events = reader.acts.into_list();
    events.sort_by(|a, b| (&a.state, a.date, a.kind.rank()).cmp(&(&b.state, b.date, b.kind.rank())));
    let treaty = Treaty {
        id: options.slug.clone(),
        title: title.clone(),
        short_title: None,
        aliases: Vec::new(),
        un_number: number,
        topics: [page.chapter_title.to_lowercase()].into_iter().filter(|topic| !topic.is_empty()).collect(),
        adopted: adopted.map(|(place, date)| Adoption { date, place: (!place.is_empty()).then(|| place.to_owned()) }),
        depositaries: vec!["Secretary-General of the United Nations".to_owned()],
        parent: None,
        obligations: None,
        entry_into_force,
        later_party: None,
        withdrawal: None,
        coverage: Coverage {
            as_of: Some(as_of),
            sources: vec![source.clone()],
            effects: Effects::DepositsOnly,
            consents: Consents::Complete,
            withdrawals_recorded: true,
            note: None,
        },
        published_counts: counts.into_iter().collect(),
        note: None,
        events,
    };
    let source = Source {
        id: source,
        publisher: PUBLISHER.to_owned(),
        title: format!("{title}: status"),
        address: address(&page.address),
        as_of: Some(as_of),
        read: options.read,
        licence: None,
        note: None,
    };
    Ok(Draft { treaty, sources: vec![source], unread: reader.unread })
}

struct Reader<'a> {
    names: &'a dyn ParticipantNames,
    source: String,
    as_of: PartialDate,
    acts: Acts,
    unread: Vec<Unread>,
    /// The states whose rows point to each note, in the order of the rows.
    owners: BTreeMap<String, Vec<String>>,
    /// States whose last consent stands in brackets, with the place of the row.
    withdrawn: Vec<(String, String)>,
    /// Rows with a signature that stands, by what identifies the participant.
    signatories: BTreeSet<String>,
    /// Rows with a consent that stands.
    parties: BTreeSet<String>,
}

impl Reader<'_> {
    fn miss(&mut self, place: &str, text: &str, why: &str) {
        // One more than the most is enough to refuse the page.
        if self.unread.len() <= MAX_UNREAD {
            self.unread.push(Unread { place: place.to_owned(), text: short(text, 160), why: why.to_owned() });
        }
    }

    /// Refuses a page that gives more than a page can.
    fn check(&self) -> Result<(), ImportError> {
        check_size("number of acts", self.acts.len(), MAX_ACTS)?;
        check_size("number of things not understood", self.unread.len(), MAX_UNREAD)
    }

    fn table(&mut self, table: &Table) -> Result<(), ImportError> {
        let columns: Vec<Option<Column>> = table.heads.iter().map(|head| Column::of(&head.text)).collect();
        let who = table.heads.iter().position(|head| is_participant(&head.text)).unwrap_or(0);
        for (at, head) in table.heads.iter().enumerate() {
            if at != who && columns[at].is_none() && !head.text.is_empty() {
                self.miss(&format!("column {}", short(&head.text, 60)), &head.text, "a heading that names no act");
            }
        }
        for (at, row) in table.rows.iter().enumerate() {
            self.row(at + 1, row, who, &columns);
            self.check()?;
        }
        Ok(())
    }

    fn row(&mut self, number: usize, row: &[Cell], who: usize, columns: &[Option<Column>]) {
        let name = row.get(who).map(|cell| cell.text.trim_matches(['[', ']', ' ', '*'])).unwrap_or_default();
        let place = format!("row {number} {:?}", short(name, 60));
        let mut read = Vec::new();
        for (at, cell) in row.iter().enumerate().filter(|(at, _)| *at != who) {
            let Some(column) = columns.get(at).and_then(Option::as_ref) else { continue };
            let (found, left) = entries(&cell.text);
            let column_place = || format!("{place}, column {}", short(&column.heading, 60));
            for words in left {
                self.miss(&column_place(), &words, "not a date");
            }
            for entry in found {
                match column.kind(entry.mark.as_deref()) {
                    Some(kind) => read.push((kind, entry)),
                    None => self.miss(&column_place(), &cell.text, "a mark that the heading does not explain"),
                }
            }
        }
        let first = read.iter().map(|(_, entry)| entry.date).min();
        let latest = read.iter().map(|(_, entry)| entry.date).max();
        let id = resolve::state(self.names, name, latest).or_else(|| resolve::state(self.names, name, first));
        let who_it_is = id.clone().unwrap_or_else(|| name.to_owned());
        let stands = |wanted: fn(EventKind) -> bool| read.iter().any(|(kind, entry)| wanted(*kind) && !entry.bracketed);
        if stands(EventKind::is_signature) {
            self.signatories.insert(who_it_is.clone());
        }
        if stands(EventKind::is_consent) {
            self.parties.insert(who_it_is);
        }
        let Some(id) = id else {
            if !name.is_empty() {
                self.miss(&place, name, "no state of this name is known: its dates are left out");
            }
            return;
        };
        for number in row.iter().flat_map(|cell| &cell.notes) {
            if let Some(owners) = self.owners.get_mut(number).filter(|owners| !owners.contains(&id)) {
                owners.push(id.clone());
            }
        }
        let consent_gone = read.iter().any(|(kind, entry)| kind.is_consent() && entry.bracketed);
        if consent_gone && !stands(EventKind::is_consent) {
            self.withdrawn.push((id.clone(), place.clone()));
        }
        for (kind, entry) in read {
            let event = event(&id, kind, entry.date, &self.source);
            if self.acts.same(&event).is_some() {
                self.miss(&place, name, "the same act stands twice");
            } else {
                self.acts.push(event);
            }
        }
    }

    fn notes(&mut self, page: &Page, title: &str) -> Result<(), ImportError> {
        let title = title.to_lowercase();
        for note in &page.notes {
            let owners = self.owners.get(&note.number).map(Vec::as_slice).unwrap_or_default();
            let about = About { source: &self.source, title: &title, known: &self.acts };
            let told = notes::read(note, owners, &about, self.names);
            self.unread.extend(told.unread);
            for event in told.events.into_list() {
                match self.acts.same(&event) {
                    Some(known) => fill(known, event),
                    None => {
                        self.acts.push(event);
                    }
                }
            }
            if let Some((state, article)) = told.provisional {
                let kind = EventKind::ProvisionalApplication;
                if let Some(known) = self.acts.iter_mut().find(|event| event.kind == kind && event.state == state) {
                    known.scope = Some(format!("article {article}"));
                }
            }
            self.check()?;
        }
        let left = |event: &Event| matches!(event.kind, EventKind::WithdrawalNotice | EventKind::ConsentWithdrawn);
        let left: BTreeSet<String> =
            self.acts.iter_mut().filter(|event| left(event)).map(|event| event.state.clone()).collect();
        for (id, place) in std::mem::take(&mut self.withdrawn) {
            if !left.contains(&id) {
                self.miss(&place, &id, "its dates stand in brackets, and no end note that was understood says why");
            }
        }
        self.check()
    }

    fn other_tables(&mut self, page: &Page, read: &Table) {
        for table in page.tables.iter().filter(|table| !std::ptr::eq(*table, read)) {
            let heads: Vec<&str> = table.heads.iter().map(|head| head.text.as_str()).collect();
            let heads = heads.join(" | ");
            let lower = heads.to_lowercase();
            // Extensions to territories, and days on which declarations arrived, are no acts of this record.
            if !["territor", "date of receipt", "date of notification"].iter().any(|words| lower.contains(words)) {
                self.miss("further table", &heads, "a table that is not the one of participants");
            }
        }
    }

    /// The counts that the page publishes; where the rows give others, that is reported.
    fn counts(&mut self, page: &Page) -> Option<PublishedCount> {
        let signatories = count_after(&page.status, "signator");
        let parties = count_after(&page.status, "part");
        let found = [("signatories", signatories, self.signatories.len()), ("parties", parties, self.parties.len())];
        for (what, published, found) in found {
            if let Some(published) = published.filter(|&published| usize::from(published) != found) {
                let why = format!("the page counts {published} {what}, its rows give {found}");
                self.miss("header, status", &page.status, &why);
            }
        }
        if signatories.is_none() && parties.is_none() {
            self.miss("header, status", &page.status, "no published counts found");
            return None;
        }
        Some(PublishedCount { as_of: self.as_of, source: self.source.clone(), signatories, parties })
    }

    fn entry_into_force(&mut self, page: &Page) -> Option<EntryIntoForce> {
        let text = &page.entry_into_force;
        let Some(first) = dates(text).first().copied().filter(|found| found.start < 40) else {
            // A treaty that is not in force has the conditions here.
            if !text.is_empty() && !text.starts_with('[') && !text.to_lowercase().contains("not yet") {
                self.miss("header, entry into force", text, "no day found");
            }
            return None;
        };
        Some(EntryIntoForce {
            article: article(text),
            conditions: Vec::new(),
            offset: None,
            date: Some(first.date),
            provisional: None,
            terminated: None,
            sources: vec![self.source.clone()],
            note: None,
        })
    }
}

fn is_participant(heading: &str) -> bool {
    let heading = heading.to_lowercase();
    ["participant", "state", "country", "party"].iter().any(|word| heading.starts_with(word))
}

fn fill(known: &mut Event, more: Event) {
    known.effective = known.effective.or(more.effective);
    known.article = known.article.take().or(more.article);
    known.reference = known.reference.take().or(more.reference);
    for view in more.views {
        if !known.views.contains(&view) {
            known.views.push(view);
        }
    }
}

/// `STATUS AS AT : 03-02-2026 10:16:18 EDT`: the day comes first.
fn day_of(text: &str) -> Option<PartialDate> {
    let numeric = text.split_whitespace().find_map(|word| {
        let mut parts = word.split(['-', '/', '.']);
        let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
        let month = month.parse().ok().filter(|&month: &u8| month > 0)?;
        date(year, month, day.parse().ok().filter(|&day| day > 0)?)
    });
    numeric.or_else(|| dates(text).first().map(|found| found.date))
}

/// The number that follows a word: `Parties : 112`.
fn count_after(text: &str, word: &str) -> Option<u16> {
    let lower = text.to_lowercase();
    let rest = &lower[lower.find(word)? + word.len()..];
    let (_, rest) = rest.split_once(':')?;
    let digits: String = rest.trim_start().chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

/// `CHAPTER XXVI` and `2. c Amendment to Article I` give `XXVI-2-c` and the title.
fn number_and_title(page: &Page) -> (Option<String>, String) {
    let text = page.title.trim();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text[digits..].trim_start_matches(['.', ' ']);
    if digits == 0 {
        return (None, text.to_owned());
    }
    let (first, after) = rest.split_once(' ').unwrap_or((rest, ""));
    let letter = first.trim_end_matches(['.', ')']);
    let lettered = matches!(letter.len(), 1 | 2) && letter.bytes().all(|b| b.is_ascii_lowercase()) && !after.is_empty();
    let title = if lettered { after.trim() } else { rest };
    let chapter = page.chapter.split_whitespace().find(|word| word.bytes().all(|b| b"IVXLC".contains(&b)));
    let Some(chapter) = chapter.filter(|word| !word.is_empty()) else { return (None, title.to_owned()) };
    let mut number = chapter.to_owned();
    let section = page.section.split(['.', ' ']).next().unwrap_or_default();
    for part in [section, &text[..digits], if lettered { letter } else { "" }] {
        let section_letter = part.len() <= 2 && part.bytes().all(|b| b.is_ascii_alphanumeric());
        if !part.is_empty() && (section_letter || part == &text[..digits]) {
            number.push('-');
            number.push_str(part);
        }
    }
    (Some(number), title.to_owned())
}

/// The page's own address, as its form names it.
fn address(action: &str) -> Option<String> {
    let (_, query) = action.split_once('?')?;
    let query: String = query.split('#').next()?.chars().filter(char::is_ascii_graphic).take(200).collect();
    Some(format!("https://treaties.un.org/Pages/ViewDetails.aspx?{query}"))
}
