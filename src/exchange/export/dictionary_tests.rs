use super::*;
use crate::stats::ladder;

#[test]
fn the_page_of_the_docs_is_what_the_program_writes() {
    let path = format!("{}/docs/data-dictionary.md", env!("CARGO_MANIFEST_DIR"));
    let page = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        page == dictionary().markdown(),
        "write it anew: candor export dictionary > docs/data-dictionary.md"
    );
}

#[test]
fn every_column_and_measure_is_explained_in_whole_sentences() {
    let dictionary = dictionary();
    let sentences =
        dictionary
            .tables
            .iter()
            .flat_map(|table| &table.columns)
            .flat_map(|column| [Some(column.meaning), column.empty, column.held_back])
            .chain(dictionary.measures.iter().flat_map(|measure| {
                [Some(measure.meaning), Some(measure.slot), measure.held_back]
            }));
    for sentence in sentences.flatten() {
        assert!(
            sentence.ends_with('.') && !sentence.contains(['|', '`']),
            "{sentence}"
        );
    }
    let measure = dictionary.tables[0].columns[0].clone();
    assert_eq!(measure.words.len(), dictionary.measures.len());
    assert_eq!(
        dictionary.measures.len() + dictionary.left_out.len(),
        Measure::ALL.len()
    );
}

#[test]
fn names_of_columns_are_those_of_a_language_that_asks_questions_of_tables() {
    for table in Table::ALL {
        let mut names: Vec<&str> = table.columns().iter().map(|column| column.name).collect();
        assert!(
            names
                .iter()
                .all(|name| { name.chars().all(|c| c.is_ascii_lowercase() || c == '_') })
        );
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), table.columns().len());
    }
}

#[test]
fn the_steps_follow_each_other_without_a_gap() {
    let steps = dictionary().delay_steps;
    assert_eq!((steps[0].slot, steps[0].from_minutes), (0, 0));
    for pair in steps.windows(2) {
        assert_eq!(pair[0].to_minutes + 1, pair[1].from_minutes);
        assert_eq!(ladder::slot(pair[1].from_minutes), pair[1].slot);
    }
    let last = steps.last().unwrap();
    assert!(last.to_minutes >= 2 * 365 * 1440, "{last:?}");
    assert_eq!(length(2 * 1440 + 3 * 60 + 5), "2 d 3 h 5 min");
}
