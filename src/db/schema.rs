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

    tallies (place_id, measure, week) {
        place_id -> DbUuid,
        measure -> Text,
        week -> Date,
        cells -> Text,
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

    notices (id) {
        id -> DbUuid,
        person_id -> Nullable<DbUuid>,
        address -> Nullable<Text>,
        purpose -> Text,
        subject -> Text,
        body -> Text,
        dedupe_key -> Text,
        created_at -> DbTime,
        not_before -> DbTime,
        claim -> Nullable<DbUuid>,
        claimed_until -> Nullable<DbTime>,
        tries -> Integer,
        state -> Text,
        ended_at -> Nullable<DbTime>,
        last_error -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::sql::*;

    digests (day, person_id) {
        day -> Date,
        person_id -> DbUuid,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::sql::*;

    digests_off (person_id) {
        person_id -> DbUuid,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::sql::*;

    promises (id) {
        id -> DbUuid,
        report_id -> DbUuid,
        position -> Integer,
        person_id -> Nullable<DbUuid>,
        made_on -> Date,
        due_on -> Date,
        words -> Nullable<Text>,
        heard_on -> Nullable<Date>,
        moved_on -> Nullable<Date>,
        reason -> Nullable<Text>,
        slipped -> Bool,
        read_on -> Nullable<Date>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::sql::*;

    notes (id) {
        id -> DbUuid,
        report_id -> DbUuid,
        person_id -> Nullable<DbUuid>,
        written_at -> DbTime,
        words -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::sql::*;

    invitations (place_id) {
        place_id -> DbUuid,
        words -> Text,
        name -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::sql::*;

    a3s (id) {
        id -> DbUuid,
        reference -> Text,
        title -> Text,
        place_id -> DbUuid,
        status -> Text,
        status_reason -> Nullable<Text>,
        owner_id -> Nullable<DbUuid>,
        mentor_id -> Nullable<DbUuid>,
        created_at -> DbTime,
        changed_at -> DbTime,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::sql::*;

    a3_sections (a3_id, section) {
        a3_id -> DbUuid,
        section -> Text,
        words -> Text,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::sql::*;

    a3_versions (id) {
        id -> DbUuid,
        a3_id -> DbUuid,
        section -> Text,
        words -> Text,
        version -> Integer,
        person_id -> Nullable<DbUuid>,
        begun_at -> DbTime,
        changed_at -> DbTime,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::sql::*;

    a3_comments (id) {
        id -> DbUuid,
        a3_id -> DbUuid,
        section -> Text,
        answers_to -> Nullable<DbUuid>,
        person_id -> Nullable<DbUuid>,
        words -> Text,
        written_at -> DbTime,
        settled -> Bool,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::sql::*;

    a3_reports (id) {
        id -> DbUuid,
        a3_id -> DbUuid,
        report_id -> Nullable<DbUuid>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::sql::*;

    a3_pictures (id) {
        id -> DbUuid,
        a3_id -> DbUuid,
        position -> Integer,
        width -> Integer,
        height -> Integer,
        jpeg -> Binary,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::sql::*;

    conditions (id) {
        id -> DbUuid,
        a3_id -> DbUuid,
        code -> Text,
        statement -> Text,
        factor -> Nullable<Integer>,
        evidence -> Nullable<Text>,
        sure -> Text,
        position -> Integer,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::sql::*;

    condition_links (what_id, by_id) {
        what_id -> DbUuid,
        by_id -> DbUuid,
        a3_id -> DbUuid,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::sql::*;

    hanseis (id) {
        id -> DbUuid,
        reference -> Text,
        title -> Text,
        occasion -> Text,
        place_id -> DbUuid,
        meets_on -> Date,
        facilitator_id -> DbUuid,
        minutes -> Integer,
        words_read -> Bool,
        started_at -> Nullable<DbTime>,
        made_by -> DbUuid,
        closed_at -> Nullable<DbTime>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::sql::*;

    hansei_links (hansei_id, kind, reference) {
        hansei_id -> DbUuid,
        kind -> Text,
        reference -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::sql::*;

    hansei_sections (hansei_id, section) {
        hansei_id -> DbUuid,
        section -> Text,
        words -> Text,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::sql::*;

    hansei_agenda (id) {
        id -> DbUuid,
        hansei_id -> DbUuid,
        item -> Text,
        kind -> Text,
        words -> Text,
        href -> Nullable<Text>,
        why -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::sql::*;

    hansei_timeline (id) {
        id -> DbUuid,
        hansei_id -> DbUuid,
        position -> Integer,
        at_words -> Text,
        what -> Text,
        before_event -> Bool,
        known_then -> Bool,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::sql::*;

    hansei_points (id) {
        id -> DbUuid,
        hansei_id -> DbUuid,
        words -> Text,
        sort -> Text,
        shown -> Bool,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::sql::*;

    hansei_commitments (id) {
        id -> DbUuid,
        hansei_id -> DbUuid,
        position -> Integer,
        what -> Text,
        by_when -> Date,
        kept_by -> Text,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::sql::*;

    hansei_rooms (hansei_id) {
        hansei_id -> DbUuid,
        code -> Text,
        open_until -> DbTime,
        stage -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::sql::*;

    hansei_pulse (hansei_id, question, answer) {
        hansei_id -> DbUuid,
        question -> Text,
        answer -> Integer,
        n -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::sql::*;

    hansei_sendings (id) {
        id -> DbUuid,
        hansei_id -> DbUuid,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::sql::*;

    lessons (id) {
        id -> DbUuid,
        reference -> Text,
        report_id -> Nullable<DbUuid>,
        person_id -> Nullable<DbUuid>,
        person_role -> Nullable<Text>,
        place_id -> DbUuid,
        language -> Text,
        title -> Text,
        story -> Text,
        learned -> Text,
        changed -> Nullable<Text>,
        sought -> Text,
        state -> Text,
        said -> Nullable<Text>,
        said_on -> Nullable<Date>,
        month -> Nullable<Date>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::sql::*;

    lesson_tiles (lesson_id, tile) {
        lesson_id -> DbUuid,
        tile -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::sql::*;

    lesson_rereads (lesson_id, month) {
        lesson_id -> DbUuid,
        month -> Date,
        found -> Text,
        words -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::sql::*;

    countermeasures (id) {
        id -> DbUuid,
        reference -> Text,
        origin -> Text,
        origin_reference -> Text,
        origin_title -> Nullable<Text>,
        place_id -> DbUuid,
        what -> Text,
        strength -> Text,
        lasting -> Bool,
        owner_id -> Nullable<DbUuid>,
        due -> Nullable<Date>,
        added_on -> Date,
        in_place_on -> Nullable<Date>,
        effect -> Text,
        measure -> Text,
        check_on -> Date,
        seen_on -> Nullable<Date>,
        seen_role -> Nullable<Text>,
        seen_what -> Nullable<Text>,
        result -> Nullable<Text>,
        side_effects -> Nullable<Text>,
        decision -> Nullable<Text>,
        decision_reason -> Nullable<Text>,
        decided_on -> Nullable<Date>,
        spread_to -> Nullable<Text>,
        reopened_on -> Nullable<Date>,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::sql::*;

    countermeasure_conditions (countermeasure_id, condition_id) {
        countermeasure_id -> DbUuid,
        condition_id -> DbUuid,
        statement -> Text,
        factor -> Nullable<Integer>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::sql::*;

    countermeasure_rounds (countermeasure_id, round) {
        countermeasure_id -> DbUuid,
        round -> Integer,
        seen_on -> Nullable<Date>,
        seen_role -> Nullable<Text>,
        seen_what -> Nullable<Text>,
        result -> Nullable<Text>,
        side_effects -> Nullable<Text>,
        decision -> Nullable<Text>,
        decision_reason -> Nullable<Text>,
        decided_on -> Nullable<Date>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::sql::*;

    countermeasure_recurrences (countermeasure_id, report_id) {
        countermeasure_id -> DbUuid,
        report_id -> DbUuid,
        noticed_on -> Date,
        counts -> Bool,
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

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::sql::*;

    signals (id) {
        id -> DbUuid,
        reference -> Text,
        place_id -> DbUuid,
        series -> Text,
        rule -> Text,
        side -> Text,
        week -> Date,
        last_week -> Date,
        weeks -> Integer,
        value -> BigInt,
        usual -> BigInt,
        found_on -> Date,
        published -> Bool,
        noted -> Bool,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::sql::*;

    signal_looks (day) {
        day -> Date,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::sql::*;

    point_notes (id) {
        id -> DbUuid,
        place_id -> DbUuid,
        series -> Text,
        week -> Date,
        signal_id -> Nullable<DbUuid>,
        words -> Text,
        person_id -> DbUuid,
        written_at -> DbTime,
        published -> Bool,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::sql::*;

    note_tallies (place_id, week, sort) {
        place_id -> DbUuid,
        week -> Date,
        sort -> Text,
        n -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::sql::*;

    place_changes (id) {
        id -> DbUuid,
        reference -> Text,
        place_id -> DbUuid,
        week -> Date,
        words -> Text,
        signal_id -> Nullable<DbUuid>,
        person_id -> DbUuid,
        written_at -> DbTime,
        published -> Bool,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::sql::*;

    phases (id) {
        id -> DbUuid,
        reference -> Text,
        place_id -> DbUuid,
        series -> Text,
        number -> Integer,
        week -> Date,
        reason -> Text,
        person_id -> DbUuid,
        set_at -> DbTime,
        published -> Bool,
        taken_back_at -> Nullable<DbTime>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::sql::*;

    closed_weeks (id) {
        id -> DbUuid,
        reference -> Text,
        place_id -> DbUuid,
        from_week -> Date,
        to_week -> Date,
        words -> Text,
        person_id -> DbUuid,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::types::sql::*;

    exposure (place_id, week) {
        place_id -> DbUuid,
        week -> Date,
        unit -> Text,
        hundredths -> Integer,
    }
}

diesel::joinable!(handlings -> reports (report_id));
diesel::joinable!(photos -> reports (report_id));
diesel::joinable!(reports -> places (place_id));
diesel::joinable!(journal -> people (person_id));
diesel::joinable!(notices -> people (person_id));
diesel::joinable!(promises -> reports (report_id));
diesel::joinable!(a3s -> places (place_id));
diesel::joinable!(a3_versions -> people (person_id));
diesel::joinable!(a3_comments -> people (person_id));
diesel::joinable!(a3_reports -> a3s (a3_id));

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
    notices,
    digests,
    digests_off,
    promises,
    notes,
    invitations,
    a3s,
    a3_sections,
    a3_versions,
    a3_comments,
    a3_reports,
    a3_pictures,
    hanseis,
    hansei_links,
    hansei_sections,
    hansei_agenda,
    hansei_timeline,
    hansei_points,
    hansei_commitments,
    hansei_rooms,
    hansei_pulse,
    hansei_sendings,
    lessons,
    lesson_tiles,
    lesson_rereads,
    countermeasures,
    countermeasure_conditions,
    countermeasure_rounds,
    countermeasure_recurrences,
    lexicon_changes,
    lexicon_stamps,
    signals,
    signal_looks,
    point_notes,
    note_tallies,
    place_changes,
    phases,
    closed_weeks,
    exposure
);
