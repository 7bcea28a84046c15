//! Checks `data/` and lays it out in columns for the program to read in place.

fn main() {
    println!("cargo::rerun-if-changed=data");
}
