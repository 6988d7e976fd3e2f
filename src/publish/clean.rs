//! [`clean`]: takes back what was published.

use std::path::Path;

use super::disk;
use super::error::{Operation, PublishError};
use super::exchange::{Swap, swap};
use super::location::resolve_output;
use super::staging::{Summary, carry_over, close};
use super::survey::{KEPT, Survey, glance, survey};
use super::workspace::Workspace;

/// Removes the published site and what a killed build left beside it. `.gitkeep` and `.gitignore` stay,
/// and with them the folder. The site goes in one step: killed at any point, it is whole or gone.
///
/// Only the number of removed files is set in the summary.
///
/// # Errors
/// As [`Output::open`](super::Output::open): a folder that is not ours, or holds what we did not publish, is left alone.
pub fn clean(path: &Path) -> Result<Summary, PublishError> {
    let output = resolve_output(path)?;
    let found = glance(&output)?;
    if found.is_some() && !Workspace::is_left_at(&output)? {
        return Ok(Summary::default());
    }
    let workspace = Workspace::acquire(&output)?;
    let mut summary = Summary::default();
    if let Survey::Published(manifest) = survey(&output)? {
        let site = workspace.site();
        let mut keeps = false;
        for name in KEPT {
            keeps |= disk::look(&output.join(name))?.is_some();
        }
        if keeps {
            disk::create_folder(&site).map_err(PublishError::io(Operation::CreateFolder, &site))?;
            carry_over(&output, &site)?;
            if swap(&site, &output, &workspace.old())? == Swap::Renamed {
                // From here on the next start must not bring it back.
                disk::rename(&workspace.old(), &site)?;
            }
        } else {
            disk::rename(&output, &site)?;
        }
        summary.removed = manifest.len();
    }
    summary.leftover = close(workspace);
    Ok(summary)
}
