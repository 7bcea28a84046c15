//! The engine's counts against those that the depositary published.

use crate::common::inquiry;
use treaty::built_in::dataset;

#[test]
fn every_published_count_of_signatories_and_parties_comes_out_of_the_record() {
    let data = dataset();
    let (mut compared, mut wrong) = (0, Vec::new());
    for treaty in data.treaties() {
        let head = data.head(treaty).expect("every treaty has a head");
        for published in &head.published_counts {
            let counts = inquiry(&data).counts(treaty, published.as_of.last_day(), &[]);
            let figures = [
                ("signatories", published.signatories, counts.un_signatories),
                ("parties", published.parties, counts.un_parties),
            ];
            for (what, figure, counted) in figures {
                let Some(figure) = figure.map(u32::from) else { continue };
                compared += 1;
                if figure != counted {
                    wrong.push(format!("{}: {figure} {what} published, {counted} counted", head.id));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(compared >= 45, "only {compared} figures are in the record");
}
