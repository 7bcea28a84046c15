//! A treaty's final clauses, from its record to what the law needs of them.

use treaty::built_in::dataset;
use treaty::law::{Pick, Rules};
use treaty::model::{Offset, WithdrawalClass};

use super::day;
use crate::common::treaty;

fn rules(what: &str) -> Rules {
    let data = dataset();
    let head = data.head(treaty(&data, what)).expect("every treaty has a head");
    Rules::of(&head, Pick::Earliest)
}

#[test]
fn the_whaling_convention_is_left_by_new_year_for_the_end_of_june() {
    let leaving = rules("icrw").leaving.expect("article XI");
    assert_eq!(leaving.class, WithdrawalClass::FixedAnnualDate);
    assert_eq!((leaving.notice_by, leaving.effect_on), (Some((1, 1)), Some((6, 30))));
}

#[test]
fn a_record_says_whether_instruments_are_missing_and_whether_days_of_effect_can_be_given() {
    assert!(!rules("ccm").consents_missing && !rules("ccm").deposits_only);
    assert!(rules("echr").consents_missing, "its register shows the parties of today");
    assert!(rules("kigali").deposits_only);
}

#[test]
fn the_clauses_of_the_convention_on_cluster_munitions_are_those_of_its_text() {
    let ccm = rules("ccm");
    assert_eq!((ccm.in_force, ccm.adopted), (Some(day("2010-08-01")), Some(day("2008-05-30"))));
    assert_eq!(ccm.later.map(|later| later.offset), Some(Offset::FirstOfNthMonth(6)));
    assert_eq!(ccm.leaving.and_then(|leaving| leaving.offset), Some(Offset::Months(6)));
    assert_eq!((ccm.terminated, ccm.provisional_until), (None, None));
    assert_eq!(rules("unclos-xi").provisional_until, Some(day("1996-07-28")));
    assert_eq!(rules("inf").terminated, Some(day("2019-08-02")));
}
