//! The program, run as its users run it.

use std::io::Write;
use std::process::{Command, Stdio};

/// What a run gave.
#[derive(Debug)]
pub struct Run {
    /// The exit code.
    pub code: i32,
    /// What it printed.
    pub out: String,
    /// What it complained about.
    pub err: String,
}

/// Runs the program on [`super::TODAY`] with words as a shell would split them (`'` keeps words together).
pub fn treaty(words: &str) -> Run {
    treaty_with(words, "")
}

/// As [`treaty`], with standard input.
pub fn treaty_with(words: &str, input: &str) -> Run {
    let mut args = Vec::new();
    for (at, part) in words.split('\'').enumerate() {
        if at % 2 == 1 {
            args.push(part.to_owned());
        } else {
            args.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_treaty"));
    command.args(args).env("TREATY_TODAY", super::TODAY).env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program was built");
    let mut stdin = child.stdin.take().expect("it was piped");
    let text = input.to_owned();
    let writer = std::thread::spawn(move || {
        let _ = stdin.write_all(text.as_bytes());
    });
    let output = child.wait_with_output().expect("it ends");
    writer.join().expect("it wrote");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("it prints UTF-8");
    Run { code: output.status.code().expect("it was not killed"), out: text(output.stdout), err: text(output.stderr) }
}

impl Run {
    /// The JSON that it printed.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {}{}", self.out, self.err))
    }

    /// That it complained in one line, with these words in it, and printed nothing else.
    #[track_caller]
    pub fn complains(&self, code: i32, words: &[&str]) {
        assert_eq!((self.code, self.out.as_str()), (code, ""), "{}", self.err);
        for word in words {
            assert!(self.err.contains(word), "{word:?} is not in {}", self.err);
        }
        assert_eq!(self.err.trim_end().lines().count(), 1, "{}", self.err);
    }
}
