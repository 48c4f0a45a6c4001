#![allow(clippy::unwrap_used)]
use super::*;

const MANIFEST: &str = "{\n  \"format\": \"soleus-run/1\",\n  \"files\": [{ \"name\": \"LIMITS.md\" }]\n}\n";

fn create(path: &Path, existing: Existing) -> Result<RunFolder, OutputError> {
    RunFolder::create(&Place::Exactly(path.to_owned()), existing)
}

/// A finished run with one file.
fn finish(path: &Path, existing: Existing, text: &str) {
    let folder = create(path, existing).unwrap();
    folder.write_text(RunFile::Limits, text).unwrap();
    folder.finish(MANIFEST).unwrap();
}

fn limits(path: &Path) -> Option<String> {
    fs::read_to_string(path.join("LIMITS.md")).ok()
}

#[test]
fn a_finished_run_is_replaced_only_when_asked_and_only_by_a_whole_one() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("run");
    finish(&path, Existing::Keep, "old");
    fs::write(path.join("notes.txt"), "mine").unwrap();
    assert!(matches!(create(&path, Existing::Keep), Err(OutputError::Finished { .. })));

    let folder = create(&path, Existing::Replace).unwrap();
    folder.write_text(RunFile::Limits, "half").unwrap();
    assert_eq!(limits(&path).as_deref(), Some("old"));
    drop(folder);
    assert_eq!((limits(&path).as_deref(), path.join(STAGING).exists()), (Some("old"), false));

    fs::write(path.join("summary.parquet"), "of the old run").unwrap();
    finish(&path, Existing::Replace, "new");
    assert_eq!(limits(&path).as_deref(), Some("new"));
    assert!(path.join("notes.txt").exists(), "files of other names stay");
    assert!(!path.join("summary.parquet").exists(), "nothing of the old run is left");
}

#[test]
fn nothing_stands_under_its_name_before_all_is_whole() {
    let home = tempfile::tempdir().unwrap();
    let folder = create(home.path(), Existing::Keep).unwrap();
    folder.write_text(RunFile::Limits, "text").unwrap();
    assert_eq!(entries(home.path()).unwrap(), [STAGING]);
    folder.finish(MANIFEST).unwrap();
    let mut names = entries(home.path()).unwrap();
    names.sort();
    assert_eq!(names, ["LIMITS.md", "manifest.json"]);
}

#[test]
fn a_run_that_was_cut_in_two_while_it_took_its_names_goes_on() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("run");
    finish(&path, Existing::Keep, "old");
    let folder = create(&path, Existing::Replace).unwrap();
    folder.write_text(RunFile::Limits, "new").unwrap();
    // A folder of this name cannot be replaced by a file.
    fs::remove_file(path.join("LIMITS.md")).unwrap();
    fs::create_dir(path.join("LIMITS.md")).unwrap();
    let error = folder.finish(MANIFEST).unwrap_err();
    assert!(matches!(error, OutputError::Pending { .. }) && error.to_string().contains("soleus check"), "{error}");
    assert!(!has_manifest(&path) && is_pending(&path));
    fs::remove_dir(path.join("LIMITS.md")).unwrap();
    staging::recover(&path).unwrap();
    assert_eq!((limits(&path).as_deref(), has_manifest(&path)), (Some("new"), true));
    assert!(!path.join(STAGING).exists());
}

#[test]
fn an_interrupted_run_is_taken_over() {
    let home = tempfile::tempdir().unwrap();
    let staging = home.path().join(STAGING);
    fs::create_dir(&staging).unwrap();
    fs::write(staging.join("LIMITS.md.partial"), "half").unwrap();
    finish(home.path(), Existing::Keep, "whole");
    assert_eq!((limits(home.path()).as_deref(), staging.exists()), (Some("whole"), false));
}

#[test]
fn what_was_not_there_before_is_not_there_after_an_early_end() {
    let home = tempfile::tempdir().unwrap();
    let [new, empty] = ["new", "empty"].map(|name| home.path().join(name));
    fs::create_dir(&empty).unwrap();
    drop(create(&new, Existing::Keep).unwrap());
    drop(create(&empty, Existing::Keep).unwrap());
    assert!(!new.exists() && empty.exists() && entries(&empty).unwrap().is_empty());
}

#[test]
fn foreign_folders_are_left_alone() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("thesis.tex"), "mine").unwrap();
    let refused = |existing| matches!(create(home.path(), existing), Err(OutputError::Foreign { .. }));
    assert!(refused(Existing::Keep) && refused(Existing::Replace));
    fs::write(home.path().join("manifest.json"), "{\"name\": \"a web extension\"}").unwrap();
    assert!(refused(Existing::Keep) && refused(Existing::Replace));
    assert_eq!(entries(home.path()).unwrap().len(), 2);
}

#[test]
fn a_file_that_appears_while_a_run_is_written_does_not_bar_the_next() {
    let home = tempfile::tempdir().unwrap();
    let folder = create(home.path(), Existing::Keep).unwrap();
    fs::write(home.path().join("notes.txt"), "mine").unwrap();
    drop(folder);
    finish(home.path(), Existing::Keep, "whole");
    assert!(home.path().join("notes.txt").exists());
}

#[test]
fn finished_members_of_another_sweep_are_not_replaced_unasked() {
    let home = tempfile::tempdir().unwrap();
    let member = home.path().join("members/001-aaaa");
    drop(create(home.path(), Existing::Keep).unwrap());
    fs::create_dir(home.path().join(STAGING)).unwrap();
    finish(&member, Existing::Keep, "a member");
    let refused = create(home.path(), Existing::Keep);
    assert!(matches!(refused, Err(OutputError::FinishedMembers { count: 1, .. })));
    let own = ["members/001-aaaa".to_owned()];
    let place = Place::Exactly(home.path().to_owned());
    drop(RunFolder::with_members(&place, Existing::Keep, &own).unwrap());
    assert!(has_manifest(&member));
    finish(home.path(), Existing::Replace, "a run");
    assert!(!home.path().join("members").exists());
}

#[test]
fn two_writers_do_not_share_a_folder() {
    let home = tempfile::tempdir().unwrap();
    let _first = create(home.path(), Existing::Keep).unwrap();
    assert!(matches!(create(home.path(), Existing::Replace), Err(OutputError::Busy { .. })));
}

#[test]
fn an_unwritable_place_is_named_with_a_remedy() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("file"), "").unwrap();
    let path = home.path().join("file/run");
    let message = create(&path, Existing::Keep).unwrap_err().to_string();
    assert!(message.contains(&path.display().to_string()) && message.contains("--out"), "{message}");
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    use std::os::unix::fs::symlink;
    let home = tempfile::tempdir().unwrap();
    let [run, other] = ["run", "other"].map(|name| home.path().join(name));
    for folder in [&run, &other] {
        fs::create_dir(folder).unwrap();
    }
    symlink(&other, run.join(STAGING)).unwrap();
    assert!(matches!(create(&run, Existing::Replace), Err(OutputError::Foreign { .. })));
    fs::remove_file(run.join(STAGING)).unwrap();

    finish(&other.join("001-aaaa"), Existing::Keep, "not a member");
    fs::create_dir(run.join(STAGING)).unwrap();
    symlink(home.path().join("nowhere"), run.join(STAGING).join("LIMITS.md.partial")).unwrap();
    symlink(&other, run.join("members")).unwrap();
    finish(&run, Existing::Replace, "text");
    assert!(!home.path().join("nowhere").exists() && has_manifest(&other.join("001-aaaa")));
}

#[cfg(unix)]
#[test]
fn files_can_be_shared() {
    use std::os::unix::fs::PermissionsExt;
    let home = tempfile::tempdir().unwrap();
    finish(&home.path().join("run"), Existing::Keep, "text");
    let plain = home.path().join("plain");
    fs::write(&plain, "").unwrap();
    crate::output::write_text(&home.path().join("single.md"), "text").unwrap();
    let mode = |path: &str| fs::metadata(home.path().join(path)).unwrap().permissions().mode();
    assert_eq!([mode("run/LIMITS.md"), mode("single.md")], [mode("plain"); 2], "the user's own umask decides");
}
