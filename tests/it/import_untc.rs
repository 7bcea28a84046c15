//! The status pages of the United Nations, read as a browser saves them.

use crate::common::sources;
use treaty::built_in::dataset;
use treaty::import::{Draft, Options, StatesOf, untc};

/// Every saved page, with the slug that its file name gives.
fn pages() -> Vec<(String, Draft)> {
    let Some(dir) = sources().map(|dir| dir.join("untc-2026-02-03")).filter(|dir| dir.is_dir()) else {
        #[allow(clippy::print_stderr, reason = "a test that does nothing must say so")]
        {
            eprintln!("skipped: no saved pages found (set TREATY_SOURCES)");
        }
        return Vec::new();
    };
    let data = dataset();
    let names = StatesOf(&data);
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

/// What a page's record says of one state, one line an act.
fn acts(pages: &[(String, Draft)], slug: &str, state: &str) -> Vec<String> {
    let draft = &pages.iter().find(|(known, _)| known == slug).expect("the page is among the saved").1;
    let of_state = draft.treaty.events.iter().filter(|event| event.state == state);
    of_state
        .map(|event| {
            let mut line = format!("{} {}", event.date.unwrap(), event.kind.word());
            for part in [event.effective.map(|day| format!("-> {day}")), event.article.clone(), event.reference.clone()]
            {
                line.extend(part.map(|part| format!(" {part}")));
            }
            line
        })
        .collect()
}

#[test]
fn notices_are_told_in_the_end_notes() {
    let pages = pages();
    if pages.is_empty() {
        return;
    }
    let acts = |slug, state| acts(&pages, slug, state);
    assert_eq!(
        acts("ccm", "LTU"),
        [
            "2008-12-03 signature",
            "2011-03-24 provisional_application",
            "2011-03-24 ratification",
            "2024-09-06 withdrawal_notice -> 2025-03-06 20(3) C.N.347.2024.TREATIES-XXVI-6",
        ]
    );
    assert_eq!(
        acts("ottawa", "POL").last().unwrap(),
        "2025-08-20 withdrawal_notice -> 2026-02-20 20(3) C.N.421.2025.TREATIES-XXVI-5"
    );
    assert_eq!(
        acts("iccpr-op1", "TTO"),
        [
            "1980-11-14 accession",
            "1998-05-26 withdrawal_notice -> 1998-08-26",
            "1998-08-26 accession",
            "2000-03-27 withdrawal_notice -> 2000-06-27",
        ]
    );
    assert_eq!(
        acts("iccpr-op1", "GUY"),
        [
            "1993-05-10 accession C.N.182.1993.TREATIES-2",
            "1999-01-05 withdrawal_notice -> 1999-04-05",
            "1999-01-05 accession",
        ]
    );
    assert_eq!(acts("iccpr-op1", "JAM").last().unwrap(), "1997-10-23 withdrawal_notice");
    assert_eq!(acts("iccpr", "PRK").last().unwrap(), "1997-08-25 withdrawal_notice C.N.467.1997.TREATIES-10");
    assert_eq!(acts("att", "USA"), ["2013-09-25 signature", "2019-07-18 intention_not_to_become_party"]);
    assert_eq!(acts("iccpr", "YUCS"), ["1967-08-08 signature", "1971-06-02 ratification"]);
    assert_eq!(acts("ccw", "YUCS"), ["1981-05-05 signature", "1983-05-24 ratification"]);
    assert_eq!(acts("iccpr-op1", "CSHH"), ["1991-03-12 accession"]);
    assert_eq!(acts("cerd", "DDDE"), ["1973-03-23 accession"]);
}

#[test]
fn nothing_else_that_is_withdrawn_is_taken_for_a_notice() {
    let mut found: Vec<String> = Vec::new();
    for (slug, draft) in pages() {
        let left = draft.treaty.events.iter().filter(|event| !event.kind.is_consent() && !event.kind.is_signature());
        let left = left.filter(|event| event.kind.word() != "provisional_application");
        found.extend(left.map(|event| format!("{slug} {}", event.state)));
        assert!(draft.unread.len() < 4, "{slug}: {:?}", draft.unread);
    }
    let expected = "att USA, ccm LTU, iccpr PRK, iccpr-op1 BLR, iccpr-op1 GUY, iccpr-op1 JAM, iccpr-op1 TTO, iccpr-op1 TTO, \
                    ottawa EST, ottawa FIN, ottawa LTU, ottawa LVA, ottawa POL";
    assert!(found.is_empty() || found.join(", ") == expected, "{found:?}");
}
