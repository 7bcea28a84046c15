//! What states did: one act, by one state, under one treaty, on one day.

use serde::{Deserialize, Serialize};

use crate::date::PartialDate;

/// One act by one state under one treaty, with the source that says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// The id of the state in `data/states.json`.
    pub state: String,
    /// What was done.
    pub kind: EventKind,
    /// The day of the act: of the deposit for a consent, of receipt by the depositary for a notice.
    /// Absent only where a withdrawal is known by its effect alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<PartialDate>,
    /// The day it takes effect as the depositary **published** it. Kept beside what the rule gives.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effective: Option<PartialDate>,
    /// The article it was done under, where the source names one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub article: Option<String>,
    /// The depositary notification, for example `C.N.347.2024.TREATIES-XXVI-6`.
    #[serde(default, rename = "ref", skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// The id of the source that says so.
    pub source: String,
    /// The depositary it was done with, where a treaty has several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub depositary: Option<String>,
    /// The territory or the articles that it is limited to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    /// What a reader must know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// How good the evidence is; absent for a depositary's own record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Evidence>,
    /// Who sees it otherwise.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub views: Vec<View>,
    /// What other sources, or the same one elsewhere, say of the same act.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<Witness>,
    /// The last day on which the source showed it, for an event that later vanished from its source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_seen: Option<PartialDate>,
}

/// What another source says of the same act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Witness {
    /// The id of the source.
    pub source: String,
    /// The kind of act it gives, where another one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<EventKind>,
    /// The day of the act it gives.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<PartialDate>,
    /// The day of effect it gives.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effective: Option<PartialDate>,
    /// The depositary that received this instrument, where a treaty has several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub depositary: Option<String>,
    /// The depositary notification.
    #[serde(default, rename = "ref", skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// How good the evidence is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Evidence>,
    /// Why it differs, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// How somebody sees a contested act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct View {
    /// Who: `depositary`, `state` or `objectors`.
    pub by: String,
    /// Whether in their view the act has its effect in law.
    pub effective: bool,
    /// The day of its effect in their view, where it differs from the rule's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<PartialDate>,
    /// What they say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The id of the source that says so, where another than the event's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// How good the evidence for a fact is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Evidence {
    /// The depositary's own text.
    A,
    /// Another official publication.
    B,
    /// A reputable secondary source.
    C,
    /// The press; taken only where two agree.
    D,
}

/// What a state did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    /// Signature subject to ratification.
    Signature,
    /// Succession to a predecessor's signature.
    SuccessionToSignature,
    /// Applies the treaty, or named articles, before its entry into force (VCLT art. 25).
    ProvisionalApplication,
    /// Consent to be bound by ratification (VCLT art. 14).
    Ratification,
    /// Consent to be bound by acceptance (VCLT art. 14).
    Acceptance,
    /// Consent to be bound by approval (VCLT art. 14).
    Approval,
    /// Consent to be bound by accession (VCLT art. 15).
    Accession,
    /// Notification of succession to a predecessor's treaty.
    Succession,
    /// Consent to be bound of an international organisation.
    FormalConfirmation,
    /// Consent to be bound expressed in another manner (a protocol's declaration of consent).
    ConsentToBeBound,
    /// Signature that itself expresses consent to be bound (VCLT art. 12).
    DefinitiveSignature,
    /// Notice of withdrawal or denunciation, as received by the depositary (VCLT art. 67).
    WithdrawalNotice,
    /// The notice is taken back before it takes effect (VCLT art. 68).
    WithdrawalRescinded,
    /// An instrument of consent undone before the treaty is in force for the state.
    ConsentWithdrawn,
    /// A signatory tells the depositary that it will not become a party (VCLT art. 18(a)).
    IntentionNotToBecomeParty,
    /// Operation of the treaty suspended (VCLT arts. 57 to 60).
    Suspension,
    /// The suspension ends.
    SuspensionEnded,
    /// Out without a notice of its own: expulsion, or the end of a parent membership.
    MembershipCeased,
    /// A step at home that changes nothing in international law.
    Domestic,
}

impl Event {
    /// An act of which a source says only who did what; days and all else are added to it.
    ///
    /// # Examples
    ///
    /// ```
    /// use treaty::model::{Event, EventKind};
    ///
    /// let deposit = Event { date: Some("2011-03-24".parse().unwrap()), ..Event::new("LTU", EventKind::Ratification, "gazette") };
    /// assert_eq!((deposit.state.as_str(), deposit.effective), ("LTU", None));
    /// ```
    #[must_use]
    pub fn new(state: impl Into<String>, kind: EventKind, source: impl Into<String>) -> Self {
        Self {
            state: state.into(),
            kind,
            date: None,
            effective: None,
            article: None,
            reference: None,
            source: source.into(),
            depositary: None,
            scope: None,
            note: None,
            evidence: None,
            views: Vec::new(),
            also: Vec::new(),
            last_seen: None,
        }
    }
}

impl EventKind {
    /// Every kind, in the order in which acts of one day are read.
    pub const ALL: [Self; 19] = [
        Self::Domestic,
        Self::Signature,
        Self::SuccessionToSignature,
        Self::WithdrawalRescinded,
        Self::ConsentWithdrawn,
        Self::WithdrawalNotice,
        Self::MembershipCeased,
        Self::ProvisionalApplication,
        Self::Ratification,
        Self::Acceptance,
        Self::Approval,
        Self::Accession,
        Self::Succession,
        Self::FormalConfirmation,
        Self::ConsentToBeBound,
        Self::DefinitiveSignature,
        Self::IntentionNotToBecomeParty,
        Self::SuspensionEnded,
        Self::Suspension,
    ];

    /// Whether the act is a signature that awaits ratification.
    #[must_use]
    pub fn is_signature(self) -> bool {
        matches!(self, Self::Signature | Self::SuccessionToSignature)
    }

    /// Whether the act expresses consent to be bound (VCLT art. 11).
    ///
    /// # Examples
    ///
    /// ```
    /// use treaty::model::EventKind;
    ///
    /// assert!(EventKind::Accession.is_consent());
    /// assert!(!EventKind::Signature.is_consent());
    /// ```
    #[must_use]
    pub fn is_consent(self) -> bool {
        matches!(
            self,
            Self::Ratification
                | Self::Acceptance
                | Self::Approval
                | Self::Accession
                | Self::Succession
                | Self::FormalConfirmation
                | Self::ConsentToBeBound
                | Self::DefinitiveSignature
        )
    }

    /// The place of the kind in [`EventKind::ALL`], which is also how a packed column stores it.
    #[must_use]
    pub fn rank(self) -> u8 {
        (0..).zip(Self::ALL).find(|(_, kind)| *kind == self).map_or(u8::MAX, |(place, _)| place)
    }

    /// The kind with this [`EventKind::rank`].
    #[must_use]
    pub fn from_rank(rank: u8) -> Option<Self> {
        Self::ALL.get(usize::from(rank)).copied()
    }

    /// The word that the data files and JSON answers use, for example `withdrawal_notice`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Signature => "signature",
            Self::SuccessionToSignature => "succession_to_signature",
            Self::ProvisionalApplication => "provisional_application",
            Self::Ratification => "ratification",
            Self::Acceptance => "acceptance",
            Self::Approval => "approval",
            Self::Accession => "accession",
            Self::Succession => "succession",
            Self::FormalConfirmation => "formal_confirmation",
            Self::ConsentToBeBound => "consent_to_be_bound",
            Self::DefinitiveSignature => "definitive_signature",
            Self::WithdrawalNotice => "withdrawal_notice",
            Self::WithdrawalRescinded => "withdrawal_rescinded",
            Self::ConsentWithdrawn => "consent_withdrawn",
            Self::IntentionNotToBecomeParty => "intention_not_to_become_party",
            Self::Suspension => "suspension",
            Self::SuspensionEnded => "suspension_ended",
            Self::MembershipCeased => "membership_ceased",
            Self::Domestic => "domestic",
        }
    }
}
