//! A scanner of HTML tags that goes once over the text.

use super::grid::{BLOCK, BREAK};

/// What the scanner finds.
pub(super) enum Token<'a> {
    Text(&'a str),
    Start(Tag<'a>),
    End(String),
}

/// A start tag with the attributes that matter here.
#[derive(Default)]
pub(super) struct Tag<'a> {
    pub name: String,
    pub id: &'a str,
    pub class: &'a str,
    pub href: &'a str,
    pub anchor: &'a str,
    pub action: &'a str,
}

/// Goes over a page from tag to tag.
pub(super) struct Scanner<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// Returns the next tag or run of text; comments, scripts and styles are passed over.
    pub(super) fn next_token(&mut self) -> Option<Token<'a>> {
        loop {
            let rest = &self.text[self.at..];
            let bytes = rest.as_bytes();
            if bytes.is_empty() {
                return None;
            }
            if bytes[0] != b'<' {
                let len = rest.find('<').unwrap_or(rest.len());
                self.at += len;
                return Some(Token::Text(&rest[..len]));
            }
            match bytes.get(1) {
                Some(b'!') if rest.starts_with("<!--") => self.skip_past(4, "-->"),
                Some(b'!' | b'?') => self.skip_past(2, ">"),
                Some(b'/') if bytes.get(2).is_some_and(u8::is_ascii_alphabetic) => {
                    let name = tag_name(&rest[2..]);
                    self.skip_past(2 + name.len(), ">");
                    return Some(Token::End(name.to_ascii_lowercase()));
                }
                Some(b) if b.is_ascii_alphabetic() => {
                    let tag = self.start_tag();
                    if matches!(tag.name.as_str(), "script" | "style" | "textarea" | "title" | "noscript") {
                        self.skip_raw(&tag.name);
                        continue;
                    }
                    return Some(Token::Start(tag));
                }
                _ => {
                    self.at += 1;
                    return Some(Token::Text("<"));
                }
            }
        }
    }

    fn skip_past(&mut self, from: usize, end: &str) {
        let start = self.at + from;
        self.at = self.text[start..].find(end).map_or(self.text.len(), |place| start + place + end.len());
    }

    /// Skips the content of an element whose content is not markup, and leaves its end tag unread.
    fn skip_raw(&mut self, name: &str) {
        let mut at = self.at;
        while let Some(place) = self.text[at..].find("</") {
            at += place;
            let tail = &self.text.as_bytes()[at + 2..];
            if tail.len() >= name.len() && tail[..name.len()].eq_ignore_ascii_case(name.as_bytes()) {
                self.at = at;
                return;
            }
            at += 2;
        }
        self.at = self.text.len();
    }

    fn start_tag(&mut self) -> Tag<'a> {
        let text = self.text;
        let bytes = text.as_bytes();
        let name = tag_name(&text[self.at + 1..]);
        let mut tag = Tag { name: name.to_ascii_lowercase(), ..Tag::default() };
        let mut at = self.at + 1 + name.len();
        loop {
            while at < bytes.len() && (bytes[at].is_ascii_whitespace() || bytes[at] == b'/') {
                at += 1;
            }
            if at >= bytes.len() || bytes[at] == b'>' {
                self.at = (at + 1).min(bytes.len());
                return tag;
            }
            let start = at;
            // The first byte belongs to the name whatever it is, so that every turn moves on.
            at += 1;
            while at < bytes.len() && !bytes[at].is_ascii_whitespace() && !matches!(bytes[at], b'=' | b'>' | b'/') {
                at += 1;
            }
            let key = start..at;
            while at < bytes.len() && bytes[at].is_ascii_whitespace() {
                at += 1;
            }
            if at >= bytes.len() || bytes[at] != b'=' {
                continue;
            }
            at += 1;
            while at < bytes.len() && bytes[at].is_ascii_whitespace() {
                at += 1;
            }
            let value = if let Some(&quote @ (b'"' | b'\'')) = bytes.get(at) {
                let from = at + 1;
                let len = bytes[from..].iter().position(|&b| b == quote).unwrap_or(bytes.len() - from);
                at = (from + len + 1).min(bytes.len());
                from..from + len
            } else {
                let from = at;
                while at < bytes.len() && !bytes[at].is_ascii_whitespace() && bytes[at] != b'>' {
                    at += 1;
                }
                from..at
            };
            let (Some(key), Some(value)) = (text.get(key), text.get(value)) else { continue };
            match key.to_ascii_lowercase().as_str() {
                "id" => tag.id = value,
                "class" => tag.class = value,
                "href" => tag.href = value,
                "name" => tag.anchor = value,
                "action" => tag.action = value,
                _ => {}
            }
        }
    }
}

fn tag_name(text: &str) -> &str {
    let len = text.bytes().position(|b| !b.is_ascii_alphanumeric()).unwrap_or(text.len());
    &text[..len]
}

/// Puts the characters of `&eacute;` and its like in their place; what is no character stays as it is.
pub(super) fn decode(text: &str, into: &mut String) {
    let mut rest = text;
    while let Some(place) = rest.find('&') {
        into.push_str(&rest[..place]);
        rest = &rest[place..];
        let end = rest.bytes().take(32).position(|b| b == b';');
        let decoded = end.and_then(|end| character(&rest[1..end]).map(|found| (found, end + 1)));
        let len = if let Some((found, len)) = decoded {
            into.push_str(&found);
            len
        } else {
            into.push('&');
            1
        };
        rest = &rest[len..];
    }
    into.push_str(rest);
}

fn character(name: &str) -> Option<String> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code).filter(|&c| c != BREAK && c != BLOCK && c != '\0').map(String::from);
    }
    quick_xml::escape::resolve_html5_entity(name).map(String::from)
}
