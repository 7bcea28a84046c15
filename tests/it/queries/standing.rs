//! The status of one state: its days, its withdrawal, and what must be said beside it.

use serde_json::json;
use treaty::built_in::dataset;
use treaty::law::Status;

use super::story::story;
use crate::common::{day, status};

#[test]
fn a_state_that_is_no_more_is_not_bound_since_its_end() {
    let data = dataset();
    let answer = status(&data, "SUHH", "npt", "2000-01-01");
    assert_eq!((answer.status, answer.since, answer.until), (Status::NotParty, Some(day("1991-12-25")), None));
    let gone = json!({"id": "AAA", "kind": "former_state", "names": {"en": "Arcadia"},
        "exists": {"until": "2005-01-01"}, "sources": ["s"]});
    let data = story(&json!({"events": [{"state": "AAA", "kind": "accession", "date": "2002-01-01"}]}), &[gone]);
    let answer = status(&data, "AAA", "t", "2004-12-31");
    assert_eq!((answer.status, answer.since), (Status::Party, Some(day("2002-07-01"))));
    let answer = status(&data, "AAA", "t", "2005-01-01");
    assert_eq!((answer.status, answer.since, answer.until), (Status::NotParty, Some(day("2005-01-01")), None));
}
