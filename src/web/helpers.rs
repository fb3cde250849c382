//! What templates may do with words and addresses, besides what Handlebars brings.
//!
//! `{{t "key" n=page.n}}` says a phrase in the page's language; what it says is escaped.
//! `{{#t "key"}}<code>…</code>{{/t}}` puts markup in the place of `{ $slot }`.
//! `{{to "/answers"}}` is an address that keeps the language which somebody chose.
//! `{{pictogram "trends" class="icon--turn"}}` is an icon. A partial would copy the data of the whole page for each of
//! them; for the same reason partials that need none of it are given an empty text: `{{> trends/files "" path=…}}`.

use crate::{kernel::language::Language, web::phrases};
use fluent_bundle::FluentValue;
use handlebars::{
    Context, Handlebars, Helper, HelperDef, HelperResult, Output, RenderContext, RenderError,
    RenderErrorReason, Renderable, ScopedJson, StringOutput, html_escape,
};
use serde_json::Value;

/// Adds the helpers.
pub(super) fn register(registry: &mut Handlebars<'_>) {
    registry.register_helper("t", Box::new(Phrase));
    registry.register_helper("to", Box::new(To));
    registry.register_helper("pictogram", Box::new(Pictogram));
}

struct Pictogram;

impl HelperDef for Pictogram {
    fn call<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        _registry: &'reg Handlebars<'reg>,
        context: &'rc Context,
        _render: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        let name = helper
            .param(0)
            .and_then(|param| param.value().as_str())
            .ok_or(RenderErrorReason::ParamNotFoundForIndex("pictogram", 0))?;
        let assets = text(context, "/shell/assets")
            .ok_or_else(|| RenderErrorReason::Other("the page has no assets".into()))?;
        let class = helper
            .hash_get("class")
            .and_then(|class| class.value().as_str());
        let class = class.map(|class| format!(" {}", html_escape(class)));
        write_icon(out, &class.unwrap_or_default(), assets, name)
    }
}

fn write_icon(out: &mut dyn Output, class: &str, assets: &str, name: &str) -> HelperResult {
    let (assets, name) = (html_escape(assets), html_escape(name));
    out.write(&format!(
        r#"<svg class="icon{class}" aria-hidden="true"><use href="{assets}/icons.svg#{name}"/></svg>"#
    ))?;
    Ok(())
}

/// Stands for the markup while the sentence around it is escaped. Not a character of any language.
const SLOT: &str = "\u{fdd0}";

struct Phrase;

impl Phrase {
    fn said(
        helper: &Helper<'_>,
        context: &Context,
        slot: Option<&str>,
    ) -> Result<String, RenderError> {
        let key = helper
            .param(0)
            .and_then(|param| param.value().as_str())
            .ok_or(RenderErrorReason::ParamNotFoundForIndex("t", 0))?;
        let language = text(context, "/shell/language/code")
            .and_then(|code| Language::parse(code).ok())
            .unwrap_or(Language::English);
        let given = helper
            .hash()
            .iter()
            .map(|(name, value)| ((*name).to_owned(), fluent(value.value())));
        let slot = slot.map(|slot| ("slot".to_owned(), FluentValue::from(slot.to_owned())));
        phrases::find_with(language, key, given.chain(slot)).ok_or_else(|| {
            RenderErrorReason::Other(format!("the phrase {key} cannot be said")).into()
        })
    }
}

impl HelperDef for Phrase {
    fn call_inner<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        _registry: &'reg Handlebars<'reg>,
        context: &'rc Context,
        _render: &mut RenderContext<'reg, 'rc>,
    ) -> Result<ScopedJson<'rc>, RenderError> {
        Ok(ScopedJson::Derived(
            Self::said(helper, context, None)?.into(),
        ))
    }

    fn call<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        registry: &'reg Handlebars<'reg>,
        context: &'rc Context,
        render: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        let Some(block) = helper.template() else {
            out.write(&html_escape(&Self::said(helper, context, None)?))?;
            return Ok(());
        };
        let mut markup = StringOutput::new();
        block.render(registry, context, render, &mut markup)?;
        let markup = markup.into_string()?;
        let said = html_escape(&Self::said(helper, context, Some(SLOT))?);
        out.write(&said.replace(SLOT, markup.trim()))?;
        Ok(())
    }
}

fn fluent(value: &Value) -> FluentValue<'static> {
    match value {
        Value::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(whole), _) => whole.into(),
            (None, Some(part)) => part.into(),
            (None, None) => number.to_string().into(),
        },
        Value::String(words) => words.clone().into(),
        other => other.to_string().into(),
    }
}

fn text<'a>(context: &'a Context, pointer: &str) -> Option<&'a str> {
    context.data().pointer(pointer)?.as_str()
}

struct To;

impl HelperDef for To {
    fn call_inner<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        _registry: &'reg Handlebars<'reg>,
        context: &'rc Context,
        _render: &mut RenderContext<'reg, 'rc>,
    ) -> Result<ScopedJson<'rc>, RenderError> {
        let path = helper
            .param(0)
            .and_then(|param| param.value().as_str())
            .ok_or(RenderErrorReason::ParamNotFoundForIndex("to", 0))?;
        let chosen = text(context, "/shell/chosen").and_then(|code| Language::parse(code).ok());
        Ok(ScopedJson::Derived(keeping(chosen, path).into()))
    }
}

/// The address with the language that was chosen in the one before; as it is when none was.
pub(super) fn keeping(chosen: Option<Language>, path: &str) -> String {
    let Some(language) = chosen else {
        return path.to_owned();
    };
    let (address, part) = match path.split_once('#') {
        Some((address, part)) => (address, format!("#{part}")),
        None => (path, String::new()),
    };
    let joint = if address.contains('?') { '&' } else { '?' };
    format!("{address}{joint}lang={}{part}", language.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn printed(template: &str, name: &str) -> Result<String, RenderError> {
        let mut registry = Handlebars::new();
        registry.set_strict_mode(true);
        register(&mut registry);
        registry.render_template(
            template,
            &json!({"shell": {"language": {"code": "da"}, "chosen": "da"}, "name": name}),
        )
    }

    #[test]
    fn values_are_escaped_and_slots_are_not() {
        let attack = "<b>\"&{ $x }\u{fdd0}";
        let escaped = html_escape(attack);
        assert!(
            printed("{{t \"problem-text-too-long\" length=name most=1}}", attack)
                .unwrap()
                .contains(&escaped)
        );
        let slotted = printed("{{#t \"error-reference\"}}<i>{{name}}</i>{{/t}}", "<b>").unwrap();
        assert!(slotted.contains("<i>&lt;b&gt;</i>"), "{slotted}");
    }

    #[test]
    fn a_phrase_without_key_or_value_is_an_error() {
        for template in ["{{t \"no-such-phrase\"}}", "{{t \"dates-day\"}}", "{{t}}"] {
            assert!(printed(template, "").is_err(), "{template}");
        }
    }

    #[test]
    fn addresses_keep_a_chosen_language() {
        for (path, kept) in [
            ("/answers", "/answers?lang=da"),
            ("/x?a=b", "/x?a=b&lang=da"),
            ("/x#part", "/x?lang=da#part"),
        ] {
            assert_eq!(keeping(Some(Language::Danish), path), kept);
            assert_eq!(keeping(None, path), path);
        }
        assert_eq!(
            printed("<a href=\"{{to name}}\">", "/x?a=\"").unwrap(),
            "<a href=\"/x?a&#x3D;&quot;&amp;lang&#x3D;da\">"
        );
    }
}
