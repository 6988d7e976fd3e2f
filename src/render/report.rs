//! How to report a misreading: the page that says how, and what each document's page has ready for it.

use schemars::JsonSchema;
use serde::Serialize;

use super::context::{ContactView, Link, PageInfo};
use super::document_page::{LONGEST_TITLE, Passage, cut};
use super::links;
use super::listing::organisation_link;
use super::world::World;
use crate::model::{Contact, Document, Organisation, OrganisationContact};

/// What `report.html` sees besides `site` and `page`; the publisher's own contact is in `site`.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ReportPage {
    /// The organisations that name a contact.
    pub organisations: Vec<Reach>,
}

/// How to reach an organisation.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(super) struct Reach {
    /// The organisation.
    pub organisation: Link,
    /// How to reach it.
    pub contact: ContactView,
}

/// What a document's page says of reporting.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(super) struct ReportView {
    /// The link to the page that says what to write.
    pub page: String,
    /// How to reach the publisher of the site, about what was read wrongly.
    pub publisher: Option<ContactView>,
    /// How to reach the organisation, or the nearest above it that names a contact.
    pub organisation: Option<Reach>,
    /// The address of the document's page, to be copied: the whole one where it is known, else its place below the site.
    pub address: String,
    /// Whether it is the whole address.
    pub whole: bool,
    /// The same for each goal.
    pub goals: Vec<ReportGoal>,
}

/// What there is to report of one goal.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(super) struct ReportGoal {
    /// The goal's name, with the link to it.
    pub goal: Link,
    /// Its address.
    pub address: String,
    /// The link for a mail with the address already in it.
    pub mail: Option<String>,
}

/// Whether anybody is named to whom readers can turn.
pub(super) fn can_report(contact: Option<&Contact>, organisations: &[Organisation]) -> bool {
    contact.is_some() || organisations.iter().any(|one| one.contact.is_some())
}

/// The page that says how to report, and how much it has to say.
pub(super) fn report_page(world: &World<'_>) -> (PageInfo, usize, ReportPage) {
    let way = [(
        world.texts.get("about_title").to_owned(),
        Some("about/".to_owned()),
    )];
    let title = world.texts.get("report_title").to_owned();
    let page = world.page("about/report/", Some(title), &way);
    let links = page.links();
    let all = world.registry().organisations().iter();
    let alive = all.filter(|one| world.newest.is_none_or(|year| one.exists_in(year)));
    let organisations: Vec<Reach> = alive
        .filter_map(|one| {
            Some(Reach {
                organisation: organisation_link(world, one, &links),
                contact: ContactView::of(one.contact.as_ref()?),
            })
        })
        .collect();
    (page, 4 * organisations.len(), ReportPage { organisations })
}

/// What the page of a document says of reporting; nothing where there is nobody to report to.
pub(super) fn report(
    document: &Document,
    goals: &[Passage],
    page: &PageInfo,
    world: &World<'_>,
) -> Option<ReportView> {
    let links = page.links();
    let publisher = world.config.settings.site.contact.as_ref();
    let organisation = nearest(document, world);
    if publisher.is_none() && organisation.is_none() {
        return None;
    }
    let mail = publisher
        .and_then(|contact| contact.mail.as_deref())
        .or_else(|| organisation.and_then(|(_, contact)| mail_of(contact)));
    // As often as there are goals.
    let title = cut(&document.title, LONGEST_TITLE);
    let subject = world.texts.fill("report_subject", &[("title", &title)]);
    let letter = |address: &str| {
        let values = [("address", address), ("title", &*title)];
        let body = world.texts.fill("report_body", &values);
        links::mail_about(mail?, &subject, &body)
    };
    let with_letter = |mut contact: ContactView, address: &str| {
        if let Some(mail) = &mut contact.mail {
            let body = world
                .texts
                .fill("report_body", &[("address", address), ("title", &title)]);
            mail.href = links::mail_about(&mail.text, &subject, &body).or(mail.href.take());
        }
        contact
    };
    let address = world.address(&document.id.folder());
    Some(ReportView {
        page: links.to("about/report/"),
        publisher: publisher.map(|contact| with_letter(ContactView::new(contact), &address)),
        organisation: organisation.map(|(one, contact)| Reach {
            organisation: organisation_link(world, one, &links),
            contact: with_letter(ContactView::of(contact), &address),
        }),
        goals: goals
            .iter()
            .map(|goal| ReportGoal {
                goal: Link {
                    text: goal.name.clone(),
                    href: Some(format!("#{}", goal.anchor)),
                },
                address: goal.address.clone(),
                mail: letter(&goal.address),
            })
            .collect(),
        address,
        whole: world.base_url().is_some(),
    })
}

/// The document's organisation, or the nearest above it, that names a contact.
fn nearest<'a>(
    document: &Document,
    world: &World<'a>,
) -> Option<(&'a Organisation, &'a OrganisationContact)> {
    let registry = world.registry();
    let id = &document.organisation.id;
    let above = registry.ancestors_in(id, document.fiscal_year);
    let mut chain = registry.get(id).into_iter().chain(above);
    chain.find_map(|one| Some((one, one.contact.as_ref()?)))
}

fn mail_of(contact: &OrganisationContact) -> Option<&str> {
    match contact {
        OrganisationContact::Text(_) => None,
        OrganisationContact::Ways(contact) => contact.mail.as_deref(),
    }
}
