//! The questions that people used to answer by hand, asked of the shipped record.

use crate::common::program::{treaty, treaty_with};
use icalendar::Component as _;
use serde_json::Value;

fn states(answer: &Value) -> Vec<String> {
    let results = answer["results"].as_array().expect("a list");
    results.iter().map(|one| one["state"]["id"].as_str().expect("an id").to_owned()).collect()
}

#[test]
fn the_first_state_ever_to_leave_the_convention_on_cluster_munitions_is_lithuania() {
    assert_eq!(states(&treaty("withdrawals --first --treaty ccm -f json").json()), ["LTU"]);
    let fifth = treaty("withdrawals --nth 5 --treaty ottawa -f json").json();
    assert_eq!(states(&fifth), ["POL"]);
    let back = treaty("withdrawals --rejoined --treaty paris -f json").json();
    assert_eq!(back["results"][0]["rejoined"], "2021-02-19");
    assert!(treaty("stats ottawa").out.contains("first to leave"));
}

#[test]
fn a_panel_switches_a_member_on_at_entry_into_force_and_off_at_withdrawal() {
    let rows = |words: &str| -> Vec<String> {
        let out = treaty(words).out;
        out.lines().filter(|line| line.starts_with("LTU")).map(str::to_owned).collect()
    };
    let bound = |row: &String| row.split(',').nth(8).expect("the column bound").to_owned();
    let last = rows("panel --treaty ccm --from 2010 --to 2025 --rule last -f csv");
    let last: Vec<String> = last.iter().map(bound).collect();
    // Deposited in 2011, in force on 1 September 2011, out on 6 March 2025.
    assert_eq!(last.join(""), "0".to_owned() + &"1".repeat(14) + "0");
    let any = rows("panel --treaty ccm --from 2025 --to 2025 --rule any -f csv");
    assert_eq!(bound(&any[0]), "1");
    let days = rows("panel --treaty ccm --from 2025 --to 2025 --rule days -f csv");
    assert_eq!(bound(&days[0]), "64");
    let months = rows("panel --treaty ccm --by month --from 2025-02 --to 2025-04 --rule last -f csv");
    assert_eq!(months.iter().map(bound).collect::<String>(), "100");
}

#[test]
fn a_panel_is_balanced_and_says_how_it_was_made() {
    let out = treaty("panel --treaty ccm --from 2020 --to 2021 -f csv").out;
    let (notes, rows): (Vec<&str>, Vec<&str>) = out.lines().partition(|line| line.starts_with('#'));
    assert!(notes[0].contains("panel --treaty ccm --from 2020 --to 2021 -f csv"));
    assert!(notes[1].contains("data 2026."));
    assert_eq!(rows.len(), 1 + 193 * 2, "every member of the United Nations, and the heading");
    assert!(rows.iter().any(|row| row.starts_with("USA") && row.contains("not_party")));
}

#[test]
fn a_count_names_its_numerator_denominator_and_definition() {
    let answer = treaty("count ottawa --date 2026-03-01 -f json").json();
    let count = &answer["results"][0];
    let text = count.to_string();
    assert!(text.contains("157") && text.contains("193") && text.contains("UN members"), "{text}");
    assert!(treaty("count ctbt").out.contains("of 44"));
    let over = treaty("count ccm --over 2023..2025 -f csv").out;
    assert_eq!(over.lines().count(), 4, "{over}");
}

#[test]
fn groups_have_the_members_that_they_had_on_a_day() {
    let of = |group: &str| treaty(&format!("count ottawa --of {group} --date 2026-03-01")).out;
    assert!(of("eu@2019-12-31").contains("of 28"), "{}", of("eu@2019-12-31"));
    assert!(of("eu").contains("of 27"), "{}", of("eu"));
    assert!(of("nato").contains("of 32"), "{}", of("nato"));
    let file = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("nordic.txt");
    std::fs::write(&file, "# Nordic\nDenmark\nFinland\nIceland\nNorway\nSweden\n").expect("it can be written");
    assert!(of(&format!("file:{}", file.display())).contains("4 of 5"));
}

#[test]
fn what_takes_effect_next_is_a_calendar_that_a_parser_accepts() {
    let out = treaty("upcoming --within 2y --treaty rome-statute -f ics").out;
    let calendar: icalendar::Calendar = out.parse().expect("RFC 5545");
    let events: Vec<_> = calendar.components.iter().filter_map(icalendar::CalendarComponent::as_event).collect();
    assert!(events.len() >= 5, "{}", events.len());
    let niger =
        events.iter().find(|event| event.get_uid().is_some_and(|uid| uid.contains("NER"))).expect("Niger leaves");
    assert!(niger.get_summary().is_some_and(|words| words.contains("Niger")));
    assert!(out.contains("DTSTART;VALUE=DATE:20270618"), "{out}");
    assert!(out.lines().all(|line| line.len() <= 76), "lines are folded at 75 octets");
    assert_eq!(out.matches("BEGIN:VALARM").count(), events.len());
}

#[test]
fn what_if_norway_left_ottawa() {
    let answer = treaty("project withdrawal ottawa norway --notice 2026-12-31 -f json").json();
    let result = &answer["results"][0];
    assert_eq!(result["effective"], "2027-06-30", "31 December and six months is the last of June");
    assert_eq!(result["article"], "20(3)");
    let genocide = treaty("project withdrawal genocide france --notice 2026-12-31 -f json").json();
    assert_eq!(genocide["results"][0]["effective"], "2031-01-12", "only at the end of a five-year period");
    let tpnw = treaty("project ratification tpnw sweden --deposit 2027-01-15 -f json").json();
    assert_eq!(tpnw["results"][0]["effective"], "2027-04-15");
    assert!(treaty("project withdrawal paris norway --notice 2018-01-01").out.contains("2019-11-04"));
}

#[test]
fn who_is_not_in_and_who_left_both() {
    let without = treaty("without ottawa --date 2026-03-01 -f json").json();
    assert!(states(&without).contains(&"POL".to_owned()) && !states(&without).contains(&"NOR".to_owned()));
    let cohort = treaty("cohort ccm=former_party ottawa=former_party,withdrawing -f json").json();
    assert_eq!(states(&cohort), ["LTU"]);
    let compared = treaty("compare estonia latvia lithuania --treaty ccm,enmod --date 2026-03-01 -f json").json();
    assert_eq!(compared["results"].as_array().map(Vec::len), Some(2));
}

#[test]
fn statements_of_a_file_are_judged_one_by_one() {
    let file = "lithuania party ccm on 2025-03-05\n\n# the day after\nlithuania not bound ccm on 2025-03-06\n";
    assert_eq!(treaty_with("assert -i -", file).code, 0);
    let run = treaty_with("assert -i - --width 200", "lithuania party ccm on 2025-03-06\n");
    assert_eq!(run.code, 1);
    assert!(run.out.contains("no longer bound"), "{}", run.out);
    treaty("assert 'lithuania ccm'").complains(2, &["lithuania party ccm on 2025-03-05"]);
}

#[test]
fn a_contested_status_names_whose_view_it_is() {
    let status = |view: &str| treaty(&format!("status prk npt --date 2010-01-01 --view {view} -f json")).json();
    assert_eq!(status("depositary")["results"][0]["status"], "party");
    assert_eq!(status("state")["results"][0]["status"], "former_party");
    let plain = treaty("status prk npt --date 2010-01-01 --width 200").out;
    assert!(plain.contains("the view of the depositary") && plain.contains("--view"), "{plain}");
    assert!(treaty("status ukraine ottawa").out.contains("contested"));
}

#[test]
fn a_date_known_to_the_year_leaves_the_status_open_and_says_what_would_decide() {
    let run = treaty("status sweden nato --date 2024-05-01");
    assert_eq!(run.code, 4);
    assert!(run.out.contains("would decide"), "{}", run.out);
}

#[test]
fn days_are_read_as_people_type_them() {
    for (typed, read) in [
        ("2025-03", "2025-03-31"),
        ("2025", "2025-12-31"),
        ("2025-Q1", "2025-03-31"),
        ("2025-W10", "2025-03-09"),
        ("1 March 2025", "2025-03-01"),
        ("March 1, 2025", "2025-03-01"),
        ("today", "2026-11-24"),
        ("yesterday", "2026-11-23"),
        ("6 months ago", "2026-05-24"),
        ("in 90 days", "2027-02-22"),
    ] {
        let answer = treaty(&format!("status lithuania ccm --date '{typed}' -f json")).json();
        assert_eq!(answer["date"], read, "{typed}");
    }
}

#[test]
fn questions_that_cannot_be_are_answered_with_the_remedy() {
    treaty("withdrawals --since 2030 --until 2020").complains(2, &["--until", "--since"]);
    treaty("diff 2025..2024").complains(2, &["2024", "2025"]);
    treaty("upcoming --within soon").complains(2, &["soon", "90d"]);
    treaty("panel --treaty ccm --from 1800 --to 1801").complains(2, &["empty"]);
    treaty("cohort ccm").complains(2, &["ccm", "="]);
}

#[test]
fn where_it_is_not_on_record_who_is_bound_no_number_is_drawn_or_divided_by() {
    let picture = treaty("chart members single-convention");
    picture.complains(2, &["Single Convention 1961", "not on record", "no number to draw"]);
    let group = treaty("count ccm --of single-convention");
    group.complains(2, &["single-convention", "not on record", "no group"]);
    // A terminal breaks lines; the words are the same.
    let one_line = |asked: &str| treaty(asked).out.split_whitespace().collect::<Vec<_>>().join(" ");
    let counted = one_line("count single-convention --date 1990-01-01");
    assert!(counted.contains("have an instrument on record; who is bound is not"), "{counted}");
    let stats = one_line("stats single-convention");
    assert!(stats.contains("who is bound is not on record") && !stats.contains("0 bound"), "{stats}");
    let outside = one_line("without council-of-europe --date 2020-01-01");
    assert!(
        outside.starts_with("0 of 193 (un) are not bound") && outside.contains("of 193 it is not on record"),
        "{outside}"
    );
    let listed = treaty("status lithuania --date 2025-03-01").out;
    assert!(listed.contains("consented*") && listed.contains("only deposits are known"), "{listed}");
    // The test-ban treaty is not in force, and that is known.
    assert!(listed.lines().any(|line| line.contains("CTBT") && line.contains("consented ")), "{listed}");
}
