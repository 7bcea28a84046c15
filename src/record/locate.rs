//! The line on which a value stands in a JSON text: only asked when something is wrong with it.

/// A step towards a value.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step<'a> {
    /// Into an object.
    Key(&'a str),
    /// Into an array.
    At(usize),
}

/// The line, from 1, of the value at `path` in well-formed JSON; of the last step that exists.
pub(super) fn line_of(text: &str, path: &[Step<'_>]) -> usize {
    let bytes = text.as_bytes();
    let mut at = skip_space(bytes, 0);
    for step in path {
        let Some(next) = enter(bytes, at, step) else { break };
        at = next;
    }
    1 + bytes.iter().take(at).filter(|&&byte| byte == b'\n').count()
}

fn enter(bytes: &[u8], at: usize, step: &Step<'_>) -> Option<usize> {
    let opening = *bytes.get(at)?;
    let mut at = skip_space(bytes, at + 1);
    let mut place = 0;
    loop {
        match (opening, step) {
            (b'[', Step::At(wanted)) if *wanted == place => return Some(at),
            (b'[', Step::At(_)) => {}
            (b'{', Step::Key(wanted)) => {
                let end = skip_value(bytes, at)?;
                let found = bytes.get(at + 1..end - 1)? == wanted.as_bytes();
                // Past the colon.
                at = skip_space(bytes, skip_space(bytes, end) + 1);
                if found {
                    return Some(at);
                }
            }
            _ => return None,
        }
        at = skip_space(bytes, skip_value(bytes, at)?);
        if *bytes.get(at)? != b',' {
            return None;
        }
        at = skip_space(bytes, at + 1);
        place += 1;
    }
}

fn skip_space(bytes: &[u8], mut at: usize) -> usize {
    while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
        at += 1;
    }
    at
}

/// The place after the value that begins at `at`.
fn skip_value(bytes: &[u8], mut at: usize) -> Option<usize> {
    let mut depth = 0_usize;
    loop {
        match *bytes.get(at)? {
            b'"' => {
                at += 1;
                while *bytes.get(at)? != b'"' {
                    at += if bytes[at] == b'\\' { 2 } else { 1 };
                }
                at += 1;
            }
            b'[' | b'{' => {
                depth += 1;
                at += 1;
            }
            b']' | b'}' => {
                depth = depth.checked_sub(1)?;
                at += 1;
            }
            b',' | b':' | b' ' | b'\n' | b'\r' | b'\t' => {
                at += 1;
                continue;
            }
            _ => {
                while bytes.get(at).is_some_and(|byte| !b",]}:\n\r\t ".contains(byte)) {
                    at += 1;
                }
            }
        }
        if depth == 0 {
            return Some(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_found_on_its_line() {
        let text = "{\n  \"a\": \"x, \\\"y]\",\n  \"events\": [\n    {\"b\": 1},\n    {\"b\": [2,\n 3]}\n  ]\n}\n";
        assert_eq!(line_of(text, &[Step::Key("a")]), 2);
        assert_eq!(line_of(text, &[Step::Key("events"), Step::At(1)]), 5);
        assert_eq!(line_of(text, &[Step::Key("events"), Step::At(1), Step::Key("b"), Step::At(1)]), 6);
    }

    #[test]
    fn what_is_not_there_gives_the_line_of_what_holds_it() {
        assert_eq!(line_of("{\n \"a\": [\n]}", &[Step::Key("a"), Step::At(4)]), 2);
        assert_eq!(line_of("", &[Step::Key("a")]), 1);
    }
}
