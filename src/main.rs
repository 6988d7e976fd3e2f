//! The `ayumi` command: parses, calls, prints, and returns an exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    ayumi::cli::run()
}
