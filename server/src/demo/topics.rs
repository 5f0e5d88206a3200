//! The topics of the demo, which its editor adds.

use super::Failed;
use super::material::Material;
use super::people::Callers;
use domain::accounts::Role;
use domain::ids::TopicId;
use domain::topics::SaveTopic;
use std::collections::HashMap;

/// Adds the topics; gives them by their names.
pub(super) async fn add<'a>(people: &Callers<'_>, material: &'a Material) -> Result<HashMap<&'a str, TopicId>, Failed> {
    let editor = people.values().find(|person| person.role() == Role::Editor).ok_or("people.toml names no editor")?;
    let door = editor.topics()?;
    let mut topics = HashMap::new();
    for topic in &material.topics {
        let ask = SaveTopic { based_on: None, name: topic.name.clone(), slug: None, description: topic.description.clone() };
        topics.insert(topic.name.as_str(), door.save(ask).await?.id);
    }
    Ok(topics)
}
