//! Templates that are missing, and templates and words that nothing uses.

use super::{Layer, Template, Theme, Words};
use crate::config::{Step, TomlFile, suggest};
use crate::model::{Diagnostic, Language, Location, Problem};

/// Tells what is missing, and what a layer has for nothing: mostly names that were mistyped.
pub(super) fn check(theme: &Theme, layers: &[Layer], found: &mut Vec<Diagnostic>) {
    missing(theme, layers, found);
    let all_named = !all_templates(theme).any(chooses_another);
    for layer in layers.iter().filter(|layer| !layer.built_in) {
        for (name, template) in &layer.templates {
            let page = Theme::PAGES.contains(&name.as_str());
            if all_named && !page && !is_mentioned(theme, name) {
                let known = known_templates(theme, name);
                let problem = Problem::UnusedTemplate {
                    template: name.clone(),
                    suggestion: suggest(name, known.iter().copied()),
                };
                found.push(Diagnostic::at(problem, Location::file(&*template.path)));
            }
        }
        for (language, path, text) in &layer.strings {
            unused_words(theme, *language, path, text, found);
        }
    }
}

/// What pages cannot be made without.
fn missing(theme: &Theme, layers: &[Layer], found: &mut Vec<Diagnostic>) {
    let names = Theme::PAGES.into_iter();
    let missing: Vec<&str> = names
        .filter(|name| !theme.templates.contains_key(*name))
        .collect();
    if missing.is_empty() {
        return;
    }
    let problem = Problem::MissingTemplates {
        templates: missing.join(", "),
        theme: theme.name.clone(),
    };
    // The last of them stands alone.
    found.push(match layers.last() {
        Some(layer) => layer.diagnostic(problem, &[Step::Key("parent")]),
        None => Diagnostic::new(problem),
    });
}

/// The templates that could have been meant.
fn known_templates<'a>(theme: &'a Theme, except: &str) -> Vec<&'a str> {
    let all = theme.templates.keys().map(String::as_str);
    all.filter(|name| *name != except).collect()
}

/// Whether any template names another, or a text, in quotes.
fn is_mentioned(theme: &Theme, name: &str) -> bool {
    let forms = [
        format!("\"{name}\""),
        format!("'{name}'"),
        format!("/{name}\""),
        format!("/{name}'"),
    ];
    all_templates(theme).any(|template| forms.iter().any(|form| template.text.contains(form)))
}

/// Whether a template works out which other one it uses: then nobody knows which are used.
fn chooses_another(template: &Template) -> bool {
    let mut tags = template.text.split("{%").skip(1);
    tags.any(|after| {
        let tag = after.split("%}").next().unwrap_or_default();
        let tag = tag.trim_start_matches(['-', '+']).trim_start();
        let words = ["include ", "extends ", "import ", "from "];
        let name = words.iter().find_map(|word| tag.strip_prefix(word));
        name.is_some_and(|name| name.contains('~') || !name.trim_start().starts_with(['"', '\'']))
    })
}

fn all_templates(theme: &Theme) -> impl Iterator<Item = &Template> {
    theme.templates.values().chain(theme.inherited.values())
}

/// Texts under keys that no template names, and that are almost the key of another text.
fn unused_words(
    theme: &Theme,
    language: Language,
    path: &str,
    text: &str,
    found: &mut Vec<Diagnostic>,
) {
    let Ok(file) = TomlFile::parse(path, text) else {
        return;
    };
    let known = Words::built_in().of(language);
    for key in file.keys().filter(|key| !known.contains_key(*key)) {
        // `t("standing_" ~ state)` names all that begin like this.
        let beginnings = key.match_indices('_').map(|(at, _)| &key[..=at]);
        if beginnings
            .chain([key])
            .any(|part| is_mentioned(theme, part))
        {
            continue;
        }
        if let Some(near) = suggest(key, known.keys().map(String::as_str)) {
            let problem = Problem::UnusedText {
                text: key.to_owned(),
                suggestion: Some(near),
            };
            found.push(Diagnostic::at(problem, file.locate(&[Step::Key(key)])));
        }
    }
}
