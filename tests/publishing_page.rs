//! The recipes of `docs/publishing.md`: what can be run is run, what cannot is parsed.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "reads a page of the repository and runs its commands in temporary folders"
)]

mod support;

use std::path::Path;
use std::process::Command;

use support::{CONFIG, Site};
use yaml_rust2::{Yaml, YamlLoader};

/// The blocks of one language, in order.
fn blocks(language: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/publishing.md");
    let page = std::fs::read_to_string(path).unwrap();
    let start = format!("```{language}\n");
    let parts = page.split(&start).skip(1);
    parts
        .map(|part| part.split_once("\n```").unwrap().0.to_owned() + "\n")
        .collect()
}

fn block(language: &str, with: &str) -> String {
    let mut all = blocks(language).into_iter();
    all.find(|block| block.contains(with))
        .unwrap_or_else(|| panic!("no {language} block with {with}"))
}

fn yaml(with: &str) -> Yaml {
    YamlLoader::load_from_str(&block("yaml", with))
        .unwrap()
        .remove(0)
}

/// All commands of a step list, one after the other.
fn commands(steps: &Yaml) -> String {
    let steps = steps.as_vec().unwrap().iter();
    let texts = steps.filter_map(|step| step["run"].as_str().or(step.as_str()));
    texts.collect::<Vec<_>>().join("\n")
}

/// The arguments that a line gives to `ayumi`, with what a server would put in for its variables.
fn arguments(command: &str) -> Vec<String> {
    let line = command
        .lines()
        .find(|line| line.contains(" -- build"))
        .unwrap();
    let (_, rest) = line.split_once(" -- ").unwrap();
    let filled = rest
        .replace(
            "${{ steps.pages.outputs.base_url }}",
            "https://name.github.io/repository",
        )
        .replace("$CI_PAGES_URL", "https://name.gitlab.io/project")
        .replace('"', "");
    filled.split_whitespace().map(str::to_owned).collect()
}

#[test]
fn the_workflows_are_yaml_and_their_commands_build() {
    let github = yaml("deploy-pages");
    let steps = &github["jobs"]["publish"]["steps"];
    let uses: Vec<&str> = steps
        .as_vec()
        .unwrap()
        .iter()
        .filter_map(|step| step["uses"].as_str())
        .collect();
    assert_eq!(uses.len(), 4, "{uses:?}");
    assert_eq!(github["permissions"]["pages"].as_str(), Some("write"));
    let gitlab = yaml("gitlab");
    assert_eq!(gitlab["pages"]["pages"]["publish"].as_str(), Some("public"));
    for (commands, file) in [
        (commands(steps), ".nojekyll"),
        (commands(&gitlab["pages"]["script"]), "_redirects"),
    ] {
        let arguments = arguments(&commands);
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let site = Site::small().file("content/2024/minato.toml", "aliases = [\"2024/old\"]\n");
        site.run(&arguments).succeeds();
        assert!(site.exists(&format!("public/{file}")), "{file}");
    }
}

#[test]
fn the_settings_are_settings() {
    for block in blocks("toml") {
        // Together with what every site has to say.
        let settings = if block.contains("[site]") {
            let own = block.replace("[site]\n", "");
            CONFIG.replace(
                "[site]\n",
                &format!("[site]\n{}", own.split("[publish]").next().unwrap()),
            ) + "\n[publish]"
                + own.split("[publish]").nth(1).unwrap()
        } else {
            format!("{CONFIG}\n[publish]\nhost = \"cloudflare\"\n{block}")
        };
        Site::small()
            .file("ayumi.toml", &settings)
            .run(&["build"])
            .succeeds();
    }
}

#[test]
fn the_commands_are_what_a_shell_understands() {
    let all = blocks("sh");
    assert!(all.len() >= 5, "{}", all.len());
    for block in all {
        let status = Command::new("sh")
            .args(["-n", "-c", &block])
            .status()
            .unwrap();
        assert!(status.success(), "{block}");
    }
}

/// Runs a block in a site's folder, with programs of our own in place of those that publish; what they were asked.
fn run(site: &Site, block: &str, replaced: &[&str]) -> String {
    let programs = site.path("programs");
    let log = site.path("log");
    std::fs::create_dir_all(&programs).unwrap();
    std::fs::write(&log, "").unwrap();
    for name in replaced {
        let script = format!(
            "#!/bin/sh\nprintf '%s\\n' \"{name} $*\" >> '{}'\n",
            log.display()
        );
        executable(&programs.join(name), &script);
    }
    let ayumi = format!("#!/bin/sh\nexec '{}' \"$@\"\n", env!("CARGO_BIN_EXE_ayumi"));
    executable(&programs.join("ayumi"), &ayumi);
    let path = std::env::var("PATH").unwrap();
    let output = Command::new("sh")
        .args(["-e", "-c", block])
        .current_dir(site.root())
        .env("PATH", format!("{}:{path}", programs.display()))
        .env("LC_ALL", "C.UTF-8")
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    site.read("log")
}

#[cfg(unix)]
fn executable(path: &Path, text: &str) {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::write(path, text).unwrap();
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).unwrap();
}

#[cfg(not(unix))]
fn executable(path: &Path, text: &str) {
    std::fs::write(path, text).unwrap();
}

#[test]
fn cloudflare_and_netlify_are_given_the_folder() {
    let site = Site::small();
    for (with, asked, file) in [
        (
            "wrangler",
            "npx wrangler pages deploy public --project-name example\n",
            "_headers",
        ),
        (
            "netlify-cli",
            "npx netlify-cli deploy --prod --dir public\n",
            "_headers",
        ),
    ] {
        assert_eq!(run(&site, &block("sh", with), &["npx"]), asked);
        assert!(site.exists(&format!("public/{file}")), "{with}");
    }
}

#[test]
#[ignore = "needs jq: cargo xtask test runs it"]
fn s3_is_told_everything() {
    let site = Site::small().file(
        "content/2024/minato.toml",
        "aliases = [\"2024/old\", \"kusei/mokuhyo.html\"]\n",
    );
    let block =
        block("sh", "aws s3 sync").replace("https://example.jp/", "https://example.jp/archive/");
    let asked = run(&site, &block, &["aws"]);
    let lines: Vec<&str> = asked.lines().collect();
    assert_eq!(
        lines[..5],
        [
            "aws s3 sync public/assets s3://example/archive/assets --cache-control public, max-age=31536000, immutable",
            "aws s3 sync public/search/engine s3://example/archive/search/engine --cache-control public, max-age=31536000, immutable",
            "aws s3 sync public/search/index/parts s3://example/archive/search/index/parts --cache-control public, max-age=31536000, immutable",
            "aws s3 sync public s3://example/archive/ --exclude assets/* --exclude search/engine/* --exclude search/index/parts/* --cache-control no-cache",
            "aws s3 sync public s3://example/archive/ --delete",
        ]
    );
    let given = |line: &str, flag: &str| -> serde_json::Value {
        let (_, json) = line.split_once(flag).unwrap();
        serde_json::from_str(json).unwrap()
    };
    let website = given(lines[5], "--website-configuration ");
    assert_eq!(website["ErrorDocument"]["Key"], "archive/404.html");
    for (line, key) in [
        (lines[6], "2024/old/index.html"),
        (lines[7], "kusei/mokuhyo.html"),
    ] {
        assert!(
            line.contains(&format!("--key archive/{key} --body public/{key} ")),
            "{line}"
        );
        assert!(
            line.ends_with("--website-redirect-location /archive/2024/minato/"),
            "{line}"
        );
        assert!(site.exists(&format!("public/{key}")), "{key}");
    }
    let headers = given(lines[8], "--response-headers-policy-config ");
    let policy =
        &headers["SecurityHeadersConfig"]["ContentSecurityPolicy"]["ContentSecurityPolicy"];
    assert!(
        policy.as_str().unwrap().starts_with("default-src 'none'"),
        "{policy}"
    );
    assert_eq!(lines.len(), 9);
}
