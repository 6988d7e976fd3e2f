//! Roles that do not belong to the organisation: one form's label stands on the documents of all posts.

use crate::model::{Document, Field, OrganisationKind, Problem, Role};

use super::super::draft::Draft;
use super::super::findings::Findings;

const ROLES: [&str; 5] = ["市長", "区長", "局長", "部長", "課長"];

pub(super) fn check(drafts: &[Draft], document: &Document, findings: &mut Findings<'_>) {
    let kind = document.organisation.kind;
    let usual = kind.head_role();
    for draft in drafts
        .iter()
        // Where several posts stand on one page, each has a head of its own.
        .filter(|draft| draft.field == Some(Field::Heads) && draft.group.is_none())
    {
        let role = draft.piece.text.trim_end_matches([':', '：']).trim();
        let is_role = matches!(draft.role, Role::Label | Role::Heading) && ROLES.contains(&role);
        let fits = role == usual || (kind == OrganisationKind::Department && role == "局長");
        if is_role && !fits {
            let problem = Problem::HeadRole {
                role: role.to_owned(),
                usual: usual.to_owned(),
            };
            findings.tell(problem, draft.piece.span());
        }
    }
}
