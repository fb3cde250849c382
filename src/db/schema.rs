//! The one schema that both databases are migrated to; `tests/web` compares it with both.
//!
//! Written by hand: the printing tool does not know the types that work on both.

#![expect(
    missing_docs,
    reason = "the table macro documents nothing; the columns are described in the migrations"
)]
#![cfg_attr(
    not(test),
    expect(
        clippy::wildcard_imports,
        reason = "the table macro asks for these imports"
    )
)]

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::sql::*;

    places (id) {
        id -> DbUuid,
        code -> Text,
        name -> Text,
        parent_id -> Nullable<DbUuid>,
        people -> Nullable<Integer>,
        station -> Bool,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::sql::*;

    place_ancestors (place_id, ancestor_id) {
        place_id -> DbUuid,
        ancestor_id -> DbUuid,
        distance -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::sql::*;

    people (id) {
        id -> DbUuid,
        email -> Text,
        name -> Text,
        role -> Text,
        password_hash -> Text,
        active -> Bool,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::sql::*;

    people_places (person_id, place_id) {
        person_id -> DbUuid,
        place_id -> DbUuid,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::sql::*;

    sessions (token_hash) {
        token_hash -> Binary,
        person_id -> DbUuid,
        expires_at -> DbTime,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::sql::*;

    journal (id) {
        id -> DbUuid,
        at -> DbTime,
        person_id -> Nullable<DbUuid>,
        act -> Text,
        subject -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::sql::*;

    tallies (place_id, measure, week, kind, slot) {
        measure -> Text,
        place_id -> DbUuid,
        kind -> Text,
        week -> Date,
        slot -> Integer,
        n -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::sql::*;

    imports (id) {
        id -> DbUuid,
        source -> Text,
        finished -> Bool,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::sql::*;

    reports (id) {
        id -> DbUuid,
        reference -> Text,
        kind -> Text,
        story -> Text,
        place_id -> DbUuid,
        one_level_up -> Bool,
        when_choice -> Text,
        occurred_on -> Nullable<Date>,
        occurred_at -> Nullable<DbTime>,
        surfaced_on -> Date,
        surfaced_hour -> Nullable<Integer>,
        surfaced_at -> Nullable<DbTime>,
        delay_minutes -> Nullable<BigInt>,
        release_at -> Nullable<DbTime>,
        released_on -> Date,
        waiting_for -> Text,
        waiting_since -> Date,
        contained -> Bool,
        reporter -> Text,
        name -> Nullable<Text>,
        contact -> Nullable<Text>,
        sealed_name -> Nullable<Binary>,
        receipt_hash -> Nullable<Binary>,
        share -> Text,
        still_dangerous -> Bool,
        step -> Nullable<Text>,
        intent -> Nullable<Text>,
        impact -> Nullable<Text>,
        factor_words -> Nullable<Text>,
        caught_words -> Nullable<Text>,
        workaround -> Nullable<Text>,
        seen_before -> Nullable<Text>,
        effect -> Nullable<Text>,
        could_have -> Nullable<Text>,
        idea -> Nullable<Text>,
        import_id -> Nullable<DbUuid>,
        source -> Nullable<Text>,
        source_key -> Nullable<Text>,
        by_word_of_mouth -> Bool,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::sql::*;

    report_factors (report_id, side, factor) {
        report_id -> DbUuid,
        side -> Text,
        factor -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::sql::*;

    idempotency (key_hash) {
        key_hash -> Binary,
        body_hash -> Binary,
        report_id -> DbUuid,
        expires_on -> Date,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::sql::*;

    handlings (report_id) {
        report_id -> DbUuid,
        thanks -> Nullable<Text>,
        thanked_by -> Nullable<DbUuid>,
        thanked_on -> Nullable<Date>,
        first_answer_on -> Nullable<Date>,
        triage -> Nullable<Text>,
        triage_reason -> Nullable<Text>,
        triaged_on -> Nullable<Date>,
        echo_of -> Nullable<Text>,
        outcome -> Nullable<Text>,
        outcome_on -> Nullable<Date>,
        shared_story -> Nullable<Text>,
        thanks_read_on -> Nullable<Date>,
        triage_read_on -> Nullable<Date>,
        outcome_read_on -> Nullable<Date>,
        reopened_on -> Nullable<Date>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::sql::*;

    messages (id) {
        id -> DbUuid,
        report_id -> DbUuid,
        position -> Integer,
        author -> Text,
        purpose -> Text,
        words -> Text,
        person_id -> Nullable<DbUuid>,
        written_on -> Date,
        release_at -> Nullable<DbTime>,
        read_on -> Nullable<Date>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::sql::*;

    verdicts (report_id) {
        report_id -> DbUuid,
        helped -> Integer,
        felt_safe -> Integer,
        words -> Nullable<Text>,
        given_on -> Date,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::sql::*;

    later_verdicts (report_id) {
        report_id -> DbUuid,
        helped -> Integer,
        felt_safe -> Integer,
        words -> Nullable<Text>,
        given_on -> Date,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::sql::*;

    status_words (status) {
        status -> Text,
        words -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::sql::*;

    echoes (id) {
        id -> DbUuid,
        report_id -> DbUuid,
        receipt_hash -> Binary,
        echoed_on -> Date,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::sql::*;

    name_openings (id) {
        id -> DbUuid,
        report_id -> DbUuid,
        person_id -> DbUuid,
        reason -> Text,
        opened_on -> Date,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::sql::*;

    photos (id) {
        id -> DbUuid,
        report_id -> DbUuid,
        position -> Integer,
        width -> Integer,
        height -> Integer,
        jpeg -> Binary,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::sql::*;

    lexicon_changes (language, entry) {
        language -> Text,
        entry -> Text,
        active -> Bool,
        kind -> Nullable<Text>,
        pattern -> Nullable<Text>,
        why -> Nullable<Text>,
        instead -> Nullable<Text>,
        hit -> Nullable<Text>,
        miss -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::sql::*;

    lexicon_stamps (language) {
        language -> Text,
        stamp -> DbUuid,
    }
}

diesel::joinable!(handlings -> reports (report_id));
diesel::joinable!(photos -> reports (report_id));
diesel::joinable!(reports -> places (place_id));
diesel::joinable!(journal -> people (person_id));

diesel::allow_tables_to_appear_in_same_query!(
    places,
    place_ancestors,
    people,
    people_places,
    sessions,
    journal,
    tallies,
    imports,
    reports,
    report_factors,
    idempotency,
    handlings,
    messages,
    verdicts,
    later_verdicts,
    status_words,
    echoes,
    name_openings,
    photos,
    lexicon_changes,
    lexicon_stamps
);
