//! The packed form: one run of bytes, in columns, read in place.
//!
//! ```text
//! magic (8) | count of columns (u32) | for each column: offset (u32), length (u32) | the columns
//! ```
//!
//! Numbers are little-endian. Texts stand once in a pool and are named by their number; number 0 is the
//! absent text. The layout is private to the program that was built with it: a change of it changes the
//! magic, and what does not fit is refused.

use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::fmt;

/// The bytes with which every packed record begins; the last is the version of the layout.
pub const PACKED: &[u8; 8] = b"treaty\x00\x02";

macro_rules! columns {
    ($($name:ident $width:literal,)*) => {
        /// The columns, in the order in which they stand.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Column { $($name,)* }

        impl Column {
            /// Every column with the bytes of one entry.
            pub(super) const ALL: &[(Column, usize)] = &[$((Column::$name, $width),)*];
        }
    };
}

columns! {
    TextEnd 4,
    Text 1,
    About 1,
    SourceId 4,
    SourceFull 4,
    StateId 4,
    StateName 4,
    StateFull 4,
    StateFrom 4,
    StateUntil 4,
    StateContinuedBy 2,
    StateFirstPair 4,
    StatePair 4,
    StateKey 4,
    StateKeyTarget 2,
    StateKeyFrom 4,
    StateKeyUntil 4,
    TreatyId 4,
    TreatyTitle 4,
    TreatyShort 4,
    TreatyHead 4,
    TreatyTopics 4,
    TreatyWithdrawal 4,
    TreatyAsOf 4,
    TreatyFlags 1,
    TreatyFirstPair 4,
    TreatyKey 4,
    TreatyKeyTarget 2,
    PairTreaty 2,
    PairState 2,
    PairFirstEvent 4,
    PairFirstInterval 4,
    EventKind 1,
    EventDate 4,
    EventEffective 4,
    EventSource 2,
    EventArticle 4,
    EventReference 4,
    EventScope 4,
    EventNote 4,
    EventMore 4,
    IntervalFrom 4,
    IntervalUntil 4,
    IntervalStatus 1,
    IntervalEvent 4,
    LeavingPair 4,
    LeavingEvent 4,
    LeavingNotice 4,
    LeavingEffective 4,
    LeavingRescinded 4,
    LeavingKind 1,
    LeavingFlags 1,
}

/// Why bytes are not a packed record of this program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackedError(pub(super) &'static str);

impl fmt::Display for PackedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not a packed record of this version of treaty: {}", self.0)
    }
}

impl std::error::Error for PackedError {}

/// Bytes with their columns found.
#[derive(Clone)]
pub(super) struct Columns {
    bytes: Cow<'static, [u8]>,
    places: [(u32, u32); Column::ALL.len()],
}

impl fmt::Debug for Columns {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Columns({} bytes)", self.bytes.len())
    }
}

impl Columns {
    /// Finds the columns; they follow each other to the end of the bytes and hold whole entries.
    pub(super) fn open(bytes: Cow<'static, [u8]>) -> Result<Self, PackedError> {
        let rest = bytes.strip_prefix(PACKED).ok_or(PackedError("it does not begin as one"))?;
        let (count, mut table) = rest.split_first_chunk::<4>().ok_or(PackedError("it is cut off"))?;
        if u32::from_le_bytes(*count) as usize != Column::ALL.len() {
            return Err(PackedError("it has other columns"));
        }
        let mut places = [(0, 0); Column::ALL.len()];
        let mut next = (PACKED.len() + 4 + 8 * places.len()) as u64;
        for (place, (_, width)) in places.iter_mut().zip(Column::ALL) {
            let (offset, rest) = table.split_first_chunk::<4>().ok_or(PackedError("it is cut off"))?;
            let (length, rest) = rest.split_first_chunk::<4>().ok_or(PackedError("it is cut off"))?;
            table = rest;
            *place = (u32::from_le_bytes(*offset), u32::from_le_bytes(*length));
            if u64::from(place.0) != next {
                return Err(PackedError("a column does not begin where the one before it ends"));
            }
            next += u64::from(place.1);
            if next > bytes.len() as u64 {
                return Err(PackedError("a column reaches past the end"));
            }
            if !(place.1 as usize).is_multiple_of(*width) {
                return Err(PackedError("a column ends within an entry"));
            }
        }
        if next != bytes.len() as u64 {
            return Err(PackedError("there is more after its end"));
        }
        Ok(Self { bytes, places })
    }

    pub(super) fn all(&self) -> &[u8] {
        &self.bytes
    }

    pub(super) fn bytes(&self, column: Column) -> &[u8] {
        let (offset, length) = self.places[column as usize];
        let start = offset as usize;
        self.bytes.get(start..start + length as usize).unwrap_or_default()
    }

    /// How many entries a column has.
    pub(super) fn len(&self, column: Column) -> usize {
        self.places[column as usize].1 as usize / Column::ALL[column as usize].1
    }

    pub(super) fn u8(&self, column: Column, at: usize) -> u8 {
        self.bytes(column).get(at).copied().unwrap_or_default()
    }

    pub(super) fn u16(&self, column: Column, at: usize) -> u16 {
        let found = self.bytes(column).get(at * 2..).and_then(|rest| rest.first_chunk::<2>());
        found.map_or(0, |chunk| u16::from_le_bytes(*chunk))
    }

    pub(super) fn u32(&self, column: Column, at: usize) -> u32 {
        let found = self.bytes(column).get(at * 4..).and_then(|rest| rest.first_chunk::<4>());
        found.map_or(0, |chunk| u32::from_le_bytes(*chunk))
    }

    /// The text with a number from the pool; the empty text for number 0.
    pub(super) fn text(&self, number: u32) -> &str {
        let Some(before) = number.checked_sub(1) else { return "" };
        let start = if before == 0 { 0 } else { self.u32(Column::TextEnd, before as usize - 1) } as usize;
        let end = self.u32(Column::TextEnd, before as usize) as usize;
        let bytes = self.bytes(Column::Text).get(start..end).unwrap_or_default();
        std::str::from_utf8(bytes).unwrap_or_default()
    }
}

/// Puts columns together.
pub(super) struct ColumnsWriter {
    columns: Vec<Vec<u8>>,
    texts: FxHashMap<String, u32>,
}

impl ColumnsWriter {
    pub(super) fn new() -> Self {
        Self { columns: vec![Vec::new(); Column::ALL.len()], texts: FxHashMap::default() }
    }

    pub(super) fn u8(&mut self, column: Column, value: u8) {
        self.columns[column as usize].push(value);
    }

    pub(super) fn u16(&mut self, column: Column, value: u16) {
        self.columns[column as usize].extend(value.to_le_bytes());
    }

    pub(super) fn u32(&mut self, column: Column, value: u32) {
        self.columns[column as usize].extend(value.to_le_bytes());
    }

    pub(super) fn raw(&mut self, column: Column, bytes: &[u8]) {
        self.columns[column as usize].extend_from_slice(bytes);
    }

    /// How many entries a column has so far.
    pub(super) fn len(&self, column: Column) -> u32 {
        let entries = self.columns[column as usize].len() / Column::ALL[column as usize].1;
        u32::try_from(entries).expect("fewer entries than 2^32")
    }

    pub(super) fn text(&mut self, column: Column, text: &str) {
        let number = self.number(text);
        self.u32(column, number);
    }

    pub(super) fn optional(&mut self, column: Column, text: Option<&str>) {
        self.text(column, text.unwrap_or_default());
    }

    fn number(&mut self, text: &str) -> u32 {
        if text.is_empty() {
            return 0;
        }
        if let Some(&number) = self.texts.get(text) {
            return number;
        }
        let number = u32::try_from(self.texts.len() + 1).expect("fewer texts than 2^32");
        self.raw(Column::Text, text.as_bytes());
        let end = u32::try_from(self.columns[Column::Text as usize].len()).expect("less text than 4 GB");
        self.u32(Column::TextEnd, end);
        self.texts.insert(text.to_owned(), number);
        number
    }

    pub(super) fn finish(self) -> Vec<u8> {
        let head = PACKED.len() + 4 + 8 * self.columns.len();
        let size: usize = self.columns.iter().map(Vec::len).sum();
        let mut bytes = Vec::with_capacity(head + size);
        bytes.extend_from_slice(PACKED);
        bytes.extend(u32::try_from(self.columns.len()).expect("few columns").to_le_bytes());
        let mut offset = head;
        for column in &self.columns {
            bytes.extend(u32::try_from(offset).expect("a record is below 4 GB").to_le_bytes());
            bytes.extend(u32::try_from(column.len()).expect("a record is below 4 GB").to_le_bytes());
            offset += column.len();
        }
        for column in &self.columns {
            bytes.extend_from_slice(column);
        }
        bytes
    }
}
