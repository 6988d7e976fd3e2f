//! A query that names one document.

use std::collections::BTreeSet;

use super::Searcher;
use super::run::Outcome;
use crate::analysis::normalise;
use crate::answer::Jump;
use crate::error::Result;
use crate::passage::TextKind;
use crate::query::Request;
use crate::query::parse::Parsed;
use crate::query::understand::Filters;

/// Titles that are compared with the query.
const MOST_TITLES: usize = 64;

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
        let Some(columns) = &self.columns else {
            return Ok(None);
        };
        let filter = columns.filter(request, filters)?;
        let Some(title) = self
            .indexes
            .iter()
            .find(|index| index.kind == TextKind::Title)
        else {
            return Ok(None);
        };
        // A ward's filter also finds its sections; what it published itself is meant.
        let organisation = match &understanding.organisation {
            Some(id) => columns.organisation(id)?,
            None => None,
        };
        let mut own = Vec::new();
        for passage in 0..self.passages {
            let is_head = title.length_code(passage) > 0
                && columns.publisher(passage) == organisation
                && columns.passes(&filter, passage, columns.year(passage));
            if is_head && own.len() < MOST {
                own.push(self.passage(passage)?);
            }
        }
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
        Ok(only(own.into_iter().map(|passage| Jump {
            document: passage.document,
            title: passage.title,
            url: passage.page,
        })))
    }

    /// The document whose title was typed.
    fn by_title(&self, request: &Request, filters: &Filters) -> Result<Option<Jump>> {
        let typed = normalise(request.query.trim());
        let characters: Vec<char> = typed.chars().collect();
        let title = self
            .indexes
            .iter()
            .find(|index| index.kind == TextKind::Title);
        let (Some(title), 4..=200) = (title, characters.len()) else {
            return Ok(None);
        };
        let Some(clause) = crate::query::plan::Clause::new(&characters) else {
            return Ok(None);
        };
        let Some(columns) = &self.columns else {
            return Ok(None);
        };
        let filter = columns.filter(request, filters)?;
        let mut named = Vec::new();
        for occurrence in title.occurrences(&clause)?.into_iter().take(MOST_TITLES) {
            let found = occurrence.passage;
            if named.len() == MOST || !columns.passes(&filter, found, columns.year(found)) {
                continue;
            }
            let passage = self.passage(occurrence.passage)?;
            let whole = passage
                .texts
                .iter()
                .any(|text| text.kind == TextKind::Title && normalise(&text.text) == typed);
            if whole {
                named.push(Jump {
                    document: passage.document,
                    title: passage.title,
                    url: passage.page,
                });
            }
        }
        Ok(only(named.into_iter()))
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
