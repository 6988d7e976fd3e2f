//! Whose document it is: what its settings say, else what its place in the content says.

use crate::config::{DocumentSettings, suggest};
use crate::model::{Diagnostic, FiscalYear, Location, Organisation, OrganisationId, Problem};

use super::findings::Findings;
use super::{Context, Input};

/// The organisation that the settings name, else the one of the file's place.
pub(super) fn organisation_of<'a>(
    input: &Input<'a>,
    context: &Context<'a>,
    settings: &DocumentSettings,
    year: FiscalYear,
    findings: &mut Findings<'_>,
) -> &'a Organisation {
    let named = settings.organisation.as_deref();
    let organisation = match named.map(|named| by_id(named, input, context, findings)) {
        Some(named) => named.unwrap_or(input.organisation),
        None => {
            ambiguous(input, findings);
            input.organisation
        }
    };
    if !organisation.exists_in(year) {
        findings.tell_of_file(not_alive(organisation, year, context));
    }
    organisation
}

fn by_id<'a>(
    named: &str,
    input: &Input<'a>,
    context: &Context<'a>,
    findings: &mut Findings<'_>,
) -> Option<&'a Organisation> {
    let id = OrganisationId::new(named).ok();
    let organisation = id.as_ref().and_then(|id| context.registry.get(id));
    if organisation.is_none() {
        let known = context.registry.organisations().iter();
        let problem = Problem::UnknownOrganisationId {
            id: named.to_owned(),
            suggestion: suggest(named, known.map(|organisation| organisation.id.as_str())),
        };
        let file = input.sidecar.map_or(input.path, |sidecar| sidecar.path);
        findings.push(Diagnostic::at(problem, Location::file(file)));
    }
    organisation
}

/// Two organisations had the name in that year, and nobody said which one is meant.
fn ambiguous(input: &Input<'_>, findings: &mut Findings<'_>) {
    if input.rivals.is_empty() {
        return;
    }
    let others: Vec<&str> = input.rivals.iter().map(OrganisationId::as_str).collect();
    findings.tell_of_file(Problem::OrganisationAmbiguous {
        name: input.organisation.name.clone(),
        year: input.fiscal_year.label(),
        chosen: input.organisation.id.to_string(),
        others: others.join(", "),
    });
}

fn not_alive(organisation: &Organisation, year: FiscalYear, context: &Context<'_>) -> Problem {
    let kin = context.registry.kin_in(organisation, year);
    let named = |one: &Organisation| format!("{} ({})", one.name, one.id);
    let kin: Vec<String> = kin.into_iter().map(named).collect();
    Problem::OrganisationNotAlive {
        organisation: named(organisation),
        span: organisation.life_span(),
        year: year.label(),
        suggestion: (!kin.is_empty()).then(|| kin.join(", ")),
    }
}
