//! The `ayumi` command: parses, calls, prints, and returns an exit code.

use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    ayumi::cli::run()
}
