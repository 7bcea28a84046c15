//! Every day of effect that somebody published, against the day that the treaty's clause gives.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::common::inquiry;
use treaty::PartialDate;
use treaty::built_in::dataset;
use treaty::check::Explained;
use treaty::law::{Pick, Rules};
use treaty::query::timeline::effect_of;

/// Whether the list of explanations has a cause for a published day of this treaty that the rule does not give.
fn causes() -> impl Fn(&str) -> bool {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("data/check-ignore.json"));
    let list: Vec<Explained> = serde_json::from_str(&text.expect("it ships")).expect("it is a list");
    let of = |explained: &Explained| {
        let known = explained.check == "published-against-computed" || explained.check == "conflict";
        known.then(|| explained.treaty.clone()).flatten()
    };
    let treaties: Vec<String> = list.iter().filter_map(of).collect();
    move |treaty| treaties.iter().any(|known| known == treaty)
}

#[test]
fn what_depositaries_published_is_what_the_clauses_give_and_each_exception_has_its_cause() {
    let data = dataset();
    let has_cause = causes();
    let (mut compared, mut agreed, mut own) = (0_u32, 0_u32, 0_u32);
    let mut exceptions: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for treaty in data.treaties() {
        let head = data.head(treaty).expect("every treaty has a head");
        let later = Rules::of(&head, Pick::Earliest).later;
        for pair in data.pairs_of_treaty(treaty) {
            let reading = inquiry(&data).reading_under(&head, pair);
            for event in data.events(pair) {
                let (Some(effect), _) = effect_of(&reading.earliest, &event) else { continue };
                let Some(computed) = effect.computed else { continue };
                let witnesses = event.rarer().also.into_iter().filter_map(|witness| {
                    witness.effective.filter(|_| witness.date.is_none_or(|date| Some(date) == event.date))
                });
                let earliest = event.kind.is_consent() && later.is_some_and(|later| later.is_earliest(event.kind));
                for published in event.effective.into_iter().chain(witnesses) {
                    compared += 1;
                    own += u32::from(Some(published) == event.effective);
                    let fits =
                        published.overlaps(PartialDate::from(computed)) || earliest && computed <= published.last_day();
                    agreed += u32::from(fits);
                    if !fits {
                        let line = format!("{} {published}, the rule gives {computed}", data.state_id(pair.state));
                        exceptions.entry(head.id.clone()).or_default().push(line);
                    }
                }
            }
        }
    }
    let told = format!("{agreed} of {compared} published days agree, {own} of them the depositary's own");
    let unexplained: Vec<_> = exceptions.iter().filter(|(treaty, _)| !has_cause(treaty)).collect();
    #[allow(clippy::print_stderr, reason = "the figures are what the test is for")]
    {
        eprintln!("{told}");
    }
    assert!(unexplained.is_empty(), "{told}; without a cause: {unexplained:#?}");
    assert!(compared > 2_000 && agreed * 100 >= compared * 93, "{told}");
}
