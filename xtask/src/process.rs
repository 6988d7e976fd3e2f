//! Starting other programs, and where the workspace is.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The folder with the workspace's `Cargo.toml`, and the folder for what is made.
#[derive(Debug)]
pub struct Workspace {
    root: PathBuf,
    scratch: PathBuf,
}

impl Workspace {
    /// The workspace that this program was built from.
    ///
    /// # Errors
    /// A message if the program was not started through cargo.
    pub fn find() -> Result<Self, String> {
        let manifest =
            env::var_os("CARGO_MANIFEST_DIR").ok_or("start the tasks with `cargo xtask`")?;
        let root = Path::new(&manifest)
            .parent()
            .ok_or("xtask lies in no workspace")?
            .to_owned();
        let target = env::var_os("CARGO_TARGET_DIR")
            .map_or_else(|| root.join("target"), |dir| root.join(dir));
        let scratch = target.join("xtask");
        Ok(Self { root, scratch })
    }

    /// The folder with the workspace's `Cargo.toml`.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// A folder for what the tasks make; git ignores it. It need not exist yet.
    pub fn scratch(&self) -> &Path {
        &self.scratch
    }

    /// Where a release build puts a program.
    pub fn release(&self, program: &str) -> PathBuf {
        self.built("release", program)
    }

    /// Where the build that tests use puts a program.
    pub fn debug(&self, program: &str) -> PathBuf {
        self.built("debug", program)
    }

    fn built(&self, profile: &str, program: &str) -> PathBuf {
        let target = self.scratch.parent().unwrap_or(&self.root);
        target
            .join(profile)
            .join(program)
            .with_extension(env::consts::EXE_EXTENSION)
    }

    /// A program that starts in the workspace's folder.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root);
        command
    }

    /// The cargo that started this program.
    pub fn cargo(&self) -> Command {
        self.command(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
    }
}

/// Runs a program whose output goes where ours goes.
///
/// # Errors
/// A message with the command line if it cannot be started or does not succeed.
pub fn run(command: &mut Command) -> Result<(), String> {
    let line = command_line(command);
    println!("$ {line}");
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`{line}`: {status}")),
        Err(error) => Err(format!("`{line}`: {error}")),
    }
}

/// Runs a program and returns what it printed.
///
/// # Errors
/// A message with the command line and its error output if it does not succeed.
pub fn output(command: &mut Command) -> Result<String, String> {
    let line = command_line(command);
    let output = command
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("`{line}`: {error}"))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        let said = String::from_utf8_lossy(&output.stderr);
        Err(format!("`{line}`: {}\n{}", output.status, said.trim_end()))
    }
}

/// Whether the program starts and succeeds; what it prints is thrown away.
pub fn succeeds(program: &str, arguments: &[&str]) -> bool {
    Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// The command as a person would type it: the program without its folder.
fn command_line(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_name().unwrap_or(command.get_program());
    std::iter::once(name)
        .chain(command.get_args())
        .map(OsStr::to_string_lossy)
        .collect::<Vec<_>>()
        .join(" ")
}
