//! The one word that answers.

use serde::Serialize;

/// The standing of a state under a treaty on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// No act, or none that counts any more.
    NotParty,
    /// Signed without consent to be bound (VCLT art. 18: must not defeat object and purpose).
    Signatory,
    /// Consented or signed and applying provisionally, not yet in force for it (VCLT art. 25).
    Provisional,
    /// Instrument deposited; not in force for this state yet.
    Consented,
    /// In force for this state.
    Party,
    /// Party; a notice of withdrawal was received and takes effect later. **Still bound.**
    Withdrawing,
    /// Was bound; its withdrawal, denunciation or cessation took effect.
    FormerParty,
    /// A party for which operation of the treaty is suspended.
    Suspended,
    /// The facts do not decide it.
    Undetermined,
}

impl Status {
    /// Every status, in the order of the columns that store them.
    pub const ALL: [Self; 9] = [
        Self::NotParty,
        Self::Signatory,
        Self::Provisional,
        Self::Consented,
        Self::Party,
        Self::Withdrawing,
        Self::FormerParty,
        Self::Suspended,
        Self::Undetermined,
    ];

    /// The word that answers use, for example `former_party`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::NotParty => "not_party",
            Self::Signatory => "signatory",
            Self::Provisional => "provisional",
            Self::Consented => "consented",
            Self::Party => "party",
            Self::Withdrawing => "withdrawing",
            Self::FormerParty => "former_party",
            Self::Suspended => "suspended",
            Self::Undetermined => "undetermined",
        }
    }

    /// The status of this word, also with spaces or hyphens in place of `_`.
    ///
    /// # Examples
    ///
    /// ```
    /// use treaty::law::Status;
    ///
    /// assert_eq!(Status::from_word("former-party"), Some(Status::FormerParty));
    /// assert_eq!(Status::from_word("member"), None);
    /// ```
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        let word = word.trim().to_ascii_lowercase().replace(['-', ' '], "_");
        Self::ALL.into_iter().find(|status| status.word() == word)
    }

    /// Whether the treaty is in force for the state; `None` where the facts do not decide it.
    ///
    /// A withdrawing state is bound to the last day of its window. A state for which operation is suspended
    /// is a party still; what it need not perform meanwhile is a question of the suspension (VCLT art. 72).
    #[must_use]
    pub const fn bound(self) -> Option<bool> {
        match self {
            Self::Party | Self::Withdrawing | Self::Suspended => Some(true),
            Self::Undetermined => None,
            _ => Some(false),
        }
    }

    /// Whether the depositary counts an instrument of the state as standing, in force or not.
    #[must_use]
    pub const fn has_standing_consent(self) -> bool {
        matches!(self, Self::Consented | Self::Party | Self::Withdrawing | Self::Suspended)
    }
}
