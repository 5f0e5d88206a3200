//! Calls about topics.

#![expect(missing_docs, reason = "the macro makes structures of the arguments, which the functions describe")]

use crate::failure::Failure;
use crate::json::Json;
use domain::ids::TopicId;
use domain::topics::{SaveTopic, TopicRow};
use leptos::prelude::*;

/// All topics, by name.
///
/// # Errors
/// Refused below editor.
#[server(LoadTopics, prefix = "/admin/api", endpoint = "topics", input = Json, output = Json)]
pub async fn topics() -> Result<Vec<TopicRow>, Failure> {
    Ok(crate::calls::caller().await?.topics()?.topics().await?)
}

/// Adds a topic or changes one.
///
/// # Errors
/// Refused below editor; faulty by field; stale when somebody saved it meanwhile, gone when it was deleted.
#[server(StoreTopic, prefix = "/admin/api", endpoint = "save_topic", input = Json, output = Json)]
pub async fn save_topic(ask: SaveTopic) -> Result<TopicRow, Failure> {
    Ok(crate::calls::caller().await?.topics()?.save(ask).await?)
}

/// Deletes a topic; articles lose it.
///
/// # Errors
/// Refused below editor; gone when it was deleted already.
#[server(prefix = "/admin/api", endpoint = "delete_topic", input = Json, output = Json)]
pub async fn delete_topic(topic: TopicId) -> Result<(), Failure> {
    Ok(crate::calls::caller().await?.topics()?.delete(topic).await?)
}
