//! Each public page as it is sent, from its sample.

use super::samples::{
    archive_page, around, article, author_page, authors_page, bare_article, corrections_page, empty_home, home, later_home,
    month_page, picture_page, report_form, site, sizes, slide_page, slug, static_page, topic_page, topics_page,
};
use super::{
    Archive, ArchiveProps, ErrorPage, ErrorPageProps, GonePage, GonePageProps, GoneSlidePage, GoneSlidePageProps, Home,
    HomeProps, MonthArticles, MonthArticlesProps, NotFoundPage, NotFoundPageProps, Picture, PictureProps, SlideAlone,
    SlideAloneProps, Slideshow, SlideshowProps, Story, StoryProps,
};
use crate::corrections::{Corrections, CorrectionsProps, ReportDraft, ReportError, ReportErrorProps, ReportRefusal};
use crate::drawn::lines as html;
use crate::pages::{PageView, PageViewProps};
use crate::people::{Author, AuthorProps, Authors, AuthorsProps};
use crate::topics::{TopicArticles, TopicArticlesProps, Topics, TopicsProps};
use domain::articles::{ArticlePage, GoneSlide};
use domain::field::{Fault, Faults};
use domain::settings::SiteFrame;
use insta::assert_snapshot;

fn report(draft: ReportDraft) -> String {
    html(|| ReportError(ReportErrorProps { form: report_form(), draft, around: around("/ten-days/slides/slide00001/report") }))
}

fn pages() -> Vec<(&'static str, String)> {
    vec![
        ("home", html(|| Home(HomeProps { page: home(), around: around("/") }))),
        ("later_home", html(|| Home(HomeProps { page: later_home(), around: around("/?from=k3y") }))),
        ("empty_home", html(|| Home(HomeProps { page: empty_home(), around: around("/") }))),
        (
            "story",
            html(|| {
                Story(StoryProps { page: article(), form: Some(crate::comments::samples::form()), around: around("/ten-days") })
            }),
        ),
        ("bare_story", html(|| Story(StoryProps { page: bare_article(), form: None, around: around("/ten-days") }))),
        ("page", html(|| PageView(PageViewProps { page: static_page(), around: around("/imprint") }))),
        ("slideshow", html(|| Slideshow(SlideshowProps { page: article(), around: around("/ten-days/slideshow") }))),
        ("bare_slideshow", html(|| Slideshow(SlideshowProps { page: bare_article(), around: around("/ten-days/slideshow") }))),
        ("slide", html(|| SlideAlone(SlideAloneProps { page: slide_page(), around: around("/ten-days/slides/slide00002") }))),
        (
            "picture",
            html(|| Picture(PictureProps { page: picture_page(), around: around("/ten-days/slides/slide00002/pictures/1") })),
        ),
        ("author", html(|| Author(AuthorProps { page: author_page(), around: around("/by/marit") }))),
        ("authors", html(|| Authors(AuthorsProps { page: authors_page(), around: around("/authors") }))),
        ("topics", html(|| Topics(TopicsProps { page: topics_page(), around: around("/topics") }))),
        ("topic", html(|| TopicArticles(TopicArticlesProps { page: topic_page(), around: around("/topics/night-sky") }))),
        ("archive", html(|| Archive(ArchiveProps { page: archive_page(), around: around("/archive") }))),
        ("month", html(|| MonthArticles(MonthArticlesProps { page: month_page(), around: around("/archive/2026-11") }))),
        ("corrections", html(|| Corrections(CorrectionsProps { page: corrections_page(), around: around("/corrections") }))),
        ("report", report(ReportDraft { quote: "</textarea>".to_owned(), ..ReportDraft::default() })),
        (
            "report_refused",
            report(ReportDraft {
                refusal: Some(ReportRefusal::Faulty(Faults::one("text", Fault::Empty))),
                ..ReportDraft::default()
            }),
        ),
        ("report_sent", report(ReportDraft { is_sent: true, ..ReportDraft::default() })),
        (
            "gone_slide",
            html(|| {
                GoneSlidePage(GoneSlidePageProps {
                    gone: GoneSlide {
                        site: site(),
                        article: article().id,
                        slug: slug("ten-days"),
                        title: "Ten days & nights".to_owned(),
                    },
                    around: around("/ten-days"),
                })
            }),
        ),
        ("not_found", html(|| NotFoundPage(NotFoundPageProps { site: site(), around: around("/") }))),
        ("gone", html(|| GonePage(GonePageProps { site: site(), around: around("/") }))),
        ("error", html(|| ErrorPage(ErrorPageProps { site: site(), around: around("/ten-days"), number: "01K0".to_owned() }))),
    ]
}

#[test]
fn every_page_looks_as_it_did() {
    for (name, html) in pages() {
        assert_snapshot!(name, html);
    }
}

#[test]
fn a_logo_stands_in_the_place_of_the_name_and_is_called_so() {
    let looks = SiteFrame { logo: Some(sizes(320, 120)), sheet: Some("ab".repeat(16)), ..site() };
    let page = html(|| NotFoundPage(NotFoundPageProps { site: looks, around: around("/") }));
    assert!(page.contains("class=\"logo\"") && page.contains("alt=\"Slow Light\""), "{page}");
    assert!(!page.contains("class=\"wordmark\"") && page.contains("href=\"/sheets/"), "{page}");
}

#[test]
fn d05_no_page_has_another_script_than_ours_a_style_or_an_address_of_another_host() {
    for (name, html) in pages() {
        // A block of data is no script: nothing runs it. Nor does one come to where there is nothing to read.
        let scripts = html.matches("<script").count();
        let data = html.matches("<script type=\"application/ld+json\">").count();
        let ours = html.matches("<script src=\"/assets/reader.js\" defer>").count();
        let is_read = !["not_found", "gone", "gone_slide", "error"].contains(&name);
        assert!(scripts == data + ours && data <= 1 && ours == usize::from(is_read), "{name}");
        for forbidden in ["<style", " style=", "onload=", "src=\"http", "src=\"//"] {
            assert!(!html.contains(forbidden), "{forbidden} on {name}");
        }
    }
}

#[test]
fn every_picture_has_its_size_and_alternative_text() {
    for (name, html) in pages() {
        for picture in html.lines().filter(|line| line.starts_with("<img")) {
            for attribute in [" width=\"", " height=\"", " alt"] {
                assert!(picture.contains(attribute), "{attribute} on {name}: {picture}");
            }
        }
    }
}

#[test]
fn the_first_picture_of_a_page_is_fetched_first() {
    for (name, html) in pages() {
        let urgent = html.matches("fetchpriority=\"high\"").count();
        let lazy = html.lines().filter(|line| line.starts_with("<img") && line.contains("loading=\"lazy\"")).count();
        let all = html.matches("<img").count();
        assert!(urgent <= 1 && urgent + lazy == all, "{name}: {urgent} of {all} at once, {lazy} later");
    }
}

#[test]
fn the_slideshow_ends_with_the_article_after_it_and_after_the_newest_with_the_one_before() {
    let shown = |page: ArticlePage| html(move || Slideshow(SlideshowProps { page, around: around("/ten-days/slideshow") }));
    let next =
        |html: &str| html.split("Next: ").nth(1).unwrap().split("href=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    assert_eq!(next(&shown(article())), "/article-7");
    assert_eq!(next(&shown(ArticlePage { later: None, ..article() })), "/article-1");
    assert!(!shown(ArticlePage { later: None, earlier: None, ..article() }).contains("Next: "));
}
