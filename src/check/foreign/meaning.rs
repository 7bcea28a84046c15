//! What a column can hold.

use serde::Serialize;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Meaning {
    /// Names or ISO codes of states.
    State,
    /// Numbers of states in the Correlates of War.
    CowCode,
    /// Numbers of states by Gleditsch and Ward.
    GwCode,
    /// Names of treaties.
    Treaty,
    /// The year of a row in a table by years.
    Year,
    /// The kind of act.
    Act,
    /// The day of the act that the kind names.
    DateOfAct,
    /// The day of the signature.
    Signature,
    /// The day of the deposit of an instrument of consent.
    Consent,
    /// The day of joining: of the deposit or of the entry into force.
    Joined,
    /// The first day on which the treaty is in force for the state.
    InForce,
    /// The day of the notice of withdrawal.
    Notice,
    /// The day of the notice of withdrawal, or of its effect.
    Leaving,
    /// The first day out, or the last day in.
    End,
    /// The day from which it applies the treaty provisionally.
    Provisional,
    /// Whether it is a party: a word, or yes and no.
    Party,
    /// Whether it has consented: yes and no.
    Consented,
    /// Whether it has signed: yes and no.
    Signed,
    /// Whether it has left: yes and no.
    Left,
    /// Names of parties, or whether it is a party: the cells say which.
    StateOrParty,
    /// Nothing that is compared.
    Ignored,
}

impl Meaning {
    /// What the column holds, in words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::State => "state",
            Self::CowCode => "COW number",
            Self::GwCode => "Gleditsch-Ward number",
            Self::Treaty => "treaty",
            Self::Year => "year",
            Self::Act => "kind of act",
            Self::DateOfAct => "day of the act",
            Self::Signature => "signature",
            Self::Consent => "consent",
            Self::Joined => "joining",
            Self::InForce => "entry into force",
            Self::Notice => "notice of withdrawal",
            Self::Leaving => "withdrawal",
            Self::End => "end",
            Self::Provisional => "provisional application",
            Self::Party => "party or not",
            Self::Consented => "consented or not",
            Self::Signed => "signed or not",
            Self::Left => "left or not",
            Self::StateOrParty => "state, or party or not",
            Self::Ignored => "nothing",
        }
    }

    /// Whether the column holds days.
    #[must_use]
    pub fn is_day(self) -> bool {
        use Meaning::{Consent, DateOfAct, End, InForce, Joined, Leaving, Notice, Provisional, Signature};
        matches!(self, DateOfAct | Signature | Consent | Joined | InForce | Notice | Leaving | End | Provisional)
    }

    /// Whether the column says how a state stands.
    #[must_use]
    pub fn is_standing(self) -> bool {
        matches!(self, Self::Party | Self::Consented | Self::Signed | Self::Left)
    }

    /// Whether the column tells of those who left.
    #[must_use]
    pub fn tells_of_ends(self) -> bool {
        matches!(self, Self::Notice | Self::Leaving | Self::End | Self::Left)
    }

    /// What the column is when all its cells are yes or no.
    pub(super) fn as_standing(self) -> Self {
        match self {
            Self::Signature => Self::Signed,
            Self::Consent => Self::Consented,
            Self::Joined | Self::InForce | Self::StateOrParty => Self::Party,
            Self::Notice | Self::Leaving | Self::End => Self::Left,
            other => other,
        }
    }
}
