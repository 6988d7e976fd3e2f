//! What a page says to machines: JSON-LD in the words of schema.org.
//!
//! A page describes itself with nodes ([`PageInfo::described`]); [`structured_data`] makes one text of them, and
//! [`script_text`] is the only way by which it gets into a page: as the whole `<script>` of a type that no browser runs,
//! with every character escaped that could end it. It is left out where the site has no address, because nodes name pages
//! by their addresses.

use minijinja::value::Value as TemplateValue;
use serde_json::{Map, Value, json};

use super::context::PageInfo;
use super::links::{self, absolute};
use super::world::World;
use crate::model::{Document, OrganisationKind};

/// All nodes of a page as one JSON text; none where there is nothing to say.
pub(super) fn structured_data(page: &PageInfo, world: &World<'_>) -> Option<String> {
    let canonical = page.canonical.as_deref()?;
    if page.refresh.is_some() || !page.linked {
        return None;
    }
    let mut nodes: Vec<Value> = page.described.clone();
    nodes.extend(breadcrumb(page, canonical, world));
    if world.is_fictional() {
        let notice = world.texts.get("fictional");
        for node in nodes.iter_mut().filter_map(Value::as_object_mut) {
            node.insert("disambiguatingDescription".to_owned(), notice.into());
        }
    }
    (!nodes.is_empty())
        .then(|| json!({ "@context": "https://schema.org", "@graph": nodes }).to_string())
}

/// The `<script>` that holds a JSON text as data. The one place where text becomes markup without being escaped for HTML:
/// `<`, `>`, `&` and the line ends of JavaScript become `\u` escapes, which mean the same in JSON, so that nothing in
/// the text can end the element or begin another.
pub(super) fn script_text(json: &str) -> TemplateValue {
    let mut script = String::with_capacity(json.len() + 64);
    script.push_str("<script type=\"application/ld+json\">");
    for c in json.chars() {
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                script.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            c => script.push(c),
        }
    }
    script.push_str("</script>");
    TemplateValue::from_safe_string(script)
}

/// The way from the home page to a page.
fn breadcrumb(page: &PageInfo, canonical: &str, world: &World<'_>) -> Option<Value> {
    let base_url = world.base_url()?;
    let last = page.breadcrumb.len().checked_sub(1)?;
    let steps = page.breadcrumb.iter().enumerate();
    let steps: Vec<Value> = steps
        .filter_map(|(at, step)| {
            let address = match &step.href {
                Some(href) => address_of(href, &page.root, base_url),
                None if at == last => canonical.to_owned(),
                // A step that leads nowhere is none for a machine.
                None => return None,
            };
            Some((step.text.clone(), address))
        })
        .enumerate()
        .map(|(at, (name, address))| {
            json!({ "@type": "ListItem", "position": at + 1, "name": name, "item": address })
        })
        .collect();
    Some(json!({ "@type": "BreadcrumbList", "itemListElement": steps }))
}

/// The whole address of what a link of the page leads to.
fn address_of(href: &str, root: &str, base_url: &str) -> String {
    let place = href.strip_prefix(root).unwrap_or(href);
    format!(
        "{base_url}{}",
        place.strip_suffix("index.html").unwrap_or(place)
    )
}

/// The whole site, on its home page.
pub(super) fn web_site(world: &World<'_>) -> Option<Value> {
    let site = &world.config.settings.site;
    let mut node = base_node("WebSite", &site.title, world.base_url()?);
    insert(&mut node, "description", site.description.as_deref());
    insert(&mut node, "inLanguage", Some(world.texts.language.tag()));
    node.insert(
        "publisher".to_owned(),
        organisation_node("Organization", &site.publisher),
    );
    Some(Value::Object(node))
}

/// A document, on its page. Whoever heads the organisation is not named.
pub(super) fn report(document: &Document, name: &str, world: &World<'_>) -> Option<Value> {
    let base_url = world.base_url()?;
    let texts = world.texts;
    let settings = &world.config.settings;
    let address = absolute(base_url, &document.id.folder());
    let mut node = base_node("Report", name, &address);
    insert(&mut node, "inLanguage", Some("ja"));
    node.insert("about".to_owned(), about(document, base_url, world));
    let year = document.fiscal_year;
    let years = format!("{}/{:04}-03-31", year.first_day(), year.year() + 1);
    insert(&mut node, "temporalCoverage", Some(&years));
    let date = |date: Option<crate::model::Date>| date.map(|date| date.to_string());
    insert(
        &mut node,
        "datePublished",
        date(document.published).as_deref(),
    );
    insert(
        &mut node,
        "dateModified",
        date(document.modified).as_deref(),
    );
    // Without a stated publisher the organisation itself is what published the document.
    let publisher = document.source.publisher.as_ref().map_or_else(
        || {
            let name = format!(
                "{}{}",
                settings.archive.municipality, document.organisation.name
            );
            organisation_node("GovernmentOrganization", &name)
        },
        |name| organisation_node("Organization", name),
    );
    node.insert("publisher".to_owned(), publisher);
    let edition = document
        .edition
        .as_ref()
        .map(|edition| texts.edition(edition));
    insert(&mut node, "version", edition.as_deref());
    let source = document.source.url.as_deref().and_then(links::web_address);
    insert(&mut node, "isBasedOn", source.as_deref());
    if let Some(licence) = &document.source.licence {
        node.insert("license".to_owned(), licence_node(licence));
    }
    let status = [
        document
            .withdrawn
            .is_some()
            .then(|| texts.get("withdrawn_mark")),
        document.draft.then(|| texts.get("draft_mark")),
    ];
    let status: Vec<&str> = status.into_iter().flatten().map(unbracketed).collect();
    insert(&mut node, "creativeWorkStatus", status.first().copied());
    let data = absolute(base_url, &format!("{}index.json", document.id.folder()));
    node.insert(
        "encoding".to_owned(),
        json!({ "@type": "MediaObject", "contentUrl": data, "encodingFormat": "application/json" }),
    );
    node.insert(
        "isPartOf".to_owned(),
        json!({ "@type": "WebSite", "name": settings.site.title, "url": base_url }),
    );
    Some(Value::Object(node))
}

/// The organisation of a document with all that stood above it then, up to the municipality.
fn about(document: &Document, base_url: &str, world: &World<'_>) -> Value {
    let municipality = &world.config.settings.archive.municipality;
    let own = &document.organisation;
    let above = world.registry().ancestors_in(&own.id, document.fiscal_year);
    let chain = above
        .iter()
        .rev()
        .map(|one| (one.kind, &one.id, one.name.as_str()));
    let mut about = organisation_node("GovernmentOrganization", municipality);
    for (kind, id, name) in chain.chain([(own.kind, &own.id, own.name.as_str())]) {
        if kind == OrganisationKind::City {
            continue;
        }
        let mut below = organisation_node("GovernmentOrganization", name);
        below["parentOrganization"] = about;
        if world.has_page(id) {
            below["url"] = absolute(base_url, &format!("organisations/{id}/")).into();
        }
        about = below;
    }
    about
}

/// A file of a data set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Distribution<'a> {
    /// What it is called.
    pub name: &'a str,
    /// Where it stands, below the site's root: `data/goals.csv`
    pub path: &'a str,
    /// Its media type: `text/csv`
    pub format: &'a str,
    /// How many bytes it has.
    pub bytes: Option<u64>,
}

/// The site's data as a whole, on the page in `folder`. `licence` is that of the data itself, where it is known.
pub(super) fn dataset(
    folder: &str,
    name: &str,
    description: &str,
    licence: Option<&str>,
    files: &[Distribution<'_>],
    world: &World<'_>,
) -> Option<Value> {
    let base_url = world.base_url()?;
    let settings = &world.config.settings;
    let mut node = base_node("Dataset", name, &absolute(base_url, folder));
    insert(&mut node, "description", Some(description));
    insert(&mut node, "inLanguage", Some("ja"));
    let municipality = organisation_node("GovernmentOrganization", &settings.archive.municipality);
    node.insert("about".to_owned(), municipality);
    node.insert(
        "publisher".to_owned(),
        organisation_node("Organization", &settings.site.publisher),
    );
    if let Some(licence) = licence {
        node.insert("license".to_owned(), licence_node(licence));
    }
    let mut years = world.archive.years();
    if let Some(first) = years.next() {
        let last = years.next_back().unwrap_or(first);
        let covered = format!("{}/{:04}-03-31", first.first_day(), last.year() + 1);
        insert(&mut node, "temporalCoverage", Some(&covered));
    }
    let as_of = world.archive.as_of().map(|date| date.to_string());
    insert(&mut node, "dateModified", as_of.as_deref());
    let files = files.iter().map(|file| {
        let mut download = base_node("DataDownload", file.name, "");
        download.remove("url");
        insert(
            &mut download,
            "contentUrl",
            Some(&absolute(base_url, file.path)),
        );
        insert(&mut download, "encodingFormat", Some(file.format));
        let size = file.bytes.map(|bytes| format!("{bytes} B"));
        insert(&mut download, "contentSize", size.as_deref());
        Value::Object(download)
    });
    node.insert("distribution".to_owned(), files.collect());
    Some(Value::Object(node))
}

fn base_node(kind: &str, name: &str, address: &str) -> Map<String, Value> {
    let mut node = Map::new();
    insert(&mut node, "@type", Some(kind));
    insert(&mut node, "name", Some(name));
    insert(&mut node, "url", Some(address));
    node
}

fn insert(node: &mut Map<String, Value>, name: &str, text: Option<&str>) {
    if let Some(text) = text {
        node.insert(name.to_owned(), text.into());
    }
}

fn organisation_node(kind: &str, name: &str) -> Value {
    json!({ "@type": kind, "name": name })
}

/// A licence by its address, or by its name.
fn licence_node(licence: &str) -> Value {
    match links::web_address(licence) {
        Some(address) => address.into(),
        None => json!({ "@type": "CreativeWork", "name": licence }),
    }
}

/// 「【案】」 without the brackets.
fn unbracketed(mark: &str) -> &str {
    mark.trim().trim_matches(['【', '】', '[', ']'])
}

#[cfg(test)]
mod tests;
