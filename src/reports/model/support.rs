//! Kindness for somebody who blames themselves in their own story.
//!
//! People close to an event blame themselves first, and that hides what was around them. Read once
//! while a report is told, kept nowhere, never counted. Nothing else of a reporter's words is judged.

use regex::Regex;
use std::sync::LazyLock;

crate::words! {
    /// What a story says about its own writer.
    SelfBlame {
        /// "It was my fault."
        Fault = "fault",
        /// "I felt so stupid."
        Shame = "shame",
        /// "I should have …"
        Hindsight = "hindsight",
        /// "Sorry for …"
        Sorry = "sorry",
        /// "Don't tell my lead."
        Fear = "fear",
    }
}

/// First match wins; English first, then the other languages of the pages.
const SIGNS: [(SelfBlame, &str); 10] = [
    (
        SelfBlame::Fault,
        r"\b(?:it (?:was|is)|it's|all|totally|completely|entirely) my (?:own )?(?:fault|mistake|error|bad)\b|\bmy (?:stupid |silly |own )?fault\b|\bmy (?:stupid|silly|own) mistake\b|\bmy bad\b",
    ),
    (
        SelfBlame::Fault,
        r"\bi (?:totally |really |completely |just )?(?:(?:messed|screwed|stuffed|cocked|fouled) (?:it |this |things |that )?up|botched|blew it|dropped the ball)\b",
    ),
    (
        SelfBlame::Shame,
        r"\bi (?:was|am|feel|felt) (?:so |such an? |really |being )*(?:stupid|careless|idiot|an idiot|dumb|embarrassed|ashamed|useless|silly)\b|\b(?:stupid|silly|dumb|careless) of me\b",
    ),
    (
        SelfBlame::Hindsight,
        r"\bi (?:should|ought to) have\b|\bi shouldn't have\b",
    ),
    (
        SelfBlame::Sorry,
        r"\b(?:sorry|apologi[sz]e|apologies) (?:for|about|to|that)\b",
    ),
    (
        SelfBlame::Fear,
        r"\b(?:don't|do not) (?:tell|show|mention (?:this|it) to|let) (?:my|the|our) (?:boss|manager|lead|supervisor|shift lead)\b",
    ),
    (
        SelfBlame::Fault,
        r"\b(?:min (?:egen )?(?:skyld|fejl)|meine (?:eigene )?schuld|mein (?:eigener )?fehler|(?:fue|es) (?:mi culpa|culpa mía|mi error)|moja wina|mój błąd|z mojej winy)\b|خطئي|ذنبي|غلطتي",
    ),
    (
        SelfBlame::Shame,
        r"\b(?:dumt af mig|jeg skammer mig|dumm von mir|ich schäme mich|ich war so dumm|qué tont[oa] (?:fui|soy)|me da vergüenza|wstyd mi|głupio z mojej strony)\b|أشعر بالخجل",
    ),
    (
        SelfBlame::Hindsight,
        r"\b(?:jeg (?:burde|skulle) have|ich hätte (?:\S+ ){0,6}(?:sollen|müssen)|(?:debí|debería) haber|powinienem był|powinnam była)\b|كان يجب أن|كان علي أن",
    ),
    (
        SelfBlame::Sorry,
        r"\b(?:undskyld,? at|entschuldigung,? dass|perdón por|lo siento por|przepraszam,? że)\b|أعتذر عن",
    ),
];

static READ: LazyLock<Vec<(SelfBlame, Regex)>> = LazyLock::new(|| {
    SIGNS
        .iter()
        .filter_map(|(says, sign)| {
            let read = Regex::new(&format!("(?i){sign}"));
            debug_assert!(read.is_ok(), "{sign}");
            read.ok().map(|read| (*says, read))
        })
        .collect()
});

impl SelfBlame {
    /// What a story says about its own writer, if it says so.
    #[must_use]
    pub fn in_story(story: &str) -> Option<Self> {
        // Phones write a curly apostrophe.
        let story = story.replace('\u{2019}', "'");
        READ.iter()
            .find(|(_, sign)| sign.is_match(&story))
            .map(|(says, _)| *says)
    }

    /// Something kind to say, and what was around them to ask for.
    #[must_use]
    pub fn kindness(self) -> &'static str {
        match self {
            Self::Fault => {
                "Thank you for saying this. What around you made it easy for this to happen?"
            }
            Self::Shame => {
                "Nothing here is used against you. Others will meet the same conditions, and your view protects them. What was around you?"
            }
            Self::Hindsight => {
                "What did it look like at that moment, before you knew how it would end?"
            }
            Self::Sorry => {
                "There is no need to be sorry: telling is the help. What was around you?"
            }
            Self::Fear => {
                "You can tell us without your name, as most people do. What would make it safe to say it aloud?"
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_story_that_blames_its_writer_is_met_with_kindness() {
        let says = [
            ("It was my fault.", SelfBlame::Fault),
            ("I messed up the label.", SelfBlame::Fault),
            ("Stupid of me, I took the wrong box", SelfBlame::Shame),
            ("I felt so stupid.", SelfBlame::Shame),
            ("I should have asked.", SelfBlame::Hindsight),
            ("Sorry for reporting this.", SelfBlame::Sorry),
            ("Please don\u{2019}t tell my manager.", SelfBlame::Fear),
            ("Das war meine Schuld.", SelfBlame::Fault),
            (
                "Ich hätte noch einmal nachsehen sollen",
                SelfBlame::Hindsight,
            ),
            ("Det var min skyld", SelfBlame::Fault),
            ("Fue mi culpa", SelfBlame::Fault),
            ("To moja wina", SelfBlame::Fault),
            ("كان هذا خطئي", SelfBlame::Fault),
        ];
        for (story, says) in says {
            assert_eq!(SelfBlame::in_story(story), Some(says), "{story}");
        }
    }

    #[test]
    fn other_stories_are_left_alone() {
        let stories = [
            "The pallet slid off the fork as the ramp was wet.",
            "My mistral fan is loud.",
            "I blew the dust out of the vent and put the lid on.",
            "A sorry-looking pallet.",
            "The driver was careless.",
            "We shall have it by noon.",
            "Meine Schulter tut weh.",
            "I made a mistake with the second label.",
        ];
        for story in stories {
            assert_eq!(SelfBlame::in_story(story), None, "{story}");
        }
    }

    #[test]
    fn every_sign_can_be_read() {
        assert_eq!(READ.len(), SIGNS.len());
    }
}
