//! The whole record as tables.

use serde_json::json;
use treaty::built_in::dataset;
use treaty::query::export::{Table, Value};
use treaty::record::Dataset;

use super::story::story;
use crate::common::{day, inquiry};

fn table<'d>(data: &'d Dataset, name: &str) -> Table<'d> {
    inquiry(data).tables().into_iter().find(|table| table.name == name).expect("there is such a table")
}

/// The row in which the columns have these texts, by column.
fn row<'a, 'd>(table: &'a Table<'d>, wanted: &[(&str, &str)]) -> impl Fn(&str) -> &'a Value<'d> {
    let at = |name: &str| table.columns.iter().position(|column| column.name == name).expect("there is such a column");
    let is = |row: &&Vec<Value<'d>>| wanted.iter().all(|(name, text)| row[at(name)] == Value::Text((*text).into()));
    let found = table.rows.iter().find(is).expect("there is such a row");
    move |name: &str| &found[table.columns.iter().position(|column| column.name == name).expect("a column")]
}

fn text(text: &str) -> Value<'_> {
    Value::Text(text.into())
}

#[test]
fn every_row_has_a_value_for_every_column() {
    let data = dataset();
    for table in inquiry(&data).tables() {
        assert!(
            !table.rows.is_empty() && table.rows.iter().all(|row| row.len() == table.columns.len()),
            "{}",
            table.name
        );
    }
}

#[test]
fn a_state_a_treaty_and_a_source_are_rows() {
    let data = dataset();
    let states = table(&data, "states");
    let czechia = row(&states, &[("state", "CZE")]);
    assert_eq!((czechia("name"), czechia("kind"), czechia("alpha2")), (&text("Czechia"), &text("state"), &text("CZ")));
    assert_eq!((czechia("exists_from"), czechia("exists_until")), (&Value::Date(day("1993-01-01")), &Value::Missing));
    let treaties = table(&data, "treaties");
    let ccm = row(&treaties, &[("treaty", "ccm")]);
    assert_eq!((ccm("adopted"), ccm("adopted_as_known")), (&Value::Date(day("2008-05-30")), &text("2008-05-30")));
    assert_eq!((ccm("in_force"), ccm("withdrawal_article")), (&Value::Date(day("2010-08-01")), &text("20(3)")));
    assert_eq!(ccm("topics"), &text("disarmament;conventional-weapons"));
    assert_eq!((ccm("effects_known"), ccm("consents_recorded")), (&Value::Truth(true), &Value::Truth(true)));
    let drugs = row(&treaties, &[("treaty", "single-convention")]);
    assert_eq!((drugs("effects_known"), drugs("withdrawals_recorded")), (&Value::Truth(false), &Value::Truth(false)));
    let liability = row(&treaties, &[("treaty", "clc-1969")]);
    assert_eq!((liability("consents_recorded"), liability("complete_to")), (&Value::Truth(false), &Value::Missing));
    let sources = table(&data, "sources");
    let text_of = row(&sources, &[("source", "text-ccm")]);
    assert_ne!(text_of("publisher"), &Value::Missing);
}

#[test]
fn an_act_and_a_status_are_rows() {
    let data = dataset();
    let events = table(&data, "events");
    let notice = row(&events, &[("state", "LTU"), ("treaty", "ccm"), ("kind", "withdrawal_notice")]);
    assert_eq!(
        (notice("date"), notice("effective")),
        (&Value::Date(day("2024-09-06")), &Value::Date(day("2025-03-06")))
    );
    assert_eq!((notice("reference"), notice("evidence")), (&text("C.N.347.2024.TREATIES-XXVI-6"), &Value::Missing));
    let intervals = table(&data, "intervals");
    let window = row(&intervals, &[("state", "LTU"), ("treaty", "ccm"), ("status", "withdrawing")]);
    assert_eq!((window("from"), window("until")), (&Value::Date(day("2024-09-06")), &Value::Date(day("2025-03-06"))));
    assert_eq!((window("bound"), window("event")), (&Value::Truth(true), notice("event")));
    let out = row(&intervals, &[("state", "LTU"), ("treaty", "ccm"), ("status", "former_party")]);
    assert_eq!((out("bound"), out("until")), (&Value::Truth(false), &Value::Missing));
    let waits = row(&intervals, &[("state", "AUT"), ("treaty", "ctbt"), ("status", "consented")]);
    assert_eq!(waits("bound"), &Value::Truth(false));
    let deposits = row(&intervals, &[("state", "AFG"), ("treaty", "single-convention"), ("status", "consented")]);
    assert_eq!(deposits("bound"), &Value::Missing, "only deposits are known");
}

#[test]
fn a_vague_day_stands_as_it_is_known_and_secondary_evidence_with_its_level() {
    let events =
        json!([{"state": "AAA", "kind": "accession", "date": "2003-05", "evidence": "C", "scope": "an island"}]);
    let data = story(&json!({"events": events}), &[]);
    let events = table(&data, "events");
    let vague = row(&events, &[("state", "AAA")]);
    assert_eq!((vague("date"), vague("date_as_known")), (&Value::Missing, &text("2003-05")));
    assert_eq!(
        (vague("evidence"), vague("scope"), vague("article")),
        (&text("C"), &text("an island"), &Value::Missing)
    );
}

#[test]
fn the_intervals_are_those_that_were_known() {
    let data = dataset();
    let mut asked = inquiry(&data);
    asked.known_on = Some(day("2024-09-05"));
    let tables = asked.tables();
    let intervals = tables.iter().find(|table| table.name == "intervals").expect("there is such a table");
    let party = row(intervals, &[("state", "LTU"), ("treaty", "ccm"), ("status", "party")]);
    assert_eq!(party("until"), &Value::Missing);
}
