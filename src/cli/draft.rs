//! Drafts: what is written beside its final name and takes that name when all is done.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

/// A file or a folder that has not got its final name yet.
///
/// Whoever is killed leaves a draft behind, which nobody takes for anything; the next run for the same name removes
/// it. A draft is locked for as long as its writer lives, so that nobody removes another's.
pub struct Draft {
    path: PathBuf,
    target: PathBuf,
    /// Open and locked, where the system can do that.
    held: Option<File>,
}

impl Draft {
    /// Begins a file that will be `target`.
    pub fn file(target: &Path) -> io::Result<Self> {
        Self::begin(target, |path| File::create_new(path).map(Some))
    }

    /// Begins a folder that will be `target`, or holds a file that will be.
    pub fn folder(target: &Path) -> io::Result<Self> {
        Self::begin(target, |path| fs::create_dir(path).map(|()| File::open(path).ok()))
    }

    fn begin(target: &Path, create: impl Fn(&Path) -> io::Result<Option<File>>) -> io::Result<Self> {
        // What a link leads to is replaced, not the link.
        let target = fs::canonicalize(target).unwrap_or_else(|_| target.to_owned());
        let names = Names::of(&target);
        names.remove_abandoned();
        for number in 0..u32::from(u16::MAX) {
            let path = names.draft(number);
            match create(&path) {
                Ok(held) => {
                    let draft = Self { path, target: target.clone(), held };
                    if draft.is_ours() {
                        return Ok(draft);
                    }
                }
                // Left by a killed process of the same number whose draft cannot be removed.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }

    /// Locks it; false where another run took it for abandoned in the moment before.
    fn is_ours(&self) -> bool {
        let lost = self.held.as_ref().is_some_and(|held| matches!(held.try_lock(), Err(TryLockError::WouldBlock)));
        !lost && fs::symlink_metadata(&self.path).is_ok()
    }

    /// The draft's own name.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The file that is being written.
    pub fn open_file(&self) -> io::Result<&File> {
        self.held.as_ref().ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    /// Gives the finished file its name, with the permissions of the file that had it before.
    pub fn replace_file(self, file: &Path) -> io::Result<()> {
        File::options().write(true).open(file)?.sync_all()?;
        if let Ok(old) = fs::metadata(&self.target) {
            fs::set_permissions(file, old.permissions())?;
        }
        fs::rename(file, &self.target)?;
        // The new name outlasts a failing machine only when the folder is on the disk too; not every system can say so.
        let _ = File::open(folder_of(&self.target)).and_then(|folder| folder.sync_all());
        Ok(())
    }

    /// Gives the finished folder its name; the folder that had it before goes in the same moment.
    pub fn replace_folder(self) -> io::Result<()> {
        let Ok(old) = fs::metadata(&self.target) else { return fs::rename(&self.path, &self.target) };
        fs::set_permissions(&self.path, old.permissions())?;
        if exchange(&self.path, &self.target).is_ok() {
            return Ok(());
        }
        // Where two names cannot be exchanged, there is a moment without any folder.
        let aside = self.path.with_extension("old");
        fs::rename(&self.target, &aside)?;
        let moved = fs::rename(&self.path, &self.target);
        if moved.is_err() {
            fs::rename(&aside, &self.target)?;
        }
        let _ = fs::remove_dir_all(&aside);
        moved
    }
}

impl Drop for Draft {
    /// Removes what did not get its final name, or the folder that had it before.
    fn drop(&mut self) {
        remove(&self.path);
    }
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// The folder that a path stands in.
fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn remove(path: &Path) {
    let _ = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
}

/// What drafts of a target are called: hidden, in its folder, by its name and its writer.
struct Names<'a> {
    folder: &'a Path,
    stem: String,
}

impl<'a> Names<'a> {
    fn of(target: &'a Path) -> Self {
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        // A name may be as long as names can be; a draft's is longer than what it is for.
        let short: String = name.chars().take(50).collect();
        Self { folder: folder_of(target), stem: format!(".{short}.") }
    }

    fn draft(&self, number: u32) -> PathBuf {
        self.folder.join(format!("{}{}-{number}.part", self.stem, std::process::id()))
    }

    fn is_draft(&self, name: &str) -> bool {
        let inner = name.strip_prefix(&self.stem).and_then(|name| name.strip_suffix(".part"));
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        inner.and_then(|inner| inner.split_once('-')).is_some_and(|(a, b)| is_number(a) && is_number(b))
    }

    /// Removes the drafts of writers that are dead.
    fn remove_abandoned(&self) {
        for entry in fs::read_dir(self.folder).into_iter().flatten().flatten() {
            let is_draft = entry.file_name().to_str().is_some_and(|name| self.is_draft(name));
            // To open a pipe that somebody put there would wait for its other end.
            if !is_draft || !entry.file_type().is_ok_and(|kind| kind.is_file() || kind.is_dir()) {
                continue;
            }
            let path = entry.path();
            // Held until it is removed, so that no new writer of that name believes it has it.
            if let Ok(held) = File::open(&path)
                && held.try_lock().is_ok()
            {
                remove(&path);
            }
        }
    }
}
