//! The programs that the checks of pages and data need, found or installed.

use crate::process::{Workspace, output, run, succeeds};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// Where Debian and others put Chromium; `CHROME_PATH` comes first.
const BROWSERS: &[&str] = &[
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
];

/// Where Debian and others put Firefox; `FIREFOX_PATH` comes first.
const FIREFOXES: &[&str] = &["/usr/bin/firefox-esr", "/usr/bin/firefox"];

/// The oldest Node.js that the page checks run on.
const NODE_MAJOR: u32 = 20;

/// What was found; looked for once, when first needed.
#[derive(Debug, Default)]
pub struct Tools {
    page_tools: OnceLock<Result<PageTools, String>>,
    data_tools: OnceLock<Result<DataTools, String>>,
    metadata_tools: OnceLock<Result<PathBuf, String>>,
}

/// What the checks of the data run with.
#[derive(Debug)]
pub struct DataTools {
    /// Python with the packages of `requirements.txt`.
    pub python: PathBuf,
    /// The folder with `check.py`.
    pub folder: PathBuf,
}

/// What the page checks run with.
#[derive(Debug)]
pub struct PageTools {
    /// Chromium's program.
    pub browser: PathBuf,
    /// The folder with `check.mjs` and its `node_modules`.
    pub folder: PathBuf,
}

impl Tools {
    /// The tools of the page checks: Debian packages and npm packages are installed where possible.
    ///
    /// # Errors
    /// What is missing, and how to install it.
    pub fn pages(&self, workspace: &Workspace) -> Result<&PageTools, String> {
        self.page_tools
            .get_or_init(|| prepare(workspace))
            .as_ref()
            .map_err(Clone::clone)
    }

    /// The folder of the programs that search a site in a browser, with Pagefind installed there.
    ///
    /// # Errors
    /// What is missing, and how to install it.
    pub fn search_browser(workspace: &Workspace) -> Result<PathBuf, String> {
        let folder = workspace.root().join("benches/search_browser");
        install_node_packages(workspace, &folder)?;
        Ok(folder)
    }

    /// The tools of the checks of data: packages of Debian, npm and PyPI are installed where possible.
    ///
    /// # Errors
    /// What is missing, and how to install it.
    pub fn data(&self, workspace: &Workspace) -> Result<&DataTools, String> {
        self.data_tools
            .get_or_init(|| prepare_data(workspace))
            .as_ref()
            .map_err(Clone::clone)
    }

    /// Python with the packages that read feeds, beside the tools of the page checks; `xmllint` is there too.
    ///
    /// # Errors
    /// What is missing, and how to install it.
    pub fn metadata(&self, workspace: &Workspace) -> Result<&Path, String> {
        self.metadata_tools
            .get_or_init(|| prepare_metadata(workspace))
            .as_deref()
            .map_err(Clone::clone)
    }
}

fn prepare_data(workspace: &Workspace) -> Result<DataTools, String> {
    require_node()?;
    install_debian_packages(&missing_for_data())?;
    let folder = workspace.root().join("tests/data");
    install_node_packages(workspace, &folder)?;
    let python = install_python_packages(workspace, &folder, "python-data")?;
    Ok(DataTools { python, folder })
}

fn prepare_metadata(workspace: &Workspace) -> Result<PathBuf, String> {
    let found = [
        ("libxml2-utils", succeeds("xmllint", &["--version"])),
        ("python3-venv", has_venv()),
    ];
    let missing = found.into_iter().filter(|(_, found)| !found);
    let missing: Vec<&str> = missing.map(|(package, _)| package).collect();
    install_debian_packages(&missing)?;
    let folder = workspace.root().join("tests/metadata");
    install_python_packages(workspace, &folder, "python-metadata")
}

fn prepare(workspace: &Workspace) -> Result<PageTools, String> {
    require_node()?;
    install_debian_packages(&missing_packages())?;
    let browser = find_browser().ok_or("install Chromium, or set CHROME_PATH to its program")?;
    let folder = workspace.root().join("tests/pages");
    install_node_packages(workspace, &folder)?;
    Ok(PageTools { browser, folder })
}

fn require_node() -> Result<(), String> {
    let version = output(Command::new("node").arg("--version"))
        .map_err(|_| format!("install Node.js {NODE_MAJOR} or newer, with npm"))?;
    if node_major(&version).is_none_or(|major| major < NODE_MAJOR) {
        return Err(format!(
            "install Node.js {NODE_MAJOR} or newer; this one is {}",
            version.trim()
        ));
    }
    Ok(())
}

/// The major number of `v20.1.2`.
fn node_major(version: &str) -> Option<u32> {
    version
        .trim()
        .strip_prefix('v')?
        .split('.')
        .next()?
        .parse()
        .ok()
}

fn find_browser() -> Option<PathBuf> {
    first_file("CHROME_PATH", BROWSERS)
}

/// Firefox's program; Debian's is installed where possible.
///
/// # Errors
/// That it is missing.
pub fn firefox() -> Result<PathBuf, String> {
    let find = || first_file("FIREFOX_PATH", FIREFOXES);
    if let Some(found) = find() {
        return Ok(found);
    }
    install_debian_packages(&["firefox-esr"])?;
    find().ok_or_else(|| "install Firefox, or set FIREFOX_PATH to its program".to_owned())
}

/// The file that a variable names, or the first that is there.
fn first_file(variable: &str, usual: &[&str]) -> Option<PathBuf> {
    let chosen = env::var_os(variable).map(PathBuf::from);
    chosen
        .into_iter()
        .chain(usual.iter().map(PathBuf::from))
        .find(|path| path.is_file())
}

/// Debian's names of what is not there.
fn missing_packages() -> Vec<&'static str> {
    let mut missing = Vec::new();
    if find_browser().is_none() {
        missing.push("chromium");
    }
    if !succeeds("java", &["-version"]) {
        missing.push("default-jre-headless");
    }
    // Without Japanese letters every width that the browser measures is wrong.
    if is_debian() && !succeeds("dpkg", &["--status", "fonts-noto-cjk"]) {
        missing.push("fonts-noto-cjk");
    }
    missing
}

fn has_venv() -> bool {
    succeeds("python3", &["-c", "import ensurepip, venv"])
}

/// The same for the checks of data.
fn missing_for_data() -> Vec<&'static str> {
    let found = [
        ("python3-venv", has_venv()),
        (
            "libtext-csv-perl",
            succeeds("perl", &["-MText::CSV", "-e1"]),
        ),
        (
            "libreoffice-calc-nogui",
            succeeds("soffice", &["--version"]),
        ),
    ];
    let missing = found.into_iter().filter(|(_, found)| !found);
    missing.map(|(package, _)| package).collect()
}

/// What the recipes for hosts need and the machine does not have: how to get it. It is not installed by itself, because
/// Debian's nginx begins to serve at once.
pub fn missing_for_hosts() -> Option<String> {
    // Debian keeps nginx where only root looks.
    let nginx = Path::new("/usr/sbin/nginx").is_file() || succeeds("nginx", &["-v"]);
    let found = [
        ("nginx-light", nginx),
        ("jq", succeeds("jq", &["--version"])),
    ];
    let missing: Vec<&str> = found
        .into_iter()
        .filter(|(_, found)| !found)
        .map(|(package, _)| package)
        .collect();
    let missing = missing.join(" ");
    (!missing.is_empty())
        .then(|| format!("install {missing}; on Debian: apt-get install {missing}"))
}

fn install_debian_packages(packages: &[&str]) -> Result<(), String> {
    if packages.is_empty() {
        return Ok(());
    }
    let by_hand = format!(
        "install {0}; on Debian: apt-get install {0}",
        packages.join(" ")
    );
    let is_root = output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    if !is_debian() || !is_root {
        return Err(by_hand);
    }
    let apt = || {
        let mut command = Command::new("apt-get");
        command.env("DEBIAN_FRONTEND", "noninteractive");
        command
    };
    run(apt().args(["update", "--quiet"]))
        .and_then(|()| {
            run(apt()
                .args(["install", "--yes", "--quiet", "--no-install-recommends"])
                .args(packages))
        })
        .map_err(|error| format!("{error}; {by_hand}"))
}

fn is_debian() -> bool {
    Path::new("/etc/debian_version").exists()
}

/// `npm ci`, unless it was done for this very lock file.
fn install_node_packages(workspace: &Workspace, folder: &Path) -> Result<(), String> {
    let lock = fs::read(folder.join("package-lock.json"))
        .map_err(|error| format!("package-lock.json: {error}"))?;
    let installed_lock = folder.join("node_modules/.installed-lock");
    if fs::read(&installed_lock).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    let mut npm = workspace.command("npm");
    run(npm.arg("ci").current_dir(folder))
        .map_err(|error| format!("{error}; npm could not install {}", folder.display()))?;
    fs::write(&installed_lock, lock)
        .map_err(|error| format!("{}: {error}", installed_lock.display()))
}

/// A Python with the packages of `requirements.txt`, in a folder of its own, unless it was made for this very list.
fn install_python_packages(
    workspace: &Workspace,
    folder: &Path,
    home: &str,
) -> Result<PathBuf, String> {
    let list = folder.join("requirements.txt");
    let wanted = fs::read(&list).map_err(|error| format!("{}: {error}", list.display()))?;
    let home = workspace.scratch().join(home);
    let (python, installed) = (home.join("bin/python"), home.join("installed.txt"));
    if fs::read(&installed).is_ok_and(|installed| installed == wanted) {
        return Ok(python);
    }
    let mut venv = workspace.command("python3");
    run(venv.args(["-m", "venv", "--clear"]).arg(&home))?;
    let mut pip = workspace.command(&python);
    run(pip
        .args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--no-deps",
            "--requirement",
        ])
        .arg(&list))
    .map_err(|error| format!("{error}; pip could not install {}", list.display()))?;
    fs::write(&installed, wanted).map_err(|error| format!("{}: {error}", installed.display()))?;
    Ok(python)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_of_node_is_read() {
        assert_eq!(node_major("v20.20.2\n"), Some(20));
        assert_eq!(node_major("v8.0.0"), Some(8));
        assert_eq!(node_major("20.1"), None);
        assert_eq!(node_major(""), None);
    }
}
