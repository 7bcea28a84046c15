//! What a column is, told by its heading alone.

use super::meaning::Meaning;
use crate::import::cells::Column as Legend;
use crate::model::EventKind;

/// Words that say nothing of what a day is the day of.
const FILLERS: [&str; 14] =
    ["date", "dates", "day", "of", "the", "on", "to", "be", "and", "or", "by", "its", "year", "dt"];
/// What stands before the name of a day where a table also has the treaty's own: `StateForce` beside `Force`.
const OWNERS: [&str; 5] = ["state", "country", "participant", "party", "member"];
const SIGNING: [&str; 4] = ["signature", "signed", "signing", "sign"];
const CONSENTING: [&str; 20] = [
    "ratification",
    "ratified",
    "ratify",
    "accession",
    "acceded",
    "acceptance",
    "accepted",
    "approval",
    "approved",
    "succession",
    "succeeded",
    "consent",
    "bound",
    "deposit",
    "deposited",
    "instrument",
    "formal",
    "confirmation",
    "definitive",
    "adhesion",
];
const LEAVING: [&str; 8] =
    ["withdrawal", "withdrawn", "withdrew", "withdrawing", "denunciation", "denounced", "leaving", "exit"];
const TAKES_EFFECT: [&str; 9] = ["effective", "effect", "takes", "took", "end", "force", "in", "into", "ends"];
const NAMES: [&str; 20] = [
    "name", "names", "code", "id", "iso", "iso2", "iso3", "iso2c", "iso3c", "alpha", "alpha2", "alpha3", "2", "3",
    "abbr", "en", "de", "fr", "es", "label",
];

/// Whether a day under a heading is of whatever standing the row has: the day since when a state is a signatory, too.
pub(super) fn is_of_any_standing(heading: &str) -> bool {
    let words = words(heading);
    let loose = ["since", "until", "from", "to", "start", "end", "begin", "date"];
    !words.is_empty() && words.iter().all(|word| loose.contains(&word.as_str()))
}

/// The words of a heading in lower case: `StateRatification` and `state_ratification` are the same two.
pub(super) fn words(heading: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let (mut open, mut was_lower) = (false, false);
    for c in heading.chars() {
        if !c.is_alphanumeric() {
            open = false;
            continue;
        }
        if !open || was_lower && c.is_uppercase() {
            found.push(String::new());
        }
        if let Some(word) = found.last_mut() {
            word.extend(c.to_lowercase());
        }
        (open, was_lower) = (true, c.is_lowercase());
    }
    found
}

/// What a heading says of its column, and whether it says that the day is the state's own and not the treaty's.
pub(super) fn meaning(heading: &str) -> (Meaning, bool) {
    let words = words(heading);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    if let Some(found) = by_name(&words.join(" "), &words) {
        return (found, false);
    }
    if is_legend(heading, &words)
        && let Some(legend) = Legend::of(heading)
    {
        return (by_legend(&legend), false);
    }
    if words.len() > 1 && matches!(words.last(), Some(&("type" | "kind" | "mode" | "form"))) {
        let acts = |word: &&str| CONSENTING.contains(word) || matches!(*word, "action" | "participation" | "act");
        return (if words.iter().any(acts) { Meaning::Act } else { Meaning::Ignored }, false);
    }
    let owned = words.len() > 1 && OWNERS.contains(&words[0]);
    let rest = if owned { &words[1..] } else { &words[..] };
    (by_words(rest), owned)
}

/// Whether a heading explains acts as registers do, with marks or in a sentence.
fn is_legend(heading: &str, words: &[&str]) -> bool {
    let remarks = [
        "note",
        "notes",
        "source",
        "sources",
        "reference",
        "url",
        "link",
        "comment",
        "comments",
        "reservations",
        "notification",
        "undertaking",
        "objections",
        "declarations",
    ];
    // Who only confirms a signature, or will not apply the treaty provisionally, does neither act.
    let confirms = words.windows(3).any(|three| three == ["confirmation", "of", "signature"]);
    let sentence = heading.contains(',') || words.len() >= 5;
    !confirms
        && !words.contains(&"non")
        && (heading.contains('(') || sentence && !words.iter().any(|word| remarks.contains(word)))
}

/// Headings that are one thing and nothing else.
fn by_name(key: &str, words: &[&str]) -> Option<Meaning> {
    Some(match key {
        "participant"
        | "participants"
        | "country"
        | "countries"
        | "state"
        | "states"
        | "nation"
        | "nations"
        | "iso"
        | "iso2"
        | "iso3"
        | "iso2c"
        | "iso3c"
        | "alpha2"
        | "alpha3"
        | "alpha 2"
        | "alpha 3"
        | "code"
        | "name"
        | "stateid"
        | "statename"
        | "statenme"
        | "countryname"
        | "countrycode"
        | "isocode"
        | "contracting party"
        | "contracting parties"
        | "contracting state"
        | "contracting states"
        | "iso 3166 1 alpha 3"
        | "iso 3166 1 alpha 2"
        | "signatories"
        | "parties"
        | "members" => Meaning::State,
        "party" | "member" | "state party" | "states parties" | "member state" | "member states" | "signatory"
        | "membership" => Meaning::StateOrParty,
        "ccode" | "cow" | "cowcode" | "cow code" => Meaning::CowCode,
        "gw" | "gwno" | "gwcode" | "gw code" => Meaning::GwCode,
        "year" | "yr" | "period" => Meaning::Year,
        "status"
        | "is party"
        | "is member"
        | "standing"
        | "member status"
        | "party status"
        | "participation status"
        | "treaty status"
        | "membership status"
        | "status of participation" => Meaning::Party,
        "kind" | "type" | "action" | "act" | "event" | "action type" | "event type" => Meaning::Act,
        "date" | "action date" | "date of action" | "event date" => Meaning::DateOfAct,
        "joined" | "join date" | "date joined" | "joined on" | "joining date" => Meaning::Joined,
        "notice" | "notice date" | "date of notice" => Meaning::Notice,
        "end" | "end date" | "ended" | "until" | "left" | "member until" | "party until" | "bound until"
        | "membership end" | "end of membership" | "date left" | "enddate" => Meaning::End,
        "start" | "start date" | "from" | "begin" | "begins" | "since" | "eif" | "startdate" | "bound" | "is bound" => {
            Meaning::InForce
        }
        "treaty"
        | "treaties"
        | "convention"
        | "agreement"
        | "protocol"
        | "title"
        | "treatyid"
        | "treatyname"
        | "un number"
        | "treaty or convention"
        | "treaty or protocol" => Meaning::Treaty,
        _ => match *words {
            ["treaty" | "convention" | "agreement" | "protocol", ref rest @ ..]
                if rest.iter().all(|word| {
                    NAMES.contains(word) || matches!(*word, "title" | "key" | "number" | "guess" | "slug" | "short")
                }) =>
            {
                Meaning::Treaty
            }
            [
                "party" | "country" | "state" | "participant" | "nation" | "member" | "iso" | "contracting",
                ref rest @ ..,
            ] if rest.iter().all(|word| NAMES.contains(word) || matches!(*word, "party" | "state")) => Meaning::State,
            _ => return None,
        },
    })
}

/// A heading that explains its marks, as those of the UN do: `Accession(a), Succession(d)`.
fn by_legend(legend: &Legend) -> Meaning {
    let any = |wanted: fn(EventKind) -> bool| legend.kinds().any(wanted);
    if any(EventKind::is_consent) {
        Meaning::Consent
    } else if any(EventKind::is_signature) {
        Meaning::Signature
    } else if any(|kind| kind == EventKind::WithdrawalNotice) {
        Meaning::Leaving
    } else {
        Meaning::Provisional
    }
}

/// A heading all of whose words belong to one kind of day; a word more, and it is something else.
fn by_words(words: &[&str]) -> Meaning {
    let core: Vec<&str> = words.iter().copied().filter(|word| !FILLERS.contains(word)).collect();
    let only = |sets: &[&[&str]]| core.iter().all(|word| sets.iter().any(|set| set.contains(word)));
    let any = |set: &[&str]| core.iter().any(|word| set.contains(word));
    let noticed = ["notice", "notification", "notified"];
    if any(&LEAVING) && only(&[&LEAVING, &TAKES_EFFECT, &noticed, &["instrument", "deposit"]]) {
        return if any(&TAKES_EFFECT) {
            Meaning::End
        } else if any(&noticed) {
            Meaning::Notice
        } else {
            Meaning::Leaving
        };
    }
    let in_force = ["entry", "enters", "entered", "in", "into", "force", "effective", "effect", "since", "from", "for"];
    let whose = ["state", "party", "member", "membership", "participant", "country", "start", "starts", "bound"];
    if any(&["force", "effective", "effect", "since", "from", "start"]) && only(&[&in_force, &whose]) {
        return Meaning::InForce;
    }
    if any(&["end", "until", "ends", "ended"]) && only(&[&["end", "until", "ends", "ended"], &whose]) {
        return Meaning::End;
    }
    if any(&CONSENTING) && only(&[&CONSENTING, &SIGNING]) && (!any(&SIGNING) || any(&["definitive"])) {
        return Meaning::Consent;
    }
    if any(&SIGNING) && only(&[&SIGNING]) {
        return Meaning::Signature;
    }
    if any(&["provisional"]) && only(&[&["provisional", "application", "applied", "provisionally"]]) {
        return Meaning::Provisional;
    }
    Meaning::Ignored
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_told_apart_whatever_their_case_and_joints() {
        for (heading, wanted) in [
            ("Participant", Meaning::State),
            ("stateID", Meaning::State),
            ("party_de", Meaning::State),
            ("Contracting Party", Meaning::State),
            ("Code", Meaning::State),
            ("treatyID", Meaning::Treaty),
            ("treaty_guess", Meaning::Treaty),
            ("Signature, Succession to signature(d)", Meaning::Signature),
            ("Ratification, Acceptance(A), Approval(AA), Accession(a)", Meaning::Consent),
            ("Provisional application(n)", Meaning::Provisional),
            ("ratification_date", Meaning::Consent),
            ("Instrument Date", Meaning::Consent),
            ("Instrument Type", Meaning::Act),
            ("ratification_type", Meaning::Act),
            ("Participation Type", Meaning::Act),
            ("Entry Into Force Date", Meaning::InForce),
            ("Date-Of-Effect", Meaning::InForce),
            ("StateForce", Meaning::InForce),
            ("StateEnd", Meaning::End),
            ("Withdrawal effective", Meaning::End),
            ("Notice of denunciation", Meaning::Notice),
            ("Denunciation", Meaning::Leaving),
            ("Definitive signature or acceptance of the Protocol", Meaning::Consent),
            ("Notification of non-provisional application under article 7 (1) (b)", Meaning::Ignored),
            ("Ratification source", Meaning::Ignored),
            ("Emissions", Meaning::Ignored),
            ("footnote_marks", Meaning::Ignored),
        ] {
            assert_eq!(meaning(heading).0, wanted, "{heading}");
        }
        assert!(meaning("StateRatification").1 && !meaning("Ratification").1);
    }
}
