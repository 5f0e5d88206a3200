//! Calls of the moderators' desk.

#![expect(missing_docs, reason = "the macro makes structures of the arguments, which the functions describe")]

use crate::failure::Failure;
use crate::json::Json;
use domain::comments::State;
use domain::ids::{CommentId, DecisionId};
use domain::moderation::{Context, Decide, DecideTogether, Decision, Queue, QueueItem, Replied, Reply};
use domain::page::Cursor;
use leptos::prelude::*;

/// A page of the queue, with how many comments there are in each state.
///
/// # Errors
/// Refused to those who do not moderate.
#[server(LoadQueue, prefix = "/admin/api", endpoint = "queue", input = Json, output = Json)]
pub async fn queue(state: State, after: Option<Cursor>) -> Result<Queue, Failure> {
    Ok(crate::calls::caller().await?.moderation().await?.queue(state, after).await?)
}

/// One comment as the queue shows it, as it is now.
///
/// # Errors
/// Gone when it is not the caller's to know.
#[server(LoadItem, prefix = "/admin/api", endpoint = "queue_item", input = Json, output = Json)]
pub async fn item(comment: CommentId) -> Result<QueueItem, Failure> {
    Ok(crate::calls::caller().await?.moderation().await?.item(comment).await?)
}

/// What stands beside a comment while it is judged.
///
/// # Errors
/// Gone when it is not the caller's to know.
#[server(LoadContext, prefix = "/admin/api", endpoint = "comment_context", input = Json, output = Json)]
pub async fn context(comment: CommentId) -> Result<Context, Failure> {
    Ok(crate::calls::caller().await?.moderation().await?.context(comment).await?)
}

/// The address that a comment was left with. The look leaves a trace.
///
/// # Errors
/// Refused to authors; gone when there is no such comment.
#[server(ShowAddress, prefix = "/admin/api", endpoint = "commenter_address", input = Json, output = Json)]
pub async fn address(comment: CommentId) -> Result<String, Failure> {
    Ok(crate::calls::caller().await?.moderation().await?.address(comment).await?)
}

/// Decides a comment.
///
/// # Errors
/// Stale, with what the other did, when somebody was quicker; faulty by field.
#[server(DecideOne, prefix = "/admin/api", endpoint = "decide", input = Json, output = Json)]
pub async fn decide(ask: Decide) -> Result<Decision, Failure> {
    Ok(crate::calls::caller().await?.moderation().await?.decide(ask).await?)
}

/// Decides many comments alike; each is answered by itself.
///
/// # Errors
/// Those of the whole: too many, or a reason that is missing.
#[server(DecideMany, prefix = "/admin/api", endpoint = "decide_together", input = Json, output = Json)]
pub async fn decide_together(ask: DecideTogether) -> Result<Vec<(CommentId, Result<Decision, Failure>)>, Failure> {
    let settled = crate::calls::caller().await?.moderation().await?.decide_together(ask).await?;
    Ok(settled.into_iter().map(|(comment, outcome)| (comment, outcome.map_err(Failure::from))).collect())
}

/// Takes a decision back.
///
/// # Errors
/// Stale when it is not the comment's last any more.
#[server(UndoDecision, prefix = "/admin/api", endpoint = "undo_decision", input = Json, output = Json)]
pub async fn undo(decision: DecisionId) -> Result<Decision, Failure> {
    Ok(crate::calls::caller().await?.moderation().await?.undo(decision).await?)
}

/// Takes many decisions back; each is answered by itself.
///
/// # Errors
/// That of the whole: too many.
#[server(UndoMany, prefix = "/admin/api", endpoint = "undo_together", input = Json, output = Json)]
pub async fn undo_together(decisions: Vec<DecisionId>) -> Result<Vec<(DecisionId, Result<Decision, Failure>)>, Failure> {
    let settled = crate::calls::caller().await?.moderation().await?.undo_together(decisions).await?;
    Ok(settled.into_iter().map(|(decision, outcome)| (decision, outcome.map_err(Failure::from))).collect())
}

/// Answers as staff, and approves the comment if it waited.
///
/// # Errors
/// Stale when somebody decided meanwhile; faulty by field.
#[server(SendReply, prefix = "/admin/api", endpoint = "reply", input = Json, output = Json)]
pub async fn reply(ask: Reply) -> Result<Replied, Failure> {
    Ok(crate::calls::caller().await?.moderation().await?.reply(ask).await?)
}
