//! Files: the whole site of the city, and beside it the truth.

mod corrections;
mod documents;
mod settings;

use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use crate::city::City;
use crate::language::{Lexicon, Spelling};
use crate::{File, Options, Summary};
use documents::Office;

/// How many families are written together: so many that their truths make a file worth having, so few that their texts
/// are small.
const TOGETHER: usize = 16;

/// Makes the whole site; see [`crate::generate`].
pub fn generate<E: Send>(
    options: &Options,
    write: &(impl Fn(File) -> Result<(), E> + Sync),
) -> Result<Summary, E> {
    let lexicon = Lexicon::shared();
    let city = City::plan(options, &lexicon.sections());
    for (path, text) in settings::files(&city) {
        write(plain(path, text))?;
    }
    let office = Office {
        options,
        lexicon,
        spelling: Spelling::shared(),
        city: &city,
    };
    let messy = AtomicUsize::new(0);
    let chunks: Vec<_> = city.families.chunks(TOGETHER).enumerate().collect();
    chunks.into_par_iter().try_for_each(|(number, families)| {
        let (mut truths, mut lineage) = (String::new(), String::new());
        for family in families {
            let written = office.write(family, &mut truths, &mut lineage, write)?;
            messy.fetch_add(written, Ordering::Relaxed);
        }
        write(plain(format!("truth/documents/{number:05}.jsonl"), truths))?;
        write(plain(format!("truth/lineage/{number:05}.jsonl"), lineage))
    })?;
    Ok(Summary {
        documents: options.documents,
        messy: messy.into_inner(),
        organisations: city.organisations.len(),
        years: city.years(),
    })
}

fn plain(path: impl Into<String>, text: String) -> File {
    File {
        path: path.into(),
        bytes: text.into_bytes(),
        printed: None,
    }
}

#[cfg(test)]
mod tests;
