//! Topics in a scene, made by the very verbs that the panel uses.

use super::Scene;
use crate::accounts::Caller;
use crate::articles::SaveHead;
use crate::ids::{ArticleId, TopicId};
use crate::topics::SaveTopic;

impl Scene {
    /// A topic of that name, added by that editor.
    pub async fn topic(&self, editor: &Caller, name: &str) -> TopicId {
        let ask = SaveTopic { based_on: None, name: name.to_owned(), slug: None, description: String::new() };
        editor.topics().expect("the role edits").save(ask).await.expect("the name is new").id
    }

    /// Gives the working copy these topics.
    pub async fn about(&self, writer: &Caller, article: ArticleId, topics: Vec<TopicId>) {
        let writing = writer.writing(article).await.expect("the article is theirs");
        let head = writing.head().await.expect("the article is there");
        let ask = SaveHead { based_on: head.version, title: head.title, standfirst: head.standfirst, slug: None, topics };
        writing.save_head(ask).await.expect("the head fits");
    }
}
