package dev.slipway.ui.component;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What people write is shown, and never obeyed. */
class MarkdownTest {
    @Test
    void showsFormsListsAndLinks() {
        assertThat(html("**bold** and *soft*\n\n- one\n- two"))
                .contains("<strong>bold</strong>", "<em>soft</em>", "<li>two</li>");
        assertThat(html("[words](https://example.org)"))
                .contains("href=\"https://example.org\"", "target=\"_blank\"", "noopener noreferrer nofollow");
    }

    @Test
    void obeysNoHtml() {
        assertThat(html("<script>alert(1)</script> <img src=x onerror=alert(1)>"))
                .doesNotContain("<script", "<img")
                .contains("&lt;script&gt;", "&lt;img");
        assertThat(html("a <b onclick='x()'>b</b>")).doesNotContain("<b ");
    }

    @Test
    void leadsToWebAndMailOnly() {
        assertThat(html("[x](javascript:alert(1)) [y](data:text/html,z) [z](vbscript:a)"))
                .doesNotContain("javascript:", "data:", "vbscript:");
    }

    @Test
    void fetchesNoPictures() {
        assertThat(html("![a picture](https://example.org/track.png)"))
                .doesNotContain("<img")
                .contains("href=\"https://example.org/track.png\"", "a picture");
    }

    @Test
    void saysInOneLineWhatIsLong() {
        assertThat(Markdown.plain("# Debian\n\n**Stable** and small", 100)).isEqualTo("Debian Stable and small");
        assertThat(Markdown.plain("one two three", 8)).isEqualTo("one two…");
    }

    private static String html(String text) {
        return new Markdown(text).getInnerHtml();
    }
}
