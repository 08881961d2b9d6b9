//! Fields of forms: label above, help below, the refusal under the box, the cursor in the first
//! refused one.

use crate::forms::Fill;
use crate::parts::icon::icon;
use crate::parts::typed::inside;
use leptos::prelude::*;

/// One field of the form that `fill` fills. Required unless [`Field::may_stay_empty`].
pub struct Field<'f> {
    fill: &'f Fill,
    name: &'static str,
    label: String,
    help: Option<String>,
    required: bool,
    kind: &'static str,
    autocomplete: Option<&'static str>,
}

/// The names by which a box and its words find each other.
struct Ids {
    input: String,
    help: Option<String>,
    error: Option<String>,
}

impl<'f> Field<'f> {
    /// A field of one line.
    pub fn new(fill: &'f Fill, name: &'static str, label: impl Into<String>) -> Self {
        Self {
            fill,
            name,
            label: label.into(),
            help: None,
            required: true,
            kind: "text",
            autocomplete: None,
        }
    }
    /// A sentence of help below the box.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
    /// Nothing need be typed.
    pub fn may_stay_empty(mut self) -> Self {
        self.required = false;
        self
    }
    /// The type of the box: `email`, `number`, `url`, `date`.
    pub fn kind(mut self, kind: &'static str) -> Self {
        self.kind = kind;
        self
    }
    /// What a browser may fill in by itself.
    pub fn autocomplete(mut self, what: &'static str) -> Self {
        self.autocomplete = Some(what);
        self
    }

    /// The field as a box of one line.
    pub fn line(self) -> AnyView {
        let (ids, error) = (self.ids(), self.fill.error(self.name));
        let value = (self.kind != "password").then(|| self.fill.value(self.name).to_owned());
        let input = view! {
            <input
                class="input"
                id=ids.input.clone()
                name=self.name
                type=self.kind
                value=value
                dir="auto"
                required=self.required
                autofocus=self.fill.focus(self.name)
                autocomplete=self.autocomplete
                aria-invalid=error.is_some().then_some("true")
                aria-describedby=ids.described_by()
            />
        };
        self.around(ids, error, input.into_any())
    }

    /// The field as a box for a password: never filled by us.
    pub fn password(self) -> AnyView {
        self.kind("password").line()
    }

    /// The field as a box of several lines.
    pub fn lines(self) -> AnyView {
        let (ids, error) = (self.ids(), self.fill.error(self.name));
        let input = view! {
            <textarea
                class="input"
                id=ids.input.clone()
                name=self.name
                dir="auto"
                required=self.required
                autofocus=self.fill.focus(self.name)
                aria-invalid=error.is_some().then_some("true")
                aria-describedby=ids.described_by()
                inner_html=inside(self.fill.value(self.name))
            ></textarea>
        };
        self.around(ids, error, input.into_any())
    }

    /// The field as a list to choose one value from; each is a value and its words.
    pub fn choice<V, W>(self, options: impl IntoIterator<Item = (V, W)>) -> AnyView
    where
        V: AsRef<str>,
        W: Into<String>,
    {
        let (ids, error) = (self.ids(), self.fill.error(self.name));
        let options = options
            .into_iter()
            .map(|(value, words)| {
                let value = value.as_ref().to_owned();
                let selected = self.fill.has(self.name, &value);
                view! { <option value=value selected=selected>{words.into()}</option> }
            })
            .collect_view();
        let input = view! {
            <span class="select">
                <select
                    id=ids.input.clone()
                    name=self.name
                    required=self.required
                    autofocus=self.fill.focus(self.name)
                    aria-invalid=error.is_some().then_some("true")
                    aria-describedby=ids.described_by()
                >
                    {options}
                </select>
            </span>
        };
        self.around(ids, error, input.into_any())
    }

    /// The field as round choices of which one holds: value, words, and a sentence of help.
    pub fn options<V, W>(self, options: impl IntoIterator<Item = (V, W, W)>) -> AnyView
    where
        V: AsRef<str>,
        W: Into<String>,
    {
        self.boxes("radio", "choice-dot", options)
    }

    /// The field as boxes of which any number hold: value, words, and a sentence of help (empty
    /// for none). None ticked is an answer too, so nothing here is required.
    pub fn ticks<V, W>(self, options: impl IntoIterator<Item = (V, W, W)>) -> AnyView
    where
        V: AsRef<str>,
        W: Into<String>,
    {
        self.may_stay_empty().boxes("checkbox", "tick", options)
    }

    fn boxes<V, W>(
        self,
        kind: &'static str,
        class: &'static str,
        options: impl IntoIterator<Item = (V, W, W)>,
    ) -> AnyView
    where
        V: AsRef<str>,
        W: Into<String>,
    {
        let (ids, error) = (self.ids(), self.fill.error(self.name));
        let described_by = ids.described_by();
        let mut focus = self.fill.focus(self.name);
        let options = options
            .into_iter()
            .map(|(value, words, help)| {
                let (value, help) = (value.as_ref().to_owned(), help.into());
                let on = self.fill.has(self.name, &value);
                let help = (!help.is_empty()).then(|| view! { <span class="help">{help}</span> });
                view! {
                    <label class="option">
                        <input
                            class=class
                            type=kind
                            name=self.name
                            value=value
                            checked=on
                            required=self.required
                            autofocus=std::mem::take(&mut focus)
                        />
                        <span><strong>{words.into()}</strong> {help}</span>
                    </label>
                }
            })
            .collect_view();
        let help = self
            .help
            .map(|help| view! { <p class="help" id=ids.help>{help}</p> });
        view! {
            <fieldset class="field" aria-describedby=described_by>
                <legend>{self.label}</legend>
                <div class="choices">{options}</div>
                {error.map(|words| error_line(ids.error, words))}
                {help}
            </fieldset>
        }
        .into_any()
    }

    /// The field as a place for files; `accept` is what the file dialogue offers, as in
    /// `.ris,.nbib`. Its form needs `enctype="multipart/form-data"`.
    pub fn files(self, accept: &'static str) -> AnyView {
        let (ids, error) = (self.ids(), self.fill.error(self.name));
        let input = view! {
            <input
                class="input"
                type="file"
                id=ids.input.clone()
                name=self.name
                accept=accept
                multiple
                required=self.required
                autofocus=self.fill.focus(self.name)
                aria-invalid=error.is_some().then_some("true")
                aria-describedby=ids.described_by()
            />
        };
        self.around(ids, error, input.into_any())
    }

    fn ids(&self) -> Ids {
        let input = format!("{}-{}", self.fill.form(), self.name);
        Ids {
            help: self.help.is_some().then(|| format!("{input}-help")),
            error: self.fill.error(self.name).map(|_| format!("{input}-error")),
            input,
        }
    }

    fn around(self, ids: Ids, error: Option<String>, input: AnyView) -> AnyView {
        let optional =
            (!self.required).then(|| view! { <span class="optional">"may stay empty"</span> });
        let help = self
            .help
            .map(|help| view! { <p class="help" id=ids.help>{help}</p> });
        view! {
            <div class="field">
                <label for=ids.input>{self.label} " " {optional}</label>
                {input}
                {error.map(|words| error_line(ids.error, words))}
                {help}
            </div>
        }
        .into_any()
    }
}

impl Ids {
    fn described_by(&self) -> Option<String> {
        let ids: Vec<&str> = [&self.error, &self.help]
            .into_iter()
            .flatten()
            .map(String::as_str)
            .collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }
}

/// What is wrong with a field, for boxes drawn by hand.
pub fn error_line(id: Option<String>, words: String) -> AnyView {
    view! { <p class="error" id=id>{icon("alert", 16)} {words}</p> }.into_any()
}

/// What is wrong with the form as a whole; nothing if nothing is. Stands above its fields.
pub fn whole_form(fill: &Fill) -> AnyView {
    let id = format!("{}-error", fill.form());
    let error = fill.error("").map(|words| {
        view! { <div class="form-error" role="alert">{error_line(Some(id), words)}</div> }
    });
    error.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOSTILE: &str = "</textarea><script>alert('1')</script>&lt;\" onfocus=\"x";

    fn filled() -> Fill {
        Fill::new("f", [("note", HOSTILE.to_owned())])
    }

    #[test]
    fn what_was_typed_cannot_leave_its_box() {
        let fill = filled();
        let html = Field::new(&fill, "note", "Note").lines().to_html();
        assert_eq!(html.matches("</textarea>").count(), 1, "{html}");
        assert!(!html.contains("<script"), "{html}");
        assert!(html.contains("&lt;/textarea&gt;&lt;script&gt;"), "{html}");
        assert!(html.contains("&amp;lt;\" onfocus"), "{html}");
        let html = Field::new(&fill, "note", HOSTILE)
            .help(HOSTILE)
            .line()
            .to_html();
        assert!(!html.contains("<script"), "{html}");
        let value = "value=\"&lt;/textarea&gt;&lt;script&gt;alert('1')&lt;/script&gt;&amp;lt;&quot; onfocus=&quot;x\"";
        assert!(html.contains(value), "{html}");
    }

    #[test]
    fn a_refused_field_says_so_to_eyes_and_ears() {
        let refused = crate::forms::Refused {
            form: "join",
            fields: vec![
                ("email".into(), "Not an address.".into()),
                (String::new(), "No.".into()),
            ],
            values: crate::forms::Form(vec![("email".into(), "ana".into())]),
        };
        let fill = Fill::refused(&refused);
        let html = Field::new(&fill, "email", "E-mail")
            .kind("email")
            .help("Where we write.")
            .line()
            .to_html();
        for part in [
            "id=\"join-email\"",
            "value=\"ana\"",
            "autofocus",
            "aria-invalid=\"true\"",
            "aria-describedby=\"join-email-error join-email-help\"",
            "id=\"join-email-error\"",
            "Not an address.",
        ] {
            assert!(html.contains(part), "{part} in {html}");
        }
        let other = Field::new(&fill, "name", "Name")
            .may_stay_empty()
            .line()
            .to_html();
        assert!(
            !other.contains("autofocus")
                && !other.contains("aria-invalid")
                && !other.contains("required")
        );
        assert!(whole_form(&fill).to_html().contains("No."));
    }

    #[test]
    fn a_password_is_never_sent_back() {
        let fill = Fill::new("f", [("password", "secret".to_owned())]);
        assert!(
            !Field::new(&fill, "password", "Password")
                .password()
                .to_html()
                .contains("secret")
        );
    }

    #[test]
    fn the_chosen_value_stays_chosen() {
        let fill = Fill::new("f", [("role", "lead".to_owned())]);
        let html = Field::new(&fill, "role", "Role")
            .choice([("reviewer", "Reviewer"), ("lead", "Lead")])
            .to_html();
        assert_eq!(html.matches(" selected").count(), 1, "{html}");
        assert!(html.contains("value=\"lead\" selected"), "{html}");
        let stages = [("a", "A", ""), ("lead", "B", "Help.")];
        let html = Field::new(&fill, "role", "Role").ticks(stages).to_html();
        assert_eq!(html.matches(" checked").count(), 1, "{html}");
        assert!(!html.contains("required"), "{html}");
    }
}
