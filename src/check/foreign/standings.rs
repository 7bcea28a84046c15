//! How cells say that a state stands.

/// How a table says that a state stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Standing {
    Yes,
    No,
    Signatory,
    Former,
    Leaving,
    /// It has consented, and the treaty is not in force for it.
    Consented,
    /// Something else that is known and not compared: applying provisionally, undetermined.
    Other,
}

/// Reads a standing: yes or no in any spelling, or a word for it; `None` where it is none.
pub(super) fn standing(cell: &str) -> Option<Standing> {
    let word = cell.trim().to_lowercase().replace(['-', '_'], " ");
    let number = word.strip_suffix(".0").unwrap_or(&word);
    Some(match number {
        "1" | "yes" | "y" | "true" | "t" | "x" | "✓" | "✔" | "party" | "state party" | "states party" | "member"
        | "member state" | "contracting party" | "contracting state" | "in force" | "ratified" | "acceded"
        | "accession" | "ratification" | "acceptance" | "accepted" | "approval" | "approved" | "succession"
        | "succeeded" | "bound" | "suspended" => Standing::Yes,
        "0" | "no" | "n" | "false" | "f" | "not party" | "not a party" | "non party" | "nonparty" | "non member"
        | "not member" | "not a member" | "not signed" | "no action" | "not bound" => Standing::No,
        "signatory" | "signed" | "signed only" | "signature" | "signed, not ratified" | "signed not ratified" => {
            Standing::Signatory
        }
        "withdrawn" | "withdrew" | "denounced" | "former" | "former party" | "former member" | "left" => {
            Standing::Former
        }
        "withdrawing" | "leaving" => Standing::Leaving,
        "consented" | "ratified, not in force" => Standing::Consented,
        "provisional" | "undetermined" => Standing::Other,
        _ => return None,
    })
}

/// Whether a cell is a plain yes or no, or empty.
pub(super) fn is_yes_or_no(cell: &str) -> bool {
    matches!(standing(cell), Some(Standing::Yes | Standing::No))
        && cell.trim().chars().count() <= 5
        && !cell.trim().eq_ignore_ascii_case("party")
        && !cell.trim().eq_ignore_ascii_case("bound")
}
