//! What a table of somebody else can have wrong, by name.

use serde::Serialize;

/// The checks of a foreign table, by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TableCheck {
    /// A state that left by the table's day and is shown as if it had not.
    WithdrawnShownAsCurrent,
    /// A state whose notice runs on the table's day, without a word of it: still bound, and leaving.
    LeavingNotShown,
    /// A state that was a party and left, of which the table has no row. Only a table that tells of ends claims to
    /// have it: one with a column for notices or ends, or one by years.
    WithdrawnMissing,
    /// A party on the table's day that the table has not, or shows as none. Where a table lacks more than half of
    /// the parties it is a selection: then a note says so, and the absent are not listed.
    MemberMissing,
    /// An act of which the record knows nothing, though it reaches to its day.
    NotInRecord,
    /// The day of the notice where the day of its effect belongs: in between the state was bound.
    NoticeTakenForEnd,
    /// Membership from the day or year of the deposit, though the treaty entered into force for the state later.
    DepositTakenForMembership,
    /// The day of the signature as that of the consent, or a signatory as a party.
    SignatureTakenForConsent,
    /// One spell of membership of a state that left and came back.
    Rejoined,
    /// A date that differs from the record's and from those of all its witnesses.
    OtherDate,
    /// Acts in an order that cannot be, before the treaty, or outside the life of the state.
    ImpossibleOrder,
    /// A date or number that stands for "unknown" or "never".
    Sentinel,
    /// A second row of one state under one treaty that is no second spell of membership.
    Duplicate,
    /// A date that cannot be read, or in more than one way.
    UnreadableDate,
    /// A standing that is none of the known words.
    UnreadableStatus,
    /// A name that no state bears, or several.
    UnknownState,
    /// A name that no treaty of the record bears, or several.
    UnknownTreaty,
}

impl TableCheck {
    /// Every check.
    pub const ALL: [Self; 17] = [
        Self::WithdrawnShownAsCurrent,
        Self::LeavingNotShown,
        Self::WithdrawnMissing,
        Self::MemberMissing,
        Self::NotInRecord,
        Self::NoticeTakenForEnd,
        Self::DepositTakenForMembership,
        Self::SignatureTakenForConsent,
        Self::Rejoined,
        Self::OtherDate,
        Self::ImpossibleOrder,
        Self::Sentinel,
        Self::Duplicate,
        Self::UnreadableDate,
        Self::UnreadableStatus,
        Self::UnknownState,
        Self::UnknownTreaty,
    ];

    /// Its name, as `--deny` and ignore lists write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::WithdrawnShownAsCurrent => "withdrawn-shown-as-current",
            Self::LeavingNotShown => "leaving-not-shown",
            Self::WithdrawnMissing => "withdrawn-missing",
            Self::MemberMissing => "member-missing",
            Self::NotInRecord => "not-in-record",
            Self::NoticeTakenForEnd => "notice-taken-for-end",
            Self::DepositTakenForMembership => "deposit-taken-for-membership",
            Self::SignatureTakenForConsent => "signature-taken-for-consent",
            Self::Rejoined => "rejoined",
            Self::OtherDate => "other-date",
            Self::ImpossibleOrder => "impossible-order",
            Self::Sentinel => "sentinel",
            Self::Duplicate => "duplicate",
            Self::UnreadableDate => "unreadable-date",
            Self::UnreadableStatus => "unreadable-status",
            Self::UnknownState => "unknown-state",
            Self::UnknownTreaty => "unknown-treaty",
        }
    }

    /// What it looks for, in one line.
    #[must_use]
    pub const fn about(self) -> &'static str {
        match self {
            Self::WithdrawnShownAsCurrent => "states that left and are shown as parties",
            Self::LeavingNotShown => "states that are bound and leaving, without a word of it",
            Self::WithdrawnMissing => "former parties that a table with ends or years has not",
            Self::MemberMissing => "parties that the table has not, or shows as none",
            Self::NotInRecord => "acts of which the record knows nothing",
            Self::NoticeTakenForEnd => "days of notice as days of effect",
            Self::DepositTakenForMembership => "membership from the deposit, before entry into force",
            Self::SignatureTakenForConsent => "signatures as consent to be bound",
            Self::Rejoined => "one spell of a state that left and came back",
            Self::OtherDate => "dates that differ from the record's",
            Self::ImpossibleOrder => "acts in an order, or on a day, that cannot be",
            Self::Sentinel => "dates and numbers that stand for 'unknown' or 'never'",
            Self::Duplicate => "second rows that are no second membership",
            Self::UnreadableDate => "dates that cannot be read, or in more than one way",
            Self::UnreadableStatus => "standings in unknown words",
            Self::UnknownState => "names that no state bears, or several",
            Self::UnknownTreaty => "names that no treaty of the record bears, or several",
        }
    }

    /// The check with a name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|check| check.name() == name)
    }
}
