//! Days as the record knows them: to the day, to the month, or only to the year.
//!
//! A depositary's table gives days; an old gazette may give a month. What is known is kept as it was
//! written ([EDTF](https://www.loc.gov/standards/datetime/) level 0: `2024-09-06`, `2024-09`, `2024`),
//! and nothing is filled in. There is no clock and no time zone here.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A calendar date known to the day, the month or only the year.
///
/// Ordered by its first possible day, so that `1997` sorts with `1997-01-01`; a less precise date
/// comes before a more precise one with the same first day.
///
/// # Examples
///
/// ```
/// use treaty::PartialDate;
///
/// let month: PartialDate = "1997-06".parse()?;
/// assert_eq!(month.first_day().to_string(), "1997-06-01");
/// assert_eq!(month.last_day().to_string(), "1997-06-30");
/// assert_eq!(month.to_string(), "1997-06");
/// assert!("2025-02-30".parse::<PartialDate>().is_err());
/// # Ok::<(), treaty::DateError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    year: u16,
    /// 1 to 12, or 0 where only the year is known.
    month: u8,
    /// 1 to 31, or 0 where only the month is known.
    day: u8,
}

/// Why a text is not a date of the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateError {
    text: String,
    reason: &'static str,
}

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` {}; write YYYY-MM-DD, YYYY-MM or YYYY", self.text, self.reason)
    }
}

impl std::error::Error for DateError {}

impl PartialDate {
    /// The bits that stand for this date in a packed column: they sort as the dates do, and never are 0.
    #[must_use]
    pub fn bits(self) -> u32 {
        u32::from(self.year) << 9 | u32::from(self.month) << 5 | u32::from(self.day)
    }

    /// Reads [`PartialDate::bits`] back; `None` for 0 and for bits that are no date.
    #[must_use]
    pub fn from_bits(bits: u32) -> Option<Self> {
        let year = u16::try_from(bits >> 9).ok()?;
        let month = u8::try_from(bits >> 5 & 0xF).ok()?;
        let day = u8::try_from(bits & 0x1F).ok()?;
        Self::new(year, month, day)
    }

    fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let valid = match (month, day) {
            _ if !(1..=9999).contains(&year) => false,
            (0..=12, 0) => true,
            _ => NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day)).is_some(),
        };
        valid.then_some(Self { year, month, day })
    }

    /// The first day that this date can mean.
    ///
    /// # Panics
    ///
    /// Never: a value is only made from parts that are a date.
    #[must_use]
    pub fn first_day(self) -> NaiveDate {
        let (month, day) = (self.month.max(1), self.day.max(1));
        NaiveDate::from_ymd_opt(i32::from(self.year), u32::from(month), u32::from(day))
            .expect("parts were checked when made")
    }

    /// The last day that this date can mean.
    ///
    /// # Panics
    ///
    /// Never: a value is only made from parts that are a date.
    #[must_use]
    pub fn last_day(self) -> NaiveDate {
        if self.day != 0 {
            return self.first_day();
        }
        let (year, month) = match self.month {
            0 | 12 => (i32::from(self.year) + 1, 1),
            month => (i32::from(self.year), u32::from(month) + 1),
        };
        let next = NaiveDate::from_ymd_opt(year, month, 1).expect("the first of a month exists");
        next.pred_opt().expect("years are above 0")
    }

    /// Whether some day is possible for both: `2024-09` and `2024-09-06` may be one day.
    ///
    /// # Examples
    ///
    /// ```
    /// use treaty::PartialDate;
    ///
    /// let day = |text: &str| text.parse::<PartialDate>().unwrap();
    /// assert!(day("2024-09").overlaps(day("2024-09-06")));
    /// assert!(!day("2024-09-05").overlaps(day("2024-09-06")));
    /// ```
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.first_day() <= other.last_day() && other.first_day() <= self.last_day()
    }

    /// The day itself where it is known to the day, otherwise `None`.
    #[must_use]
    pub fn day(self) -> Option<NaiveDate> {
        (self.day != 0).then(|| self.first_day())
    }

    /// The year, which is always known.
    #[must_use]
    pub fn year(self) -> i32 {
        i32::from(self.year)
    }
}

impl From<NaiveDate> for PartialDate {
    /// # Panics
    ///
    /// For years outside 1 to 9999, which no record holds.
    fn from(day: NaiveDate) -> Self {
        let part = |n: u32| u8::try_from(n).expect("months and days are small");
        let year = u16::try_from(day.year()).expect("the year is between 1 and 9999");
        Self { year, month: part(day.month()), day: part(day.day()) }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if self.month != 0 {
            write!(f, "-{:02}", self.month)?;
        }
        if self.day != 0 {
            write!(f, "-{:02}", self.day)?;
        }
        Ok(())
    }
}

impl FromStr for PartialDate {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let fail = |reason| DateError { text: text.chars().filter(|c| !c.is_control()).take(40).collect(), reason };
        let digits = |part: &str, width: usize| -> Option<u16> {
            (part.len() == width && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse().ok()).flatten()
        };
        let small = |part: &str| digits(part, 2).and_then(|n| u8::try_from(n).ok()).filter(|&n| n != 0);
        let mut parts = text.split('-');
        let year = parts.next().and_then(|part| digits(part, 4)).ok_or_else(|| fail("is not a date"))?;
        let month = match parts.next() {
            None => 0,
            Some(part) => small(part).ok_or_else(|| fail("has no such month"))?,
        };
        let day = match parts.next() {
            None => 0,
            Some(part) => small(part).ok_or_else(|| fail("has no such day"))?,
        };
        if parts.next().is_some() {
            return Err(fail("is not a date"));
        }
        if month > 12 {
            return Err(fail("has no such month"));
        }
        Self::new(year, month, day).ok_or_else(|| fail("is a day that does not exist"))
    }
}

impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl serde::de::Visitor<'_> for Text {
            type Value = PartialDate;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a date as YYYY-MM-DD, YYYY-MM or YYYY")
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<PartialDate, E> {
                text.parse().map_err(E::custom)
            }
        }
        deserializer.deserialize_str(Text)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for PartialDate {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "PartialDate".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "pattern": "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$",
            "description": "A date known to the day, the month or the year.",
        })
    }
}
