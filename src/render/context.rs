//! What every template sees: the site, the page, and links.

use schemars::JsonSchema;
use serde::Serialize;

use super::host::content_security_policy;
use super::links::{self, Links};
use super::report::can_report;
use super::texts::Texts;
use crate::config::Config;
use crate::model::{Contact, Language, OrganisationContact};
use crate::relate::Archive;

/// `site`, in every template.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(super) struct Site {
    /// The site's name.
    pub title: String,
    /// One or two sentences about it.
    pub description: Option<String>,
    /// Who publishes it.
    pub publisher: String,
    /// Whether it is the municipality's own.
    pub official: bool,
    /// The municipality's name: 新潟市
    pub municipality: String,
    /// Whether the municipality does not exist: then every page has to say so, with `t("fictional")`, and carry noindex.
    pub fictional: bool,
    /// The language of the pages, as in `lang`.
    pub language: &'static str,
    /// Whether documents and names are in another language than the pages: then they carry `lang="ja"`.
    pub foreign: bool,
    /// The content security policy for the `<meta>` of every page but the search page, which has its own.
    pub content_security_policy: String,
    /// How readers reach the publisher.
    pub contact: Option<ContactView>,
    /// The day whose state the archive shows, in words.
    pub as_of: Option<String>,
    /// Whether there is a page that says how to report a misreading: somebody is named to report to.
    pub report: bool,
    /// Whether there is a page of hard words.
    pub glossary: bool,
    /// The address at which the site is published, ending with `/`, where it is known.
    pub base_url: Option<String>,
    /// Whether there are pages (`status/`) that list what the city printed of its goals.
    pub status: bool,
}

/// How to reach the publisher, or an organisation. What is no proper address has no link and is shown as text.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub(super) struct ContactView {
    /// Everything in one text; then there is nothing else.
    pub text: Option<String>,
    /// Whom one reaches.
    pub name: Option<String>,
    /// The telephone number, with a `tel:` link.
    pub telephone: Option<Link>,
    /// The mail address, with a `mailto:` link.
    pub mail: Option<Link>,
    /// The form's address.
    pub form: Option<Link>,
}

/// A text that leads somewhere, if it may.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub(super) struct Link {
    /// The text.
    pub text: String,
    /// The address; none for the page itself and for what must not be a link.
    pub href: Option<String>,
}

/// `page`, in every template.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(super) struct PageInfo {
    /// Its file below the site's root: `2024/chuo/index.html`
    pub path: String,
    /// What leads to the site's root: `../../`, or empty. `url()` and `asset()` use it.
    pub root: String,
    /// What the page is called; none for the home page, which is called like the site.
    pub title: Option<String>,
    /// A sentence for search engines.
    pub description: Option<String>,
    /// Its whole address; none without `base_url`.
    pub canonical: Option<String>,
    /// Whether search engines should leave it out: drafts, withdrawn documents, the page for errors.
    pub unlisted: bool,
    /// For a page that only leads on: the link to where.
    pub refresh: Option<String>,
    /// Whether the page knows the way to others. The page for errors is shown at addresses of any depth; without
    /// `base_url` it cannot know where the site begins, and has neither links nor a style sheet.
    pub linked: bool,
    /// The way from the home page to this one, which is the last and has no link.
    pub breadcrumb: Vec<Link>,
    /// The Atom feeds that tell of what it shows: that of the whole site first, then its own, if it has one.
    pub feeds: Vec<Link>,
    /// Whether it shows one document, and not a list or words of the site.
    pub is_document: bool,
    /// What `structured_data()` says to machines, as JSON; none where there is nothing to say.
    pub structured_data: Option<String>,
    /// What the page shows, as nodes of schema.org; they become `structured_data`.
    #[serde(skip)]
    pub described: Vec<serde_json::Value>,
}

impl Site {
    /// The site as templates see it.
    pub fn new(config: &Config, archive: &Archive, texts: Texts) -> Self {
        let site = &config.settings.site;
        Self {
            title: site.title.clone(),
            description: site.description.clone(),
            publisher: site.publisher.clone(),
            official: site.official,
            municipality: config.settings.archive.municipality.clone(),
            fictional: config.settings.archive.fictional,
            language: texts.language.tag(),
            foreign: texts.language != Language::Japanese,
            content_security_policy: content_security_policy(&config.theme),
            contact: site.contact.as_ref().map(ContactView::new),
            as_of: archive.as_of().map(|date| texts.date(date)),
            report: can_report(site.contact.as_ref(), archive.registry().organisations()),
            glossary: !config.glossary.is_empty(),
            base_url: site.base_url.clone(),
            status: config.settings.pages.status,
        }
    }
}

impl ContactView {
    /// What the registry says of an organisation.
    pub fn of(contact: &OrganisationContact) -> Self {
        match contact {
            OrganisationContact::Text(text) => Self {
                text: Some(text.clone()),
                ..Self::default()
            },
            OrganisationContact::Ways(contact) => Self::new(contact),
        }
    }

    /// What settings say of somebody.
    pub fn new(contact: &Contact) -> Self {
        let link = |text: &Option<String>, href: fn(&str) -> Option<String>| {
            text.as_ref().map(|text| Link {
                text: text.clone(),
                href: href(text),
            })
        };
        Self {
            text: None,
            name: contact.name.clone(),
            telephone: link(&contact.telephone, links::telephone),
            mail: link(&contact.mail, links::mail_address),
            form: link(&contact.form, links::web_address),
        }
    }
}

impl PageInfo {
    /// The page that stands in `folder` (empty for the home page) as `index.html`. `way` is the way to it: texts with
    /// the places below the root to which they lead.
    pub fn new(
        folder: &str,
        title: Option<String>,
        way: &[(String, Option<String>)],
        base_url: Option<&str>,
        texts: Texts,
    ) -> Self {
        let path = format!("{folder}index.html");
        let links = Links::from(&path);
        let mut breadcrumb = Vec::new();
        if let Some(title) = &title {
            breadcrumb.push(Link {
                text: texts.get("home").to_owned(),
                href: Some(links.to("")),
            });
            let steps = way.iter().map(|(text, target)| Link {
                text: text.clone(),
                href: target.as_ref().map(|target| links.to(target)),
            });
            breadcrumb.extend(steps);
            breadcrumb.push(Link {
                text: title.clone(),
                href: None,
            });
        }
        Self {
            root: links.root().to_owned(),
            title,
            description: None,
            canonical: base_url.map(|base_url| links::absolute(base_url, folder)),
            unlisted: false,
            refresh: None,
            linked: true,
            feeds: Vec::new(),
            is_document: false,
            structured_data: None,
            described: Vec::new(),
            breadcrumb,
            path,
        }
    }

    /// The page's links.
    pub fn links(&self) -> Links {
        Links::with_root(&self.root)
    }
}

/// What a template is given: `page`, and the fields of its own context beside it.
#[derive(Debug, Serialize)]
pub(super) struct Context<'a, T> {
    /// The page.
    pub page: &'a PageInfo,
    /// The fields of the template's own context.
    #[serde(flatten)]
    pub own: &'a T,
}
