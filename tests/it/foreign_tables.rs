//! Tables of others, held against the record: what they have wrong is found, and what they have right is not.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use treaty::check::IgnoreList;
use treaty::check::foreign::{TableCheck, TableOptions, TableReport, check_table};
use treaty::query::Inquiry;
use treaty::record::Dataset;

use crate::common::program::{treaty, treaty_with};
use crate::common::{day, sources};

/// What is found in a table about one treaty, as `line check state`.
fn found(table: &str, of: &str, on: &str) -> Vec<String> {
    let data = treaty::built_in::dataset();
    let report = checked(&data, table.as_bytes(), Some(of), on);
    report.results.iter().map(brief).collect()
}

fn checked<'d>(data: &'d Dataset, table: &[u8], of: Option<&str>, on: &str) -> TableReport<'d> {
    let asked = of.map(|slug| data.treaty(slug).expect("the record has the treaty"));
    let options = TableOptions { file: "theirs.csv", treaty: asked, date: day(on) };
    let inquiry = Inquiry::new(data, day(crate::common::TODAY));
    check_table(table, &inquiry, &options, &[], &IgnoreList::default()).expect("it can be read")
}

fn brief(one: &treaty::check::foreign::TableFinding<'_>) -> String {
    let line = one.line.map_or("-".to_owned(), |line| line.to_string());
    format!("{line} {} {}", one.check.name(), one.state.map_or("-", |state| state.id))
}

/// What is found first, in words.
fn said(table: &str, of: &str, on: &str) -> String {
    let data = treaty::built_in::dataset();
    let report = checked(&data, table.as_bytes(), Some(of), on);
    report.results.first().map(treaty::check::foreign::TableFinding::message).unwrap_or_default()
}

fn refused(table: &[u8], of: Option<&str>) -> String {
    let data = treaty::built_in::dataset();
    let asked = of.and_then(|slug| data.treaty(slug));
    let options = TableOptions { file: "theirs.csv", treaty: asked, date: day("2020-01-01") };
    let inquiry = Inquiry::new(&data, day("2020-01-01"));
    let report = check_table(table, &inquiry, &options, &[], &IgnoreList::default());
    report.expect_err("it is no such table").to_string()
}

#[test]
fn a_withdrawn_party_shown_as_current_is_found() {
    let table = "Participant,\"Ratification, Accession(a)\"\nJamaica,3 Oct 1975\nFinland,19 Aug 1975\n";
    assert_eq!(found(table, "iccpr-op1", "2015-03-14"), ["2 withdrawn-shown-as-current JAM"]);
    let words = said(table, "iccpr-op1", "2015-03-14");
    for part in ["\"3 Oct 1975\"", "1997-10-23", "1998-01-23", "untc-iccpr-op1-2026-02-03"] {
        assert!(words.contains(part), "{part}: {words}");
    }
    // Before it left it was rightly there, and with its end it always is.
    assert!(found(table, "iccpr-op1", "1997-01-01").is_empty());
    let with_end = "country,ratified,end\nJamaica,1975-10-03,1998-01-23\nFinland,1975-08-19,\n";
    assert!(!found(with_end, "iccpr-op1", "2015-03-14").iter().any(|one| one.starts_with("2 ")));
}

#[test]
fn a_state_in_its_window_is_leaving_and_not_out() {
    let shown = "state,ratified\nLithuania,2011-03-24\n";
    assert_eq!(found(shown, "ccm", "2025-03-01"), ["2 leaving-not-shown LTU"]);
    assert_eq!(found(shown, "ccm", "2025-03-06"), ["2 withdrawn-shown-as-current LTU"]);
    let out = "state,status\nLithuania,withdrawn\n";
    assert_eq!(found(out, "ccm", "2025-03-01"), ["2 notice-taken-for-end LTU"]);
    assert!(found(out, "ccm", "2025-03-06").is_empty());
    let ended = "state,deposit,end\nLithuania,2011-03-24,2024-09-06\n";
    assert_eq!(found(ended, "ccm", "2025-06-01"), ["2 notice-taken-for-end LTU"]);
    let right = "state,deposit,notice,withdrawal effective\nLithuania,2011-03-24,2024-09-06,2025-03-06\n";
    assert!(found(right, "ccm", "2025-06-01").is_empty());
    // Some tables give the last day in, others the first day out.
    assert!(found(&right.replace("2025-03-06", "2025-03-05"), "ccm", "2025-06-01").is_empty());
}

#[test]
fn a_withdrawal_of_an_instrument_before_entry_into_force_is_found() {
    let table = "country,ratification\nRussian Federation,2000-06-30\n";
    assert!(found(table, "ctbt", "2020-01-01").is_empty());
    assert_eq!(found(table, "ctbt", "2024-01-01"), ["2 withdrawn-shown-as-current RUS"]);
}

#[test]
fn one_spell_of_a_state_that_came_back_is_found() {
    let table = "country,accession\nGuyana,1999-01-05\n";
    assert_eq!(found(table, "iccpr-op1", "2015-03-14"), ["2 rejoined GUY"]);
    let first = "country,accession\nGuyana,1993-05-10\n";
    assert_eq!(found(first, "iccpr-op1", "2015-03-14"), ["2 rejoined GUY"]);
    let both = "country,accession,end\nGuyana,1993-05-10,1999-04-05\nGuyana,1999-01-05,\n";
    assert!(found(both, "iccpr-op1", "2015-03-14").iter().all(|one| one.starts_with('-')));
    let twice = "country,accession,end\nTrinidad and Tobago,1980-11-14,2000-06-27\n";
    let lines = found(twice, "iccpr-op1", "2015-03-14");
    assert_eq!(lines.first().map(String::as_str), Some("2 rejoined TTO"), "{lines:?}");
}

#[test]
fn the_deposit_is_not_the_first_day_of_membership() {
    let table = "iso3,entry into force\nLTU,2011-03-24\nNOR,2010-08-01\n";
    assert_eq!(found(table, "ccm", "2020-01-01"), ["2 deposit-taken-for-membership LTU"]);
    let years = "country,member since\nNorway,2008\nLithuania,2011\n";
    assert_eq!(found(years, "ccm", "2020-01-01"), ["2 deposit-taken-for-membership NOR"]);
    let standing = "country,status\nLithuania,party\n";
    assert_eq!(found(standing, "ccm", "2011-05-01"), ["2 deposit-taken-for-membership LTU"]);
    assert!(found("country,ratified\nLithuania,yes\n", "ccm", "2011-05-01").is_empty());
}

#[test]
fn a_signature_is_no_consent() {
    let table = "country,ratification\nUnited States,2013-09-25\nLithuania,2014-12-18\n";
    assert_eq!(found(table, "att", "2024-01-01"), ["2 signature-taken-for-consent USA"]);
    assert_eq!(found("country,status\nUSA,1\n", "att", "2024-01-01"), ["2 signature-taken-for-consent USA"]);
}

#[test]
fn a_date_that_differs_says_both_and_a_witness_counts() {
    let words = said("country,ratified\nLithuania,2011-03-25\n", "ccm", "2020-01-01");
    assert!(words.contains("\"2011-03-25\"") && words.contains("2011-03-24") && words.contains("untc-ccm"), "{words}");
    let swapped = said("country,deposit\nLithuania,2011-09-01\n", "ccm", "2020-01-01");
    assert!(swapped.contains("is the day of its entry into force"), "{swapped}");
    // The year alone agrees, and so does what a witness of the record says.
    assert!(found("country,ratified\nLithuania,2011\n", "ccm", "2020-01-01").is_empty());
    let witnessed = "country,accession,in force\nTrinidad and Tobago,1998-08-26,1998-08-26\n";
    assert!(!found(witnessed, "iccpr-op1", "1999-06-01").iter().any(|one| one.contains("other-date")));
    assert!(!found(witnessed, "iccpr-op1", "1999-06-01").iter().any(|one| one.contains("deposit-taken")));
}

#[test]
fn an_order_that_cannot_be_is_found() {
    let table = "country,signature,ratification,entry into force,end\n\
                 Norway,2009-12-03,2008-12-03,2010-08-01,\n\
                 Japan,2008-12-03,2009-07-14,2009-01-01,\n\
                 France,2008-12-03,2009-09-25,2010-08-01,2009-01-01\n\
                 Ireland,1998-12-03,2008-12-03,2010-08-01,\n\
                 South Sudan,,2009-08-03,,\n";
    let lines = found(table, "ccm", "2023-06-01");
    for wanted in [
        "2 impossible-order NOR",
        "3 impossible-order JPN",
        "4 impossible-order FRA",
        "5 impossible-order IRL",
        "6 impossible-order SSD",
    ] {
        assert!(lines.iter().any(|line| line == wanted), "{wanted}: {lines:?}");
    }
}

#[test]
fn dates_that_stand_for_nothing_or_for_two_days_are_found() {
    let table = "country,ratified,end\nNorway,2008-12-03,9999-12-31\nJapan,14/07/2009,9999-12-31\nFrance,03/04/2005,\n\
                 Ireland,soon,0000-00-00\n";
    let data = treaty::built_in::dataset();
    let report = checked(&data, table.as_bytes(), Some("ccm"), "2020-01-01");
    let lines: Vec<String> = report.results.iter().filter(|one| one.line.is_some()).map(brief).collect();
    assert_eq!(lines, ["2 sentinel -", "4 unreadable-date -", "5 unreadable-date -", "5 sentinel -"]);
    let [nines, ambiguous, ..] = report.results.as_slice() else { panic!("four at least") };
    assert_eq!((nines.rows, nines.heading.as_deref(), nines.column), (2, Some("end"), Some(3)));
    assert!(ambiguous.claim.contains("2005-04-03 or 2005-03-04"), "{}", ambiguous.claim);
}

#[test]
fn names_of_nobody_and_of_several_are_found_with_candidates() {
    let words = said("country,ratified\nLithuanai,2011-03-24\n", "ccm", "2020-01-01");
    assert!(words.contains("Lithuanai") && words.contains("LTU (Lithuania)"), "{words}");
    let words = said("country,status\nCongo,party\n", "ccm", "2020-01-01");
    assert!(words.contains("COD") && words.contains("COG"), "{words}");
    // Its own days tell it apart, and so does a table that names the other.
    assert!(found("country,ratified\nCongo,2014-09-02\n", "ccm", "2020-01-01").is_empty());
    let both = "country,status\nCongo,party\nDemocratic Republic of the Congo,not party\n";
    assert!(found(both, "ccm", "2020-01-01").is_empty());
    let two = said("iso3,country,ratified\nAUS,Austria,2009-04-02\n", "ccm", "2020-01-01");
    assert!(two.contains("Austria (AUT)") && two.contains("Australia (AUS)"), "{two}");
    let marked = "Participant,Ratification\nNorway* a,2008-12-03\nJapan<sup>2</sup>,2009-07-14\n";
    assert!(found(marked, "ccm", "2020-01-01").is_empty());
}

#[test]
fn a_row_twice_is_found_and_a_second_spell_is_none() {
    let table = "country,ratified\nNorway,2008-12-03\nNorge,2008-12-03\nJapan,2009-07-14\nJapan,2009-07-15\n";
    let lines = found(table, "ccm", "2020-01-01");
    for wanted in ["5 duplicate JPN", "5 other-date JPN"] {
        assert!(lines.iter().any(|line| line == wanted), "{wanted}: {lines:?}");
    }
    let spells = "country,accession,end\nGuyana,1993-05-10,1999-04-05\nGuyana,1999-01-05,\n";
    assert!(!found(spells, "iccpr-op1", "2015-03-14").iter().any(|one| one.contains("duplicate")));
    let acts = "country,act,date\nLithuania,Signature,2008-12-03\nLithuania,Ratification,2011-03-24\n\
                Lithuania,Denunciation,2024-09-06\n";
    assert!(found(acts, "ccm", "2025-06-01").is_empty());
}

#[test]
fn a_table_by_years_is_read_year_by_year() {
    let mut table = String::from("country,year,member\n");
    for year in 2008..=2026 {
        table.extend([format!("Norway,{year},1\n"), format!("Lithuania,{year},{}\n", u8::from(year >= 2011))]);
    }
    let data = treaty::built_in::dataset();
    let report = checked(&data, table.as_bytes(), Some("ccm"), "2026-01-31");
    let lines: Vec<String> = report.results.iter().filter(|one| one.line.is_some()).map(brief).collect();
    // Norway deposited in 2008 and was bound from 2010; Lithuania was in for some days of 2025, and in none of 2026.
    assert_eq!(lines, ["2 deposit-taken-for-membership NOR", "39 withdrawn-shown-as-current LTU"]);
    assert!(report.results[0].claim.contains("2008-2009 (2 rows)"), "{}", report.results[0].claim);
    let too_early = "country,year,member\nLithuania,2023,1\nLithuania,2024,0\n";
    assert_eq!(found(too_early, "ccm", "2026-01-31"), ["3 notice-taken-for-end LTU"]);
}

#[test]
fn parties_without_a_row_are_found_and_a_selection_is_told_from_a_list() {
    let data = treaty::built_in::dataset();
    let ccm = data.treaty("ccm").expect("it is there");
    let inquiry = Inquiry::new(&data, day("2026-01-31"));
    let stand = [treaty::law::Status::Party, treaty::law::Status::Consented];
    let members = inquiry.members(ccm, day("2026-01-31"), &stand);
    let mut full = String::from("country,ratified,end\n");
    for one in &members.results {
        if one.state.id != "NOR" {
            full.extend([one.state.id, ",,\n"]);
        }
    }
    let report = checked(&data, full.as_bytes(), Some("ccm"), "2026-01-31");
    let absent: Vec<String> = report.results.iter().filter(|one| one.line.is_none()).map(brief).collect();
    assert_eq!(absent, ["- withdrawn-missing LTU", "- member-missing NOR"], "it has a column for ends");
    let few = checked(&data, b"country,ratified\nNorway,2008-12-03\n", Some("ccm"), "2026-01-31");
    assert!(few.results.is_empty() && few.notes.iter().any(|note| note.contains("selection")), "{:?}", few.notes);
}

#[test]
fn treaties_are_told_by_their_column_and_a_wrong_one_by_its_days() {
    let data = treaty::built_in::dataset();
    let table = "Party;Treaty;Ratified\nLithuania;Convention on Cluster Munitions (CCM);24 Mar 2011\n\
                 Estonia;ottawa;12 May 2004\nEstonia;Treaty of Nowhere;1999\n";
    let report = checked(&data, table.as_bytes(), None, "2024-01-01");
    let lines: Vec<String> = report.results.iter().map(brief).collect();
    assert_eq!(lines, ["4 unknown-treaty -"]);
    assert_eq!((report.rows, report.compared), (3, 2));
    let one = checked(&data, table.as_bytes(), Some("ccm"), "2024-01-01");
    assert_eq!((one.compared, one.results.len()), (1, 0), "{:?}", one.results);
    assert!(one.notes.iter().any(|note| note.starts_with("2 rows of other or unknown")), "{:?}", one.notes);
    let old = "country,treaty,in force\nFrance,paris,1884-07-07\nItaly,paris,1884-07-07\n";
    let report = checked(&data, old.as_bytes(), None, "2024-01-01");
    let [only] = report.results.as_slice() else { panic!("one finding for all rows: {:?}", report.results) };
    assert!(only.check == TableCheck::UnknownTreaty && only.claim.contains("another treaty"), "{}", only.claim);
}

#[test]
fn what_is_no_table_is_refused_in_one_line_with_its_line() {
    for (table, of, wanted) in [
        (&b""[..], Some("ccm"), "empty"),
        (b" \n\n", Some("ccm"), "empty"),
        (b"a,b\n1,2\n", Some("ccm"), "line 1: no heading names the states"),
        (b"country,note\nNorway,x\n", Some("ccm"), "line 1: no heading says what the states did"),
        (b"country,ratified\nNorway,2008\n", None, "--treaty"),
        (b"country,ratified\nNorway,2008,x\n", Some("ccm"), "line 2: 3 cells under 2 headings"),
        (b"country,ratified\nNorway,2008\n\xff,x\n", Some("ccm"), "line 3: not UTF-8"),
    ] {
        let error = refused(table, of);
        assert!(error.contains(wanted) && error.lines().count() == 1, "{wanted}: {error}");
    }
    let open = format!("country,ratified\n\"Norway,2008\n{}", "x,2008\n".repeat(20_000));
    assert!(refused(open.as_bytes(), Some("ccm")).contains("line 2: a cell is longer"));
    let long = format!("country,ratified\n{}", "x,1\n".repeat(treaty::check::foreign::MAX_TABLE_ROWS + 1));
    assert!(refused(long.as_bytes(), Some("ccm")).contains("more than 1000000 rows"));
    let wide = format!("country,ratified{}\n", ",x".repeat(5000));
    assert!(refused(wide.as_bytes(), Some("ccm")).contains("columns, the limit is"));
}

#[test]
fn lines_are_counted_whatever_ends_them() {
    for table in [
        "country,ratified\r\nNorway,2008-12-03\r\n\r\nJapan,2009-07-15\r\n",
        "country,ratified\nNorway,2008-12-03\n\nJapan,2009-07-15",
        "\u{feff}country,ratified\n\"Norway\",\"2008-12-03\n\"\nJapan,2009-07-15\n",
    ] {
        assert_eq!(found(table, "ccm", "2020-01-01"), ["4 other-date JPN"], "{table:?}");
    }
}

#[test]
fn no_table_however_odd_makes_it_panic() {
    let data = treaty::built_in::dataset();
    let pieces = [
        "country",
        "year",
        "treaty",
        "ratified",
        "end",
        "Norway",
        "ccm",
        "2008-12-03",
        "9999",
        "0",
        "1",
        "[",
        "]",
        "a",
        "\"",
        ",",
        ";",
        "\t",
        "\n",
        "\r",
        "\u{202e}",
        "31 Feb 2001",
        "<sup",
        "Jan 1, 99999",
        "-",
        "12/13/2001",
        "é",
        "9999-12-31",
        "status",
        "code",
        "date",
        "kind",
        "Signature(s)",
        "99999",
        "5 Jan 1999 a 6",
        "T00:",
        "2008-12-03T",
    ];
    let mut seed = 1_u64;
    for round in 0..40 {
        let mut table =
            if round % 2 == 0 { String::from("country,treaty,year,ratified,status,end\n") } else { String::new() };
        for _ in 0..30 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let at = usize::try_from(seed >> 33).expect("31 bits") % pieces.len();
            table += pieces[at];
            table += [",", "", "\n"][at % 3];
        }
        let options = TableOptions { file: "", treaty: data.treaty("ccm"), date: day("2020-01-01") };
        let inquiry = Inquiry::new(&data, day("2020-01-01"));
        let _ = check_table(table.as_bytes(), &inquiry, &options, &[], &IgnoreList::default());
    }
}

fn written(name: &str, text: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, text).expect("it can be written");
    path
}

#[test]
fn the_command_answers_in_every_form_and_says_what_it_left_out() {
    let table = "country,ratified,remark\nLithuania,2011-03-24,x\n\u{1b}[31mred,2011,y\n";
    let path = written("theirs.csv", table);
    let asked = format!("check --csv {} --treaty ccm --date 2025-04-01", path.display());
    let page = treaty(&asked);
    assert_eq!(page.code, 1, "{}", page.err);
    assert!(page.out.contains("[withdrawn-shown-as-current]") && page.out.contains("2 rows read"), "{}", page.out);
    assert!(!page.out.contains('\u{1b}'));
    let answer = treaty(&format!("{asked} -f json")).json();
    assert_eq!(answer["schema"], "treaty.check-table/1");
    assert_eq!((&answer["date"], &answer["rows"]), (&"2025-04-01".into(), &2.into()));
    assert_eq!(answer["ignored_columns"], serde_json::json!(["remark"]));
    assert_eq!(answer["results"][0]["state"], serde_json::json!({"id": "LTU", "name": "Lithuania"}));
    assert_eq!(answer["results"][0]["ref"], "C.N.347.2024.TREATIES-XXVI-6");
    let sarif = treaty(&format!("{asked} -f sarif")).json();
    let first = &sarif["runs"][0]["results"][0];
    assert_eq!(first["ruleId"], "withdrawn-shown-as-current");
    assert_eq!(first["locations"][0]["physicalLocation"]["region"]["startLine"], 2);
    for format in ["jsonl", "csv", "md"] {
        let run = treaty(&format!("{asked} -f {format}"));
        assert!(run.code == 1 && run.out.contains("withdrawn-shown-as-current"), "{format}: {}", run.err);
        assert!(!run.out.contains('\u{1b}'), "{format}");
    }
    let piped = treaty_with("check --csv - --treaty ccm --date 2025-04-01 -f json", table).json();
    assert_eq!(piped["results"].as_array().map(Vec::len), answer["results"].as_array().map(Vec::len));
    let only = treaty(&format!("{asked} --deny unknown-state -f json")).json();
    assert_eq!(only["results"].as_array().map(Vec::len), Some(1));
    for width in [80, 120] {
        for line in treaty(&format!("{asked} --width {width}")).out.lines() {
            assert!(line.chars().count() <= width || !line.contains(' '), "{width}: {line}");
        }
    }
}

#[test]
fn findings_can_be_explained_and_names_must_be_known() {
    let path = written("lithuania.csv", "country,ratified\nLithuania,2011-03-24\n");
    let asked = format!("check --csv {} --treaty ccm --date 2025-04-01", path.display());
    let reason = r#"[{"check": "withdrawn-shown-as-current", "state": "LTU", "reason": "a table of instruments"}]"#;
    let list = written("explained.json", reason);
    assert_eq!(treaty(&format!("{asked} --ignore {}", list.display())).code, 0);
    let clean = written("norway.csv", "country,ratified\nNorway,2008-12-03\n");
    assert_eq!(treaty(&format!("check --csv {} --treaty ccm --date 2025-04-01", clean.display())).code, 0);
    treaty(&format!("{asked} --deny nonsense")).complains(2, &["nonsense", "rejoined"]);
    treaty(&format!("check --csv {} --treaty ccmm", path.display())).complains(3, &["ccmm", "ccm"]);
    treaty(&format!("check --csv {}", path.display())).complains(2, &["--treaty"]);
    treaty("check --csv - --data - --treaty ccm").complains(2, &["standard input"]);
    let listed = treaty("check --list").out;
    for check in TableCheck::ALL {
        assert!(listed.contains(check.name()) && listed.contains(check.about()), "{}", check.name());
    }
}

#[test]
#[allow(clippy::print_stderr, reason = "whoever runs the tests must see that one was skipped")]
fn the_register_s_own_tables_of_2015_raise_few_alarms() {
    let Some(sources) = sources() else {
        eprintln!("skipped: the saved records of depositaries are not here");
        return;
    };
    let tables = sources.join("untc-2015-03/treaties");
    let Ok(op1) = fs::read(tables.join("4-5.csv")) else {
        eprintln!("skipped: the tables of 2015 are not here");
        return;
    };
    let data = treaty::built_in::dataset();
    let report = checked(&data, &op1, Some("iccpr-op1"), "2015-03-14");
    let told: Vec<String> = report
        .results
        .iter()
        .map(|one| format!("{} {}", one.check.name(), one.state.map_or("-", |state| state.id)))
        .collect();
    let wanted = ["rejoined GUY", "withdrawn-shown-as-current JAM", "withdrawn-shown-as-current TTO"];
    assert_eq!(told, wanted, "{:?}", report.results);
    // Where the record has another source than these tables, what is left is what came to light later.
    for (file, slug, most) in [
        ("4-1", "genocide", 0),
        ("4-3", "icescr", 0),
        ("4-4", "iccpr", 0),
        ("4-8", "cedaw", 0),
        ("26-3", "cwc", 0),
        ("4-2", "cerd", 1),
        ("26-5", "ottawa", 1),
        ("26-6", "ccm", 6),
    ] {
        let Ok(table) = fs::read(tables.join(format!("{file}.csv"))) else { continue };
        let report = checked(&data, &table, Some(slug), "2015-03-14");
        let found: Vec<String> = report.results.iter().map(brief).collect();
        assert!(found.len() <= most, "{slug}: {found:?}");
    }
}

#[test]
fn the_record_agrees_with_its_own_tables() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("own-tables");
    let _ = fs::remove_dir_all(&folder);
    assert_eq!(treaty(&format!("export csv -o {}", folder.display())).code, 0);
    let acts = treaty(&format!("check --csv {} -f json", folder.join("events.csv").display())).json();
    assert_eq!(acts["rows"], acts["compared"]);
    let others: Vec<&Value> =
        acts["results"].as_array().expect("a list").iter().filter(|one| one["check"] != "duplicate").collect();
    assert!(others.is_empty(), "{others:?}");
    let panel = treaty("panel --treaty iccpr-op1,ccm,ottawa --from 1990 --to 2025 -f csv").out;
    let years = treaty_with("check --csv - -f json", &panel).json();
    let in_lines: Vec<&Value> =
        years["results"].as_array().expect("a list").iter().filter(|one| !one["line"].is_null()).collect();
    assert!(years["compared"].as_u64() > Some(10_000) && in_lines.is_empty(), "{in_lines:?}");
    let members = treaty("members ottawa --date 2026-02-01 -f csv").out;
    assert_eq!(treaty_with("check --csv - --treaty ottawa --date 2026-02-01", &members).code, 0);
}

#[test]
fn a_code_that_looks_like_nothing_is_namibia() {
    let codes = "iso2,status\nNA,party\nLT,party\n";
    let data = treaty::built_in::dataset();
    let report = checked(&data, codes.as_bytes(), Some("ccm"), "2020-01-01");
    assert_eq!((report.compared, report.results.len()), (2, 0), "{:?}", report.results);
    // Where names stand beside it, it is what statisticians write for nothing.
    let names = "country,iso3,ratified\nLithuania,NA,2011-03-24\nNorway,NOR,2008-12-03\n";
    assert!(found(names, "ccm", "2020-01-01").is_empty());
}

#[test]
fn a_day_since_when_is_the_day_of_whatever_standing_the_row_has() {
    let table = "state,status,since,until\nUnited States,signatory,2013-09-25,\nLithuania,party,2014-12-24,\n";
    assert!(found(table, "att", "2020-01-01").is_empty());
    let left = "# made by a program\n# on some day\nstate,status,since,until\nLithuania,party,2011-09-01,2025-03-06\n";
    assert!(found(left, "ccm", "2026-01-01").is_empty());
    assert_eq!(
        found(&left.replace("2011-09-01,2025-03-06", "2011-03-24,"), "ccm", "2020-01-01"),
        ["4 deposit-taken-for-membership LTU"]
    );
}

/// Every finding of a table in JSON has the same keys, so that scripts need no cases.
#[test]
fn every_finding_has_every_key() {
    let table = "country,ratified\nLithuania,2011-03-24\nAtlantis,1900-01-01\n";
    let answer = treaty_with("check --csv - --treaty ccm --date 2025-04-01 -f json", table).json();
    let keys = ["check", "line", "column", "heading", "state", "treaty", "claim", "record", "source", "ref", "rows"];
    for one in answer["results"].as_array().expect("a list") {
        let own: Vec<&str> = one.as_object().expect("an object").keys().map(String::as_str).collect();
        assert_eq!(own, keys, "{one}");
    }
    assert_eq!(answer["results"][1]["state"], Value::Null);
}
