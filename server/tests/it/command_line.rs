//! What `concord` prints, and how it fails.

use serde_json::Value;
use std::path::PathBuf;
use std::process::{Command, Output};

/// A folder of one test, gone at its end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("concord-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }
    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.0.join(name);
        std::fs::write(&path, text).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn concord(arguments: &[&str], files: &[&PathBuf]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_concord"));
    command.args(arguments).args(files).output().unwrap()
}

fn objects(output: &Output) -> Vec<Value> {
    let text = std::str::from_utf8(&output.stdout).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn words(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

const CHOIR: &str = "TY  - JOUR\nTI  - Singing in choirs and lung function\nAU  - Berg, Ida\n\
    PY  - 2019\nJO  - Journal of Song\nDO  - 10.1000/song.1\nUR  - https://example.org/1\nER  - \n";

#[test]
fn parse_prints_one_object_per_entry_and_warnings_with_their_line() {
    let folder = Folder::new("parse");
    let file = folder.file("a.ris", &format!("{CHOIR}stray words\n{CHOIR}"));
    let output = concord(&["parse"], &[&file]);
    assert_eq!(output.status.code(), Some(0), "{}", words(&output));
    let objects = objects(&output);
    assert_eq!(objects.len(), 2);
    assert_eq!(objects[1]["position"], 1);
    assert_eq!(objects[0]["file"], file.display().to_string());
    for (field, value) in [
        ("type", "JOUR"),
        ("title", "Singing in choirs and lung function"),
        ("doi", "10.1000/song.1"),
        ("url", "https://example.org/1"),
    ] {
        assert_eq!(objects[0][field], value, "{field}");
    }
    assert_eq!(objects[0]["year"], 2019);
    assert_eq!(objects[0]["abstract"], Value::Null);
    assert!(
        words(&output).contains(&format!("{}:9: ", file.display())),
        "{}",
        words(&output)
    );
}

#[test]
fn an_unreadable_file_fails_in_words_and_keeps_the_others() {
    let folder = Folder::new("unreadable");
    let (good, empty) = (folder.file("a.ris", CHOIR), folder.file("b.ris", ""));
    let output = concord(&["parse"], &[&empty, &good, &folder.0.join("absent.ris")]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(objects(&output).len(), 1);
    let words = words(&output);
    assert!(
        words.contains("b.ris: This file is empty") && words.contains("absent.ris"),
        "{words}"
    );
}

#[test]
fn dedup_gives_the_same_item_the_same_cluster() {
    let folder = Folder::new("dedup");
    let first = folder.file("a.ris", CHOIR);
    let table = "id,title,authors,year,doi\nx1,Singing in choirs and lung function,\"Berg, Ida\",2019,10.1000/song.1\n\
                 x2,Bees in towns,\"Olsen, Per\",2003,10.1000/bees.9\n";
    let second = folder.file("b.csv", table);
    let output = concord(&["dedup", "--json"], &[&first, &second]);
    assert_eq!(output.status.code(), Some(0), "{}", words(&output));
    let objects = objects(&output);
    assert_eq!(objects.len(), 3);
    assert_eq!(objects[0]["cluster"], objects[1]["cluster"]);
    assert_ne!(objects[0]["cluster"], objects[2]["cluster"]);
    assert_eq!(
        (&objects[1]["id"], &objects[1]["position"]),
        (&"x1".into(), &0.into())
    );
    assert!(objects[0].get("id").is_none());
    for object in &objects {
        assert!((0.0..=1.0).contains(&object["confidence"].as_f64().unwrap()));
    }
    let plain = concord(&["dedup"], &[&first, &second]);
    let plain = String::from_utf8(plain.stdout).unwrap();
    assert!(
        plain.starts_with("same: ") && plain.contains("3 entries, 2 records"),
        "{plain}"
    );
}

#[test]
fn agreement_prints_one_object() {
    let folder = Folder::new("agreement");
    let rows =
        "item,Ida,Per\n1,include,include\n2,exclude,exclude\n3,include,exclude\n4,exclude,\n";
    let output = concord(&["agreement"], &[&folder.file("r.csv", rows)]);
    assert_eq!(output.status.code(), Some(0), "{}", words(&output));
    let objects = objects(&output);
    assert_eq!(objects.len(), 1);
    assert_eq!(
        (&objects[0]["n_items"], &objects[0]["n_raters"]),
        (&4.into(), &2.into())
    );
    // Two of three agree; by chance 4/9 would: (2/3 - 4/9) / (1 - 4/9).
    let kappa = objects[0]["cohen"][0]["estimate"].as_f64().unwrap();
    assert!((kappa - 0.4).abs() < 1e-12, "{kappa}");
    let broken = concord(&["agreement"], &[&folder.file("b.csv", "item\n1\n")]);
    assert_eq!(broken.status.code(), Some(2));
}

#[test]
fn serve_says_what_stands_in_its_way() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let folder = Folder::new("serve");
    let data = folder.0.display().to_string();
    let address = taken.local_addr().unwrap().to_string();
    let output = concord(&["serve", "--listen", &address, "--data", &data], &[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        words(&output).contains("already listening"),
        "{}",
        words(&output)
    );
    let output = concord(&["serve", "--listen", "0.0.0.0:0", "--data", &data], &[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        words(&output).contains("--public-url"),
        "{}",
        words(&output)
    );
}
