//! Dates, references and articles as a depositary's English writes them.

use crate::date::PartialDate;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The number of a month by its name, or by the three or more letters that begin it.
pub(crate) fn month(word: &str) -> Option<u8> {
    let word = word.trim_end_matches('.').to_ascii_lowercase();
    let found = (word.len() >= 3).then(|| MONTHS.iter().position(|name| name.starts_with(&word)))??;
    u8::try_from(found + 1).ok()
}

/// A date from its parts; `day` 0 where only the month is known.
pub(super) fn date(year: &str, month: u8, day: u8) -> Option<PartialDate> {
    if year.len() != 4 || !year.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    if day == 0 { format!("{year}-{month:02}") } else { format!("{year}-{month:02}-{day:02}") }.parse().ok()
}

/// A date in running text, with the bytes it stands at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DateAt {
    pub date: PartialDate,
    pub start: usize,
    pub end: usize,
}

/// Finds every date in a text: `6 September 2024`, also with a shortened month.
///
/// A day that shares its month and year with the next (`19 and 20 April 1989`) is not a date of its own here.
pub(super) fn dates(text: &str) -> Vec<DateAt> {
    let words = words(text);
    let mut found = Vec::new();
    for window in words.windows(3) {
        let [(start, day), (_, name), (at, year)] = window else { continue };
        let digits = day.bytes().take_while(u8::is_ascii_digit).count();
        // `1st`, `2nd`: some notes count days so.
        if !matches!(digits, 1 | 2) || !matches!(&day[digits..], "" | "st" | "nd" | "rd" | "th") {
            continue;
        }
        let digits_of_year = year.bytes().take_while(u8::is_ascii_digit).count();
        let (Some(month), Ok(day)) = (month(name.trim_end_matches(',')), day[..digits].parse()) else { continue };
        if let Some(date) = date(&year[..digits_of_year], month, day) {
            found.push(DateAt { date, start: *start, end: at + digits_of_year });
        }
    }
    found
}

/// The words of a text with the byte each begins at, without opening brackets and quotation marks.
fn words(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let gap = c.is_whitespace() || matches!(c, '(' | '[' | '“' | '"' | '/');
        match (gap, start) {
            (false, None) => start = Some(at),
            (true, Some(from)) => {
                found.push((from, &text[from..at]));
                start = None;
            }
            _ => {}
        }
    }
    found
}

/// The last date of a text and the text before it: `Dublin, 30 May 2008` is Dublin's.
pub(super) fn place_and_date(text: &str) -> Option<(&str, PartialDate)> {
    let found = *dates(text).last()?;
    Some((text[..found.start].trim_end_matches([',', ' ', ':', '-']).trim(), found.date))
}

/// A depositary notification in a text, with the bytes it stands at.
///
/// `C.N.347.2024.TREATIES-XXVI-6`; spaces inside it are taken out, and the dots that some notes leave out are put in.
pub(super) fn references(text: &str) -> Vec<(String, usize, usize)> {
    let mut found = Vec::new();
    let mut from = 0;
    for (place, _) in text.match_indices('C') {
        let dotted = text[place..].starts_with("C.N.");
        if place < from || !(dotted || text[place..].starts_with("CN.")) {
            continue;
        }
        let mut end = place + if dotted { 4 } else { 3 };
        let mut number = String::from("C.N.");
        let mut rest = text[end..].char_indices().peekable();
        let base = end;
        let (mut dots, mut spaces) = (0, 0);
        while let Some((at, c)) = rest.next() {
            let next = rest.peek().map(|&(_, c)| c);
            let part = match c {
                '0'..='9' | 'A'..='Z' | '/' => true,
                'a'..='z' => number.contains("TREATIES") && number.ends_with(['.', '-']),
                '.' | '-' => {
                    dots += 1;
                    next.is_some_and(|n| n.is_ascii_alphanumeric() || n == ' ' && dots == 2)
                }
                ' ' => {
                    spaces += 1;
                    number.ends_with('.') && spaces < 3 && next.is_some_and(|n| n.is_ascii_digit() || n == 'T')
                }
                _ => false,
            };
            if !part || number.len() > 60 {
                break;
            }
            if c != ' ' {
                number.push(c);
            }
            end = base + at + c.len_utf8();
        }
        let digits = number[4..].split('.').next().unwrap_or_default();
        if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) && number[4..].contains('.') {
            number.truncate(number.trim_end_matches(['.', '-', '/']).len());
            found.push((number, place, end));
        }
        from = end;
    }
    found
}

/// The article that a sentence names: `in accordance with article 20 (3) of the Convention` gives `20(3)`.
pub(super) fn article(text: &str) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    let place = lower.find("article ")? + "article ".len();
    let mut rest = text.get(place..)?.trim_start();
    let len = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let number = &rest[..len];
    let roman = number.bytes().all(|b| b"IVXLC".contains(&b));
    let arabic = number.bytes().next().is_some_and(|b| b.is_ascii_digit());
    if number.is_empty() || len > 6 || !(roman || arabic) {
        return None;
    }
    let mut article = number.to_owned();
    rest = &rest[len..];
    loop {
        let part = rest.trim_start();
        let inner = part.strip_prefix('(').and_then(|inner| inner.split_once(')'));
        match inner {
            Some((inner, after))
                if (1..=4).contains(&inner.len()) && inner.bytes().all(|b| b.is_ascii_alphanumeric()) =>
            {
                article.push('(');
                article.push_str(inner);
                article.push(')');
                rest = after;
            }
            _ => break,
        }
    }
    let paragraph = rest.trim_start_matches([',', ' ']).strip_prefix("paragraph ");
    if let Some(number) = paragraph.filter(|_| !article.contains('(')) {
        let digits = number.bytes().take_while(u8::is_ascii_digit).count();
        if (1..=2).contains(&digits) {
            article.push('(');
            article.push_str(&number[..digits]);
            article.push(')');
        }
    }
    Some(article)
}

/// Cuts a paragraph into sentences.
///
/// A sentence ends at a full stop before a capital, or at a line break after a stop or a colon; `No.`, `vol.`
/// and the like end none.
pub(super) fn sentences(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut from = 0;
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    for (n, &(at, c)) in chars.iter().enumerate() {
        if !matches!(c, '.' | '?' | '!' | ':' | ';') {
            continue;
        }
        let mut next = n + 1;
        while next < chars.len() && matches!(chars[next].1, ')' | ']' | '"' | '”' | '’' | '\'') {
            next += 1;
        }
        let Some(&(gap, after)) = chars.get(next) else { break };
        let ends = match after {
            '\n' => true,
            ' ' if c != ':' && c != ';' => {
                let capital =
                    chars.get(next + 1).is_some_and(|&(_, c)| c.is_uppercase() || matches!(c, '“' | '"' | '('));
                capital && !abbreviation(&text[from..at])
            }
            _ => false,
        };
        if ends {
            found.push(text[from..gap].trim());
            from = gap;
        }
    }
    found.push(text[from..].trim());
    found.retain(|sentence| !sentence.is_empty());
    found
}

fn abbreviation(before: &str) -> bool {
    let word = before.rsplit([' ', '(', '\n']).next().unwrap_or_default();
    matches!(word, "No" | "Nos" | "St" | "Art" | "Arts" | "art" | "vol" | "Vol" | "p" | "pp" | "Mr" | "Dr" | "Ms")
        || word.len() == 1 && word.bytes().all(|b| b.is_ascii_alphabetic())
        || word.contains("C.N")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_stand_in_running_text() {
        let found = dates("On 6 September 2024, and on (24 March 2011), not on 31 February 2020 or in May 1999");
        let days: Vec<String> = found.iter().map(|found| found.date.to_string()).collect();
        assert_eq!(days, ["2024-09-06", "2011-03-24"]);
    }

    #[test]
    fn a_notification_keeps_its_number_whatever_the_spaces() {
        let numbers = |text| references(text).into_iter().map(|found| found.0).collect::<Vec<_>>();
        assert_eq!(numbers("(See C.N.347.2024.TREATIES-XXVI-6 of 6"), ["C.N.347.2024.TREATIES-XXVI-6"]);
        assert_eq!(numbers("C.N.400.2022.TREATIES-IV.5 of"), ["C.N.400.2022.TREATIES-IV.5"]);
        assert_eq!(
            numbers("C.N.356.1981. TREATIES-7 of, CN.475.2017.TREATIES-XXVI.9."),
            ["C.N.356.1981.TREATIES-7", "C.N.475.2017.TREATIES-XXVI.9"]
        );
        assert_eq!(numbers("C.N.81.2007.TREATIES-IV.8.b of"), ["C.N.81.2007.TREATIES-IV.8.b"]);
        assert!(numbers("the C.N. and C.N.").is_empty());
    }

    #[test]
    fn an_article_is_written_without_spaces() {
        assert_eq!(article("in accordance with article 20 (3) of").as_deref(), Some("20(3)"));
        assert_eq!(article("with article XXI(1).").as_deref(), Some("XXI(1)"));
        assert_eq!(article("with article 8, paragraph 1 (b) of").as_deref(), Some("8(1)"));
        assert_eq!(article("with article of faith"), None);
    }

    #[test]
    fn sentences_end_where_a_capital_follows() {
        let text = "See vol. 3, No. 5. On that day it left. (See C.N.1.)\nThen: more.";
        assert_eq!(sentences(text), ["See vol. 3, No. 5.", "On that day it left.", "(See C.N.1.)", "Then: more."]);
    }
}
