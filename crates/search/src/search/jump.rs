//! A query that names one document.

use std::collections::BTreeSet;

use super::Searcher;
use super::filter::{Filter, place};
use super::run::Outcome;
use crate::analysis::normalise;
use crate::answer::Jump;
use crate::error::Result;
use crate::passage::TextKind;
use crate::query::Request;
use crate::query::parse::Parsed;
use crate::query::understand::Filters;
use crate::texts::Stored;

/// Documents that are looked at to find the one that is meant.
const MOST: usize = 8;

impl Searcher {
    /// The document that a query names: by its title, or by a year and an organisation with nothing
    /// beside them but words of its title. None if several are named.
    pub(super) fn jump(
        &self,
        parsed: &Parsed,
        request: &Request,
        outcome: &Outcome,
    ) -> Result<Option<Jump>> {
        if request.offset > 0 || parsed.items().any(|item| item.without) {
            return Ok(None);
        }
        let understanding = &outcome.understanding;
        let filters = &understanding.filters;
        if let Some(jump) = self.by_title(request, filters)? {
            return Ok(Some(jump));
        }
        if understanding.organisation.is_none() || filters.years.is_empty() {
            return Ok(None);
        }
        let columns = &self.columns;
        let filter = Filter::new(columns, request, filters);
        // A ward's filter also finds its sections; what it published itself is meant.
        let organisation = match &understanding.organisation {
            Some(id) => place(&columns.organisations, id),
            None => None,
        };
        let heads = (0..columns.passages()).filter(|&passage| {
            columns.has(passage, TextKind::Title)
                && columns.organisations_of(passage).first().copied() == organisation
                && filter.passes(columns, passage)
        });
        let mut own = self.stored(&heads.take(MOST).collect::<Vec<_>>())?;
        let words: Vec<String> = understanding
            .groups
            .iter()
            .flatten()
            .filter_map(|item| item.phrase.as_ref().map(|phrase| phrase.text()))
            .collect();
        own.retain(|passage| {
            let title = normalise(&passage.title);
            words.iter().all(|word| title.contains(word.as_str()))
        });
        // Of several editions, the one that has no name of its own.
        if own.iter().any(|passage| !passage.document.contains('@')) {
            own.retain(|passage| !passage.document.contains('@'));
        }
        Ok(only(own.into_iter().map(Jump::from)))
    }

    /// The document whose title was typed.
    fn by_title(&self, request: &Request, filters: &Filters) -> Result<Option<Jump>> {
        let typed = normalise(request.query.trim());
        let characters: Vec<char> = typed.chars().collect();
        let kinds = &self.indexes.kinds;
        let title = kinds.iter().find(|index| index.kind == TextKind::Title);
        let (Some(title), 4..=200) = (title, characters.len()) else {
            return Ok(None);
        };
        let columns = &self.columns;
        let filter = Filter::new(columns, request, filters);
        let mut named = title.whole(&characters)?;
        named.retain(|&passage| filter.passes(columns, passage));
        let documents: BTreeSet<u32> = named.iter().map(|&one| columns.rank(one)).collect();
        if documents.len() != 1 {
            return Ok(None);
        }
        named.truncate(1);
        let stored = self.stored(&named)?.into_iter();
        Ok(only(stored.map(Jump::from)))
    }
}

impl From<Stored> for Jump {
    fn from(stored: Stored) -> Self {
        Self {
            document: stored.document,
            title: stored.title,
            url: stored.page,
        }
    }
}

/// The one document of some, if they are all the same.
fn only(mut jumps: impl Iterator<Item = Jump>) -> Option<Jump> {
    let first = jumps.next()?;
    let mut others = BTreeSet::new();
    others.extend(jumps.map(|jump| jump.document));
    others.remove(&first.document);
    others.is_empty().then_some(first)
}
