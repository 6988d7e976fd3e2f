//! The subcommands, one a file.

pub(super) mod build;
pub(super) mod check;
pub(super) mod clean;
pub(super) mod demo;
pub(super) mod host;
pub(super) mod init;
pub(super) mod inspect;
pub(super) mod manual;
pub(super) mod new;
pub(super) mod schema;
pub(super) mod search;
pub(super) mod serve;
