//! Trying, strictest first: what was understood, as text, cut apart, loosely.

use std::collections::BTreeSet;

use super::Searcher;
use super::collect::{Collected, collect};
use super::filter::Filter;
use super::postings::PartIndex;
use super::tally::{self, Found, Tally};
use crate::answer::{Expanded, Meaning, Mode, UnderstoodWord};
use crate::error::{Pending, Result};
use crate::passage::Part;
use crate::query::Request;
use crate::query::expand::{Expansion, expand};
use crate::query::parse::{Item, Parsed, Phrase};
use crate::query::plan::{self, Clause, Plan, Term};
use crate::query::understand::{Understanding, is_literal, split, trimmed, understand};
use crate::snippet::Needle;

/// What was looked for in the end, and what was found.
pub(super) struct Outcome {
    pub mode: Mode,
    pub understanding: Understanding,
    pub expanded: Vec<Expanded>,
    pub terms: Vec<Term>,
    /// Bigrams left out of ranking.
    pub left_out: Vec<String>,
    /// What is highlighted.
    pub needles: Vec<Needle>,
    pub collected: Option<Collected>,
}

/// The most that is looked for in place of all words of a query; further words stand for themselves.
const MOST_EXPANDED: usize = 64;

impl Searcher {
    pub(super) fn run(&self, parsed: &Parsed, request: &Request) -> Result<Outcome> {
        self.look_ahead(parsed)?;
        let understanding = self.understanding(&parsed.groups, request)?;
        let strict = self.phrases(&understanding, request)?;
        let nothing_held = self.columns.passages() == 0;
        if strict.collected.is_some() || nothing_held || parsed.groups.is_empty() {
            return Ok(strict);
        }

        // What was understood left nothing: it may have been meant as text.
        let mut as_text = None;
        let text = self.as_text(&parsed.groups, request)?;
        // Unless all of it was said to be a filter.
        if text.words.len() < understanding.words.len() {
            let mut text = text;
            text.taken_back = understanding.words.clone();
            let outcome = self.phrases(&text, request)?;
            if outcome.collected.is_some() {
                return Ok(outcome);
            }
            as_text = Some(text);
        }
        if request.as_written {
            return Ok(strict);
        }
        // 潮見野 北区: a word of the archive, but perhaps meant as the city's name.
        let mut nowhere = |_: &Phrase| Ok(false);
        let eager = understand(&parsed.groups, request, &self.vocabulary, &mut nowhere)?;
        if eager.words.len() > understanding.words.len() {
            let outcome = self.phrases(&eager, request)?;
            if outcome.collected.is_some() {
                return Ok(outcome);
            }
        }
        // 「図書館」 and 図書館？ mean 図書館.
        let trimmed = trimmed(&parsed.groups);
        let groups = trimmed.as_ref().unwrap_or(&parsed.groups);
        let mut loosely = vec![understanding];
        let apart = split(groups, &self.vocabulary);
        // What stood around the words is not there: no longer as it was typed.
        let attempts = [trimmed.as_ref(), apart.as_ref()];
        for groups in attempts.into_iter().flatten() {
            let other = self.understanding(groups, request)?;
            let outcome = self.phrases(&other, request)?;
            if outcome.collected.is_some() {
                let mode = if trimmed.is_some() {
                    Mode::All
                } else {
                    Mode::Phrase
                };
                return Ok(Outcome { mode, ..outcome });
            }
            loosely.insert(0, other);
        }
        loosely.extend(as_text);
        for understanding in loosely {
            let outcome = self.loosely(understanding, request)?;
            if outcome.collected.is_some() {
                return Ok(outcome);
            }
        }
        Ok(Outcome {
            mode: Mode::Any,
            ..strict
        })
    }

    /// Looks up the pairs of neighbours of all words, so that all of the dictionary that a query needs is asked for
    /// before any answer hangs on a part of it.
    fn look_ahead(&self, parsed: &Parsed) -> Result<()> {
        let mut pending = Pending::default();
        for phrase in parsed.items().filter_map(|item| item.phrase.as_ref()) {
            pending.wait(self.indexes.may_occur(phrase.characters()), false)?;
        }
        Ok(())
    }

    fn understanding(&self, groups: &[Vec<Item>], request: &Request) -> Result<Understanding> {
        let mut pending = Pending::default();
        let mut occurs =
            |phrase: &Phrase| pending.wait(self.indexes.occurs(phrase.characters()), false);
        let understanding = understand(groups, request, &self.vocabulary, &mut occurs)?;
        pending.over(understanding)
    }

    /// Passages that hold the query's words as text, where some were understood as organisations.
    pub(super) fn found_as_text(
        &self,
        parsed: &Parsed,
        request: &Request,
        outcome: &Outcome,
    ) -> Result<Option<usize>> {
        let is_organisation = |word: &UnderstoodWord| {
            !word.without && matches!(word.meaning, Meaning::Organisations(_))
        };
        let words = &outcome.understanding.words;
        if outcome.mode != Mode::Phrase || !words.iter().any(is_organisation) {
            return Ok(None);
        }
        let counted = Request {
            limit: 0,
            offset: 0,
            ..request.clone()
        };
        let text = self.as_text(&parsed.groups, &counted)?;
        let found = self.phrases(&text, &counted)?.collected;
        Ok(found.map(|collected| collected.total))
    }

    /// The query with no word taken for a filter, but for those said to be one.
    fn as_text(&self, groups: &[Vec<Item>], request: &Request) -> Result<Understanding> {
        let mut literal = request.clone();
        let items = groups.iter().flatten();
        let plain = items.filter(|item| item.field.is_none());
        literal.literal.extend(plain.map(|item| item.text.clone()));
        let mut never = |_: &Phrase| Ok(true);
        understand(groups, &literal, &self.vocabulary, &mut never)
    }

    /// Mode `phrase`.
    fn phrases(&self, understanding: &Understanding, request: &Request) -> Result<Outcome> {
        let planned = self.plan(&understanding.groups, request)?;
        let clauses = planned.terms.iter().flat_map(|term| &term.alternatives);
        let mut outcome = Outcome {
            mode: Mode::Phrase,
            needles: clauses.map(|one| needle(&one.clause, 1)).collect(),
            understanding: understanding.clone(),
            expanded: planned.expanded,
            terms: planned.terms,
            left_out: Vec::new(),
            collected: None,
        };
        let columns = &self.columns;
        if columns.passages() == 0 {
            return Ok(outcome);
        }
        let filters = !understanding.words.is_empty() || !planned.without.is_empty();
        if outcome.terms.is_empty() && !filters {
            return Ok(outcome);
        }
        let indexes = self.searched(request, understanding);
        let mut tally = Tally::new(columns);
        if outcome.terms.is_empty() {
            tally.everything(&indexes);
        }
        let mut pending = Pending::default();
        for (number, term) in outcome.terms.iter().enumerate() {
            let found = tally::look_up(term, &indexes, columns).map(Some);
            let Some(found) = pending.wait(found, None)? else {
                continue;
            };
            if found.lists.is_empty() {
                return Ok(outcome);
            }
            tally.add(number, &found);
        }
        for clause in &planned.without {
            pending.wait(tally.exclude(clause, &self.all()), ())?;
        }
        pending.over(())?;
        let every = outcome.terms.len();
        let filter = Filter::new(columns, request, &understanding.filters);
        outcome.collected = collect(columns, &tally, &filter, request, |entry| {
            usize::from(entry.terms) == every && entry.parts != 0
        });
        Ok(outcome)
    }

    /// Modes `all` and `any`. Whole phrases and what stands for them count more, but need not be
    /// held, unless they were quoted.
    fn loosely(&self, understanding: Understanding, request: &Request) -> Result<Outcome> {
        let loose = plan::loose(&understanding.groups);
        let planned = self.plan(&understanding.groups, request)?;
        let mut outcome = Outcome {
            mode: Mode::All,
            needles: Vec::new(),
            expanded: planned.expanded,
            terms: loose.terms,
            left_out: loose.left_out,
            collected: None,
            understanding,
        };
        let columns = &self.columns;
        if columns.passages() == 0 {
            return Ok(outcome);
        }
        let indexes = self.searched(request, &outcome.understanding);
        let mut tally = Tally::new(columns);
        let mut pending = Pending::default();
        let mut look_up = |term: &Term| {
            let found = tally::look_up(term, &indexes, columns);
            pending.wait(found, Found::default())
        };
        for (number, term) in outcome.terms.iter().enumerate() {
            let found = look_up(term)?;
            tally.add(number, &found);
            // Halvings of the frequency count: integers, so the same on every platform.
            let rare = 1 + found.frequency.leading_zeros();
            let clauses = term
                .alternatives
                .iter()
                .map(|one| needle(&one.clause, rare));
            outcome.needles.extend(clauses);
        }
        for term in &planned.terms {
            let found = look_up(term)?;
            if term.quoted {
                tally.require(&found);
            } else {
                tally.reward(&found);
            }
            if !found.lists.is_empty() {
                let clauses = term.alternatives.iter().map(|one| needle(&one.clause, 32));
                outcome.needles.extend(clauses);
            }
        }
        for clause in &planned.without {
            pending.wait(tally.exclude(clause, &self.all()), ())?;
        }
        pending.over(())?;
        let filter = Filter::new(columns, request, &outcome.understanding.filters);
        let every = outcome.terms.len();
        let quoted = planned.terms.iter().filter(|term| term.quoted).count();
        // With `OR` nobody asked for all.
        let either = outcome
            .understanding
            .groups
            .iter()
            .any(|group| group.len() > 1);
        if !either && every > 0 {
            outcome.collected = collect(columns, &tally, &filter, request, |entry| {
                usize::from(entry.terms) == every && usize::from(entry.quoted) == quoted
            });
        }
        if outcome.collected.is_none() {
            outcome.mode = Mode::Any;
            // A fifth of what was asked, at least: a pair of characters alone stands everywhere.
            for least in [every / 5, 0] {
                outcome.collected = collect(columns, &tally, &filter, request, |entry| {
                    entry.parts != 0
                        && usize::from(entry.terms) >= least
                        && usize::from(entry.quoted) == quoted
                });
                if outcome.collected.is_some() {
                    break;
                }
            }
        }
        Ok(outcome)
    }

    /// Plans mode `phrase` with all that stands for what was typed.
    fn plan(&self, groups: &[Vec<Item>], request: &Request) -> Result<Plan> {
        let mut expanded = 0;
        let mut pending = Pending::default();
        let plan = plan::plan(groups, |item, phrase| -> Result<Expansion> {
            let as_it_is = item.quoted || request.as_written || item.without;
            if as_it_is || is_literal(item, request) || expanded > MOST_EXPANDED {
                return Ok(Expansion::none(phrase));
            }
            let vocabulary = &self.vocabulary;
            let mut may_occur = Pending::default();
            let mut expansion = expand(
                phrase,
                &vocabulary.forms,
                &vocabulary.characters,
                self.longest_form,
                &request.literal,
                |phrase| may_occur.wait(self.indexes.may_occur(phrase.characters()), false),
            )?;
            pending.wait(may_occur.over(()), ())?;
            let words = pending.wait(self.readings(item), Vec::new())?;
            expansion.add_words(&item.text, words, crate::ExpansionKind::Reading);
            expanded += expansion.alternatives.len();
            Ok(expansion)
        })?;
        pending.over(plan)
    }

    /// All kinds of text.
    fn all(&self) -> Vec<&PartIndex> {
        self.indexes.kinds.iter().collect()
    }

    /// The kinds of text asked for.
    pub(super) fn searched(
        &self,
        request: &Request,
        understanding: &Understanding,
    ) -> Vec<&PartIndex> {
        let parts = parts(request, understanding);
        self.indexes
            .kinds
            .iter()
            .filter(|index| parts.contains(&index.part()))
            .collect()
    }
}

/// The parts that are looked at.
pub(super) fn parts(request: &Request, understanding: &Understanding) -> BTreeSet<Part> {
    let understood = &understanding.filters.parts;
    let of = |wanted: &[Part], part: &Part| wanted.is_empty() || wanted.contains(part);
    Part::ALL
        .into_iter()
        .filter(|part| of(&request.parts, part) && of(understood, part))
        .collect()
}

fn needle(clause: &Clause, weight: u32) -> Needle {
    Needle {
        characters: clause.characters().to_vec(),
        whole_word: clause.is_whole_word(),
        weight,
    }
}
