//! To be written.

use crate::{File, LAST_YEAR, Options, Summary};

pub fn generate<E: Send>(
    options: &Options,
    write: &(impl Fn(File) -> Result<(), E> + Sync),
) -> Result<Summary, E> {
    write(File {
        path: "ayumi.toml".to_owned(),
        bytes: b"[site]\ntitle = \"\xe6\xb1\x90\xe5\x87\xaa\xe5\xb8\x82\"\npublisher = \"x\"\nofficial = false\n\n[archive]\nmunicipality = \"\xe6\xb1\x90\xe5\x87\xaa\xe5\xb8\x82\"\ncode = \"991007\"\n".to_vec(),
    })?;
    Ok(Summary {
        documents: options.documents,
        messy: 0,
        organisations: 1,
        years: options.years.clone().unwrap_or(LAST_YEAR..=LAST_YEAR),
    })
}
