//! Plain HTML forms: what was posted, what a handler answers, and what a refused form shows.
//!
//! A form is a page and an act. The act changes something and says where to go ([`act::Done`]); when it
//! is refused, the router shows the same page again with status 422, and the page fills its fields
//! from [`Fill`]: the values typed, the words beside the field.

pub mod act;
pub mod field;
pub mod upload;

use crate::words;
use act::Stop;
use service::Problem;
use std::str::FromStr;

/// Names and values in the order they were sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form(pub Vec<(String, String)>);

impl Form {
    /// The first value of that name; empty if there is none, as an empty field would be.
    pub fn text(&self, name: &str) -> &str {
        self.get(name).unwrap_or_default()
    }
    /// The first value of that name, if it was sent at all (a ticked box, a pressed button).
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, value)| value.as_str())
    }
    /// Every value of that name, in order.
    pub fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.0
            .iter()
            .filter(move |(n, _)| n == name)
            .map(|(_, value)| value.as_str())
    }
    /// The first value of that name, read as something; `None` if absent or not readable.
    pub fn parse<T: FromStr>(&self, name: &str) -> Option<T> {
        self.get(name)?.parse().ok()
    }
}

/// A form that was refused: which one, why, and what was typed.
#[derive(Clone, Debug)]
pub struct Refused {
    /// The form's name; a page may have several.
    pub form: &'static str,
    /// Field and sentence; an empty field speaks of the whole form.
    pub fields: Vec<(String, String)>,
    /// What was typed. Passwords are left out.
    pub values: Form,
}

impl Refused {
    /// Puts together why `form` was refused; `Err` if it is not for the form to say.
    pub fn new(form: &'static str, stop: Stop, mut values: Form) -> Result<Self, Problem> {
        let fields = match stop {
            Stop::Fields(fields) => fields,
            Stop::Problem(Problem::Refused(refusal)) => {
                let field = words::refusal::field(&refusal).to_owned();
                vec![(field, words::refusal::sentence(&refusal))]
            }
            Stop::Problem(other) => return Err(other),
        };
        values.0.retain(|(name, _)| !name.contains("password"));
        Ok(Self {
            form,
            fields,
            values,
        })
    }
}

/// What the fields of one form show.
#[derive(Clone, Debug, Default)]
pub struct Fill {
    form: &'static str,
    values: Form,
    fields: Vec<(String, String)>,
}

impl Fill {
    /// A form nobody has sent yet.
    pub fn new<'v>(
        form: &'static str,
        values: impl IntoIterator<Item = (&'v str, String)>,
    ) -> Self {
        let values = values
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect();
        Self {
            form,
            values: Form(values),
            fields: Vec::new(),
        }
    }
    /// The form that was just refused.
    pub fn refused(refused: &Refused) -> Self {
        Self {
            form: refused.form,
            values: refused.values.clone(),
            fields: refused.fields.clone(),
        }
    }
    /// The form's name, unique on its page: the start of its fields' ids.
    pub fn form(&self) -> &'static str {
        self.form
    }
    /// The value to show.
    pub fn value(&self, name: &str) -> &str {
        self.values.text(name)
    }
    /// Every value of that name, in order.
    pub fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.values.all(name)
    }
    /// Whether a box or choice of this value is on.
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.values.all(name).any(|v| v == value)
    }
    /// What is wrong with the field, as one text.
    pub fn error(&self, name: &str) -> Option<String> {
        let words: Vec<&str> = self
            .fields
            .iter()
            .filter(|(n, _)| n == name)
            .map(|(_, w)| w.as_str())
            .collect();
        if words.is_empty() {
            None
        } else {
            Some(words.join(" "))
        }
    }
    /// Whether the cursor belongs here: the first refused field of the form.
    pub fn focus(&self, name: &str) -> bool {
        self.fields
            .iter()
            .find(|(n, _)| !n.is_empty())
            .is_some_and(|(n, _)| n == name)
    }
}

#[cfg(test)]
mod tests {
    use super::act::Checks;
    use super::*;
    use domain::refusal::Refusal;

    fn posted() -> Form {
        Form(vec![
            ("email".into(), "ana".into()),
            ("new_password".into(), "short".into()),
            ("stage".into(), "full_text".into()),
            ("stage".into(), "coding".into()),
        ])
    }

    #[test]
    fn values_keep_their_order_and_repeat() {
        let form = posted();
        assert_eq!(form.text("email"), "ana");
        assert_eq!(form.text("nothing"), "");
        assert_eq!(form.get("nothing"), None);
        assert_eq!(
            form.all("stage").collect::<Vec<_>>(),
            ["full_text", "coding"]
        );
    }

    #[test]
    fn a_refused_form_keeps_what_was_typed_but_no_password() {
        let mut checks = Checks::new();
        assert_eq!(checks.take("title", Ok(1)), Some(1));
        assert_eq!(checks.take::<u8>("email", Err(Refusal::NotAnEmail)), None);
        checks.note("", "Nothing was saved.");
        let refused = Refused::new("join", checks.stop(), posted()).unwrap();
        let fill = Fill::refused(&refused);
        assert_eq!(fill.value("email"), "ana");
        assert_eq!(fill.value("new_password"), "");
        assert!(fill.has("stage", "coding") && !fill.has("stage", "title_abstract"));
        assert!(fill.error("email").is_some() && fill.error("title").is_none());
        assert_eq!(fill.error("").as_deref(), Some("Nothing was saved."));
        assert!(fill.focus("email") && !fill.focus(""));
    }

    #[test]
    fn a_single_refusal_finds_its_own_field() {
        let stop = Stop::from(Refusal::Missing {
            field: "title".into(),
        });
        let refused = Refused::new("start", stop, Form::default()).unwrap();
        assert!(Fill::refused(&refused).focus("title"));
    }

    #[test]
    fn what_is_not_the_forms_business_stays_a_problem() {
        let stop = Stop::Problem(Problem::NotFound);
        assert!(matches!(
            Refused::new("f", stop, Form::default()),
            Err(Problem::NotFound)
        ));
    }
}
