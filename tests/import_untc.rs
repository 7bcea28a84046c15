//! The status pages of the United Nations, read as a browser saves them.

#![cfg(feature = "import")]

mod import_names;

use import_names::{names, sources};
use treaty::import::{Draft, Options, untc};

/// Every saved page, with the slug that its file name gives.
fn pages() -> Vec<(String, Draft)> {
    let Some(dir) = sources().map(|dir| dir.join("untc-2026-02-03")).filter(|dir| dir.is_dir()) else {
        eprintln!("skipped: no saved pages found (set TREATY_SOURCES)");
        return Vec::new();
    };
    let names = names();
    let mut files: Vec<_> = std::fs::read_dir(dir).expect("the folder is readable").flatten().collect();
    files.sort_by_key(std::fs::DirEntry::file_name);
    files
        .iter()
        .map(|file| {
            let slug = file.path().file_stem().unwrap().to_string_lossy().replace('_', "-");
            let page = std::fs::read_to_string(file.path()).expect("the page is readable");
            let draft = untc::read_html(&page, &names, &Options::new(&slug)).expect("the page is a status page");
            (slug, draft)
        })
        .collect()
}

#[test]
fn every_published_count_comes_out() {
    let pages = pages();
    if pages.is_empty() {
        return;
    }
    let mut figures = 0;
    for (slug, draft) in &pages {
        let count = &draft.treaty.published_counts[0];
        figures += usize::from(count.signatories.is_some()) + usize::from(count.parties.is_some());
        let wrong: Vec<_> = draft.unread.iter().filter(|unread| unread.place.starts_with("header")).collect();
        assert!(wrong.is_empty(), "{slug}: {wrong:?}");
        let unknown: Vec<_> = draft.unread.iter().filter(|unread| unread.place.starts_with("row")).collect();
        assert!(unknown.is_empty(), "{slug}: {unknown:?}");
    }
    assert_eq!((pages.len(), figures), (24, 45));
}

#[test]
#[ignore = "prints what was read, to look at"]
fn show() {
    for (slug, draft) in pages() {
        let treaty = &draft.treaty;
        eprintln!(
            "== {slug} {:?} {:?} {:?} {:?}",
            treaty.un_number, treaty.title, treaty.adopted, treaty.entry_into_force
        );
        eprintln!("   {:?} {:?} {} events", draft.sources, treaty.published_counts, treaty.events.len());
        for event in &treaty.events {
            let plain = event.effective.is_none() && event.reference.is_none() && event.scope.is_none();
            let kind = event.kind;
            let usual = kind.is_signature() || kind.is_consent();
            if !(plain && usual) || ["YUCS", "CSHH", "DDDE", "YMDD"].contains(&event.state.as_str()) {
                eprintln!("   {}", serde_json::to_string(event).unwrap());
            }
        }
        for unread in &draft.unread {
            eprintln!("   ? {unread}");
        }
    }
}
